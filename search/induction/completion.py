"""What an equation says further in the presence of associativity and distributivity.

``a + b = r`` also replaces ``a + (b + z)`` by ``r + z``, and ``c·a + c·b`` by ``c·r``: critical
pairs of the equation with the laws (Knuth and Bendix 1970; Peterson and Stickel, "Complete
sets of reductions for some equational theories", 1981, call the first its extension).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from prover.logic.syntax import Application, Equality, FunctionSymbol, Term, Variable
from prover.logic.unify import match_terms
from prover.logic.walk import fresh_variable, strip_universals, universal_closure
from search.induction.deduction import Deduction, inferred

__all__ = ["Completion"]


@dataclass(frozen=True, slots=True)
class _Law:
    """A law, its side with the inner function first."""

    left: Application
    right: Application
    statement: Deduction


@dataclass(slots=True)
class Completion:
    """The laws known so far, and what they make of other equations."""

    _associative: dict[FunctionSymbol, _Law] = field(default_factory=dict)
    _commutative: dict[FunctionSymbol, None] = field(default_factory=dict)
    _distributive: list[_Law] = field(default_factory=list)

    @property
    def sums(self) -> tuple[FunctionSymbol, ...]:
        """The operations that are known to be associative and commutative."""
        return tuple(f for f in self._commutative if f in self._associative)

    def note(self, statement: Deduction) -> None:
        """Remember the statement if it is one of the laws."""
        _, body = strip_universals(statement.conclusion)
        if not isinstance(body, Equality):
            return
        for left, right in ((body.left, body.right), (body.right, body.left)):
            if isinstance(left, Variable) or isinstance(right, Variable):
                continue
            if _is_associativity(left, right):
                self._associative[left.function] = _Law(left, right, statement)
            elif _is_commutativity(left, right):
                self._commutative[left.function] = None
            elif _is_distributivity(left, right):
                self._distributive.append(_Law(left, right, statement))

    def consequences(
        self, statement: Deduction, left: Application, right: Term
    ) -> Iterator[Deduction]:
        """Statements that follow from ``left = right``, which ``statement`` says, and a law."""
        extended = self._extended(statement, left, right)
        if extended is not None:
            yield extended
        for law in self._distributive:
            new = _distributed(law, statement, left, right)
            if new is None:
                continue
            yield new[0]
            further = self._extended(*new)
            if further is not None:
                yield further

    def _extended(self, statement: Deduction, left: Application, right: Term) -> Deduction | None:
        """``a + (b + z) = r + z``."""
        law = self._associative.get(left.function)
        if law is None:
            return None
        variable = fresh_variable(Variable("z", left.sort), left.free | right.free)
        inner = Application(left.function, (left, variable))
        bindings = match_terms([(law.left, inner)])
        if bindings is None:
            return None
        first, second = left.arguments
        tail = Application(left.function, (second, variable))
        equation = Equality(
            Application(left.function, (first, tail)), Application(left.function, (right, variable))
        )
        instance = tuple(bindings.items())
        conclusion = universal_closure(equation)
        return inferred(conclusion, law.statement, statement, instances={0: instance})


def _distributed(
    law: _Law, statement: Deduction, left: Application, right: Term
) -> tuple[Deduction, Application, Term] | None:
    """``c·a + c·b = c·r``, with its sides."""
    place = next(n for n, a in enumerate(law.left.arguments) if isinstance(a, Application))
    pattern = law.left.arguments[place]
    factor = law.left.arguments[1 - place]
    bindings = match_terms([(pattern, left)])
    if bindings is None or not isinstance(factor, Variable):
        return None
    variable = fresh_variable(Variable("z", factor.sort), left.free | right.free)
    bindings[factor] = variable
    arguments: list[Term] = [variable, variable]
    arguments[place] = right
    result = Application(law.left.function, tuple(arguments))
    parts = []
    for argument in left.arguments:
        arguments[place] = argument
        parts.append(Application(law.left.function, tuple(arguments)))
    new = Application(left.function, tuple(parts))
    conclusion = universal_closure(Equality(new, result))
    instance = tuple(bindings.items())
    return (
        inferred(conclusion, law.statement, statement, instances={0: instance}),
        new,
        result,
    )


def _is_commutativity(left: Application, right: Application) -> bool:
    """Whether this is ``x + y = y + x``."""
    exchanged = left.function is right.function and left.arguments == right.arguments[::-1]
    variables = {each for each in left.arguments if isinstance(each, Variable)}
    return exchanged and len(variables) == 2 == left.function.arity


def _is_associativity(left: Application, right: Application) -> bool:
    """Whether this is ``(x + y) + z = x + (y + z)``."""
    f = left.function
    if f is not right.function or f.arity != 2:
        return False
    inner, z = left.arguments
    x, tail = right.arguments
    if isinstance(inner, Variable) or isinstance(tail, Variable):
        return False
    variables = (*inner.arguments, z)
    return (
        inner.function is f
        and tail.function is f
        and (x, *tail.arguments) == variables
        and len(set(variables)) == 3
        and all(isinstance(each, Variable) for each in variables)
    )


def _is_distributivity(left: Application, right: Application) -> bool:
    """Whether this is ``x · (y + z) = x · y + x · z`` or its mirror image."""
    g, f = left.function, right.function
    if g is f or g.arity != 2 or f.arity != 2:
        return False
    for place in range(2):
        inner, factor = left.arguments[place], left.arguments[1 - place]
        if isinstance(inner, Variable) or inner.function is not f:
            continue
        variables = (*inner.arguments, factor)
        if len(set(variables)) < 3 or not all(isinstance(v, Variable) for v in variables):
            continue
        made = [
            Application(g, (each, factor) if place == 0 else (factor, each))
            for each in inner.arguments
            if isinstance(factor, Variable) and each.sort is g.argument_sorts[place]
        ]
        if list(right.arguments) == made:
            return True
    return False
