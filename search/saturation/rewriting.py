"""Normal forms of terms under the unit clauses.

Rules come from unit clauses: ``l = r`` rewrites instances of l to smaller instances of r
(demodulation, Wos et al. 1967; ordered rewriting for equations that cannot be oriented); ``P``
rewrites its instances to ⊤ and ``¬P`` to ⊥, which is unit deletion and subsumption by units.
Terms remember their normal forms, so each is found once (Schulz 2002).
"""

from __future__ import annotations

from search.saturation.clauses import Clause, Literal, LiteralBank
from search.saturation.discrimination import DiscriminationTree, Rewrite
from search.saturation.terms import Term
from search.saturation.unification import Bindings, match, substituted

__all__ = ["Rewriter"]


class Rewriter:
    """The rewrite rules of one search.

    Attributes:
        used: terms that were rewritten, with their rules, since the list was last emptied.
    """

    __slots__ = ("_bank", "_terms", "_tree", "date", "used")

    def __init__(self, bank: LiteralBank) -> None:
        self._bank = bank
        self._terms = bank.terms
        self._tree = DiscriminationTree()
        self.date = 1
        self.used: list[tuple[Term, Rewrite]] = []

    def add(self, clause: Clause) -> list[Rewrite]:
        """The rules that the unit ``clause`` gives, which apply from now on."""
        literal = clause.literals[0]
        rules: list[Rewrite] = []
        if literal.predicate:
            value = self._terms.true if literal.positive else self._terms.false
            rules.append(self._rule(literal.left, value, True, clause))
        elif literal.positive:
            left, right = literal.left, literal.right
            rules.append(self._rule(left, right, literal.oriented, clause))
            if not literal.oriented:
                rules.append(self._rule(right, left, False, clause))
        return rules

    def _rule(self, left: Term, right: Term, oriented: bool, clause: Clause) -> Rewrite:
        self.date += 1
        rule = Rewrite(left, right, oriented, clause, self.date)
        self._tree.add(rule)
        return rule

    def normal(self, term: Term) -> Term:
        """The normal form of ``term``, innermost terms first."""
        while True:
            if term.tried == self.date or term.head < 0:
                return term
            link = term.rewritten
            if link is not None:
                rule = term.reason
                assert isinstance(rule, Rewrite)
                if rule.alive:
                    self.used.append((term, rule))
                    term = link
                    continue
                term.rewritten = None
                term.tried = 0
            if term.args:
                args = tuple([self.normal(arg) for arg in term.args])
                if args != term.args:
                    term = self._terms.make(term.head, args)
                    continue
            if not self._step(term):
                term.tried = self.date
                return term

    def _step(self, term: Term) -> bool:
        """Rewrite ``term`` at its top, if a rule applies, and let it remember."""
        for rule in self._tree.candidates(term, term.tried):
            bindings: Bindings = {}
            if match(rule.left, term, bindings):
                result = substituted(self._terms, rule.right, bindings)
                if rule.oriented or self._bank.order.greater(term, result):
                    term.rewritten = result
                    term.reason = rule
                    return True
        return False

    def literal(self, literal: Literal) -> tuple[Term, Term]:
        """The sides of ``literal`` in normal form."""
        if literal.predicate:
            return self.normal(literal.left), literal.right
        if not literal.positive:
            return self.normal(literal.left), self.normal(literal.right)
        right = self._side(literal.right, literal.left) if not literal.oriented else (
            self.normal(literal.right)
        )
        return self._side(literal.left, right), right

    def _side(self, side: Term, other: Term) -> Term:
        """The normal form of a side of a positive equation that is not its smaller one.

        An equation must not be rewritten by a greater one, or both could be lost: the rule has
        to be more general than a variant of ``side``, or its right side smaller than ``other``.
        """
        if side.head < 0 or side.tried == self.date:
            return side
        args = tuple([self.normal(arg) for arg in side.args])
        if args != side.args:
            return self.normal(self._terms.make(side.head, args))
        mark = len(self.used)
        result = self.normal(side)
        if result is side:
            return side
        term, rule = self.used[mark]
        if not _is_variant(term, rule.left):
            return result
        step = term.rewritten
        if step is not None and self._bank.order.greater(other, step):
            return result
        del self.used[mark:]
        return side


def _is_variant(instance: Term, pattern: Term) -> bool:
    """Whether an instance of ``pattern`` differs from it in the names of variables only."""
    return instance.weight == pattern.weight and _variables(instance) == _variables(pattern)


def _variables(term: Term) -> tuple[int, int]:
    """How many occurrences of how many variables there are."""
    counts, occurrences, variables = term.counts, 0, 0
    while counts:
        if counts & 0xFFFF:
            occurrences += counts & 0xFFFF
            variables += 1
        counts >>= 16
    return occurrences, variables
