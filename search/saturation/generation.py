"""The partners of a clause, found by indexes, and what it infers with them."""

from __future__ import annotations

from collections.abc import Callable

from search.saturation.clauses import Clause, Literal, LiteralBank
from search.saturation.extensionality import Extensionality
from search.saturation.fingerprints import FingerprintIndex, Fingerprints
from search.saturation.inferences import equality_factoring, equality_resolution, superposition
from search.saturation.records import EQUALITY_FACTORING, EQUALITY_RESOLUTION, SUPERPOSITION
from search.saturation.terms import FALSE, Term
from search.saturation.unification import Instance, unify

__all__ = ["Generator"]

Literals = tuple[Literal, ...]
Found = Callable[[Literals, int, tuple[Clause, ...], tuple[object, ...]], None]
"""Told of a conclusion, its rule, its parents and what else is needed to repeat it."""


class Generator:
    """The active clauses and the inferences between them.

    Args:
        bank: makes the literals.
        found: is told of every conclusion.
        extensionality: if extensionality resolution is wanted.
    """

    __slots__ = ("_bank", "_equations", "_extensionality", "_found", "_targets")

    def __init__(
        self,
        bank: LiteralBank,
        fingerprints: Fingerprints,
        found: Found,
        extensionality: Extensionality | None = None,
    ) -> None:
        self._bank = bank
        self._extensionality = extensionality
        self._found = found
        self._equations: FingerprintIndex[tuple[Clause, Literal]] = FingerprintIndex(fingerprints)
        self._targets: FingerprintIndex[Clause] = FingerprintIndex(fingerprints)

    def add(self, clause: Clause) -> None:
        """Let ``clause`` be a partner from now on."""
        for literal, side in _equation_sides(clause):
            self._equations.add(side, (clause, literal))
        for term in _target_terms(clause):
            self._targets.add(term, clause)
        if self._extensionality is not None:
            self._extensionality.add(clause)

    def remove(self, clause: Clause) -> None:
        """Let ``clause`` be a partner no longer."""
        for literal, side in _equation_sides(clause):
            self._equations.remove(side, (clause, literal))
        for term in _target_terms(clause):
            self._targets.remove(term, clause)
        if self._extensionality is not None:
            self._extensionality.remove(clause)

    def generate(self, given: Clause) -> None:
        """All inferences of ``given`` with itself and the partners (it is one of them)."""
        self._alone(given)
        self._by(given)
        self._into(given)
        if self._extensionality is not None:
            for axiom, equation, clause, term in self._extensionality.pairs(given):
                self._tell_apart(axiom, equation, clause, term)

    def _by(self, given: Clause) -> None:
        """Superposition by the equations of ``given``, renamed apart."""
        terms, bank = self._bank.terms, self._bank
        renamed: dict[Term, Term] = {}
        source: Literals | None = None
        for literal, side in _equation_sides(given):
            if source is None:
                source = tuple([bank.shifted(each, 1, renamed) for each in given.literals])
            equation = source[given.literals.index(literal)]
            left = terms.shifted(side, 1, renamed)
            for bucket in self._targets.partners(side):
                for term, partners in bucket.items():
                    bindings = unify(left, term)
                    if bindings is None:
                        continue
                    for partner in partners:
                        conclusion = superposition(
                            bank,
                            source,
                            equation,
                            left,
                            partner.literals,
                            term,
                            Instance(terms, bindings),
                        )
                        if conclusion is not None:
                            detail = (literal, side, term, True)
                            self._found(conclusion, SUPERPOSITION, (given, partner), detail)

    def _into(self, given: Clause) -> None:
        """Superposition into ``given``, renamed apart."""
        terms, bank = self._bank.terms, self._bank
        renamed: dict[Term, Term] = {}
        target: Literals | None = None
        for term in _target_terms(given):
            if target is None:
                target = tuple([bank.shifted(each, 1, renamed) for each in given.literals])
            apart = terms.shifted(term, 1, renamed)
            for bucket in self._equations.partners(term):
                for side, partners in bucket.items():
                    bindings = unify(side, apart)
                    if bindings is None:
                        continue
                    for partner, literal in partners:
                        if partner is given:
                            continue  # done the other way round
                        conclusion = superposition(
                            bank,
                            partner.literals,
                            literal,
                            side,
                            target,
                            apart,
                            Instance(terms, bindings),
                        )
                        if conclusion is not None:
                            detail = (literal, side, term, False)
                            self._found(conclusion, SUPERPOSITION, (partner, given), detail)

    def _tell_apart(self, axiom: Clause, literal: Literal, clause: Clause, term: Term) -> None:
        """Extensionality resolution."""
        terms, bank = self._bank.terms, self._bank
        renamed: dict[Term, Term] = {}
        source = tuple([bank.shifted(each, 1, renamed) for each in axiom.literals])
        equation = source[axiom.literals.index(literal)]
        left = terms.shifted(literal.left, 1, renamed)
        bindings = unify(left, term)
        if bindings is None:
            return
        instance = Instance(terms, bindings)
        conclusion = superposition(bank, source, equation, left, clause.literals, term, instance)
        if conclusion is not None:
            detail = (literal, literal.left, term, True)
            self._found(conclusion, SUPERPOSITION, (axiom, clause), detail)

    def _alone(self, given: Clause) -> None:
        """Equality resolution and equality factoring."""
        for literal in given.eligible:
            if literal.positive:
                if not given.selected:
                    self._factors(given, literal)
            elif not literal.predicate:
                bindings = unify(literal.left, literal.right)
                if bindings is not None:
                    instance = Instance(self._bank.terms, bindings)
                    conclusion = equality_resolution(self._bank, given.literals, literal, instance)
                    if conclusion is not None:
                        self._found(conclusion, EQUALITY_RESOLUTION, (given,), (literal,))

    def _factors(self, given: Clause, literal: Literal) -> None:
        for other in given.literals:
            if other is literal or not other.positive or other.predicate != literal.predicate:
                continue
            for left in _greater_sides(literal):
                for twin in (other.left,) if other.predicate else (other.left, other.right):
                    bindings = unify(left, twin)
                    if bindings is None:
                        continue
                    instance = Instance(self._bank.terms, bindings)
                    conclusion = equality_factoring(
                        self._bank, given.literals, literal, left, other, twin, instance
                    )
                    if conclusion is not None:
                        detail = (literal, left, other, twin)
                        self._found(conclusion, EQUALITY_FACTORING, (given,), detail)


def _greater_sides(literal: Literal) -> tuple[Term, ...]:
    return (literal.left,) if literal.oriented else (literal.left, literal.right)


def _equation_sides(clause: Clause) -> list[tuple[Literal, Term]]:
    """The sides by which the clause rewrites others."""
    if clause.selected:
        return []
    return [
        (literal, side)
        for literal in clause.eligible
        if literal.positive
        for side in _greater_sides(literal)
    ]


def _target_terms(clause: Clause) -> list[Term]:
    """The terms that others may rewrite: no variables, no atoms of positive literals."""
    found: dict[Term, None] = {}
    for literal in clause.eligible:
        for side in _greater_sides(literal):
            atom = side if literal.predicate and literal.positive else None
            stack = [side]
            while stack:
                term = stack.pop()
                if term.head > FALSE and term not in found:
                    if term is not atom:
                        found[term] = None
                    stack += term.args
    return list(found)
