"""Whether terms, formulas and equations fit the sorts and symbols of a theory."""

from __future__ import annotations

from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Node,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import nodes
from prover.theory.errors import IllSorted, Place, UnknownName, WrongPattern
from prover.theory.theory import Definition, Equation, Theory

__all__ = ["Signature"]

_LINEAR = "use different variables; a condition can say that they are equal: if x = y"
_PATTERN = "a pattern is made of variables and constructors"


class Signature:
    """The sorts and symbols of a theory.

    Args:
        theory: what has them.
    """

    def __init__(self, theory: Theory) -> None:
        self._sorts = {*theory.sorts, *theory.constructors}
        self._symbols = set(theory.symbols)
        self._constructors = {c for several in theory.constructors.values() for c in several}

    def check_symbol(self, symbol: Symbol) -> None:
        """Check that the sorts of ``symbol`` are sorts of the theory.

        Raises:
            UnknownName: one is not.
        """
        sorts = list(symbol.argument_sorts)
        if isinstance(symbol, FunctionSymbol):
            sorts.append(symbol.sort)
        for sort in sorts:
            self._check_sort(sort, Place(symbol.name))

    def check_statement(self, formula: Formula, place: Place) -> None:
        """Check that ``formula`` is closed and fits.

        Raises:
            UnknownName: a variable is free, or a sort or symbol is none of the theory.
            IllSorted: a symbol has arguments of a wrong number or of wrong sorts.
        """
        if formula.free:
            name = min(variable.name for variable in formula.free)
            raise UnknownName(f"{name} is bound by no quantifier", place, hint=f"write ∀{name}")
        self._check(formula, place)

    def check_definition(self, definition: Definition) -> None:
        """Check that each equation fits and that its left side is made of patterns.

        Raises:
            UnknownName: a variable is not on the left side; a symbol is none of the theory.
            IllSorted: sorts do not fit.
            WrongPattern: a left side is not the symbol applied to patterns.
        """
        for number, equation in enumerate(definition.equations, start=1):
            place = Place(definition.symbol.name, number)
            self._check_left(definition.symbol, equation, place)
            for part in (equation.left, equation.right, equation.condition):
                self._check(part, place)
            self._check_right(equation, place)

    def _check_left(self, symbol: Symbol, equation: Equation, place: Place) -> None:
        left = equation.left
        head = left.function if isinstance(left, Application) else left.predicate
        if head is not symbol:
            message = f"a case of {symbol.name} says what {head.name} is"
            raise WrongPattern(message, place, hint=f"put it among the cases of {head.name}")
        seen: set[Variable] = set()
        stack: list[Term] = list(left.arguments)
        while stack:
            pattern = stack.pop()
            if isinstance(pattern, Application):
                if pattern.function not in self._constructors:
                    name = pattern.function.name
                    raise WrongPattern(f"{name} is no constructor", place, hint=_PATTERN)
                stack += pattern.arguments
            elif pattern in seen:
                raise WrongPattern(f"{pattern.name} occurs twice", place, hint=_LINEAR)
            else:
                seen.add(pattern)

    def _check_right(self, equation: Equation, place: Place) -> None:
        left, right = equation.left, equation.right
        if isinstance(left, Application) != isinstance(right, Variable | Application):
            hint = "a term equals a term, an atom is equivalent to a formula"
            raise IllSorted("the sides are a term and a formula", place, hint=hint)
        sorts = {side.sort for side in (left, right) if isinstance(side, Variable | Application)}
        if len(sorts) > 1:
            message = f"the sides are of sorts {' and '.join(sorted(s.name for s in sorts))}"
            raise IllSorted(message, place, hint="both sides of an equation have one sort")
        for part in (right, equation.condition):
            unbound = part.free - left.free
            if unbound:
                name = min(variable.name for variable in unbound)
                hint = "the left side introduces the variables"
                raise UnknownName(f"{name} is not on the left side", place, hint=hint)
            if any(isinstance(node, ForAll | Exists) for node in nodes(part)):
                hint = "define it by recursion, or state it as an axiom"
                raise WrongPattern("a definition has no quantifiers", place, hint=hint)

    def _check(self, whole: Node, place: Place) -> None:
        for node in nodes(whole):
            match node:
                case Application(function=symbol, arguments=arguments):
                    self._check_use(symbol, arguments, place)
                case Atom(predicate=relation, arguments=arguments):
                    self._check_use(relation, arguments, place)
                case Equality(left=left, right=right) if left.sort is not right.sort:
                    message = f"a {left.sort.name} is compared with a {right.sort.name}"
                    raise IllSorted(message, place, hint="only things of one sort can be equal")
                case Variable(sort=sort):
                    self._check_sort(sort, place)
                case ForAll(variable=variable) | Exists(variable=variable):
                    self._check_sort(variable.sort, place)

    def _check_use(
        self, symbol: FunctionSymbol | PredicateSymbol, arguments: tuple[Term, ...], place: Place
    ) -> None:
        if symbol not in self._symbols:
            raise UnknownName(f"{symbol.name} is no symbol of the theory", place, hint="declare it")
        wanted = [sort.name for sort in symbol.argument_sorts]
        given = [argument.sort.name for argument in arguments]
        if given != wanted:
            message = f"{symbol.name} takes ({', '.join(wanted)}), not ({', '.join(given)})"
            raise IllSorted(message, place, hint="check number, order and sorts of the arguments")

    def _check_sort(self, sort: Sort, place: Place) -> None:
        if sort not in self._sorts:
            hint = f"declare it: sort {sort.name}"
            raise UnknownName(f"{sort.name} is no sort of the theory", place, hint=hint)
