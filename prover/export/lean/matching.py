"""Which things a quantifier may be about: found by matching its body with what is known.

The free variables of a pattern are the quantifier's own and those bound further inside; known
atoms are ground.  This is E-matching without the E (compare Detlefs, Nelson and Saxe,
"Simplify: a theorem prover for program checking", 2005): equations are left to the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Node,
    Not,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
    Xor,
)
from prover.logic.unify import Bindings, match_atoms, match_terms
from prover.logic.walk import nodes, substitute

__all__ = ["Known", "Universal", "anything", "ground_atoms", "ground_terms", "witnesses"]

MOST_INSTANCES = 40
"""Instances of one universal statement that are tried at a time."""

MOST_STEPS = 3_000
"""Attempts to match that finding them may take."""

Literal = tuple[Atom | Equality, bool]
"""An atom or equation, and whether it is asserted."""


Literals = Mapping[PredicateSymbol | None, Sequence[Formula]]
"""Known literals by their predicate; equations have none."""


def witnesses(variable: Variable, body: Formula, literals: Literals) -> Iterator[Term]:
    """Terms for ``variable`` with which a part of ``body`` is a known literal, each once."""
    if variable not in body.free:
        yield anything(variable.sort)
    seen: set[Term] = set()
    for pattern in dict.fromkeys([pattern for pattern, _ in _literals(body, True)]):
        for found in _values(pattern, variable, literals):
            if found not in seen:
                seen.add(found)
                yield found


def _values(pattern: Atom | Equality, variable: Variable, literals: Literals) -> Iterator[Term]:
    if variable not in pattern.free:
        return
    if isinstance(pattern, Equality):
        sides = (pattern.left, pattern.right)
        yield from (
            other for one, other in (sides, sides[::-1]) if one is variable and not other.free
        )
    for literal in literals.get(pattern.predicate if isinstance(pattern, Atom) else None, ()):
        atom = literal.body if isinstance(literal, Not) else literal
        assert isinstance(atom, Atom | Equality)
        for bindings in _matches(pattern, atom, {}):
            yield bindings[variable]


def _matches(
    pattern: Atom | Equality, atom: Atom | Equality, bindings: Bindings
) -> Iterator[Bindings]:
    found = match_atoms(pattern, atom, bindings)
    if found is not None:
        yield found
    if isinstance(atom, Equality) and isinstance(pattern, Equality):
        turned = match_atoms(pattern, Equality(atom.right, atom.left), bindings)
        if turned is not None:
            yield turned


def _literals(
    formula: Formula, positive: bool | None
) -> Iterator[tuple[Atom | Equality, bool | None]]:
    """Every atom of ``formula`` with its polarity, which is ``None`` below ↔ and ⊕."""
    match formula:
        case Atom() | Equality():
            yield formula, positive
        case Not(body=body):
            yield from _literals(body, None if positive is None else not positive)
        case Implies(left=left, right=right):
            yield from _literals(left, None if positive is None else not positive)
            yield from _literals(right, positive)
        case Iff() | Xor():
            yield from _literals(formula.left, None)
            yield from _literals(formula.right, None)
        case ForAll(body=body) | Exists(body=body):
            yield from _literals(body, positive)
        case _:
            for child in formula.children:
                yield from _literals(child, positive)  # type: ignore[arg-type]


def ground_atoms(formula: Formula) -> Iterator[Literal]:
    """The atoms and equations without variables in ``formula``, with both signs."""
    for atom, _ in _literals(formula, True):
        if not atom.free:
            yield atom, True
            yield atom, False


def ground_terms(formulas: Iterable[Node]) -> dict[Sort, list[Term]]:
    """The terms without variables that ``formulas`` speak of, small ones first.

    Equally small ones keep their order, so that the same proof is written in the same way.
    """
    found = dict.fromkeys(
        node
        for formula in formulas
        for node in nodes(formula)
        if isinstance(node, Application) and not node.free
    )
    by_sort: dict[Sort, list[Term]] = {}
    for term in sorted(found, key=lambda t: (t.depth, t.function.name)):
        by_sort.setdefault(term.sort, []).append(term)
    return by_sort


def anything(sort: Sort) -> Application:
    """A thing of ``sort`` of which nothing is known but that there is one."""
    return Application(FunctionSymbol("·anything·", (), sort), ())


@dataclass(frozen=True, slots=True)
class Universal:
    """``∀x̄ body``, or ``¬∃x̄ body`` where it is ``negated``."""

    formula: Formula
    variables: tuple[Variable, ...]
    body: Formula
    negated: bool

    @staticmethod
    def of(formula: Formula) -> Universal:
        """The universal statement that ``formula`` is."""
        negated = isinstance(formula, Not)
        body = formula.body if isinstance(formula, Not) else formula
        quantifier = Exists if negated else ForAll
        variables: list[Variable] = []
        while isinstance(body, quantifier) and body.variable not in variables:
            variables.append(body.variable)
            body = body.body
        return Universal(formula, tuple(variables), body, negated)

    def at(self, terms: Sequence[Term]) -> Formula:
        """The instance for ``terms``."""
        instance = substitute(self.body, dict(zip(self.variables, terms, strict=True)))
        return Not(instance) if self.negated else instance

    def matching(self, known: Known) -> Iterator[tuple[Term, ...]]:
        """Terms with which parts of the body contradict or agree with what is known.

        Those come first with which every condition is known, then those with one gap.
        """
        for bindings in self._joins(known, partial=False):
            yield tuple(bindings.get(v) or anything(v.sort) for v in self.variables)

    def any_terms(self, known: Known) -> Iterator[tuple[Term, ...]]:
        """Like :meth:`matching`; what matching leaves open may be any known term."""
        for bindings in self._joins(known, partial=True):
            choices = [
                [bindings[v]] if v in bindings else known.terms.get(v.sort) or [anything(v.sort)]
                for v in self.variables
            ]
            yield from islice(product(*choices), MOST_INSTANCES)

    def _joins(self, known: Known, *, partial: bool) -> Iterator[Bindings]:
        patterns = [p for p in _literals(self.body, not self.negated) if p[0].free]
        patterns.sort(key=lambda p: p[1] is not False)  # conditions before conclusions
        relevant = self.body.free.intersection(self.variables)
        steps = MOST_STEPS

        def join(index: int, bindings: Bindings, gaps: int) -> Iterator[Bindings]:
            nonlocal steps
            if index == len(patterns) or steps <= 0:
                if partial or all(v in bindings for v in relevant):
                    yield bindings
                return
            pattern, sign = patterns[index]
            matched = False
            for found in known.matches(pattern, sign, bindings):
                steps -= 1
                matched = matched or found == bindings
                yield from join(index + 1, found, gaps)
            if matched or sign is True:
                yield from () if matched else join(index + 1, bindings, gaps)
            elif gaps:
                yield from join(index + 1, bindings, gaps - 1)

        for gaps in (0, 1, len(patterns)):
            steps = MOST_STEPS
            yield from islice(join(0, {}, gaps), MOST_INSTANCES)


@dataclass(frozen=True, slots=True)
class Known:
    """Ground literals and terms to match with."""

    literals: tuple[Literal, ...]
    terms: dict[Sort, list[Term]]

    @staticmethod
    def of(literals: Sequence[Literal]) -> Known:
        """``literals`` and the terms in them."""
        return Known(tuple(literals), ground_terms([atom for atom, _ in literals]))

    def matches(
        self, pattern: Atom | Equality, sign: bool | None, bindings: Bindings
    ) -> Iterator[Bindings]:
        """Bindings that make ``pattern`` a known literal of the opposite sign.

        A side of an equation may also be any known term.
        """
        for atom, holds in self.literals:
            if sign is None or sign is not holds:
                yield from _matches(pattern, atom, bindings)
        if isinstance(pattern, Equality):
            for side in (pattern.left, pattern.right):
                if isinstance(side, Application) and side.free:
                    for term in self.terms.get(side.sort, ()):
                        found = match_terms([(side, term)], bindings)
                        if found is not None:
                            yield found
