"""Finite models on the terminal: small symbols as tables, larger ones as lists that wrap.

Properties and functions of one argument have a row each, with a column for every element;
functions and relations of two arguments are tables of their own (as Mace4 prints them); what
is larger is listed as far as a reader may want to follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from prover.answer import Witness
from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort
from prover.model import FiniteModel

__all__ = ["model_view"]

_COLUMNS = 16
"""Sorts of more elements have no tables."""

_PAIRS = 8
"""Relations of no more pairs than this are listed: that is easier to read than a table."""

_LISTED = 60
"""No more tuples than this are listed of one symbol."""

_Row = tuple[str, ...]


def model_view(witness: Witness) -> RenderableType:
    """What the model shows, its elements, and a table or list for every symbol."""
    state = "holds" if witness.goal_holds else "fails"
    title = Text(f"a model in which the goal {state}", style="bold")
    return Group(title, *_parts(witness.model))


def _parts(model: FiniteModel) -> Iterator[RenderableType]:
    for sort, elements in model.domains.items():
        tables = len(elements) <= _COLUMNS
        if not tables or not _is_named(model, sort):
            yield Text(_elements(sort, elements))
        if tables:
            yield from _by_element(model, sort)
    names = [
        f"{function.name} = {rows[()]}"
        for function, rows in model.functions.items()
        if not function.arity and rows[()] != function.name
    ]
    if names:
        yield Text(", ".join(names))
    for predicate, holds in model.predicates.items():
        if not _is_in_a_row(predicate, model):
            yield _relation(predicate, holds, model)
    for function, rows in model.functions.items():
        if function.arity and not _is_in_a_row(function, model):
            yield _function(function, rows, model)


def _is_named(model: FiniteModel, sort: Sort) -> bool:
    """Whether a table of properties will show the elements."""
    return any(p.argument_sorts == (sort,) for p in model.predicates)


def _elements(sort: Sort, elements: Sequence[str]) -> str:
    of_sort = "" if sort.name == "$i" else f" of {sort.name}"
    count = f"{len(elements)} element{'' if len(elements) == 1 else 's'}{of_sort}"
    return f"{count}: {_some(elements)}"


def _is_in_a_row(symbol: FunctionSymbol | PredicateSymbol, model: FiniteModel) -> bool:
    """Whether a symbol has one argument, of few enough elements for a row."""
    return symbol.arity == 1 and len(model.domains[symbol.argument_sorts[0]]) <= _COLUMNS


def _by_element(model: FiniteModel, sort: Sort) -> Iterator[Table]:
    """One row for each symbol of one argument, one column for each element."""
    elements = model.domains[sort]
    table = _table("", elements)
    for predicate, holds in model.predicates.items():
        if predicate.argument_sorts == (sort,):
            table.add_row(predicate.name, *("●" if (e,) in holds else "·" for e in elements))
    for function, rows in model.functions.items():
        if function.argument_sorts == (sort,):
            table.add_row(function.name, *(rows[(e,)] for e in elements))
    if table.row_count:
        yield table


def _relation(
    predicate: PredicateSymbol, holds: frozenset[_Row], model: FiniteModel
) -> RenderableType:
    if not predicate.arity:
        return Text(f"{predicate.name}: {'true' if holds else 'false'}")
    if len(holds) <= _PAIRS or not _fits(predicate, model):
        tuples = [f"({', '.join(row)})" if predicate.arity > 1 else row[0] for row in sorted(holds)]
        return Text(f"{predicate.name}: {_some(tuples) or 'nothing'}")
    return _square(predicate, model, lambda row: "●" if row in holds else "·")


def _function(
    function: FunctionSymbol, rows: Mapping[_Row, str], model: FiniteModel
) -> RenderableType:
    if _fits(function, model):
        return _square(function, model, rows.__getitem__)
    values = [f"({', '.join(arguments)}) = {value}" for arguments, value in sorted(rows.items())]
    return Text(f"{function.name}: {_some(values)}")


def _fits(symbol: FunctionSymbol | PredicateSymbol, model: FiniteModel) -> bool:
    """Whether a symbol has two arguments, of few enough elements for a table."""
    sizes = [len(model.domains[sort]) for sort in symbol.argument_sorts]
    return len(sizes) == 2 and max(sizes) <= _COLUMNS


def _square(
    symbol: FunctionSymbol | PredicateSymbol, model: FiniteModel, cell: Callable[[_Row], str]
) -> Table:
    """The first argument down, the second across."""
    down, across = (model.domains[sort] for sort in symbol.argument_sorts)
    table = _table(symbol.name, across)
    for first in down:
        table.add_row(first, *(cell((first, second)) for second in across))
    return table


def _table(corner: str, columns: Iterable[str]) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    table.add_column(corner, style="bold" if corner else "")
    for column in columns:
        table.add_column(column, justify="center")
    return table


def _some(items: Sequence[str]) -> str:
    """The items, or as many of them as are listed, and how many more there are."""
    more = len(items) - _LISTED
    return ", ".join(items[:_LISTED]) + (f" … and {more:,} more" if more > 0 else "")
