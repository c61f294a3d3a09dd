"""Problems without functions as arguments: higher-order functions copied for what they get.

``(map (lambda ((x Nat)) (plus x k)) xs)`` becomes ``(map_2 xs k)``: in the copy, the body of the
lambda stands where the argument was applied, and its free variables are parameters.  This is the
specialisation of Chin and Darlington, "A higher-order removal method" (LSC 1996); functions that
return functions get parameters for these arguments first, and functions that a goal is about are
declared, so that it is proved for all of them.  The problem has no sort parameters any more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from translators.tip.errors import NotExportable, located
from translators.tip.fresh import Names, fresh_name
from translators.tip.function_values import (
    FunctionValues,
    flat,
    is_larger,
    no_value,
    pointwise,
    refuse_large,
    saturated,
)
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
    Equal,
    Formula,
    Function,
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

Scope = Mapping[str, Sort]


def specialise(problem: TipProblem) -> TipProblem:
    """``problem``, which has no sort parameters, without function values.

    Functions of truth values, and those that quantify, are replaced by what they say unless they
    recur; so are ``let``s.

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
        self._functions = {f.name: saturated(f) for f in problem.functions}
        self._inlined = _inlined(self._functions)
        self._constructors = {
            constructor.name: constructor
            for datatype in problem.datatypes
            for constructor in datatype.constructors
        }
        self._sorts: dict[str, tuple[Sort, ...]] = {d.name: d.domain for d in self._declared}
        for name, function in self._functions.items():
            self._sorts[name] = tuple(binder.sort for binder in function.binders)
        self._values = FunctionValues(self._sorts)
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
            original = copy.original
            with located(original.position):
                body = self._term(substitute(original.body, copy.given), scope)
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
        with located(formula.position):
            body = self._declare(formula.body) if is_goal else formula.body
            return replace(formula, body=self._term(body, {}))

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
        return self._values.of(Apply(name, (), ()))

    def _term(self, term: Term, scope: Scope) -> Term:
        """``term``, which is no function, without function values."""
        match term:
            case Let(name, value, body):
                refuse_large(value)
                return self._term(substitute(body, {name: value}), scope)
            case Invoke(function, arguments):
                return self._term(self._values.applied(function, arguments), scope)
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
                return self._term(pointwise(left, right, sort), scope)
            case Lambda():
                raise no_value()
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
            raise no_value()
        if function.name in self._inlined:
            names = [binder.name for binder in function.binders]
            values = dict(zip(names, term.arguments, strict=True))
            refuse_large(term)
            return self._term(substitute(function.body, values), scope)
        plain: list[Term] = []
        given: dict[str, Term] = {}
        for binder, argument in zip(function.binders, term.arguments, strict=True):
            if isinstance(binder.sort, Arrow):
                given[binder.name] = value = self._values.of(argument)
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


def _declaration(constant: Uninterpreted) -> Uninterpreted:
    """``constant`` with all arguments in its domain; none of them may be a function."""
    sorts, result = flat(constant.result)
    domain = (*constant.domain, *sorts)
    if any(isinstance(sort, Arrow) for sort in domain):
        hint = "a theory has no functions that take functions"
        raise NotExportable(f"{constant.name} is declared and takes a function", hint=hint)
    return replace(constant, domain=domain, result=result)


def _inlined(functions: Mapping[str, Function]) -> frozenset[str]:
    """The functions that take truth values, or quantify, and do not use themselves."""
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
        if (any(binder.sort == BOOL for binder in function.binders) or _quantifies(function))
        and name not in on_cycles
        and not graph.has_edge(name, name)
    )


def _quantifies(function: Function) -> bool:
    return any(isinstance(part, Quantified) for part in subterms(function.body))


def _refuse_growth(function: Function, value: Lambda) -> None:
    if is_larger(value, _LARGEST_VALUE):
        raise _growth(function)


def _growth(function: Function) -> NotExportable:
    message = f"the functional arguments of {function.name} grow without end"
    hint = "pass on the functions that it was given"
    return NotExportable(message, position=function.position, hint=hint)


def _quantified(binder: Binder) -> NotExportable:
    hint = "only the functions that a goal starts with, under forall, can be declared"
    return NotExportable(f"{binder.name} is a function that is quantified", hint=hint)
