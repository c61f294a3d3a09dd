"""Lemmas by observation: terms that have the same values on all data tried are probably equal.

Terms are built by size from those that are in normal form and have new values; one with
values seen before gives a conjecture (QuickSpec: Claessen, Smallbone and Hughes 2010; HipSpec:
Claessen et al., "Automating Inductive Proofs Using Theory Exploration", 2013).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from random import Random

from prover.ancestry import grounds_first
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    Iff,
    Not,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import symbols, universal_closure
from prover.theory import Theory
from prover.theory.compositions import compositions
from prover.theory.evaluation import Evaluator, OutOfBudget, Value

__all__ = ["Observation", "relevant_symbols"]

VARIABLES = 3
"""Variables of each sort."""

SAMPLES = 48
"""Assignments that terms are told apart by."""

SIZE = 6
"""Constructors in a value of an assignment."""

LARGER = 11
"""Constructors in a value that contains values of other sorts."""

Column = tuple[Value | bool, ...]
Reduced = Callable[[Term | Atom], bool]


class Observation:
    """Terms over some symbols, told apart by their values.

    Args:
        evaluators: share a universe; each interprets the open symbols in its way.
        vocabulary: the symbols that terms are made of.
        reducible: whether rules known by now rewrite a term or an atom.
    """

    def __init__(
        self, evaluators: Sequence[Evaluator], vocabulary: Sequence[Symbol], reducible: Reduced
    ) -> None:
        self._evaluators = evaluators
        self._vocabulary = vocabulary
        self._reducible = reducible
        self._terms: defaultdict[tuple[Sort, int], list[tuple[Term, Column]]] = defaultdict(list)
        self._seen: dict[tuple[Sort, Column], Term] = {}
        self._atoms: dict[Column, Atom] = {}
        self._columns: dict[Variable, Column] = {}
        random = Random(1)
        for sort in _sorts(vocabulary):
            for n in range(VARIABLES):
                variable = Variable(_letter(sort, n), sort)
                column = tuple(self._sample(sort, random) for _ in range(SAMPLES))
                self._columns[variable] = column
                self._add(variable, 1, column)

    def conjectures(self, size: int) -> Iterator[Formula]:
        """Statements whose larger side has ``size`` symbols; smaller sizes come first."""
        for symbol in self._vocabulary:
            for arguments, columns in self._arguments(symbol, size - 1):
                yield from self._observed(symbol, arguments, columns, size)

    def variables(self, sort: Sort) -> Iterator[Variable]:
        """Those that terms are made of."""
        return (variable for variable in self._columns if variable.sort is sort)

    def equal_to(self, term: Term) -> Iterator[Term]:
        """The term seen so far that has the same values, if it is another one.

        Args:
            term: over the :meth:`variables`.
        """
        column = None if self._is_reducible(term) else self._values(term)
        known = None if column is None else self._seen.get((term.sort, column))
        if known is not None and known is not term and known.free <= term.free:
            yield known

    def _is_reducible(self, term: Term) -> bool:
        return isinstance(term, Application) and self._reducible(term)

    def _values(self, term: Term) -> Column | None:
        if isinstance(term, Variable):
            return self._columns[term]
        columns = [self._values(each) for each in term.arguments]
        present = tuple(column for column in columns if column is not None)
        return self._column(term.function, present) if len(present) == len(columns) else None

    def _observed(
        self,
        symbol: Symbol,
        arguments: tuple[Term, ...],
        columns: tuple[Column, ...],
        size: int,
    ) -> Iterator[Formula]:
        new: Term | Atom
        if isinstance(symbol, FunctionSymbol):
            new = Application(symbol, arguments)
        else:
            new = Atom(symbol, arguments)
        if self._reducible(new):
            return
        column = self._column(symbol, columns)
        if column is None:
            return
        if isinstance(new, Atom):
            yield from self._about_atom(new, column)
            return
        known = self._seen.get((new.sort, column))
        if known is None:
            self._add(new, size, column)
        elif known is not new:
            yield universal_closure(Equality(new, known))

    def _about_atom(self, atom: Atom, column: Column) -> Iterator[Formula]:
        if all(column):
            yield universal_closure(atom)
        elif not any(column):
            yield universal_closure(Not(atom))
        elif column in self._atoms:
            yield universal_closure(Iff(atom, self._atoms[column]))
        else:
            self._atoms[column] = atom

    def _add(self, term: Term, size: int, column: Column) -> None:
        if self._seen.setdefault((term.sort, column), term) is term:
            self._terms[term.sort, size].append((term, column))

    def _arguments(
        self, symbol: Symbol, size: int
    ) -> Iterator[tuple[tuple[Term, ...], tuple[Column, ...]]]:
        for sizes in compositions(size, len(symbol.argument_sorts)):
            lists = [
                tuple(self._terms[pair]) for pair in zip(symbol.argument_sorts, sizes, strict=True)
            ]
            for chosen in product(*lists):
                yield tuple(term for term, _ in chosen), tuple(column for _, column in chosen)

    def _column(self, symbol: Symbol, columns: tuple[Column, ...]) -> Column | None:
        """The values of the symbol; ``None`` where one is too large."""
        rows = zip(*columns, strict=True) if columns else [()] * SAMPLES
        found: list[Value | bool] = []
        number = len(self._evaluators)
        try:
            for n, row in enumerate(rows):
                evaluator = self._evaluators[n % number]
                found.append(_value(evaluator, symbol, row))
        except OutOfBudget:
            return None
        return tuple(found)

    def _sample(self, sort: Sort, random: Random) -> Value:
        universe = self._evaluators[0].universe
        parts = {s for made in universe.constructors[sort] for s in made.argument_sorts}
        size = SIZE if parts <= {sort} else LARGER
        return universe.sample(sort, random.randint(1, size), random)


def _value(evaluator: Evaluator, symbol: Symbol, row: tuple[Value | bool, ...]) -> Value | bool:
    arguments = tuple(value for value in row if not isinstance(value, bool))
    if isinstance(symbol, PredicateSymbol):
        return evaluator.relates(symbol, arguments)
    return evaluator.apply(symbol, arguments)


def relevant_symbols(theory: Theory, goal: Formula) -> tuple[Symbol, ...]:
    """The symbols of the goal, and those that their definitions use, constructors first."""
    equations = {definition.symbol: definition.equations for definition in theory.definitions}

    def used(symbol: Symbol) -> Iterator[Symbol]:
        for equation in equations.get(symbol, ()):
            yield from symbols(equation.formula)

    found = set(grounds_first(symbols(goal), used))
    return tuple(symbol for symbol in theory.symbols if symbol in found)


def _sorts(vocabulary: Sequence[Symbol]) -> tuple[Sort, ...]:
    found: dict[Sort, None] = {}
    for symbol in vocabulary:
        found.update(dict.fromkeys(symbol.argument_sorts))
        if isinstance(symbol, FunctionSymbol):
            found[symbol.sort] = None
    return tuple(found)


def _letter(sort: Sort, number: int) -> str:
    letter = sort.name[:1].lower()
    return f"{letter if letter.isalpha() else 'x'}{number + 1}"
