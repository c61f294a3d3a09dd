"""The variables that statements are made with: a few for every sort, named as people do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prover.logic.syntax import Formula, Sort, Term, Variable
from prover.logic.walk import nodes, strip_universals, substitute, universal_closure
from prover.theory import Datatype, Theory

__all__ = ["pools", "with_usual_variables"]

_PLAIN = (("x", "y", "z", "w"), ("m", "n", "k", "l"), ("p", "q", "r", "t"), ("u", "v", "s", "o"))
_OPEN = (("a", "b", "c", "d"), ("e", "f", "g", "h"))
_CONTAINERS = (("xs", "ys", "zs", "ws"), ("us", "vs", "ps", "qs"))

_MOST = 4


def pools(theory: Theory, most: int) -> Mapping[Sort, Sequence[Variable]]:
    """At most four variables for every sort of the theory.

    A theory of one sort speaks of x, y and z; where there are containers, these are xs, ys and zs
    and the elements of an open sort a, b and c.
    """
    taken = {symbol.name for symbol in theory.symbols}
    by_kind = {"plain": list(_PLAIN), "open": list(_OPEN), "container": list(_CONTAINERS)}
    found: dict[Sort, Sequence[Variable]] = {}
    for sort in _sorts(theory):
        rows = by_kind[_kind(sort, theory)]
        names = rows.pop(0) if rows else ()
        free = [name for name in names if name not in taken]
        numbered = (f"{sort.name.lower()}{number}" for number in range(1, most + 1))
        chosen = free if len(free) >= most else list(numbered)
        found[sort] = [Variable(name, sort) for name in chosen[:most]]
    return found


def with_usual_variables(statement: Formula, theory: Theory) -> Formula:
    """A closed statement with the variables of the pools, in the order in which they occur.

    Where there are not enough of them the statement stays as it is.
    """
    free = {sort: list(row) for sort, row in pools(theory, _MOST).items()}
    outer, body = strip_universals(statement)
    occurring = dict.fromkeys(node for node in nodes(body) if node in outer)
    renaming: dict[Variable, Term] = {}
    for variable in occurring:
        if not isinstance(variable, Variable) or not free.get(variable.sort):
            return statement
        renaming[variable] = free[variable.sort].pop(0)
    return universal_closure(substitute(body, renaming))


def _sorts(theory: Theory) -> Sequence[Sort]:
    generated = [datatype.sort for datatype in theory.datatypes]
    return (*generated, *(sort for sort in theory.sorts if sort not in generated))


def _kind(sort: Sort, theory: Theory) -> str:
    datatype = next((d for d in theory.datatypes if d.sort is sort), None)
    if datatype is None:
        return "open" if theory.datatypes else "plain"
    return "container" if _is_container(datatype) else "plain"


def _is_container(datatype: Datatype) -> bool:
    """Whether its elements are made of elements of another sort."""
    sorts = [s for constructor in datatype.constructors for s in constructor.argument_sorts]
    return datatype.sort in sorts and any(sort is not datatype.sort for sort in sorts)
