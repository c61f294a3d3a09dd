"""Values: trees of constructors, each made once, so that equal values are one object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, product
from random import Random

from prover.errors import ProverError
from prover.logic.syntax import Application, FunctionSymbol, Sort
from prover.theory.compositions import compositions
from prover.theory.theory import Theory

__all__ = ["OutOfBudget", "TooLarge", "Universe", "Value"]


class OutOfBudget(ProverError):
    """An evaluation takes more steps, or makes a larger value, than it may."""

    code = "out-of-budget"


class TooLarge(OutOfBudget):
    """A value would have more constructors than it may."""


class Value:
    """A constructor applied to values; ``size`` counts constructors.

    Only a :class:`Universe` makes values.  Two values of one universe are equal only if they
    are the same object.
    """

    __slots__ = ("arguments", "constructor", "size")

    def __init__(
        self, constructor: FunctionSymbol, arguments: tuple[Value, ...], size: int
    ) -> None:
        self.constructor = constructor
        self.arguments = arguments
        self.size = size

    @property
    def sort(self) -> Sort:
        """What kind of thing this is."""
        return self.constructor.sort

    def __repr__(self) -> str:
        text = []
        stack: list[Value | str] = [self]
        while stack:
            top = stack.pop()
            if isinstance(top, str):
                text.append(top)
                continue
            text.append(top.constructor.name)
            if top.arguments:
                commas = [part for value in top.arguments for part in (", ", value)]
                stack += [")", *reversed(commas[1:]), "("]
        return "".join(text)


class Universe:
    """The values of a theory: everything its constructors make, and atoms of its open sorts.

    Args:
        theory: what has the sorts.
        atoms: how many elements an open sort is taken to have.
        max_size: how many constructors a value may have.
    """

    def __init__(self, theory: Theory, *, atoms: int = 3, max_size: int = 1000) -> None:
        self.max_size = max_size
        self.constructors = {
            **theory.constructors,
            **{sort: _atoms(sort, atoms, theory) for sort in theory.sorts},
        }
        self.made: dict[FunctionSymbol, dict[tuple[Value, ...], Value]] = {
            constructor: {} for several in self.constructors.values() for constructor in several
        }
        self._lists: dict[tuple[Sort, int], tuple[Value, ...]] = {}
        self._counts: dict[tuple[tuple[Sort, ...], int], int] = {}

    def make(self, constructor: FunctionSymbol, arguments: tuple[Value, ...]) -> Value:
        """The constructor applied to values of this universe.

        Raises:
            TooLarge: the result would have more than ``max_size`` constructors.
        """
        table = self.made[constructor]
        value = table.get(arguments)
        if value is None:
            size = 1
            for argument in arguments:
                size += argument.size
            if size > self.max_size:
                raise TooLarge(f"a value of more than {self.max_size} constructors")
            value = table[arguments] = Value(constructor, arguments, size)
        return value

    def values(self, sort: Sort, size: int) -> Iterator[Value]:
        """All values of ``sort`` with at most ``size`` constructors, smallest first."""
        for exact in range(1, size + 1):
            yield from self._of_size(sort, exact)

    def sample(self, sort: Sort, size: int, random: Random) -> Value:
        """A random value of at most ``size`` constructors (or a smallest one, if larger).

        First a size is drawn, all possible ones being equally likely, then a value of that size
        (the recursive method: Nijenhuis and Wilf, Combinatorial Algorithms, 1978).  Meant for
        sizes of some dozens.
        """
        sizes = [exact for exact in range(1, size + 1) if self._count((sort,), exact)]
        if not sizes:
            smallest = next(
                exact for exact in range(1, self.max_size) if self._count((sort,), exact)
            )
            sizes.append(smallest)
        return self._sample_tuple((sort,), random.choice(sizes), random)[0]

    def term(self, value: Value) -> Application:
        """``value`` as a term without variables.

        Raises:
            FormulaTooDeep: terms may not be nested so deeply.
        """
        terms: dict[Value, Application] = {}
        stack = [value]
        while stack:
            top = stack[-1]
            missing = [argument for argument in top.arguments if argument not in terms]
            if missing:
                stack += missing
                continue
            parts = tuple(terms[argument] for argument in top.arguments)
            terms[stack.pop()] = Application(top.constructor, parts)
        return terms[value]

    def _of_size(self, sort: Sort, size: int) -> Iterator[Value]:
        for constructor in self.constructors[sort]:
            sorts = constructor.argument_sorts
            for sizes in compositions(size - 1, len(sorts)):
                lists = [self._list(*pair) for pair in zip(sorts, sizes, strict=True)]
                for arguments in product(*lists):
                    yield self.make(constructor, arguments)

    def _list(self, sort: Sort, size: int) -> tuple[Value, ...]:
        known = self._lists.get((sort, size))
        if known is None:
            known = self._lists[sort, size] = tuple(self._of_size(sort, size))
        return known

    def _count(self, sorts: tuple[Sort, ...], size: int) -> int:
        """How many tuples of values of ``sorts`` have ``size`` constructors in all."""
        if not sorts:
            return int(size == 0)
        if size < len(sorts):
            return 0
        known = self._counts.get((sorts, size))
        if known is None:
            if len(sorts) == 1:
                made = self.constructors[sorts[0]]
                known = sum(self._count(c.argument_sorts, size - 1) for c in made)
            else:
                known = sum(self._ways(sorts, size))
            self._counts[sorts, size] = known
        return known

    def _ways(self, sorts: tuple[Sort, ...], size: int) -> list[int]:
        """The number of those tuples by the size of their first value: 1, 2, ….

        Small sizes are counted first, which keeps the recursion flat.
        """
        first, rest = sorts[:1], sorts[1:]
        firsts = [self._count(first, part) for part in range(1, size)]
        rests = [self._count(rest, part) for part in range(size)]
        return [count * rests[size - part] for part, count in enumerate(firsts, start=1)]

    def _sample_tuple(
        self, sorts: tuple[Sort, ...], size: int, random: Random
    ) -> tuple[Value, ...]:
        if not sorts:
            return ()
        if len(sorts) == 1:
            made = self.constructors[sorts[0]]
            ways = [self._count(c.argument_sorts, size - 1) for c in made]
            constructor = made[_drawn(ways, random)]
            arguments = self._sample_tuple(constructor.argument_sorts, size - 1, random)
            return (self.make(constructor, arguments),)
        part = _drawn(self._ways(sorts, size), random) + 1
        first = self._sample_tuple(sorts[:1], part, random)
        return first + self._sample_tuple(sorts[1:], size - part, random)


def _atoms(sort: Sort, number: int, theory: Theory) -> tuple[FunctionSymbol, ...]:
    """Constants for the elements of an open sort, whose names no symbol has."""
    taken = {symbol.name for symbol in theory.symbols}
    stem = sort.name.lower()
    while any(f"{stem}{index}" in taken for index in range(1, number + 1)):
        stem += "_"
    return tuple(FunctionSymbol(f"{stem}{index}", (), sort) for index in range(1, number + 1))


def _drawn(weights: Sequence[int], random: Random) -> int:
    """An index, drawn by weight; the weights may be huge."""
    sums = list(accumulate(weights))
    lot = random.randrange(sums[-1])
    return next(index for index, reached in enumerate(sums) if lot < reached)
