"""Simplification: replacing a clause by a smaller one that says as much.

==========================  =================================================================
demodulation                an instance of the left side of a unit equation is rewritten
unit deletion               a literal that a unit clause contradicts is dropped
destructive resolution      ``x ≠ t ∨ C`` becomes ``C[x := t]`` (x not in t)
contextual literal cutting  ``L ∨ C`` becomes ``C`` where a clause subsumes ``¬L ∨ C``
tautology deletion          ``t = t ∨ C`` and ``A ∨ ¬A ∨ C`` are dropped
==========================  =================================================================

All are sound: the new clause follows from the old one and the clauses used.  They keep the
search complete since the old one then follows from smaller clauses (Bachmair and Ganzinger
1994); contextual literal cutting, also known as subsumption resolution, is as in Schulz (2002).
"""

from __future__ import annotations

from search.saturation.clauses import Change, Clause, Literal, LiteralBank
from search.saturation.discrimination import DiscriminationTree, Rewrite
from search.saturation.records import CUT, MERGED, REWRITTEN
from search.saturation.rewriting import Rewriter
from search.saturation.subsumption import SubsumptionIndex
from search.saturation.terms import FALSE, Term
from search.saturation.unification import Bindings, Instance, match, occurs

__all__ = ["Literals", "Simplifier", "contradicting", "merged", "solution"]

Literals = tuple[Literal, ...]


class Simplifier:
    """The clauses that simplify, and what they make of others.

    Attributes:
        rewriter: the unit clauses as rewrite rules.
        longer: the clauses with several literals.
    """

    __slots__ = ("_bank", "_equations", "_number", "_rules", "longer", "rewriter")

    def __init__(self, bank: LiteralBank) -> None:
        self._bank = bank
        self._equations = DiscriminationTree()
        self._rules: dict[Clause, list[Rewrite]] = {}
        self._number = 0
        self.rewriter = Rewriter(bank)
        self.longer = SubsumptionIndex()

    def add(self, clause: Clause) -> None:
        """Let ``clause`` simplify others from now on."""
        if len(clause.literals) > 1:
            self.longer.add(clause)
            return
        rules = self.rewriter.add(clause)
        literal = clause.literals[0]
        if not literal.predicate:
            for left, right in ((literal.left, literal.right), (literal.right, literal.left)):
                self._number += 1
                rule = Rewrite(left, right, literal.positive, clause, self._number)
                self._equations.add(rule)
                rules.append(rule)
        self._rules[clause] = rules

    def remove(self, clause: Clause) -> None:
        """Forget ``clause``."""
        if len(clause.literals) > 1:
            self.longer.remove(clause)
        else:
            for rule in self._rules.pop(clause):
                rule.alive = False

    def suspend(self, clause: Clause, suspended: bool) -> None:
        """Let ``clause`` not simplify, or simplify again, so that it can itself be simplified."""
        for rule in self._rules.get(clause, ()):
            rule.alive = not suspended
            rule.left.tried = 0
        clause.literals[0].settled = 0

    def simplified(self, literals: Literals, changes: list[Change]) -> Literals | None:
        """The clause in normal form, or ``None`` for a tautology or what a unit subsumes.

        What was done is appended to ``changes``.
        """
        before = len(changes)
        current = self._without_trivial(literals, changes)
        if current is not None:
            current = self._rewritten(current, changes)
        if current is not None:
            current = self._cut_by_equations(current, changes)
        if current is None or len(changes) == before:
            return current
        return _normalised(self._bank, current, changes)

    def _without_trivial(self, literals: Literals, changes: list[Change]) -> Literals | None:
        """Tautologies go, and so do negative equations with a variable for a side."""
        again = True
        while again:
            again = False
            for literal in literals:
                if literal.positive:
                    if literal.opposite is not None and literal.opposite in literals:
                        return None
                elif not literal.predicate:
                    bindings = solution(literal)
                    if bindings is not None:
                        literals = self._merged(literals, literal, bindings, changes)
                        again = True
                        break
        return literals

    def _merged(
        self, literals: Literals, solved: Literal, bindings: Bindings, changes: list[Change]
    ) -> Literals:
        instance = Instance(self._bank.terms, bindings)
        result = merged(self._bank, literals, solved, instance)
        changes.append(Change(MERGED, result, removed=solved))
        return result

    def _rewritten(self, literals: Literals, changes: list[Change]) -> Literals | None:
        rewriter = self.rewriter
        rewriter.used.clear()
        date = rewriter.date
        result: list[Literal] = []
        changed = False
        for literal in literals:
            if literal.settled == date:
                result.append(literal)
                continue
            left, right = rewriter.literal(literal)
            if left is literal.left and right is literal.right:
                literal.settled = date
                result.append(literal)
                continue
            changed = True
            if left is right:
                if literal.positive:
                    return None
            elif left.head == FALSE:
                if not literal.positive:
                    return None
            else:
                result.append(self._bank.literal(literal.positive, left, right))
        if not changed:
            return literals
        kept = _nontrivial(result)
        terms = tuple(dict.fromkeys(rewriter.used))
        changes.append(Change(REWRITTEN, kept, terms=terms))
        return self._without_trivial(kept, changes)

    def _cut_by_equations(self, literals: Literals, changes: list[Change]) -> Literals | None:
        """Compare equations with the unit equations: subsumed, contradicted, or neither."""
        for literal in literals:
            if literal.predicate:
                continue
            unit = self._unit_about(literal)
            if unit is None:
                continue
            if unit.literals[0].positive == literal.positive:
                return None
            literals = tuple([other for other in literals if other is not literal])
            changes.append(Change(CUT, literals, removed=literal, by=unit))
        return literals

    def _unit_about(self, literal: Literal) -> Clause | None:
        """A unit (dis)equation with an instance that is ``literal`` or its negation.

        ``s = t`` also settles ``f(s) = f(t)`` and ``f(s) ≠ f(t)``.
        """
        left, right = literal.left, literal.right
        inside = False
        while True:
            for rule in self._equations.candidates(left, 0):
                if inside and not rule.oriented:
                    continue
                bindings: Bindings = {}
                if match(rule.left, left, bindings) and match(rule.right, right, bindings):
                    return rule.clause
            if left.head != right.head or not left.args:
                return None
            pair = _only_difference(left, right)
            if pair is None:
                return None
            left, right = pair
            inside = True

    def cut(self, literals: Literals, changes: list[Change]) -> Literals:
        """Contextual literal cutting by clauses with several literals."""
        index = 0
        while index < len(literals) and len(literals) > 1:
            literal = literals[index]
            flipped = self._bank.complement(literal)
            trial = (*literals[:index], flipped, *literals[index + 1 :])
            mask = 0
            for each in trial:
                mask |= each.mask
            by = self.longer.subsumer(trial, mask)
            if by is None:
                index += 1
            else:
                literals = literals[:index] + literals[index + 1 :]
                changes.append(Change(CUT, literals, removed=literal, by=by))
                index = 0
        return literals


def solution(literal: Literal) -> Bindings | None:
    """The substitution that a negative equation with a variable for a side amounts to."""
    for one, other in ((literal.left, literal.right), (literal.right, literal.left)):
        if one.head < 0 and one.sort == other.sort and not occurs(one, other, {}):
            return {one: other}
    return None


def merged(
    bank: LiteralBank, literals: Literals, solved: Literal | None, instance: Instance
) -> Literals:
    """The instance of the clause, without the literal ``solved``."""
    return _nontrivial([bank.instance(each, instance) for each in literals if each is not solved])


def _nontrivial(literals: list[Literal]) -> Literals:
    """Without repetitions and without literals ``t ≠ t``."""
    return tuple(
        dict.fromkeys([lit for lit in literals if lit.positive or lit.left is not lit.right])
    )


def _normalised(bank: LiteralBank, literals: Literals, changes: list[Change]) -> Literals:
    """The clause with its variables numbered as they occur."""
    result = merged(bank, literals, None, Instance(bank.terms, {}))
    if result != literals:
        changes.append(Change(MERGED, result))
    return result


def contradicting(unit: Literal, literal: Literal) -> Bindings:
    """The bindings under which an equation ``unit`` and ``literal`` cannot both hold."""
    left, right = literal.left, literal.right
    while True:
        for one, other in ((unit.left, unit.right), (unit.right, unit.left)):
            bindings: Bindings = {}
            if match(one, left, bindings) and match(other, right, bindings):
                return bindings
        pair = _only_difference(left, right)
        assert pair is not None, "the unit was found to contradict the literal"
        left, right = pair


def _only_difference(left: Term, right: Term) -> tuple[Term, Term] | None:
    """The arguments in which the terms differ, if these are one pair."""
    found: tuple[Term, Term] | None = None
    others = right.args
    for index, arg in enumerate(left.args):
        if arg is not others[index]:
            if found is not None:
                return None
            found = arg, others[index]
    return found
