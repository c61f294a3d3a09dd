"""Matches turned into patterns: a function as rows, each for arguments of one shape.

A match on a parameter splits the row that it stands in, wherever in the body it stands; a match
on the value of a call becomes a function of its own, or a condition where it only asks which
constructor that is.  The rows do not overlap, and together they cover all arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from prover.errors import Position
from translators.tip.errors import NotExportable
from translators.tip.fresh import Names, fresh_name
from translators.tip.substitution import canonical, free_names, rebuild, substitute
from translators.tip.syntax import (
    BOOL,
    Apply,
    Binder,
    BoolLiteral,
    Case,
    Constructor,
    Data,
    Equal,
    Function,
    If,
    Lambda,
    Match,
    Quantified,
    Sort,
    Term,
    TipProblem,
    Variable,
)
from translators.tip.walk import children, subterms

__all__ = ["Matches", "Row", "Scope"]

_MOST_ROWS = 500
_LARGEST = 5000

Scope = Mapping[str, Sort]


@dataclass(frozen=True, slots=True)
class Row:
    """A function applied to ``patterns`` is ``body``; ``scope`` has the sorts of the variables."""

    patterns: tuple[Term, ...]
    body: Term
    scope: Scope


class Matches:
    """Compiles the matches of ``problem``, which is first-order and has no sort parameters."""

    def __init__(self, problem: TipProblem) -> None:
        self._constructors = {d.name: d.constructors for d in problem.datatypes}
        every = [c for d in problem.datatypes for c in d.constructors]
        self._fields = {constructor.name: constructor.fields for constructor in every}
        results: dict[str, Sort] = {f.name: f.result for f in problem.functions}
        results |= {c.name: c.result for c in problem.uninterpreted}
        results |= {c.name: Data(d.name) for d in problem.datatypes for c in d.constructors}
        self._results = results
        self._names = Names(results)
        self._known: dict[Term, str] = {}
        self._made: list[Function] = []

    def take_made(self) -> tuple[Function, ...]:
        """The functions that have become necessary since the last call."""
        made, self._made = tuple(self._made), []
        return made

    def rows(self, function: Function) -> list[Row]:
        """The rows of ``function``, without matches.

        Raises:
            NotExportable: there are too many.
        """
        scope = {binder.name: binder.sort for binder in function.binders}
        whole = tuple(Variable(binder.name) for binder in function.binders)
        stack, done = [Row(whole, function.body, scope)], list[Row]()
        while stack:
            row = stack.pop()
            row = replace(row, body=self._reduced(row.body))
            if (subject := _split_at(row.body, row.scope)) is not None:
                stack.extend(reversed(list(self._split(row, subject))))
            else:
                body = self._without_matches(row.body, row.scope, function)
                done.append(replace(row, body=body))
            if len(stack) + len(done) > _MOST_ROWS:
                message = f"{function.name} distinguishes more than {_MOST_ROWS} cases"
                raise NotExportable(message, position=function.position)
        return done

    def _split(self, row: Row, subject: str) -> Iterator[Row]:
        """``row`` for each shape of its variable ``subject``."""
        sort = row.scope[subject]
        if sort == BOOL:
            for value in (True, False):
                yield _instance(row, subject, BoolLiteral(value), {})
            return
        assert isinstance(sort, Data)
        for constructor in self._constructors[sort.name]:
            wished = _wished_names(row.body, subject, constructor)
            taken, fields = set(row.scope), dict[str, Sort]()
            for name, field in zip(wished, constructor.fields, strict=True):
                chosen = fresh_name(name, taken)
                taken.add(chosen)
                fields[chosen] = field.sort
            pattern = Apply(constructor.name, (), tuple(map(Variable, fields)))
            yield _instance(row, subject, pattern, fields)

    def formula(self, term: Term) -> Term:
        """The closed formula ``term`` without matches."""
        return self._without_matches(self._reduced(term), {}, None)

    def _reduced(self, term: Term) -> Term:
        """``term`` with the matches that are decided done, and no case distinction in subjects."""
        term = rebuild(term, self._reduced)
        match term:
            case Match(Apply(name, _, arguments), _, cases) if name in self._fields:
                case = next(case for case in cases if case.constructor in (name, None))
                values = zip(case.variables, arguments, strict=case.constructor is not None)
                return self._reduced(substitute(case.body, dict(values)))
            case Match(If(condition, then, otherwise), sort, cases):
                self._refuse_growth(term)
                both = (self._reduced(Match(t, sort, cases)) for t in (then, otherwise))
                return If(condition, *both)
            case Match(Match() as subject, sort, cases):
                self._refuse_growth(term)
                return self._reduced(_pushed(subject, sort, cases))
            case If(BoolLiteral(value), then, otherwise):
                return then if value else otherwise
            case _:
                return term

    def _refuse_growth(self, term: Term) -> None:
        if sum(1 for _ in islice(subterms(term), _LARGEST + 1)) > _LARGEST:
            hint = "name parts of it by functions"
            raise NotExportable(f"a match on matches has more than {_LARGEST} parts", hint=hint)

    def _without_matches(self, term: Term, scope: Scope, around: Function | None) -> Term:
        """``term``, that of ``around`` or of a formula, with other functions for its matches."""
        match term:
            case Match(subject, sort, cases):
                if (asked := self._as_conditions(term)) is not None:
                    return self._without_matches(asked, scope, around)
                there = self._without_matches(subject, scope, around)
                expanded = Match(Variable("it"), sort, self._all_cases(sort, cases))
                return self._call(expanded, there, scope, around)
            case Quantified(_, binders, body):
                inner = {**scope, **{binder.name: binder.sort for binder in binders}}
                return replace(term, body=self._without_matches(body, inner, around))
            case _:
                return rebuild(term, lambda child: self._without_matches(child, scope, around))

    def _call(self, term: Match, subject: Term, scope: Scope, around: Function | None) -> Term:
        """A call of the function that ``term``, a match on ``it``, is the body of."""
        used = dict.fromkeys(n for case in term.cases for n in _free_in_case(case))
        new = fresh_name("it", set(used))
        binders = (Binder(new, term.sort), *(Binder(name, scope[name]) for name in used))
        body = replace(term, subject=Variable(new))
        key = canonical(Lambda(binders, body))
        if key not in self._known:
            name = self._names.take(f"{around.name}_case" if around else "case")
            case = term.cases[0]
            inner = {**scope, **self._sorts(case)}
            result = self._sort_of(case.body, inner)
            self._known[key], self._results[name] = name, result
            position = around.position if around else Position(1, 1, 0)
            self._made.append(Function(name, (), binders, result, body, position))
        return Apply(self._known[key], (), (subject, *map(Variable, used)))

    def _as_conditions(self, term: Match) -> Term | None:
        """A match that asks only which constants its subject is, as ``ite``s."""
        cases = self._all_cases(term.sort, term.cases)
        constants = [case for case in cases if not case.variables]
        others = [case for case in cases if case.variables]
        bodies = {case.body for case in others}
        if len(bodies) > 1 or any(set(c.variables) & set(free_names(c.body)) for c in others):
            return None
        last = others[0].body if others else constants.pop().body
        for case in reversed(constants):
            assert case.constructor is not None
            constant = Apply(case.constructor, (), ())
            last = If(Equal(term.subject, constant, term.sort), case.body, last)
        return last

    def _all_cases(self, sort: Data, cases: tuple[Case, ...]) -> tuple[Case, ...]:
        """``cases`` with one for each constructor in place of the one for what is left."""
        named = {case.constructor: case for case in cases}
        found: list[Case] = []
        for constructor in self._constructors[sort.name]:
            if (case := named.get(constructor.name)) is None:
                body = named[None].body
                taken = set(free_names(body))
                names = tuple(fresh_name(f.name, taken) for f in constructor.fields)
                case = Case(constructor.name, names, body)
            found.append(case)
        return tuple(found)

    def _sorts(self, case: Case) -> dict[str, Sort]:
        if case.constructor is None:
            return {}
        fields = self._fields[case.constructor]
        return {name: field.sort for name, field in zip(case.variables, fields, strict=True)}

    def _sort_of(self, term: Term, scope: Scope) -> Sort:
        match term:
            case Variable(name):
                return scope[name]
            case Apply(name):
                return self._results[name]
            case If(_, then, _):
                return self._sort_of(then, scope)
            case Match(_, _, (case, *_)):
                return self._sort_of(case.body, {**scope, **self._sorts(case)})
            case _:
                return BOOL


def _instance(row: Row, subject: str, value: Term, fields: Scope) -> Row:
    """``row`` with ``value`` in place of its variable ``subject``."""
    patterns = tuple(substitute(pattern, {subject: value}) for pattern in row.patterns)
    scope = {name: sort for name, sort in row.scope.items() if name != subject}
    return Row(patterns, substitute(row.body, {subject: value}), {**scope, **fields})


def _split_at(term: Term, scope: Scope, bound: frozenset[str] = frozenset()) -> str | None:
    """The first variable in ``scope`` that ``term`` distinguishes cases of."""
    match term:
        case Match(Variable(name)) | If(Variable(name)) if name in scope and name not in bound:
            return name
        case Match(subject, _, cases):
            parts = [(subject, bound)]
            parts += [(case.body, bound.union(case.variables)) for case in cases]
        case Quantified(_, binders, body):
            parts = [(body, bound.union(binder.name for binder in binders))]
        case _:
            parts = [(child, bound) for child in children(term)]
    found = (_split_at(part, scope, inner) for part, inner in parts)
    return next((name for name in found if name is not None), None)


def _wished_names(body: Term, subject: str, constructor: Constructor) -> tuple[str, ...]:
    """What the first match on ``subject`` calls the arguments of ``constructor``."""
    for part in subterms(body):
        match part:
            case Match(Variable(name), _, cases) if name == subject:
                for case in cases:
                    if case.constructor == constructor.name:
                        return case.variables
                break
    return tuple(field.name for field in constructor.fields)


def _free_in_case(case: Case) -> Iterator[str]:
    return (name for name in free_names(case.body) if name not in case.variables)


def _pushed(subject: Match, sort: Data, cases: tuple[Case, ...]) -> Match:
    """A match on a match: the outer one goes into the cases of the inner one."""
    taken = {name for case in cases for name in _free_in_case(case)}
    pushed: list[Case] = []
    for case in subject.cases:
        names = tuple(fresh_name(name, taken) for name in case.variables)
        renamed = dict(zip(case.variables, map(Variable, names), strict=True))
        body = Match(substitute(case.body, renamed), sort, cases)
        pushed.append(Case(case.constructor, names, body))
    return replace(subject, cases=tuple(pushed))
