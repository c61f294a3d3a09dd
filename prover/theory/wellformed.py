"""Whether a theory is well formed: its definitions define, and its sorts have elements.

Whoever makes a theory, from text or otherwise, has it checked here; errors say which equation
is wrong, and readers add where it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NoReturn

from prover.logic.syntax import Application, Atom, FunctionSymbol, Node, Sort, Symbol, Variable
from prover.theory.cases import check_cases
from prover.theory.errors import DuplicateName, Place, Uninhabited, UnknownName
from prover.theory.groups import recursive_groups, used_symbols
from prover.theory.signature import Signature
from prover.theory.termination import Bounds, bounded_arguments, check_termination
from prover.theory.theory import Axiom, Definition, Goal, Theory

__all__ = ["check_theory"]


def _plainly(left: Node) -> str:
    """A left side with its symbol in front, whatever it is: ``+(x, S(y))``."""
    match left:
        case Variable(name=name):
            return name
        case (
            Application(function=symbol, arguments=arguments)
            | Atom(predicate=symbol, arguments=arguments)
        ):
            listed = ", ".join(map(_plainly, arguments))
            return f"{symbol.name}({listed})" if arguments else symbol.name
        case _:
            raise TypeError("a left side is made of symbols and variables")


def check_theory(theory: Theory, written: Callable[[Application | Atom], str] = _plainly) -> None:
    """Check that ``theory`` is well formed.

    Names are unique, sorts and arities fit, generated sorts have elements; the cases of each
    definition do not overlap, cover everything and refer to what is defined before; recursion
    ends; axioms and goals are closed.

    Args:
        theory: what is checked.
        written: the text of a left side, for messages.  The checkers of proofs call this
            function, too, and know nothing of notation.

    Raises:
        IllFormed: the first thing that is wrong, by kind (``prover.theory.errors``).
        TooManyCases: telling cases apart takes too many tests.
    """
    _check_names(theory)
    signature = Signature(theory)
    for symbol in theory.symbols:
        signature.check_symbol(symbol)
    _check_inhabited(theory)
    for definition in theory.definitions:
        signature.check_definition(definition)
        check_cases(definition, theory.constructors, written)
    _check_recursion(theory)
    stated: tuple[Axiom | Goal, ...] = (*theory.axioms, *theory.goals)
    for statement in stated:
        signature.check_statement(statement.formula, Place(statement.name))


def _check_names(theory: Theory) -> None:
    sorts = [sort.name for sort in theory.sorts] + [d.sort.name for d in theory.datatypes]
    given = [name for datatype in theory.datatypes for name, _ in datatype.facts()]
    given += [name for definition in theory.definitions for name, _ in definition.facts()]
    stated = [axiom.name for axiom in theory.axioms] + [goal.name for goal in theory.goals]
    for names in (sorts, [symbol.name for symbol in theory.symbols], [*given, *stated]):
        name, times = Counter(names).most_common(1)[0] if names else ("", 0)
        if times > 1:
            raise DuplicateName(f"{name} is there twice", Place(name), hint="rename one of the two")


def _check_inhabited(theory: Theory) -> None:
    inhabited: set[Sort] = set(theory.sorts)
    waiting = list(theory.datatypes)
    while waiting:
        for datatype in waiting:
            if any(inhabited.issuperset(c.argument_sorts) for c in datatype.constructors):
                inhabited.add(datatype.sort)
        empty = [datatype for datatype in waiting if datatype.sort not in inhabited]
        if len(empty) == len(waiting):
            name = empty[0].sort.name
            message = f"{name} has no element: each of its constructors needs one"
            hint = f"add a constructor without arguments of sort {name}"
            raise Uninhabited(message, Place(name), hint=hint)
        waiting = empty


def _check_recursion(theory: Theory) -> None:
    """Check that definitions stand behind what they use, and that recursion ends."""
    places = {definition.symbol: place for place, definition in enumerate(theory.definitions)}
    bounds: Bounds = {}
    for group in recursive_groups(theory.definitions):
        indices = {places[definition.symbol] for definition in group}
        first, last = min(indices), max(indices)
        for definition in group:
            for symbol in used_symbols(definition):
                if first <= places.get(symbol, -1) and places[symbol] not in indices:
                    _out_of_order(definition, symbol)
        if last - first >= len(group):
            _out_of_order(group[0], group[-1].symbol)
        check_termination(group, bounds)
        for definition in group:
            if isinstance(definition.symbol, FunctionSymbol):
                bounds[definition.symbol] = bounded_arguments(definition, bounds)


def _out_of_order(definition: Definition, symbol: Symbol) -> NoReturn:
    name = definition.symbol.name
    message = f"{name} uses {symbol.name}, which is defined later"
    raise UnknownName(message, Place(name), hint=f"define {symbol.name} before {name}")
