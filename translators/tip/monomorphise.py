"""Problems without sort parameters: every symbol once for each choice of sorts it is used at.

The sorts that a goal is stated for become declared ones, of which nothing is known: what is
proved of them holds of every sort.  What no goal or assertion leads to is left out.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace

from translators.tip.errors import NotExportable, located
from translators.tip.fresh import fresh_name
from translators.tip.sorts import instantiate, show_sort
from translators.tip.substitution import rebuild
from translators.tip.syntax import (
    BOOL,
    INT,
    Apply,
    Arrow,
    Binder,
    Constructor,
    Data,
    Datatype,
    Formula,
    Function,
    Match,
    Meta,
    Sort,
    SortVariable,
    Term,
    TipProblem,
    Uninterpreted,
)
from translators.tip.walk import subterms

__all__ = ["monomorphise"]

_MOST_INSTANCES = 500
_DEEPEST_SORT = 12
_MOST_ASSUMED = 50

Instance = tuple[str, tuple[Sort, ...]]
"""A symbol with the sorts that it is used at."""


def monomorphise(problem: TipProblem) -> TipProblem:
    """``problem`` with every symbol copied for the sorts it is used at.

    Raises:
        NotExportable: there are infinitely many of these, it speaks of integers, it puts
            functions into data, or it assumes something for all sorts.
    """
    stated = _stated(problem)
    instances = _Instances(problem)
    plain = [formula for formula in problem.assertions if not formula.parameters]
    instances.need(formula.body for formula in (*plain, *stated.goals))
    assumed = [
        each
        for formula in problem.assertions
        for each in ([formula] if not formula.parameters else _instantiated(formula, instances))
    ]
    instances.need(formula.body for formula in assumed)
    return _Copies(problem, instances).of(replace(stated, assertions=tuple(assumed)))


def _instantiated(formula: Formula, instances: _Instances) -> list[Formula]:
    """``formula``, assumed for all sorts, for those at which the problem uses its symbols.

    Raises:
        NotExportable: there are no such sorts, or too many.
    """
    uses = [part for part in subterms(formula.body) if isinstance(part, Apply)]
    found: list[dict[str, Sort]] = [{}]
    for name in formula.parameters:
        sorts = dict.fromkeys(
            given
            for part in uses
            for used, at in tuple(instances.symbols)
            if used == part.name
            for sort, given in zip(part.sorts, at, strict=True)
            if sort == SortVariable(name)
        )
        found = [{**values, name: sort} for values in found for sort in sorts]
    if not 0 < len(found) <= _MOST_ASSUMED:
        message = "an assertion for all sorts is about sorts that the goals do not determine"
        hint = "state it for the sorts that the goals use"
        raise NotExportable(message, position=formula.position, hint=hint)
    return [Formula((), _at(formula.body, values), formula.position) for values in found]


def _stated(problem: TipProblem) -> TipProblem:
    """``problem`` with its goals about declared sorts in place of parameters."""
    taken = {name for name, _ in problem.sorts} | {d.name for d in problem.datatypes}
    taken |= {"Bool", "Int"}
    declared = dict(problem.sorts)
    goals: list[Formula] = []
    for goal in problem.goals:
        names = {name: fresh_name(name, taken) for name in goal.parameters}
        declared |= dict.fromkeys(names.values(), 0)
        values: dict[str, Sort] = {name: Data(chosen) for name, chosen in names.items()}
        goals.append(Formula((), _at(goal.body, values), goal.position))
    return TipProblem(
        tuple(declared.items()),
        problem.datatypes,
        problem.uninterpreted,
        problem.functions,
        problem.assertions,
        tuple(goals),
    )


def _at(term: Term, values: Mapping[str, Sort]) -> Term:
    """``term`` with its sort variables replaced."""
    return rebuild(term, lambda t: _at(t, values), lambda sort: instantiate(sort, values))


class _Instances:
    """What is needed, found out from the goals on."""

    def __init__(self, problem: TipProblem) -> None:
        self.symbols: dict[Instance, None] = {}
        self.sorts: dict[Data, None] = {}
        self.bodies: dict[Instance, Term] = {}
        self._functions = {function.name: function for function in problem.functions}
        self._datatypes = {datatype.name: datatype for datatype in problem.datatypes}
        self._constructors = {c.name for d in problem.datatypes for c in d.constructors}
        self._declared = {constant.name: constant for constant in problem.uninterpreted}
        self._queue: deque[Term | Sort] = deque()

    def need(self, terms: Iterable[Term]) -> None:
        """Take note of all that ``terms`` use, and of all that this uses."""
        self._queue.extend(terms)
        while self._queue:
            item = self._queue.popleft()
            if isinstance(item, SortVariable | Data | Arrow | Meta):
                self._sort(item)
            else:
                self._term(item)

    def _term(self, term: Term) -> None:
        for part in subterms(term):
            if isinstance(part, Apply):
                self._symbol(part.name, part.sorts)
            self._queue.extend(_sorts_in(part))

    def _symbol(self, name: str, sorts: tuple[Sort, ...]) -> None:
        if (name, sorts) in self.symbols:
            return
        self.symbols[name, sorts] = None
        self._refuse_growth(name, *sorts)
        if name in self._constructors:
            for sort in sorts:
                _refuse_functions(sort)
        elif (declared := self._declared.get(name)) is not None:
            values = dict(zip(declared.parameters, sorts, strict=True))
            signature = (*declared.domain, declared.result)
            self._queue.extend(instantiate(sort, values) for sort in signature)
        else:
            function = self._functions[name]
            values = dict(zip(function.parameters, sorts, strict=True))
            body = self.bodies[name, sorts] = _at(function.body, values)
            signature = (*(binder.sort for binder in function.binders), function.result)
            self._queue.extend(instantiate(sort, values) for sort in signature)
            self._queue.append(body)

    def _sort(self, sort: Sort) -> None:
        match sort:
            case Arrow(domain, result):
                self._queue.extend((domain, result))
            case Data() if sort == INT:
                hint = "define the numbers as a datatype"
                raise NotExportable("integers have no counterpart in a theory", hint=hint)
            case Data(name, arguments) if sort not in self.sorts:
                self.sorts[sort] = None
                self._refuse_growth(name, sort)
                for argument in arguments:
                    _refuse_functions(argument)
                self._queue.extend(arguments)
                if (datatype := self._datatypes.get(name)) is not None:
                    values = dict(zip(datatype.parameters, arguments, strict=True))
                    for constructor in datatype.constructors:
                        for field in constructor.fields:
                            with located(datatype.position):
                                _refuse_functions(field.sort)
                            self._queue.append(instantiate(field.sort, values))
            case Meta() | SortVariable():
                raise NotExportable(
                    "a term has a sort that nothing determines", hint="write (_ symbol sort)"
                )

    def _refuse_growth(self, name: str, *sorts: Sort) -> None:
        is_many = len(self.symbols) + len(self.sorts) > _MOST_INSTANCES
        if is_many or any(_height(sort) > _DEEPEST_SORT for sort in sorts):
            hint = "a symbol has to recur at its own sorts"
            declared = self._functions.get(name) or self._datatypes.get(name)
            position = None if declared is None else declared.position
            message = f"{name} is used at sorts that grow without end"
            raise NotExportable(message, position=position, hint=hint)


def _sorts_in(term: Term) -> Iterator[Sort]:
    """The sorts that ``term`` itself mentions, not those below it."""
    for part in fields(term):
        yield from _sorts_of(getattr(term, part.name))


def _sorts_of(value: object) -> Iterator[Sort]:
    match value:
        case SortVariable() | Data() | Arrow() | Meta():
            yield value
        case Binder(_, sort):
            yield sort
        case tuple():
            for item in value:
                yield from _sorts_of(item)


def _refuse_functions(sort: Sort) -> None:
    match sort:
        case Arrow():
            hint = "a theory has no functions among its values"
            raise NotExportable(f"data hold functions of sort {show_sort(sort)}", hint=hint)
        case Data(_, arguments):
            for argument in arguments:
                _refuse_functions(argument)


class _Copies:
    """The declarations, one for each instance, under names of their own.

    What is used at one choice of sorts keeps its name; otherwise the sorts are added to it.
    """

    def __init__(self, problem: TipProblem, instances: _Instances) -> None:
        self._problem = problem
        self._instances = instances
        self._sorts: dict[Data, str] = {BOOL: BOOL.name}
        copies = Counter(sort.name for sort in instances.sorts)
        for sort in sorted(instances.sorts, key=_height):
            if sort != BOOL:
                name = self._named(sort.name, sort.arguments, copies[sort.name])
                self._sorts[sort] = fresh_name(name, set(self._sorts.values()))
        wanted = dict(instances.symbols)
        for datatype, sorts in self._datatypes():
            wanted |= {(constructor.name, sorts): None for constructor in datatype.constructors}
        used = Counter(name for name, _ in wanted)
        self._symbols: dict[Instance, str] = {}
        for name, sorts in wanted:
            chosen = self._named(name, sorts, used[name])
            self._symbols[name, sorts] = fresh_name(chosen, set(self._symbols.values()))

    def of(self, stated: TipProblem) -> TipProblem:
        """All declarations that are needed, and the formulas of ``stated``."""
        declared = [s for name, _ in stated.sorts for s in self._sorts if s.name == name]
        return TipProblem(
            tuple((self._sorts[sort], 0) for sort in declared),
            tuple(self._datatype(datatype, sorts) for datatype, sorts in self._datatypes()),
            tuple(self._declared()),
            tuple(self._functions()),
            tuple(replace(f, body=self._term(f.body)) for f in stated.assertions),
            tuple(replace(f, body=self._term(f.body)) for f in stated.goals),
        )

    def _named(self, name: str, sorts: tuple[Sort, ...], copies: int) -> str:
        return name if copies == 1 else "_".join([name, *map(self._word, sorts)])

    def _word(self, sort: Sort) -> str:
        match sort:
            case Data():
                return self._sorts[sort]
            case Arrow(domain, result):
                return f"{self._word(domain)}_to_{self._word(result)}"
            case _:
                return "any"

    def _datatypes(self) -> Iterator[tuple[Datatype, tuple[Sort, ...]]]:
        for datatype in self._problem.datatypes:
            for sort in self._sorts:
                if sort.name == datatype.name:
                    yield datatype, sort.arguments

    def _datatype(self, datatype: Datatype, sorts: tuple[Sort, ...]) -> Datatype:
        values = dict(zip(datatype.parameters, sorts, strict=True))
        name = self._sorts[Data(datatype.name, sorts)]
        constructors = (
            Constructor(
                self._symbols[constructor.name, sorts], self._binders(constructor.fields, values)
            )
            for constructor in datatype.constructors
        )
        return Datatype(name, (), tuple(constructors))

    def _declared(self) -> Iterator[Uninterpreted]:
        for constant in self._problem.uninterpreted:
            for (name, sorts), chosen in self._symbols.items():
                if name == constant.name:
                    values = dict(zip(constant.parameters, sorts, strict=True))
                    domain = tuple(self._sort(instantiate(s, values)) for s in constant.domain)
                    result = self._sort(instantiate(constant.result, values))
                    yield Uninterpreted(chosen, (), domain, result)

    def _functions(self) -> Iterator[Function]:
        for function in self._problem.functions:
            for (name, sorts), body in self._instances.bodies.items():
                if name == function.name:
                    values = dict(zip(function.parameters, sorts, strict=True))
                    yield Function(
                        self._symbols[name, sorts],
                        (),
                        self._binders(function.binders, values),
                        self._sort(instantiate(function.result, values)),
                        self._term(body),
                        function.position,
                    )

    def _binders(self, binders: Iterable[Binder], values: Mapping[str, Sort]) -> tuple[Binder, ...]:
        return tuple(Binder(b.name, self._sort(instantiate(b.sort, values))) for b in binders)

    def _sort(self, sort: Sort) -> Sort:
        match sort:
            case Data():
                return Data(self._sorts[sort])
            case Arrow(domain, result):
                return Arrow(self._sort(domain), self._sort(result))
            case _:
                return sort

    def _term(self, term: Term) -> Term:
        changed = rebuild(term, self._term, self._sort)
        match term, changed:
            case Apply(name, sorts), Apply():
                return Apply(self._symbols[name, sorts], (), changed.arguments)
            case Match(_, Data(_, sorts)), Match():
                cases = (
                    case
                    if case.constructor is None
                    else replace(case, constructor=self._symbols[case.constructor, sorts])
                    for case in changed.cases
                )
                return replace(changed, cases=tuple(cases))
            case _:
                return changed


def _height(sort: Sort) -> int:
    match sort:
        case Data(_, arguments):
            return 1 + max(map(_height, arguments), default=0)
        case Arrow(domain, result):
            return 1 + max(_height(domain), _height(result))
        case _:
            return 0
