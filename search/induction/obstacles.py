"""Lemmas for what is in the way of a proof: calls inside calls that no rule rewrites.

Where a goal is stuck at ``exec(compile(e) ++ c, s)``, it is of use to know what ``exec(c ++ d, s)``
is.  Subterms become variables, and a term with the same values is looked up among small terms
over the symbols of the goal: exploration, as :mod:`search.induction.observation` does it, but
directed by the goal (compare "proof-critics": Ireland, "The use of planning critics in mechanizing
inductive proofs", 1992).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, product

from prover.logic.syntax import (
    Application,
    Equality,
    Formula,
    FunctionSymbol,
    Node,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import nodes, strip_universals, universal_closure
from search.induction.observation import Observation

__all__ = ["equations_for", "homomorphisms"]

MAX_PATTERNS = 60
"""Generalisations of one call."""

MAX_SIZE = 7
"""Symbols in a generalised call."""


def equations_for(
    statement: Formula, defined: Collection[Symbol], observation: Observation
) -> Iterator[Formula]:
    """What calls in ``statement`` are probably equal to, most general calls first.

    Args:
        statement: closed; not proved.
        defined: the symbols that have a definition.
        observation: knows small terms by their values.
    """
    _, body = strip_universals(statement)
    patterns: dict[Application, None] = {}
    for node in nodes(body):
        if isinstance(node, Application) and _is_blocked(node, defined):
            patterns.update(dict.fromkeys(islice(_patterns(node, defined), MAX_PATTERNS)))
    for pattern in sorted(patterns, key=_size):
        if _size(pattern) <= MAX_SIZE:
            named = _named(pattern, observation)
            if named is not None:
                for other in observation.equal_to(named):
                    yield universal_closure(Equality(named, other))


def homomorphisms(
    statement: Formula, defined: Collection[Symbol], joining: Sequence[FunctionSymbol]
) -> Iterator[Formula]:
    """``h(f(x, y), z) = g(h(x, z), h(y, z))`` for the calls in ``statement``.

    Args:
        statement: closed; not proved.
        defined: the symbols that have a definition.
        joining: functions of two arguments, among which ``g`` is sought.
    """
    _, body = strip_universals(statement)
    found: dict[Application, None] = {}
    for node in nodes(body):
        if isinstance(node, Application) and _is_blocked(node, defined):
            for place, argument in enumerate(node.arguments):
                if isinstance(argument, Application) and argument.function in defined:
                    found[_most_general(node, place, argument.function)] = None
    for call in found:
        place = next(n for n, each in enumerate(call.arguments) if isinstance(each, Application))
        for g in joining:
            if g.argument_sorts == (call.sort, call.sort) and g.sort is call.sort:
                yield from _distributed(call, place, g)


def _most_general(call: Application, place: int, inner: FunctionSymbol) -> Application:
    """``call`` with variables for everything but the function in one place."""
    sorts = (*call.function.argument_sorts, *inner.argument_sorts)
    variables = [Variable(f"x{n}", sort) for n, sort in enumerate(sorts, start=1)]
    arguments: list[Term] = list(variables[: call.function.arity])
    arguments[place] = Application(inner, tuple(variables[call.function.arity :]))
    return Application(call.function, tuple(arguments))


def _distributed(call: Application, place: int, g: FunctionSymbol) -> Iterator[Formula]:
    inner = call.arguments[place]
    parts = [each for each in inner.children if isinstance(each, Variable)]
    same = [each for each in parts if each.sort is inner.sort]
    if len(same) == 2:
        around = call.arguments[:place], call.arguments[place + 1 :]
        sides = [Application(call.function, (*around[0], each, *around[1])) for each in same]
        for pair in (sides, sides[::-1]):
            yield universal_closure(Equality(call, Application(g, tuple(pair))))


def _is_blocked(call: Application, defined: Collection[Symbol]) -> bool:
    """Whether it is a call with a call as an argument."""
    return call.function in defined and any(
        isinstance(each, Application) and each.function in defined for each in call.arguments
    )


def _patterns(call: Application, defined: Collection[Symbol]) -> Iterator[Application]:
    """The call with variables for some of what stands inside; calls with calls only."""
    cuts: dict[Term, Variable] = {}
    for arguments in product(*(tuple(_cut(each, cuts)) for each in call.arguments)):
        pattern = Application(call.function, arguments)
        if _is_blocked(pattern, defined):
            yield pattern


def _cut(term: Term, cuts: dict[Term, Variable]) -> Iterator[Term]:
    """A variable for the term, then the term with variables for what stands inside."""
    if isinstance(term, Variable):
        yield term
        return
    yield cuts.setdefault(term, Variable(f"·{len(cuts)}", term.sort))
    for arguments in product(*(tuple(_cut(each, cuts)) for each in term.arguments)):
        yield Application(term.function, arguments)


def _named(pattern: Application, observation: Observation) -> Application | None:
    """The pattern with the variables that are observed; ``None`` where these do not suffice."""
    names: dict[Variable, Variable] = {}
    for node in nodes(pattern):
        if isinstance(node, Variable) and node not in names:
            free = (v for v in observation.variables(node.sort) if v not in names.values())
            new = next(free, None)
            if new is None:
                return None
            names[node] = new
    renamed = _renamed(pattern, names)
    assert isinstance(renamed, Application)
    return renamed


def _renamed(term: Term, names: dict[Variable, Variable]) -> Term:
    if isinstance(term, Variable):
        return names[term]
    return Application(term.function, tuple(_renamed(each, names) for each in term.arguments))


def _size(node: Node) -> int:
    return 1 + sum(_size(child) for child in node.children)
