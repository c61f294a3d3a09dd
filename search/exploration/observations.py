"""Observing terms and atoms: their values on rows of data.

A row gives every variable of the pool a value in one world.  The first rows are all combinations
of smallest elements, the others are random, from a fixed seed.  Terms that differ on a row are
different; atoms are compared as sets of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import assert_never

from prover.logic.syntax import (
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from search.exploration.worlds import Element, World

__all__ = ["Observations", "Sample", "Truth"]

_WITNESSES = 12
"""Elements among which something that exists is looked for."""

Vector = tuple[Element | None, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """On which rows an atom holds and on which it fails, as bits; on others it is unknown."""

    holds: int
    fails: int

    @property
    def complement(self) -> Truth:
        """The truth of the negation."""
        return Truth(self.fails, self.holds)


class _Remembered(dict[tuple[Element | None, ...], Element | None]):
    """A function of elements, each value found once; undefined where an argument is."""

    def __init__(self, find: Callable[[tuple[Element, ...]], Element | None]) -> None:
        self._find = find

    def __missing__(self, arguments: tuple[Element | None, ...]) -> Element | None:
        known = tuple(argument for argument in arguments if argument is not None)
        value = self._find(known) if len(known) == len(arguments) else None
        self[arguments] = value
        return value


class Sample:
    """Rows of one world, and what was observed on them.

    Args:
        world: the structure.
        variables: the pool.
        seed: of the random rows.
        small: how many rows of smallest elements there are, about.
        drawn: how many random rows there are.
    """

    def __init__(
        self, world: World, variables: Sequence[Variable], seed: int, small: int, drawn: int
    ) -> None:
        self.world = world
        self.rows = _rows(world, variables, Random(seed), small, drawn)
        self._vectors: dict[Term, Vector] = {
            variable: tuple(row[index] for row in self.rows)
            for index, variable in enumerate(variables)
        }
        self.variables = tuple(variables)
        self._functions: dict[object, _Remembered] = {}

    def vector(self, term: Term) -> Vector:
        """The values of ``term`` on all rows; ``None`` where finding one takes too long."""
        found = self._vectors.get(term)
        if found is None:
            assert not isinstance(term, Variable)
            function = term.function
            table = self._functions.get(function)
            if table is None:
                world = self.world
                table = _Remembered(lambda arguments: world.apply(function, arguments))
                self._functions[function] = table
            found = self._vectors[term] = self._mapped(table, term.arguments)
        return found

    def truth(self, formula: Formula) -> Truth:
        """On which rows ``formula`` holds and fails.

        What exists is looked for among some first elements; all that are bound range over these.
        """
        every = (1 << len(self.rows)) - 1
        match formula:
            case Atom() | Equality():
                return self._atom(formula)
            case TruthValue(value=value):
                return Truth(every, 0) if value else Truth(0, every)
            case Not(body=body):
                return self.truth(body).complement
            case And(parts=parts):
                return _all(every, (self.truth(part) for part in parts))
            case Or(parts=parts):
                return _any(every, (self.truth(part) for part in parts))
            case Implies(left=left, right=right):
                return _any(every, (self.truth(left).complement, self.truth(right)))
            case Iff(left=left, right=right):
                return _same(self.truth(left), self.truth(right))
            case Xor(left=left, right=right):
                return _same(self.truth(left), self.truth(right)).complement
            case ForAll(variable=variable, body=body):
                return _all(every, (each.truth(body) for each in self.fixing(variable)))
            case Exists(variable=variable, body=body):
                return _any(every, (each.truth(body) for each in self.fixing(variable)))
            case _:
                assert_never(formula)

    def _atom(self, atom: Atom | Equality) -> Truth:
        if isinstance(atom, Equality):
            left, right = self.vector(atom.left), self.vector(atom.right)
            pairs = list(zip(left, right, strict=True))
            holds = [one is not None and one == other for one, other in pairs]
            fails = [one != other and None not in (one, other) for one, other in pairs]
            return Truth(_bits(holds), _bits(fails))
        predicate = atom.predicate
        table = self._functions.get(predicate)
        if table is None:
            world = self.world
            table = _Remembered(lambda arguments: world.relates(predicate, arguments))
            self._functions[predicate] = table
        values = self._mapped(table, atom.arguments)
        return Truth(_bits([v is True for v in values]), _bits([v is False for v in values]))

    def witness(self, row: int, variables: Sequence[Variable]) -> str:
        """The values of ``variables`` on a row, like ``x = 1, y = 0``."""
        values = dict(zip(self.variables, self.rows[row], strict=True))
        return ", ".join(f"{v.name} = {self.world.shown(values[v])}" for v in variables)

    def fixing(self, variable: Variable) -> Iterator[Sample]:
        """This sample once for each of the first elements, which ``variable`` then is."""
        for element in self.world.smallest(variable.sort, _WITNESSES):
            fixed = copy(self)
            fixed._vectors = {
                known: vector
                for known, vector in self._vectors.items()
                if variable not in known.free
            }
            fixed._vectors[variable] = (element,) * len(self.rows)
            yield fixed

    def _mapped(self, table: _Remembered, arguments: Sequence[Term]) -> Vector:
        if not arguments:
            return (table[()],) * len(self.rows)
        columns = (self.vector(argument) for argument in arguments)
        return tuple(map(table.__getitem__, zip(*columns, strict=True)))


class Observations:
    """What is observed on several samples together.

    Args:
        samples: all over the same variables; more can be added while it is used.
    """

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = list(samples)

    def vectors(self, term: Term) -> tuple[Vector, ...]:
        """The values of ``term`` in every sample."""
        return tuple(sample.vector(term) for sample in self.samples)

    def is_visible(self, term: Term) -> bool:
        """Whether the value of ``term`` is found on most rows."""
        vector = self.samples[0].vector(term)
        return vector.count(None) * 4 <= len(vector)

    def decides(self, truth: Truth) -> bool:
        """Whether a truth is known on most rows."""
        rows = sum(len(sample.rows) for sample in self.samples)
        return (truth.holds | truth.fails).bit_count() * 4 >= rows * 3

    def difference(self, left: Term, right: Term) -> tuple[Sample, int] | None:
        """A row on which the terms differ."""
        for sample in self.samples:
            one, other = sample.vector(left), sample.vector(right)
            if one != other:
                for row, (a, b) in enumerate(zip(one, other, strict=True)):
                    if a is not None and b is not None and a != b:
                        return sample, row
        return None

    def truth(self, formula: Formula) -> Truth:
        """On which rows ``formula`` holds and fails, over all samples."""
        holds = fails = shift = 0
        for sample in self.samples:
            found = sample.truth(formula)
            holds |= found.holds << shift
            fails |= found.fails << shift
            shift += len(sample.rows)
        return Truth(holds, fails)

    def witness(self, row: int, variables: Sequence[Variable]) -> str:
        """The values of ``variables`` on a row of all samples, counted through."""
        for sample in self.samples:
            if row < len(sample.rows):
                return sample.witness(row, variables)
            row -= len(sample.rows)
        raise IndexError("there is no such row")


def _rows(
    world: World, variables: Sequence[Variable], random: Random, small: int, drawn: int
) -> list[tuple[Element, ...]]:
    each = 1
    while (each + 1) ** len(variables) <= small:
        each += 1
    firsts = [world.smallest(variable.sort, each) for variable in variables]
    rows = dict.fromkeys(product(*firsts))
    for _ in range(drawn):
        rows[tuple(world.drawn(variable.sort, random) for variable in variables)] = None
    return list(rows)


def _all(every: int, parts: Iterable[Truth]) -> Truth:
    holds, fails = every, 0
    for part in parts:
        holds &= part.holds
        fails |= part.fails
    return Truth(holds, fails)


def _any(every: int, parts: Iterable[Truth]) -> Truth:
    return _all(every, (part.complement for part in parts)).complement


def _same(left: Truth, right: Truth) -> Truth:
    same = left.holds & right.holds | left.fails & right.fails
    return Truth(same, left.holds & right.fails | left.fails & right.holds)


def _bits(values: Sequence[bool]) -> int:
    """The number whose bit ``i`` is set where value ``i`` is true."""
    if not values:
        return 0
    return int("".join(["1" if value else "0" for value in reversed(values)]), 2)
