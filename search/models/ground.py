"""Ground instances over finite sorts, for a SAT solver: verdicts, models and cores.

The method of MACE (McCune 1994) and Paradox (Claessen and Sörensson 2003): fix how many
elements there are, instantiate every flat clause in all ways, ask a SAT solver.  That a function
has a value is said under an assumption for its sort, so that an unsatisfiable answer tells which
sorts were too small (Reger, Suda and Voronkov 2016).

The atoms of a symbol are numbered in one block, row by row.  The number of a literal is
then linear in the values of its variables, and the instances of a clause are the rows of a
table whose columns are cheap to write down.  A predicate with many places has more atoms than
a solver can hold, few of which occur: such a wide block lies above all others, and only the
atoms that occur get a variable of the solver.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, compress, product
from math import prod
from time import monotonic
from typing import NamedTuple, TypeVar

from pysat.solvers import Minisat22

from prover.logic.syntax import FunctionSymbol, Sort, Symbol
from prover.watch import Pulse, Searching
from search.models.flat import FlatClause, FlatLiteral
from search.models.sorts import declared_profile
from search.models.symmetry import Cell

__all__ = ["GroundTheory", "Unsatisfiable"]

_PART = 4_096
"""Instances made between two looks at the clock."""

_CONFLICTS, _PROPAGATIONS = 300, 300_000
"""What the SAT solver may do between two looks at the clock: 0.1 s.

MiniSat keeps to it, Glucose looks at its budgets only when it restarts.
"""

_DENSE = 20_000
"""A block with more atoms than this is a wide one."""

_WIDE = 1 << 40
"""Where the wide blocks begin: the solver's own numbers are below 2³¹."""

_Row = Iterable[int]
Label = TypeVar("Label")


@dataclass(frozen=True, slots=True)
class Unsatisfiable:
    """These groups have no common model while none of these sorts is larger."""

    groups: frozenset[str]
    sorts: frozenset[Sort]


class _Block(NamedTuple):
    """The atoms of one symbol: the number of the first, and by how much each place counts."""

    first: int
    sizes: tuple[int, ...]
    strides: tuple[int, ...]

    def numbers(self, arguments: Sequence[int]) -> range:
        """The atoms of one row: those with these arguments, and any last place."""
        start = self.first + sum(s * a for s, a in zip(self.strides, arguments, strict=False))
        return range(start, start + self.sizes[-1])

    @property
    def atoms(self) -> range:
        """The numbers of all its atoms."""
        return range(self.first, self.first + prod(self.sizes))

    def arguments(self, number: int) -> tuple[int, ...]:
        """The row of one atom, its last place included."""
        offset = number - self.first
        return tuple(
            offset // stride % size for stride, size in zip(self.strides, self.sizes, strict=True)
        )


@dataclass(slots=True)
class GroundTheory:
    """Groups of flat clauses over finite sorts, each group to be switched on or off.

    What is added is only noted; :meth:`solve` makes the instances, and goes on with it where
    an earlier deadline has stopped it.

    Args:
        sizes: the number of elements of each sort.
        profiles: the sorts of symbols whose declared sorts do not count here.
        pulse: is told how many instances there are.

    Attributes:
        instances: how many there are already.
    """

    sizes: Mapping[Sort, int]
    profiles: Mapping[Symbol, tuple[Sort, ...]] = field(default_factory=dict)
    pulse: Pulse = field(default_factory=Pulse)
    instances: int = 0
    _sat: Minisat22 = field(default_factory=Minisat22)
    _blocks: dict[Symbol, _Block] = field(default_factory=dict)
    _groups: dict[str, int] = field(default_factory=dict)
    _bounds: dict[Sort, int] = field(default_factory=dict)
    _pending: deque[Iterator[Iterable[_Row]]] = field(default_factory=deque)
    _last: int = 0
    _last_wide: int = _WIDE
    _variables: dict[int, int] = field(default_factory=dict)

    def close(self) -> None:
        """Free the solver's memory."""
        self._sat.delete()

    # --- what has to hold --------------------------------------------------------------

    def add(self, groups: Mapping[str | None, Sequence[FlatClause]]) -> None:
        """Add clauses that hold whenever their group is switched on; always, those of None."""
        facts: list[tuple[list[int], FlatClause]] = []
        for group, clauses in groups.items():
            guards: list[int] = []
            if group is not None:
                selector = self._groups[group] = self._fresh()
                guards.append(-selector)
            for clause in clauses:
                if clause.sorts:
                    self._pending.append(self._instances(clause, guards))
                else:
                    facts.append((guards, clause))
        self._pending.append(self._facts(facts))

    def add_function(
        self, function: FunctionSymbol, *, unique: bool = True, ordered: Sequence[Cell] = ()
    ) -> None:
        """Say that ``function`` has a value for all arguments.

        Args:
            function: the symbol.
            unique: whether to say that there is but one; if no clause wants a certain value,
                any of several will do.
            ordered: rows for which not all values are needed.
        """
        sort = self._profile(function)[-1]
        bound = self._bounds.setdefault(sort, self._fresh())
        most = {cell.arguments: cell.most for cell in ordered}
        self._pending.append(self._values(function, bound, unique, most))

    def add_order(self, ordered: Sequence[Cell]) -> None:
        """Say that no value of these terms comes before the one below it."""
        self._pending.append(self._order(ordered))

    def _fresh(self) -> int:
        self._last += 1
        return self._last

    def _profile(self, symbol: Symbol) -> tuple[Sort, ...]:
        return self.profiles.get(symbol) or declared_profile(symbol)

    def _block(self, symbol: Symbol) -> _Block:
        block = self._blocks.get(symbol)
        if block is None:
            sizes = [self.sizes[sort] for sort in self._profile(symbol)]
            strides = [prod(sizes[place + 1 :]) for place in range(len(sizes))]
            count = prod(sizes)
            last = self._last if count <= _DENSE else self._last_wide
            block = self._blocks[symbol] = _Block(last + 1, tuple(sizes), tuple(strides))
            if count <= _DENSE:
                self._last += count
            else:
                self._last_wide += count
        return block

    def _variable(self, literal: int) -> int:
        """What the solver calls a literal."""
        atom = abs(literal)
        if atom <= _WIDE:
            return literal
        variable = self._variables.get(atom)
        if variable is None:
            variable = self._variables[atom] = self._fresh()
        return variable if literal > 0 else -variable

    # --- instances ---------------------------------------------------------------------

    def _facts(self, facts: Sequence[tuple[list[int], FlatClause]]) -> Iterator[Iterable[_Row]]:
        """Clauses without variables, so many at a time."""
        for start in range(0, len(facts), _PART):
            part = facts[start : start + _PART]
            self.instances += len(part)
            yield [
                [*guards, *[self._form(literal, 0)[0] for literal in clause.literals]]
                for guards, clause in part
            ]

    def _instances(self, clause: FlatClause, guards: Sequence[int]) -> Iterator[Iterable[_Row]]:
        """All instances of a clause, so many at a time."""
        sizes = [self.sizes[sort] for sort in clause.sorts]
        inner, count = len(sizes), 1
        while inner and count * sizes[inner - 1] <= _PART:
            inner -= 1
            count *= sizes[inner]
        forms = [self._form(literal, len(sizes)) for literal in clause.literals]
        for values in product(*map(range, sizes[:inner])):
            columns, different = [[guard] * count for guard in guards], None
            for literal, form in zip(clause.literals, forms, strict=True):
                column = _column(form, values, sizes[inner:])
                if literal.symbol is not None:
                    columns.append(column)
                elif different is None:
                    different = column
                else:
                    different = [
                        one and other for one, other in zip(different, column, strict=True)
                    ]
            rows: Iterable[_Row] = zip(*columns, strict=True) if columns else [()] * count
            self.instances += count
            yield rows if different is None else compress(rows, different)

    def _form(self, literal: FlatLiteral, variables: int) -> list[int]:
        """The literal's number for the first elements, and by how much each variable counts.

        For an equation: zero where the places are the same.
        """
        form = [0] * (variables + 1)
        strides: tuple[int, ...] = (1, -1)
        if literal.symbol is not None:
            form[0], _, strides = self._blocks.get(literal.symbol) or self._block(literal.symbol)
        for place, stride in zip(literal.places, strides, strict=True):
            if place < 0:
                form[0] += stride * ~place
            else:
                form[place + 1] += stride
        return form if literal.positive else [-number for number in form]

    def _values(
        self,
        function: FunctionSymbol,
        bound: int,
        unique: bool,
        most: Mapping[tuple[int, ...], int],
    ) -> Iterator[Iterable[_Row]]:
        block = self._block(function)
        for arguments in product(*map(range, block.sizes[:-1])):
            row = block.numbers(arguments)
            enough = most.get(arguments, len(row))
            rows: list[_Row] = [row[:enough] if enough < len(row) else [-bound, *row]]
            if unique:
                rows += [(-one, -other) for one, other in combinations(row, 2)]
            self.instances += len(rows)
            yield rows

    def _order(self, ordered: Sequence[Cell]) -> Iterator[Iterable[_Row]]:
        before: dict[Sort, list[range]] = {}
        for cell in ordered:
            row = self._block(cell.function).numbers(cell.arguments)
            earlier = before.setdefault(cell.sort, [])
            yield [
                [-row[value], *(numbers[value - 1] for numbers in earlier)]
                for value in range(cell.used + 1, len(row))
            ]
            earlier.append(row)

    def _ground(self, deadline: float) -> bool:
        """Make the instances that are not made yet; False if there is no time for all."""
        add = self._sat.add_clause
        while self._pending:
            for rows in self._pending[0]:
                if self._last_wide == _WIDE:
                    for row in rows:
                        add(row)
                else:
                    for row in rows:
                        add([self._variable(literal) for literal in row])
                if self._is_over(deadline):
                    return False
            self._pending.popleft()
        return True

    def _is_over(self, deadline: float) -> bool:
        now = monotonic()
        if now >= self.pulse.due:
            self.pulse.tell(now, Searching("models", self.instances, self._last))
        return now > deadline

    # --- answers -----------------------------------------------------------------------

    def solve(
        self, groups: Sequence[str], deadline: float, conflicts: int
    ) -> Unsatisfiable | frozenset[int] | None:
        """The true atoms of a model of the groups, or why there is none, or None.

        Args:
            groups: that have to hold.
            deadline: value of :func:`time.monotonic` after which it gives up.
            conflicts: after so many of them it gives up, too.
        """
        if not self._ground(deadline):
            return None
        selectors: dict[int, str | Sort] = {self._groups[group]: group for group in groups}
        selectors |= {bound: sort for sort, bound in self._bounds.items()}
        most = self._sat.accum_stats()["conflicts"] + conflicts
        while self._sat.accum_stats()["conflicts"] < most:
            self._sat.conf_budget(_CONFLICTS)
            self._sat.prop_budget(_PROPAGATIONS)
            satisfiable = self._sat.solve_limited(assumptions=list(selectors))
            if satisfiable:
                true = frozenset(self._sat.get_model())
                wide = [atom for atom, number in self._variables.items() if number in true]
                return true.union(wide) if wide else true
            if satisfiable is False:
                blamed = [selectors[number] for number in self._sat.get_core() or ()]
                return Unsatisfiable(
                    frozenset(item for item in blamed if isinstance(item, str)),
                    frozenset(item for item in blamed if isinstance(item, Sort)),
                )
            if self._is_over(deadline):
                return None
        return None

    def rows(
        self, symbol: Symbol, true: frozenset[int], labels: Sequence[Sequence[Label]]
    ) -> Iterator[tuple[Label, ...]]:
        """The tuples that ``symbol`` is true of, given the true atoms.

        Args:
            symbol: a predicate or a function, with its value as last place.
            true: as :meth:`solve` has returned them.
            labels: for every place, what to call each element.
        """
        block = self._blocks.get(symbol)
        if block is None:
            return
        if block.first > _WIDE:
            atoms = block.atoms
            for atom in self._variables:
                if atom in atoms and atom in true:
                    places = zip(labels, block.arguments(atom), strict=True)
                    yield tuple(names[value] for names, value in places)
        else:
            for atom, row in zip(block.atoms, product(*labels), strict=True):
                if atom in true:
                    yield row


def _column(form: Sequence[int], values: Sequence[int], sizes: Sequence[int]) -> list[int]:
    """A linear form for some values of its first variables, and all values of the others."""
    start, place = form[0], 1
    for value in values:
        start += form[place] * value
        place += 1
    column = [start]
    for size in sizes:
        steps = [form[place] * value for value in range(size)]
        column = [start + step for start in column for step in steps]
        place += 1
    return column
