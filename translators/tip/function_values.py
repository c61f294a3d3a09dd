"""Function values as lambdas, and what becomes of them when they are applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from translators.tip.errors import NotExportable
from translators.tip.fresh import fresh_name
from translators.tip.substitution import free_names, substitute
from translators.tip.syntax import (
    Apply,
    Arrow,
    Binder,
    Case,
    Data,
    Equal,
    Function,
    If,
    Invoke,
    Lambda,
    Let,
    Match,
    Quantified,
    Quantifier,
    Sort,
    Term,
    Variable,
)
from translators.tip.walk import subterms

__all__ = [
    "FunctionValues",
    "flat",
    "is_larger",
    "no_value",
    "pointwise",
    "refuse_large",
    "saturated",
]

_LARGEST_COPY = 2000


@dataclass(frozen=True, slots=True)
class FunctionValues:
    """Takes function values apart.

    Attributes:
        domains: the sorts of the arguments of each symbol.
    """

    domains: Mapping[str, tuple[Sort, ...]]

    def of(self, term: Term) -> Lambda:
        """The function value ``term`` as a lambda that binds all its arguments."""
        match term:
            case Lambda(binders, Lambda(inner, body)):
                names = {b.name for b in binders}
                fresh = tuple(Binder(fresh_name(b.name, names), b.sort) for b in inner)
                pairs = zip(inner, fresh, strict=True)
                renamed = substitute(body, {a.name: Variable(b.name) for a, b in pairs})
                return self.of(Lambda((*binders, *fresh), renamed))
            case Lambda():
                return term
            case Let(name, value, body):
                return self.of(substitute(body, {name: value}))
            case Invoke(function, arguments):
                return self.of(self.applied(function, arguments))
            case Apply(name, _, arguments) if name in self.domains:
                rest = self.domains[name][len(arguments) :]
                return abstracted(rest, lambda extra: Apply(name, (), (*arguments, *extra)), term)
            case If(condition, then, otherwise):
                sorts = [binder.sort for binder in self.of(then).binders]
                return abstracted(
                    sorts,
                    lambda extra: If(condition, Invoke(then, extra), Invoke(otherwise, extra)),
                    term,
                )
            case Match(subject, sort, cases):
                sorts = [binder.sort for binder in self.of(cases[0].body).binders]
                return abstracted(sorts, lambda extra: _invoked(subject, sort, cases, extra), term)
            case _:
                raise no_value()

    def applied(self, function: Term, arguments: Sequence[Term]) -> Term:
        """``function`` applied: arguments in place of the variables that it binds."""
        value = self.of(function)
        for argument in arguments:
            refuse_large(argument)
        names = [binder.name for binder in value.binders[: len(arguments)]]
        body = substitute(value.body, dict(zip(names, arguments, strict=False)))
        if len(arguments) < len(value.binders):
            rest = value.binders[len(arguments) :]
            taken = {name for argument in arguments for name in free_names(argument)}
            fresh = [Binder(fresh_name(b.name, taken), b.sort) for b in rest]
            pairs = zip(rest, fresh, strict=True)
            inner = substitute(value.body, {old.name: Variable(new.name) for old, new in pairs})
            body = substitute(inner, dict(zip(names, arguments, strict=False)))
            return Lambda(tuple(fresh), body)
        extra = tuple(arguments[len(value.binders) :])
        return Invoke(body, extra) if extra else body


def abstracted(
    sorts: Sequence[Sort], body: Callable[[tuple[Variable, ...]], Term], around: Term
) -> Lambda:
    """A lambda over variables of ``sorts`` that ``around`` does not use, bound or free."""
    taken = set(_all_names(around))
    names: list[str] = []
    for sort in sorts:
        names.append(fresh_name(_letter(sort), taken))
        taken.add(names[-1])
    binders = tuple(map(Binder, names, sorts))
    return Lambda(binders, body(tuple(map(Variable, names))))


def _letter(sort: Sort) -> str:
    return sort.name[0].lower() if isinstance(sort, Data) else "f"


def _all_names(term: Term) -> Iterator[str]:
    for part in subterms(term):
        match part:
            case Variable(name) | Let(name):
                yield name
            case Lambda(binders) | Quantified(_, binders):
                yield from (binder.name for binder in binders)
            case Match(_, _, cases):
                yield from (name for case in cases for name in case.variables)


def _invoked(
    subject: Term, sort: Data, cases: Sequence[Case], extra: tuple[Variable, ...]
) -> Match:
    applied = (replace(case, body=Invoke(case.body, extra)) for case in cases)
    return Match(subject, sort, tuple(applied))


def pointwise(left: Term, right: Term, sort: Arrow) -> Term:
    """Two functions are equal: they have equal values."""
    sorts, result = flat(sort)
    equation = abstracted(
        sorts,
        lambda extra: Equal(Invoke(left, extra), Invoke(right, extra), result),
        Equal(left, right, sort),
    )
    return Quantified(Quantifier.FORALL, equation.binders, equation.body)


def flat(sort: Sort) -> tuple[tuple[Sort, ...], Sort]:
    """The sorts of all arguments of a function, and of its result."""
    domain: list[Sort] = []
    while isinstance(sort, Arrow):
        domain.append(sort.domain)
        sort = sort.result
    return tuple(domain), sort


def saturated(function: Function) -> Function:
    """``function`` with parameters for the arguments of the function that it returns."""
    sorts, result = flat(function.result)
    if not sorts:
        return function
    around = Lambda(function.binders, function.body)
    more = abstracted(sorts, lambda extra: Invoke(function.body, extra), around)
    return replace(
        function, binders=(*function.binders, *more.binders), result=result, body=more.body
    )


def refuse_large(term: Term) -> None:
    """Refuse to copy a term so often that its copies grow without bound."""
    if is_larger(term, _LARGEST_COPY):
        hint = "name parts of it by functions"
        raise NotExportable(f"a term of more than {_LARGEST_COPY} parts is copied", hint=hint)


def is_larger(term: Term, size: int) -> bool:
    """Whether ``term`` has more than ``size`` parts."""
    return sum(1 for _ in islice(subterms(term), size + 1)) > size


def no_value() -> NotExportable:
    """Why a function value stays where it is."""
    return NotExportable(
        "a function value is none that can be copied in", hint="a theory is first-order"
    )
