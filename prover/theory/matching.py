"""Matching trees: which case of a definition applies, found by one test a constructor.

The cases are rows of a matrix of patterns.  Where the first row asks for a constructor, the
tree switches on that argument; where it asks for nothing more, it is a leaf (Wadler, Efficient
compilation of pattern matching, 1987).  Values are addressed by slots: the arguments come first,
and each switch appends the arguments of the constructor that it has found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prover.errors import ProverError
from prover.logic.syntax import Application, FunctionSymbol, Sort, Term, Variable
from prover.logic.walk import substitute_term
from prover.theory.theory import Definition, Equation

__all__ = ["Case", "Leaf", "MatchingTree", "Missing", "Switch", "TooManyCases", "matching_tree"]

_MOST_NODES = 20_000


class TooManyCases(ProverError):
    """Telling the cases of a definition apart takes too many tests."""

    code = "too-many-cases"


@dataclass(frozen=True, slots=True)
class Case:
    """An equation whose pattern fits; ``slots`` says where the values of its variables are."""

    equation: Equation
    slots: Mapping[Variable, int]


@dataclass(frozen=True, slots=True)
class Leaf:
    """All cases that fit: one, or several with conditions."""

    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """What to do next for each constructor that the value in ``slot`` may have."""

    slot: int
    branches: Mapping[FunctionSymbol, MatchingTree]


@dataclass(frozen=True, slots=True)
class Missing:
    """No case fits arguments of this form."""

    arguments: tuple[Term, ...]


MatchingTree = Leaf | Switch | Missing


@dataclass(frozen=True, slots=True)
class _Row:
    """A case as far as it is matched: patterns yet to be matched, by slot."""

    equation: Equation
    patterns: Mapping[int, Application]
    slots: Mapping[Variable, int]

    def matching(self, first: int, patterns: Sequence[Term], without: int | None) -> _Row:
        """This row when ``patterns`` are to match what is in slots ``first``, ``first + 1``, …."""
        left = {slot: p for slot, p in self.patterns.items() if slot != without}
        slots = dict(self.slots)
        for slot, pattern in enumerate(patterns, start=first):
            if isinstance(pattern, Variable):
                slots[pattern] = slot
            else:
                left[slot] = pattern
        return _Row(self.equation, left, slots)


class _Builder:
    def __init__(self, constructors: Mapping[Sort, tuple[FunctionSymbol, ...]]) -> None:
        self._constructors = constructors
        self._nodes = 0

    def tree(
        self, rows: Sequence[_Row], known: tuple[Term, ...], slots: tuple[Variable, ...]
    ) -> MatchingTree:
        """The tree for arguments of the form ``known``, whose unknown parts are in ``slots``."""
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise TooManyCases("the cases take too many tests to be told apart")
        if not rows:
            return Missing(known)
        if not rows[0].patterns:
            return Leaf(tuple(Case(row.equation, row.slots) for row in rows))
        slot = min(rows[0].patterns)
        tested = slots[slot]
        branches: dict[FunctionSymbol, MatchingTree] = {}
        fitting = _by_constructor(rows, slot)
        for constructor in self._constructors[tested.sort]:
            sorts = enumerate(constructor.argument_sorts, start=len(slots))
            parts = tuple(Variable(f"x{number}", sort) for number, sort in sorts)
            found = {tested: Application(constructor, parts)}
            shape = tuple(substitute_term(term, found) for term in known)
            kept = fitting.get(constructor, fitting[None])
            matched = [_matched(row, slot, len(slots)) for row in kept]
            branches[constructor] = self.tree(matched, shape, slots + parts)
        return Switch(slot, branches)


def matching_tree(
    definition: Definition, constructors: Mapping[Sort, tuple[FunctionSymbol, ...]]
) -> MatchingTree:
    """How to find the case of ``definition`` that fits given arguments.

    Args:
        definition: its patterns are linear and made of variables and constructors.
        constructors: those of each generated sort.

    Raises:
        TooManyCases: the tree would have more than some ten thousand nodes.
    """
    sorts = enumerate(definition.symbol.argument_sorts)
    arguments = tuple(Variable(f"x{number}", sort) for number, sort in sorts)
    empty = [_Row(equation, {}, {}) for equation in definition.equations]
    rows = [row.matching(0, row.equation.left.arguments, None) for row in empty]
    return _Builder(constructors).tree(rows, arguments, arguments)


def _by_constructor(
    rows: Sequence[_Row], slot: int
) -> Mapping[FunctionSymbol | None, Sequence[_Row]]:
    """The rows that fit each constructor that one asks for in ``slot``; None: any other."""
    asked = [row.patterns[slot].function if slot in row.patterns else None for row in rows]
    fitting: dict[FunctionSymbol | None, list[_Row]] = {constructor: [] for constructor in asked}
    fitting[None] = []
    for row, constructor in zip(rows, asked, strict=True):
        for kept in fitting.values() if constructor is None else (fitting[constructor],):
            kept.append(row)
    return fitting


def _matched(row: _Row, slot: int, first: int) -> _Row:
    """The row when ``slot`` holds the constructor it asks for, with arguments from ``first`` on."""
    pattern = row.patterns.get(slot)
    return row if pattern is None else row.matching(first, pattern.arguments, slot)
