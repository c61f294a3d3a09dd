"""TIP problems as Lean 4: definitions to assume, and a theorem to prove.

Everything is declared inside one namespace and named in full wherever it is used, so nothing
of Lean's library is meant by accident and the theorem can be stated outside the namespace.
What TIP leaves open (declared sorts and functions) the theorem quantifies over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from translators.tip.errors import NotExportable
from translators.tip.lean_terms import TermPrinter, needs_choice
from translators.tip.matched import say_matched
from translators.tip.names import NAMESPACE, LeanNames, last_part, local
from translators.tip.open_cases import missing_cases
from translators.tip.selectors import with_selectors
from translators.tip.syntax import (
    Apply,
    Arrow,
    Binder,
    Constructor,
    Data,
    Datatype,
    Formula,
    Function,
    Lambda,
    Match,
    Quantified,
    Quantifier,
    Sort,
    SortVariable,
    TipProblem,
)
from translators.tip.termination import (
    CountDown,
    Lexicographic,
    Measure,
    Structural,
    SumOfSizes,
    measures,
)
from translators.tip.walk import dependency_order, sort_names, subterms

__all__ = ["LeanGoal", "to_lean"]


@dataclass(frozen=True, slots=True)
class LeanGoal:
    """A problem in Lean.

    Attributes:
        preamble: the datatypes and functions; it states and proves nothing.
        statement: ``theorem name … : …``, to be elaborated after the preamble.
        functions: full names of the functions defined, to unfold.
    """

    preamble: str
    statement: str
    functions: tuple[str, ...]


def to_lean(problem: TipProblem, name: str = "goal") -> LeanGoal:
    """``problem`` in Lean; its theorem is called ``name``.

    Raises:
        NotExportable: the problem has not exactly one goal, or means something that has no
            faithful counterpart: a selector of a datatype with several constructors, division
            by what may be zero, recursion that is not seen to end.
    """
    return _Exporter(problem).goal(name)


class _Exporter:
    def __init__(self, problem: TipProblem) -> None:
        self._problem = problem
        self._names = LeanNames(problem)
        self._constructors = {c.name for data in problem.datatypes for c in data.constructors}
        self._functions = with_selectors(problem)
        self._explicit = frozenset(_explicit(problem, self._functions))
        self._uncomputed: set[str] = set()

    def goal(self, name: str) -> LeanGoal:
        if len(self._problem.goals) != 1:
            hint = "split it into problems with one (prove …) each"
            raise NotExportable(f"the problem has {len(self._problem.goals)} goals", hint=hint)
        self._refuse_open_symbols()
        self._refuse_open_cases()
        blocks = [*self._datatypes(), *self._definitions()]
        preamble = "\n\n".join([f"namespace {NAMESPACE}", *blocks, f"end {NAMESPACE}"]) + "\n"
        functions = tuple(self._names.symbol(function.name) for function in self._functions)
        return LeanGoal(preamble, self._statement(name), functions)

    def _printer(self, parameters: tuple[str, ...]) -> TermPrinter:
        return TermPrinter(self._names, parameters, self._explicit)

    def _open_names(self) -> Iterator[str]:
        """What is declared and not defined."""
        yield from (name for name, _ in self._problem.sorts)
        yield from (symbol.name for symbol in self._problem.uninterpreted)

    def _refuse_open_cases(self) -> None:
        """A function of Lean has a value everywhere."""
        constructors = {data.name: data.constructors for data in self._problem.datatypes}
        stated = (*self._problem.assertions, *self._problem.goals)
        count = len(self._functions) - len(self._problem.functions)
        named = [(f"the selector {f.name}", f.body) for f in self._functions[:count]]
        named += [(f.name, f.body) for f in self._problem.functions]
        named += [("a formula", formula.body) for formula in stated]
        for name, term in named:
            matches = (part for part in subterms(term) if isinstance(part, Match))
            missing = [c for m in matches for c in missing_cases(m, constructors[m.sort.name])]
            if missing:
                message = f"{name} has no value for {missing[0].name}"
                raise NotExportable(message, hint="write a case for every constructor")

    def _refuse_open_symbols(self) -> None:
        """Definitions cannot mention what only the theorem quantifies over."""
        open_names = set(self._open_names())
        for datatype in self._problem.datatypes:
            if found := _used_sorts(datatype) & open_names:
                raise _open_symbol(datatype.name, found)
        for function in self._functions:
            if found := (_used_symbols(function) | _sorts_of(function)) & open_names:
                raise _open_symbol(function.name, found)

    def _datatypes(self) -> Iterator[str]:
        by_name = {datatype.name: datatype for datatype in self._problem.datatypes}
        for group in dependency_order({name: _used_sorts(by_name[name]) for name in by_name}):
            members = [by_name[name] for name in group]
            if len({len(datatype.parameters) for datatype in members}) > 1:
                hint = "give them the same sort parameters"
                raise NotExportable(f"{', '.join(group)} differ in their parameters", hint=hint)
            for datatype in members:
                _refuse_strange_recursion(datatype, members)
            yield _block([self._datatype(datatype) for datatype in members])

    def _datatype(self, datatype: Datatype) -> str:
        printer = self._printer(datatype.parameters)
        parameters = "".join(f" ({local(name)} : Type)" for name in datatype.parameters)
        name = last_part(self._names.sort(datatype.name))
        lines = [f"inductive {name}{parameters} where"]
        lines += [f"  | {self._constructor(c, datatype, printer)}" for c in datatype.constructors]
        return "\n".join(lines)

    def _constructor(
        self, constructor: Constructor, datatype: Datatype, printer: TermPrinter
    ) -> str:
        whole = self._names.symbol(constructor.name)
        name = whole.removeprefix(self._names.sort(datatype.name) + ".")
        return " ".join([name, *map(printer.binder, constructor.fields)])

    def _definitions(self) -> Iterator[str]:
        by_name = {function.name: function for function in self._functions}
        for group in dependency_order({name: _used_symbols(by_name[name]) for name in by_name}):
            members = [by_name[name] for name in group]
            found = measures(members, self._constructors)
            if any(
                needs_choice(member.body) or _used_symbols(member) & self._uncomputed
                for member in members
            ):
                self._uncomputed.update(group)
            yield _block([self._definition(member, found[member.name]) for member in members])

    def _definition(self, function: Function, measure: Measure) -> str:
        printer = self._printer(function.parameters)
        name = last_part(self._names.symbol(function.name))
        parts = [
            "noncomputable def" if function.name in self._uncomputed else "def",
            name,
            *(f"{{{local(parameter)} : Type}}" for parameter in function.parameters),
            *map(printer.binder, function.binders),
            ":",
            printer.sort(function.result),
            ":=",
        ]
        body = function.body
        if not isinstance(measure, Structural):
            body = say_matched(body)
        lines = [" ".join(parts), "  " + printer.value(body, 2)]
        variables = [printer.variable(binder.name) for binder in function.binders]
        match measure:
            case SumOfSizes(positions):
                sizes = " + ".join(f"sizeOf {variables[position]}" for position in positions)
                lines.append(f"termination_by {sizes}")
            case CountDown(position):
                lines.append(f"termination_by {variables[position]}.toNat")
            case Structural() | Lexicographic():
                pass
        return "\n".join(lines)

    def _statement(self, name: str) -> str:
        problem, goal = self._problem, self._problem.goals[0]
        printer = self._printer((*goal.parameters, *self._open_names()))
        binders = [self._sort_binder(*sort) for sort in problem.sorts]
        for symbol in problem.uninterpreted:
            if symbol.parameters:
                hint = "declare it at the sorts it is used at"
                raise NotExportable(f"{symbol.name} is declared polymorphic", hint=hint)
            sort = symbol.result
            for domain in reversed(symbol.domain):
                sort = Arrow(domain, sort)
            binders.append(f"({self._names.symbol(symbol.name)} : {printer.sort(sort)})")
        for number, assertion in enumerate(problem.assertions, start=1):
            binders.append(f"(assertion_{number} : {self._assertion(assertion)})")
        if goal.parameters:
            binders.append(f"({' '.join(map(local, goal.parameters))} : Type)")
        body = goal.body
        bound: set[str] = set()
        while isinstance(body, Quantified) and body.quantifier is Quantifier.FORALL:
            names = {binder.name for binder in body.binders}
            if names & bound:
                break
            bound |= names
            binders += map(printer.binder, body.binders)
            body = body.body
        return f"{' '.join(['theorem', name, *binders])} : {printer.prop(body)}"

    def _sort_binder(self, name: str, arity: int) -> str:
        return f"({self._names.sort(name)} : {'Type → ' * arity}Type)"

    def _assertion(self, formula: Formula) -> str:
        text = self._printer((*formula.parameters, *self._open_names())).prop(formula.body)
        sorts = " ".join(map(local, formula.parameters))
        return f"∀ ({sorts} : Type), {text}" if sorts else text


def _block(declarations: Sequence[str]) -> str:
    """One declaration, or several that need one another."""
    if len(declarations) == 1:
        return declarations[0]
    return "\n\n".join(["mutual", *declarations, "end"])


def _used_sorts(datatype: Datatype) -> set[str]:
    fields = chain.from_iterable(c.fields for c in datatype.constructors)
    return {name for field in fields for name in sort_names(field.sort)}


def _used_symbols(function: Function) -> set[str]:
    return {part.name for part in subterms(function.body) if isinstance(part, Apply)}


def _sorts_of(function: Function) -> set[str]:
    sorts = [function.result, *(binder.sort for binder in function.binders)]
    for part in subterms(function.body):
        match part:
            case Apply(_, instances):
                sorts += instances
            case Lambda(binders) | Quantified(_, binders):
                sorts += (binder.sort for binder in binders)
    return {name for sort in sorts for name in sort_names(sort)}


def _explicit(problem: TipProblem, functions: Sequence[Function]) -> Iterator[str]:
    """Symbols with a sort parameter that cannot be found out from their arguments."""
    for function in functions:
        if not _mentioned(function.binders).issuperset(function.parameters):
            yield function.name
    for datatype in problem.datatypes:
        for constructor in datatype.constructors:
            if not _mentioned(constructor.fields).issuperset(datatype.parameters):
                yield constructor.name


def _mentioned(binders: Sequence[Binder]) -> set[str]:
    return {name for binder in binders for name in _sort_variables(binder.sort)}


def _sort_variables(sort: Sort) -> Iterator[str]:
    match sort:
        case SortVariable(name):
            yield name
        case Data(_, arguments):
            for argument in arguments:
                yield from _sort_variables(argument)
        case Arrow(domain, result):
            yield from _sort_variables(domain)
            yield from _sort_variables(result)


def _open_symbol(user: str, found: set[str]) -> NotExportable:
    listed = ", ".join(sorted(found))
    hint = "make it a parameter of the definition"
    return NotExportable(f"{user} uses {listed}, which is declared but not defined", hint=hint)


def _refuse_strange_recursion(datatype: Datatype, group: Sequence[Datatype]) -> None:
    """Lean wants datatypes of one group at their own parameters, and not before an arrow."""
    names = {member.name for member in group}
    own = tuple(SortVariable(name) for name in datatype.parameters)

    def check(sort: Sort) -> None:
        match sort:
            case Arrow(domain, result):
                if names.intersection(sort_names(domain)):
                    hint = "such a datatype has no inductive counterpart"
                    raise NotExportable(f"{datatype.name} occurs before an arrow", hint=hint)
                check(result)
            case Data(name, arguments):
                if name in names and arguments != own:
                    hint = "a datatype has to recur at its own parameters"
                    raise NotExportable(f"{datatype.name} is a nested datatype", hint=hint)
                for argument in arguments:
                    check(argument)

    for constructor in datatype.constructors:
        for field in constructor.fields:
            check(field.sort)
