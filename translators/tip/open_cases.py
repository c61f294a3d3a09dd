"""Matches without a case for every constructor, completed: the values that are missing are open.

``(match xs (((cons x ys) x)))`` says nothing of ``nil``.  What it is there becomes an open symbol
of all variables in scope, so that what is proved holds whatever the value may be.  The problem
has no sort parameters and no function values any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from translators.tip.fresh import Names, fresh_name
from translators.tip.substitution import rebuild
from translators.tip.syntax import (
    BOOL,
    Apply,
    Case,
    Constructor,
    Data,
    Equal,
    Formula,
    Function,
    If,
    Match,
    Quantified,
    Sort,
    Term,
    TipProblem,
    Uninterpreted,
    Variable,
)

__all__ = ["missing_cases", "with_open_cases"]

Scope = Mapping[str, Sort]


def with_open_cases(problem: TipProblem) -> TipProblem:
    """``problem`` with a case for every constructor in every match."""
    opening = _Opening(problem)
    functions = tuple(opening.function(function) for function in problem.functions)
    assertions = tuple(opening.formula(formula) for formula in problem.assertions)
    goals = tuple(opening.formula(formula) for formula in problem.goals)
    return replace(
        problem,
        uninterpreted=(*problem.uninterpreted, *opening.made),
        functions=functions,
        assertions=assertions,
        goals=goals,
    )


def missing_cases(match: Match, constructors: tuple[Constructor, ...]) -> tuple[Constructor, ...]:
    """Those of ``constructors``, its subject's, that ``match`` has no case for."""
    named = {case.constructor for case in match.cases}
    return () if None in named else tuple(c for c in constructors if c.name not in named)


@dataclass(slots=True)
class _Opening:
    problem: TipProblem
    made: list[Uninterpreted] = field(default_factory=list)
    _constructors: dict[str, tuple[Constructor, ...]] = field(init=False)
    _domains: dict[str, tuple[Sort, ...]] = field(init=False)
    _names: Names = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem
        self._constructors = {d.name: d.constructors for d in problem.datatypes}
        self._domains = {c.name: c.domain for c in problem.uninterpreted}
        for function in problem.functions:
            self._domains[function.name] = tuple(b.sort for b in function.binders)
        for constructors in self._constructors.values():
            for each in constructors:
                self._domains[each.name] = tuple(b.sort for b in each.fields)
        self._names = Names(self._domains)

    def function(self, function: Function) -> Function:
        scope = {binder.name: binder.sort for binder in function.binders}
        body = self._term(function.body, function.result, scope, function.name)
        return replace(function, body=body)

    def formula(self, formula: Formula) -> Formula:
        return replace(formula, body=self._term(formula.body, BOOL, {}, "case"))

    def _term(self, term: Term, sort: Sort, scope: Scope, around: str) -> Term:
        """``term``, which has ``sort``, with its matches completed."""
        match term:
            case Apply(name, _, arguments):
                pairs = zip(arguments, self._domains[name], strict=True)
                inner = tuple(self._term(part, its, scope, around) for part, its in pairs)
                return replace(term, arguments=inner)
            case If(condition, then, otherwise):
                asked = self._term(condition, BOOL, scope, around)
                branches = (self._term(t, sort, scope, around) for t in (then, otherwise))
                return If(asked, *branches)
            case Quantified(_, binders, body):
                inside = {**scope, **{binder.name: binder.sort for binder in binders}}
                return replace(term, body=self._term(body, BOOL, inside, around))
            case Match():
                return self._match(term, sort, scope, around)
            case Equal():
                return rebuild(term, lambda t: self._term(t, term.sort, scope, around))
            case _:
                below = getattr(term, "sort", BOOL)
                return rebuild(term, lambda t: self._term(t, below, scope, around))

    def _match(self, term: Match, sort: Sort, scope: Scope, around: str) -> Match:
        subject = self._term(term.subject, term.sort, scope, around)
        constructors = self._constructors[term.sort.name]
        cases = []
        for case in term.cases:
            fields = next((c.fields for c in constructors if c.name == case.constructor), ())
            sorts = {n: f.sort for n, f in zip(case.variables, fields, strict=True)}
            body = self._term(case.body, sort, {**scope, **sorts}, around)
            cases.append(replace(case, body=body))
        missing = missing_cases(term, constructors)
        opened = (self._open(constructor, sort, scope, around) for constructor in missing)
        return Match(subject, term.sort, (*cases, *opened))

    def _open(self, constructor: Constructor, sort: Sort, scope: Scope, around: str) -> Case:
        """A case for ``constructor`` whose value may be anything."""
        assert isinstance(sort, Data), "functions have been specialised"
        taken, fields = set(scope), dict[str, Sort]()
        for each in constructor.fields:
            chosen = fresh_name(each.name, taken)
            taken.add(chosen)
            fields[chosen] = each.sort
        arguments = {**scope, **fields}
        name = self._names.take(f"{around}_{constructor.name}")
        self.made.append(Uninterpreted(name, (), tuple(arguments.values()), sort))
        body = Apply(name, (), tuple(map(Variable, arguments)))
        return Case(constructor.name, tuple(fields), body)
