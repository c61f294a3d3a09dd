"""Finite models and fixpoints as tables a person can compare at a glance.

Predicates of one argument share a table: a row each, a column for every element.  A
relation or function of two arguments is a small matrix; what is larger is listed.  All models of an
answer get the same tables in the same order, and cells in which they differ are marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from prover.answer import Answer, Witness
from prover.logic.clause import Literal
from prover.logic.printers import to_unicode
from prover.logic.syntax import Application, Atom, FunctionSymbol, PredicateSymbol, Sort
from prover.model import FiniteModel
from prover.verdict import Verdict

__all__ = ["Cell", "Grid", "ModelView", "Row", "fixpoint_grids", "model_views"]

_WIDE = 42
MATRIX_LIMIT = 10
"""Relations over more elements than this are listed as pairs."""

LISTED = 200
"""Rows of a list; of the others it is said how many they are."""

_HOLDS, _FAILS, _DENIED = "●", "", "¬"


@dataclass(frozen=True, slots=True)
class Cell:
    """A mark, what it means in words, and whether the models differ here."""

    mark: str
    said: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid."""

    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, its column heads and its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_matrix: bool = True

    @property
    def is_wide(self) -> bool:
        """Whether the column heads need to be set upright."""
        return self.is_matrix and sum(len(column) + 3 for column in self.columns) > _WIDE


@dataclass(frozen=True, slots=True)
class ModelView:
    """A model ready to be shown.

    Attributes:
        goal_holds: whether the goal is true in it; None where nothing was asked of the premises.
        listings: relations too large for a table.
    """

    goal_holds: bool | None
    elements: str
    grids: tuple[Grid, ...]
    listings: tuple[Grid, ...]
    notes: tuple[str, ...]


def model_views(answer: Answer) -> tuple[ModelView, ...]:
    """The models of ``answer``, differences marked where there are several."""
    views = tuple(_view(witness, answer.witnesses) for witness in answer.witnesses)
    if answer.verdict is Verdict.SATISFIABLE:
        return tuple(replace(view, goal_holds=None) for view in views)
    return views


def _view(witness: Witness, witnesses: Sequence[Witness]) -> ModelView:
    model = witness.model
    others = [other.model for other in witnesses if other is not witness]
    known = list(dict.fromkeys(p for w in witnesses for p in w.model.predicates))
    predicates = [p for p in known if any(w.model.predicates.get(p) for w in witnesses)]
    nowhere = [_called(p, known) for p in known if p not in predicates]
    constants, note = _constants(model, others)
    grids = [constants, _propositions(model, others, predicates)]
    grids += [_unary(model, others, predicates, sort) for sort in model.domains]
    grids += [_relation(model, others, p) for p in predicates if p.arity > 1]
    grids += [_unary_functions(model, others, sort) for sort in model.domains]
    grids += [_function(model, others, f) for f in model.functions if f.arity > 1]
    where = " in any of them" if others else ""
    empty = f"True of nothing{where}: {', '.join(nowhere)}." if nowhere else ""
    shown = [grid for grid in grids if grid.rows]
    return ModelView(
        witness.goal_holds,
        _elements(model),
        tuple(grid for grid in shown if grid.columns),
        tuple(grid for grid in shown if not grid.columns),
        tuple(n for n in (note, empty) if n),
    )


def _called(predicate: PredicateSymbol, known: Iterable[PredicateSymbol]) -> str:
    """Its name, with the number of arguments where another predicate shares the name."""
    shared = sum(other.name == predicate.name for other in known) > 1
    return f"{predicate.name}/{predicate.arity}" if shared else predicate.name


def _elements(model: FiniteModel) -> str:
    """How many elements there are, and which, as long as they are few."""
    parts = []
    for sort, found in model.domains.items():
        of_sort = "" if sort.name == "$i" else f" of {sort.name}"
        count = f"{len(found)} element{'' if len(found) == 1 else 's'}{of_sort}"
        parts.append(f"{count}: {', '.join(found)}" if len(found) <= 6 else count)
    return "; ".join(parts) + "."


def _cell(holds: bool, differs: bool) -> Cell:
    return Cell(_HOLDS if holds else _FAILS, "yes" if holds else "no", differs)


def _compared(
    model: FiniteModel, others: Iterable[FiniteModel], p: PredicateSymbol, row: tuple[str, ...]
) -> Cell:
    """Whether ``p`` holds of ``row``; where it does not in every model, they differ."""
    holds = row in model.predicates.get(p, ())
    differs = any(
        _speaks_of(other, p.argument_sorts, row) and (row in other.predicates.get(p, ())) != holds
        for other in others
    )
    return _cell(holds, differs)


def _speaks_of(model: FiniteModel, sorts: Sequence[Sort], row: Sequence[str]) -> bool:
    return all(e in model.domains.get(sort, ()) for sort, e in zip(sorts, row, strict=True))


def _propositions(
    model: FiniteModel, others: Sequence[FiniteModel], predicates: Sequence[PredicateSymbol]
) -> Grid:
    rows = []
    for predicate in predicates:
        if predicate.arity == 0:
            cell = _compared(model, others, predicate, ())
            rows.append(Row(predicate.name, (Cell(cell.mark, cell.said, cell.differs),)))
    return Grid("Statements", ("holds",), tuple(rows))


def _unary(
    model: FiniteModel,
    others: Sequence[FiniteModel],
    predicates: Sequence[PredicateSymbol],
    sort: Sort,
) -> Grid:
    columns = model.domains[sort]
    rows = [
        Row(p.name, tuple(_compared(model, others, p, (element,)) for element in columns))
        for p in predicates
        if p.argument_sorts == (sort,)
    ]
    caption = "Properties" if sort.name == "$i" else f"Properties of {sort.name}"
    return _narrow(Grid(caption, columns, tuple(rows)))


def _narrow(grid: Grid) -> Grid:
    """The table turned over where it would be wide and has fewer rows than columns."""
    if not grid.rows or not grid.is_wide or len(grid.rows) >= len(grid.columns):
        return grid
    rows = [
        Row(column, tuple(row.cells[n] for row in grid.rows))
        for n, column in enumerate(grid.columns)
    ]
    return Grid(grid.caption, tuple(row.head for row in grid.rows), tuple(rows))


def _relation(
    model: FiniteModel, others: Sequence[FiniteModel], predicate: PredicateSymbol
) -> Grid:
    domains = [model.domains.get(sort, ()) for sort in predicate.argument_sorts]
    if predicate.arity == 2 and max(len(domain) for domain in domains) <= MATRIX_LIMIT:
        rows = [
            Row(a, tuple(_compared(model, others, predicate, (a, b)) for b in domains[1]))
            for a in domains[0]
        ]
        return Grid(predicate.name, domains[1], tuple(rows))
    found = sorted(model.predicates.get(predicate, ()))
    cells = [(row, _compared(model, others, predicate, row)) for row in found]
    rows = [Row(f"({', '.join(row)})", (cell,)) for row, cell in cells]
    return Grid(predicate.name, (), _shortened(rows or [Row("of nothing", (_cell(False, True),))]))


def _constants(model: FiniteModel, others: Sequence[FiniteModel]) -> tuple[Grid, str]:
    """Which element each name stands for, unless every name stands for itself."""
    named = [(f, rows[()]) for f, rows in model.functions.items() if f.arity == 0 and () in rows]
    rows = []
    for function, value in named:
        differs = any(other.functions.get(function, {}).get(()) != value for other in others)
        if function.name != value or differs:
            rows.append(Row(function.name, (Cell(value, value, differs),)))
    note = "" if rows or not named else "Every name stands for itself."
    return Grid("Names", ("stands for",), tuple(rows), is_matrix=False), note


def _value(
    function: FunctionSymbol,
    row: tuple[str, ...],
    model: FiniteModel,
    others: Iterable[FiniteModel],
) -> Cell:
    value = model.functions[function][row]
    differs = any(other.functions.get(function, {}).get(row, value) != value for other in others)
    return Cell(value, value, differs)


def _unary_functions(model: FiniteModel, others: Sequence[FiniteModel], sort: Sort) -> Grid:
    columns = model.domains[sort]
    rows = [
        Row(f.name, tuple(_value(f, (element,), model, others) for element in columns))
        for f in model.functions
        if f.argument_sorts == (sort,)
    ]
    caption = "Functions" if sort.name == "$i" else f"Functions of {sort.name}"
    return _narrow(Grid(caption, columns, tuple(rows)))


def _function(model: FiniteModel, others: Sequence[FiniteModel], function: FunctionSymbol) -> Grid:
    """A table of two arguments, or all values in a list."""
    domains = [model.domains[sort] for sort in function.argument_sorts]
    if function.arity == 2 and max(len(domain) for domain in domains) <= MATRIX_LIMIT:
        table = [
            Row(a, tuple(_value(function, (a, b), model, others) for b in domains[1]))
            for a in domains[0]
        ]
        return Grid(function.name, domains[1], tuple(table))
    rows = [
        Row(f"({', '.join(row)}) = {value}", (_value(function, row, model, others),))
        for row, value in sorted(model.functions[function].items())
    ]
    return Grid(function.name, (), _shortened(rows))


def _shortened(rows: Sequence[Row]) -> tuple[Row, ...]:
    """A list that ends where nobody would read on."""
    more = len(rows) - LISTED
    rest = [Row(f"… and {more:,} more", (_cell(False, False),))] if more > 0 else []
    return (*rows[:LISTED], *rest)


def fixpoint_grids(answer: Answer) -> tuple[Grid, ...]:
    """All that the rules derive: properties and relations as matrices, the rest listed."""
    given = {Literal.of(premise.formula) for premise in answer.problem.premises}
    properties: dict[tuple[str, str], Literal] = {}
    relations: dict[str, dict[tuple[str, str], Literal]] = {}
    rest = []
    for literal in answer.fixpoint:
        match literal.atom:
            case Atom(predicate, (Application(function, ()),)):
                properties[predicate.name, function.name] = literal
            case Atom(predicate, (Application(a, ()), Application(b, ()))):
                relations.setdefault(predicate.name, {})[a.name, b.name] = literal
            case _:
                rest.append(literal)
    listed = [Row(to_unicode(other.formula), (_derived(other, given),)) for other in rest]
    grids = [
        _narrow(_matrix("Properties", properties, given)),
        *(_matrix(name, pairs, given) for name, pairs in relations.items()),
        Grid("Statements", ("derived",), tuple(listed), is_matrix=False),
    ]
    return tuple(grid for grid in grids if grid.rows)


def _matrix(
    caption: str, literals: Mapping[tuple[str, str], Literal], given: set[Literal | None]
) -> Grid:
    heads = sorted({head for head, _ in literals})
    columns = tuple(sorted({column for _, column in literals}))
    rows = [
        Row(head, tuple(_derived(literals.get((head, column)), given) for column in columns))
        for head in heads
    ]
    return Grid(caption, columns, tuple(rows))


def _derived(literal: Literal | None, given: set[Literal | None]) -> Cell:
    if literal is None:
        return Cell("", "not derived")
    source = "given" if literal in given else "derived"
    mark = _HOLDS if literal.positive else _DENIED
    return Cell(mark, f"{source}{'' if literal.positive else ', negated'}", source == "derived")
