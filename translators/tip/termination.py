"""Which functions Lean can see to end, and by which measure.

Every call is compared with the parameters by size, after the matches around it have said what
the parameters look like: the size of a term is a number of constructors and a bag of variables.
Lean finds structural recursion and lexicographic orders of single arguments by itself (Bulwahn,
Krauss and Nipkow, "Finding lexicographic orders for termination proofs", TPHOLs 2007), so these
get no annotation; sums of sizes and integers that count down have to be named.  The measure is
a claim which Lean checks, never an assumption.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, count, islice, product

import networkx as nx

from translators.tip.errors import NotExportable
from translators.tip.syntax import (
    Apply,
    Arithmetic,
    Comparison,
    Function,
    If,
    IntLiteral,
    Lambda,
    Let,
    Match,
    Quantified,
    Term,
    Variable,
)
from translators.tip.walk import children

__all__ = ["CountDown", "Lexicographic", "Measure", "Structural", "SumOfSizes", "measures"]


@dataclass(frozen=True, slots=True)
class Structural:
    """One argument is smaller at every call: Lean sees that by itself."""


@dataclass(frozen=True, slots=True)
class Lexicographic:
    """Arguments decrease in a lexicographic order, or a chain of functions of one group ends.

    Lean finds that by itself too.
    """


@dataclass(frozen=True, slots=True)
class SumOfSizes:
    """The sizes of the parameters at ``positions``, added up."""

    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CountDown:
    """The integer at ``position``, which is positive wherever it is made smaller."""

    position: int


_MOST_CHOICES = 10_000

Measure = Structural | Lexicographic | SumOfSizes | CountDown


@dataclass(frozen=True, slots=True)
class _Size:
    """How large a term is: constructors, and variables of unknown size."""

    constructors: int
    variables: Counter[int]

    def __add__(self, other: _Size) -> _Size:
        return _Size(self.constructors + other.constructors, self.variables + other.variables)

    def drop(self, smaller: _Size | None) -> int | None:
        """By how much ``smaller`` is smaller at least; None if it may be larger."""
        if smaller is None or not smaller.variables <= self.variables:
            return None
        drop = self.constructors - smaller.constructors
        return drop if drop >= 0 else None


@dataclass(frozen=True, slots=True)
class _Call:
    """A call, with the sizes of its arguments and of the caller's parameters there."""

    caller: str
    callee: str
    parameters: tuple[_Size, ...]
    arguments: tuple[_Size | None, ...]
    counts_down: frozenset[int]

    def drop(self, before: Sequence[int], after: Sequence[int]) -> int | None:
        """By how much the sum of some arguments is below the sum of some parameters."""
        large = sum((self.parameters[i] for i in before), start=_Size(0, Counter()))
        small = _Size(0, Counter())
        for position in after:
            argument = self.arguments[position]
            if argument is None:
                return None
            small += argument
        return large.drop(small)


def measures(group: Sequence[Function], constructors: Set[str]) -> dict[str, Measure]:
    """A measure for each function of ``group``, all functions that use one another.

    Raises:
        NotExportable: no measure is known.
    """
    names = {function.name for function in group}
    calls = [call for f in group for call in _Calls(f, names, constructors).calls()]
    found: Measure | None
    if len(group) == 1:
        found = _of_one(group[0], calls)
        if found is not None:
            return {group[0].name: found}
    elif (together := _of_many(group, calls)) is not None:
        return together
    listed = ", ".join(function.name for function in group)
    raise NotExportable(
        f"no measure is known that makes the recursion of {listed} end",
        position=group[0].position,
        hint="only structural, lexicographic, summed and counted-down recursion is exported",
    )


def _of_one(function: Function, calls: Sequence[_Call]) -> Measure | None:
    positions = range(len(function.binders))
    if not calls or any(all(call.drop((i,), (i,)) for call in calls) for i in positions):
        return Structural()
    if _is_lexicographic(calls, positions):
        return Lexicographic()
    for size in range(2, len(function.binders) + 1):
        for chosen in combinations(positions, size):
            if all(call.drop(chosen, chosen) for call in calls):
                return SumOfSizes(chosen)
    for position in positions:
        if all(position in call.counts_down for call in calls):
            return CountDown(position)
    return None


def _is_lexicographic(calls: Sequence[_Call], positions: Sequence[int]) -> bool:
    """Whether some order of ``positions`` decreases lexicographically at every call."""
    left, unused = list(calls), list(positions)
    while left:
        usable = (
            position
            for position in unused
            if all(call.drop((position,), (position,)) is not None for call in left)
            and any(call.drop((position,), (position,)) for call in left)
        )
        if (position := next(usable, None)) is None:
            return False
        left = [call for call in left if not call.drop((position,), (position,))]
        unused.remove(position)
    return True


def _of_many(group: Sequence[Function], calls: Sequence[_Call]) -> dict[str, Measure] | None:
    """One argument of each function that gets smaller; else all arguments together."""
    names = [function.name for function in group]
    places = [range(len(function.binders)) for function in group]
    for chosen in islice(product(*places), _MOST_CHOICES):
        at = {name: (place,) for name, place in zip(names, chosen, strict=True)}
        drops = [call.drop(at[call.caller], at[call.callee]) for call in calls]
        if all(drops):
            return {name: Structural() for name in names}
        same = [(c.caller, c.callee) for c, drop in zip(calls, drops, strict=True) if drop == 0]
        if None not in drops and nx.is_directed_acyclic_graph(nx.DiGraph(same)):
            return {name: Lexicographic() for name in names}
    everything = {function.name: tuple(range(len(function.binders))) for function in group}
    if all(call.drop(everything[call.caller], everything[call.callee]) for call in calls):
        return {name: SumOfSizes(positions) for name, positions in everything.items()}
    return None


@dataclass(frozen=True, slots=True)
class _Scope:
    """On the way to a call: what names stand for, what was matched, and what is positive."""

    numbers: Mapping[str, int]
    shapes: Mapping[int, tuple[int, ...]]
    positive: frozenset[int]

    def size(self, number: int) -> _Size:
        if number not in self.shapes:
            return _Size(0, Counter([number]))
        return sum((self.size(part) for part in self.shapes[number]), start=_Size(1, Counter()))


class _Calls:
    """The calls of the functions ``names`` in one function."""

    def __init__(self, function: Function, names: Set[str], constructors: Set[str]) -> None:
        self._function = function
        self._names = names
        self._constructors = constructors
        self._fresh = count()

    def calls(self) -> Iterator[_Call]:
        names = [binder.name for binder in self._function.binders]
        scope = _Scope(dict(zip(names, self._fresh, strict=False)), {}, frozenset())
        yield from self._in(self._function.body, scope)

    def _in(self, term: Term, scope: _Scope) -> Iterator[_Call]:
        match term:
            case Match(subject, _, cases):
                yield from self._in(subject, scope)
                number = scope.numbers.get(subject.name) if isinstance(subject, Variable) else None
                for case in cases:
                    inner = self._bind(case.variables, scope)
                    if number is not None and case.constructor is not None:
                        parts = tuple(inner.numbers[name] for name in case.variables)
                        inner = _Scope(
                            inner.numbers, {**inner.shapes, number: parts}, inner.positive
                        )
                    yield from self._in(case.body, inner)
            case If(condition, then, otherwise):
                yield from self._in(condition, scope)
                yield from self._in(then, _knowing(condition, True, scope))
                yield from self._in(otherwise, _knowing(condition, False, scope))
            case Let(name, value, body):
                yield from self._in(value, scope)
                yield from self._in(body, self._bind((name,), scope))
            case Lambda(binders, body) | Quantified(_, binders, body):
                names = tuple(binder.name for binder in binders)
                yield from self._in(body, self._bind(names, scope))
            case _:
                if isinstance(term, Apply) and term.name in self._names:
                    yield self._call(term, scope)
                for child in children(term):
                    yield from self._in(child, scope)

    def _bind(self, names: Sequence[str], scope: _Scope) -> _Scope:
        numbers = {**scope.numbers, **dict(zip(names, self._fresh, strict=False))}
        return _Scope(numbers, scope.shapes, scope.positive)

    def _call(self, term: Apply, scope: _Scope) -> _Call:
        parameters = range(len(self._function.binders))
        arguments = enumerate(term.arguments)
        return _Call(
            self._function.name,
            term.name,
            tuple(scope.size(number) for number in parameters),
            tuple(self._size(argument, scope) for argument in term.arguments),
            frozenset(place for place, argument in arguments if _is_less(argument, place, scope)),
        )

    def _size(self, term: Term, scope: _Scope) -> _Size | None:
        """The size of ``term``, if it is built of constructors and variables."""
        match term:
            case Variable(name):
                return scope.size(scope.numbers[name])
            case Apply(name, _, arguments) if name in self._constructors:
                total = _Size(1, Counter())
                for argument in arguments:
                    if (size := self._size(argument, scope)) is None:
                        return None
                    total += size
                return total
            case _:
                return None


def _is_less(term: Term, place: int, scope: _Scope) -> bool:
    """Whether ``term`` is parameter ``place`` minus a numeral, where that one is positive."""
    match term:
        case Arithmetic("-", (Variable(name), IntLiteral(value))):
            return value > 0 and scope.numbers[name] == place and place in scope.positive
        case _:
            return False


def _knowing(condition: Term, holds: bool, scope: _Scope) -> _Scope:
    """``scope`` with the integer that ``condition``, if it ``holds``, says is positive."""
    match condition:
        case Comparison(operator, Variable(name), IntLiteral(bound)):
            operator = operator if holds else _NEGATED[operator]
        case Comparison(operator, IntLiteral(bound), Variable(name)):
            operator = _FLIPPED[operator if holds else _NEGATED[operator]]
        case _:
            return scope
    if (operator == ">" and bound >= 0) or (operator == ">=" and bound >= 1):
        return _Scope(scope.numbers, scope.shapes, scope.positive | {scope.numbers[name]})
    return scope


_NEGATED: Mapping[str, str] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_FLIPPED: Mapping[str, str] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
