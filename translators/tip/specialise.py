"""Problems without functions as arguments: higher-order functions copied for what they get.

``(map (lambda ((x Nat)) (plus x k)) xs)`` becomes ``(map_2 xs k)``: in the copy, the body of the
lambda stands where the argument was applied, and its free variables are parameters.  This is the
specialisation of Chin and Darlington, "A higher-order removal method" (LSC 1996); functions that
return functions get parameters for these arguments first, and functions that a goal is about are
declared, so that it is proved for all of them.  The problem has no sort parameters any more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import networkx as nx

from translators.tip.errors import NotExportable
from translators.tip.fresh import Names, fresh_name
from translators.tip.substitution import (
    canonical,
    free_names,
    rebuild,
    substitute,
)
from translators.tip.syntax import (
    BOOL,
    Apply,
    Arrow,
    Binder,
    Case,
    Connective,
    Data,
    Equal,
    Formula,
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
    TipProblem,
    Uninterpreted,
    Variable,
)
from translators.tip.walk import subterms

__all__ = ["specialise"]

_MOST_COPIES = 300
_LARGEST_VALUE = 300
_LARGEST_COPY = 2000

Scope = Mapping[str, Sort]


def specialise(problem: TipProblem) -> TipProblem:
    """``problem``, which has no sort parameters, without function values.

    Functions of truth values that do not recur are replaced by what they say; so are ``let``s.

    Raises:
        NotExportable: functional arguments grow without end, or a function is quantified where
            it cannot be declared.
    """
    return _Specialiser(problem).problem()


@dataclass(frozen=True, slots=True)
class _Copy:
    """A function with some of its parameters given: what is left are ``binders``."""

    name: str
    original: Function
    binders: tuple[Binder, ...]
    given: Mapping[str, Term]


class _Specialiser:
    def __init__(self, problem: TipProblem) -> None:
        self._problem = problem
        self._declared = [_declaration(constant) for constant in problem.uninterpreted]
        self._functions = {f.name: _saturated(f) for f in problem.functions}
        self._inlined = _inlined(self._functions)
        self._constructors = {
            constructor.name: constructor
            for datatype in problem.datatypes
            for constructor in datatype.constructors
        }
        self._sorts: dict[str, tuple[Sort, ...]] = {d.name: d.domain for d in self._declared}
        for name, function in self._functions.items():
            self._sorts[name] = tuple(binder.sort for binder in function.binders)
        self._names = Names(set(self._constructors) | {c.name for c in self._declared})
        self._copies: dict[tuple[object, ...], str] = {}
        self._queue: deque[_Copy] = deque()

    def problem(self) -> TipProblem:
        """The problem without function values."""
        assertions = tuple(self._formula(formula, False) for formula in self._problem.assertions)
        goals = tuple(self._formula(formula, True) for formula in self._problem.goals)
        functions: list[Function] = []
        while self._queue:
            copy = self._queue.popleft()
            scope = {binder.name: binder.sort for binder in copy.binders}
            body = self._term(substitute(copy.original.body, copy.given), scope)
            original = copy.original
            functions.append(
                Function(copy.name, (), copy.binders, original.result, body, original.position)
            )
        return replace(
            self._problem,
            uninterpreted=tuple(self._declared),
            functions=tuple(functions),
            assertions=assertions,
            goals=goals,
        )

    def _formula(self, formula: Formula, is_goal: bool) -> Formula:
        body = self._declare(formula.body) if is_goal else formula.body
        return Formula((), self._term(body, {}))

    def _declare(self, goal: Term) -> Term:
        """``goal`` with the functions that it is stated for declared.

        Only variables may stand before them: a function that is there for some value of a
        variable could depend on it, one that is there for all need not.
        """
        match goal:
            case Quantified(Quantifier.FORALL, binders, body):
                functions = [binder for binder in binders if isinstance(binder.sort, Arrow)]
                rest = tuple(binder for binder in binders if binder not in functions)
                body = substitute(body, {b.name: self._open(b) for b in functions})
                inner = self._declare(body)
                return replace(goal, binders=rest, body=inner) if rest else inner
            case Connective("=>", (premise, conclusion)):
                return Connective("=>", (premise, self._declare(conclusion)))
            case _:
                return goal

    def _open(self, binder: Binder) -> Term:
        """A declared function for the variable ``binder``, as a value."""
        name = self._names.take(binder.name)
        declared = _declaration(Uninterpreted(name, (), (), binder.sort))
        self._declared.append(declared)
        self._sorts[name] = declared.domain
        return self._value(Apply(name, (), ()))

    def _term(self, term: Term, scope: Scope) -> Term:
        """``term``, which is no function, without function values."""
        match term:
            case Let(name, value, body):
                _refuse_large(value)
                return self._term(substitute(body, {name: value}), scope)
            case Invoke(function, arguments):
                return self._term(self._applied(function, arguments), scope)
            case Apply():
                return self._application(term, scope)
            case Match(subject, sort, cases):
                there = self._term(subject, scope)
                branches = (self._case(case, scope) for case in cases)
                return Match(there, sort, tuple(branches))
            case Quantified(_, binders, body):
                for binder in binders:
                    if isinstance(binder.sort, Arrow):
                        raise _quantified(binder)
                inner = {**scope, **{binder.name: binder.sort for binder in binders}}
                return replace(term, body=self._term(body, inner))
            case Equal(left, right, Arrow() as sort):
                return self._term(_pointwise(left, right, sort), scope)
            case Lambda():
                raise _no_value()
            case _:
                return rebuild(term, lambda child: self._term(child, scope))

    def _case(self, case: Case, scope: Scope) -> Case:
        sorts: dict[str, Sort] = {}
        if case.constructor is not None:
            fields = self._constructors[case.constructor].fields
            sorts = {name: binder.sort for name, binder in zip(case.variables, fields, strict=True)}
        return replace(case, body=self._term(case.body, {**scope, **sorts}))

    def _application(self, term: Apply, scope: Scope) -> Term:
        function = self._functions.get(term.name)
        if function is None:
            return rebuild(term, lambda child: self._term(child, scope))
        if len(term.arguments) < len(function.binders):
            raise _no_value()
        if function.name in self._inlined:
            names = [binder.name for binder in function.binders]
            values = dict(zip(names, term.arguments, strict=True))
            _refuse_large(term)
            return self._term(substitute(function.body, values), scope)
        plain: list[Term] = []
        given: dict[str, Term] = {}
        for binder, argument in zip(function.binders, term.arguments, strict=True):
            if isinstance(binder.sort, Arrow):
                given[binder.name] = value = self._value(argument)
                _refuse_growth(function, value)
            else:
                plain.append(self._term(argument, scope))
        captured = tuple(dict.fromkeys(n for value in given.values() for n in free_names(value)))
        name = self._copy(function, given, [Binder(n, scope[n]) for n in captured])
        return Apply(name, (), (*plain, *map(Variable, captured)))

    def _copy(
        self, function: Function, given: Mapping[str, Term], captured: Sequence[Binder]
    ) -> str:
        """The name of ``function`` with its functional parameters ``given``."""
        numbered = {b.name: Variable(f"%{i}") for i, b in enumerate(captured)}
        values = tuple(canonical(substitute(value, numbered)) for value in given.values())
        key = (function.name, values, tuple(binder.sort for binder in captured))
        if key in self._copies:
            return self._copies[key]
        if len(self._copies) >= _MOST_COPIES:
            raise _growth(function)
        self._copies[key] = name = self._names.take(function.name)
        binders = [b for b in function.binders if not isinstance(b.sort, Arrow)]
        taken = {binder.name for binder in function.binders}
        renamed: dict[str, Term] = {}
        for binder in captured:
            chosen = fresh_name(binder.name, taken)
            taken.add(chosen)
            renamed[binder.name] = Variable(chosen)
            binders.append(Binder(chosen, binder.sort))
        inside = {parameter: substitute(value, renamed) for parameter, value in given.items()}
        self._queue.append(_Copy(name, function, tuple(binders), inside))
        return name

    def _applied(self, function: Term, arguments: Sequence[Term]) -> Term:
        """``function`` applied: arguments in place of the variables that it binds."""
        value = self._value(function)
        for argument in arguments:
            _refuse_large(argument)
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

    def _value(self, term: Term) -> Lambda:
        """The function value ``term`` as a lambda that binds all its arguments."""
        match term:
            case Lambda(binders, Lambda(inner, body)):
                names = {b.name for b in binders}
                fresh = tuple(Binder(fresh_name(b.name, names), b.sort) for b in inner)
                pairs = zip(inner, fresh, strict=True)
                renamed = substitute(body, {a.name: Variable(b.name) for a, b in pairs})
                return self._value(Lambda((*binders, *fresh), renamed))
            case Lambda():
                return term
            case Let(name, value, body):
                return self._value(substitute(body, {name: value}))
            case Invoke(function, arguments):
                return self._value(self._applied(function, arguments))
            case Apply(name, _, arguments) if name in self._sorts:
                rest = self._sorts[name][len(arguments) :]
                return _abstracted(rest, lambda extra: Apply(name, (), (*arguments, *extra)), term)
            case If(condition, then, otherwise):
                sorts = [binder.sort for binder in self._value(then).binders]
                return _abstracted(
                    sorts,
                    lambda extra: If(condition, Invoke(then, extra), Invoke(otherwise, extra)),
                    term,
                )
            case Match(subject, sort, cases):
                sorts = [binder.sort for binder in self._value(cases[0].body).binders]
                return _abstracted(sorts, lambda extra: _invoked(subject, sort, cases, extra), term)
            case _:
                raise _no_value()


def _abstracted(
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


def _pointwise(left: Term, right: Term, sort: Arrow) -> Term:
    """Two functions are equal: they have equal values."""
    sorts, result = _flat(sort)
    equation = _abstracted(
        sorts,
        lambda extra: Equal(Invoke(left, extra), Invoke(right, extra), result),
        Equal(left, right, sort),
    )
    return Quantified(Quantifier.FORALL, equation.binders, equation.body)


def _flat(sort: Sort) -> tuple[tuple[Sort, ...], Sort]:
    """The sorts of all arguments of a function, and of its result."""
    domain: list[Sort] = []
    while isinstance(sort, Arrow):
        domain.append(sort.domain)
        sort = sort.result
    return tuple(domain), sort


def _saturated(function: Function) -> Function:
    """``function`` with parameters for the arguments of the function that it returns."""
    sorts, result = _flat(function.result)
    if not sorts:
        return function
    around = Lambda(function.binders, function.body)
    more = _abstracted(sorts, lambda extra: Invoke(function.body, extra), around)
    return replace(
        function, binders=(*function.binders, *more.binders), result=result, body=more.body
    )


def _declaration(constant: Uninterpreted) -> Uninterpreted:
    """``constant`` with all arguments in its domain; none of them may be a function."""
    sorts, result = _flat(constant.result)
    domain = (*constant.domain, *sorts)
    if any(isinstance(sort, Arrow) for sort in domain):
        hint = "a theory has no functions that take functions"
        raise NotExportable(f"{constant.name} is declared and takes a function", hint=hint)
    return replace(constant, domain=domain, result=result)


def _inlined(functions: Mapping[str, Function]) -> frozenset[str]:
    """The functions that take truth values and do not use themselves."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(
        (name, part.name)
        for name, function in functions.items()
        for part in subterms(function.body)
        if isinstance(part, Apply)
    )
    on_cycles = {name for c in nx.strongly_connected_components(graph) if len(c) > 1 for name in c}
    return frozenset(
        name
        for name, function in functions.items()
        if any(binder.sort == BOOL for binder in function.binders)
        and name not in on_cycles
        and not graph.has_edge(name, name)
    )


def _refuse_growth(function: Function, value: Lambda) -> None:
    if _is_larger(value, _LARGEST_VALUE):
        raise _growth(function)


def _refuse_large(term: Term) -> None:
    """Refuse to copy a term so often that its copies grow without bound."""
    if _is_larger(term, _LARGEST_COPY):
        hint = "name parts of it by functions"
        raise NotExportable(f"a term of more than {_LARGEST_COPY} parts is copied", hint=hint)


def _is_larger(term: Term, size: int) -> bool:
    return sum(1 for _ in islice(subterms(term), size + 1)) > size


def _growth(function: Function) -> NotExportable:
    message = f"the functional arguments of {function.name} grow without end"
    hint = "pass on the functions that it was given"
    return NotExportable(message, position=function.position, hint=hint)


def _quantified(binder: Binder) -> NotExportable:
    hint = "only the functions that a goal starts with, under forall, can be declared"
    return NotExportable(f"{binder.name} is a function that is quantified", hint=hint)


def _no_value() -> NotExportable:
    return NotExportable(
        "a function value is none that can be copied in", hint="a theory is first-order"
    )
