"""TIP problems as theories: sorts, constructors, recursive definitions, goals.

``selectors`` → ``integers`` → ``monomorphise`` → ``specialise`` → ``open_cases`` → ``patterns`` →
``decisions``: integers go first, then sort parameters, functions as arguments, cases that are
missing, ``match``, and ``ite``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain

from prover.errors import Position
from prover.logic.syntax import (
    Application,
    Atom,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
    Variable,
)
from prover.logic.syntax import Term as LogicTerm
from prover.logic.walk import nodes
from prover.theory import Axiom, Datatype, Definition, Equation, Goal, Theory
from prover.theory.assumed import assuming
from prover.theory.errors import IllFormed, NonTerminating
from prover.theory.wellformed import check_theory
from translators.tip import syntax as tip
from translators.tip.decision_tree import Leaf, conditions
from translators.tip.decisions import (
    BOOL_SORT,
    FALSEHOOD,
    TRUTH,
    Decisions,
    Vocabulary,
)
from translators.tip.errors import NotExportable
from translators.tip.fresh import Names
from translators.tip.integers import with_integers
from translators.tip.monomorphise import monomorphise
from translators.tip.open_cases import with_open_cases
from translators.tip.patterns import Matches, Row
from translators.tip.selectors import with_selectors
from translators.tip.specialise import specialise
from translators.tip.walk import dependency_order

__all__ = ["to_theory"]

_SIGNS = "!#$%&*+-./:<=>?@^|~"
_READABLE: Mapping[str, str] = {"<=": "≤", ">=": "≥", "*": "·"}


def to_theory(problem: tip.TipProblem, name: str = "problem") -> Theory:
    """What ``problem`` defines, assumes and asks, as a theory called ``name``.

    Sorts and functions for which a goal is stated become open ones, so that it is proved for all
    of them.  The goals are called ``goal``, or ``goal.1``, ``goal.2``, … where there are several.

    Raises:
        NotExportable: it says what a theory cannot: functions among data, quantifiers inside
            recursive definitions, terms that nest too deeply.
    """
    try:
        return _theory(problem, name)
    except RecursionError:
        hint = "name parts of it by functions"
        raise NotExportable("a term is nested too deeply for a theory", hint=hint) from None


def _theory(problem: tip.TipProblem, name: str) -> Theory:
    with_all = replace(problem, functions=with_selectors(problem))
    plain = with_open_cases(specialise(monomorphise(with_integers(with_all))))
    matches = Matches(plain)
    assertions = [matches.formula(formula.body) for formula in plain.assertions]
    goals = [matches.formula(formula.body) for formula in plain.goals]
    rows = dict(_all_rows(plain.functions, matches))
    functions = {function.name: function for function in rows}
    decisions = Decisions(_vocabulary(plain, functions.values()))
    vocabulary = decisions.vocabulary
    definitions = _ordered(_definition(f, made, decisions) for f, made in rows.items())
    axioms = [decisions.formula(formula, {}) for formula in assertions]
    claims = [decisions.formula(formula, {}) for formula in goals]
    open_symbols = tuple(vocabulary.symbols[constant.name] for constant in plain.uninterpreted)
    theory = Theory(
        name,
        tuple(vocabulary.sorts[sort] for sort, _ in plain.sorts),
        _datatypes(plain.datatypes, vocabulary),
        open_symbols,
        definitions,
        tuple(Axiom(f"axiom.{number}", axiom) for number, axiom in enumerate(axioms, start=1)),
        tuple(Goal(_goal_name(n, claims), claim) for n, claim in enumerate(claims, start=1)),
    )
    theory = _with_truth_values(theory)
    return _checked(
        theory, {vocabulary.symbols[f.name].name: f.position for f in functions.values()}
    )


def _checked(theory: Theory, positions: Mapping[str, Position]) -> Theory:
    """``theory``, well formed: where recursion is not seen to end, its cases are assumed.

    Where it is not well formed, it is refused at the function that is to blame.
    """
    try:
        check_theory(theory)
    except NonTerminating as error:
        return _checked(assuming(theory, error.place.name), positions)
    except IllFormed as error:
        position = positions.get(error.place.name)
        raise NotExportable(error.message, position=position, hint=error.hint) from None
    return theory


def _all_rows(
    functions: Sequence[tip.Function], matches: Matches
) -> Iterator[tuple[tip.Function, list[Row]]]:
    """The rows of ``functions``, and of those that their matches make necessary."""
    waiting = [*matches.take_made(), *functions]
    while waiting:
        function = waiting.pop(0)
        yield function, matches.rows(function)
        waiting += matches.take_made()


def _goal_name(number: int, claims: Sequence[Formula]) -> str:
    return "goal" if len(claims) == 1 else f"goal.{number}"


def _vocabulary(problem: tip.TipProblem, functions: Iterable[tip.Function]) -> Vocabulary:
    sorts = {name: Sort(name) for name, _ in problem.sorts}
    sorts |= {datatype.name: Sort(datatype.name) for datatype in problem.datatypes}
    sorts[tip.BOOL.name] = BOOL_SORT
    functions = list(functions)
    signatures: list[tuple[str, list[tip.Sort], tip.Sort]] = [
        (c.name, [field.sort for field in c.fields], tip.Data(d.name))
        for d in problem.datatypes
        for c in d.constructors
    ]
    signatures += [(c.name, list(c.domain), c.result) for c in problem.uninterpreted]
    signatures += [(f.name, [b.sort for b in f.binders], f.result) for f in functions]
    called = _called([name for name, _, _ in signatures])
    symbols: dict[str, Symbol] = {}
    for name, domain, result in signatures:
        arguments = tuple(sorts[_name(sort)] for sort in domain)
        if result == tip.BOOL:
            symbols[name] = PredicateSymbol(called[name], arguments)
        else:
            symbols[name] = FunctionSymbol(called[name], arguments, sorts[_name(result)])
    return Vocabulary(sorts, symbols)


def _name(sort: tip.Sort) -> str:
    assert isinstance(sort, tip.Data), "functions have been specialised"
    return sort.name


def _called(names: Sequence[str]) -> dict[str, str]:
    """What the symbols ``names`` are called; a number that made an operator's name unique goes."""
    taken = Names((TRUTH.name, FALSEHOOD.name))
    return {name: taken.take(_readable(name)) for name in names}


def _readable(name: str) -> str:
    sign = name.rstrip("0123456789")
    return _READABLE.get(sign, sign) if sign and not sign.strip(_SIGNS) else name


def _definition(function: tip.Function, rows: Sequence[Row], decisions: Decisions) -> Definition:
    symbol = decisions.vocabulary.symbols[function.name]
    equations = tuple(chain.from_iterable(_equations(symbol, row, decisions) for row in rows))
    for equation in equations:
        parts = chain(nodes(equation.condition), nodes(equation.right))
        if any(isinstance(part, ForAll | Exists) for part in parts):
            message = f"{function.name} quantifies inside its definition"
            hint = "define what it asks by recursion"
            raise NotExportable(message, position=function.position, hint=hint)
    return Definition(symbol, equations)


def _equations(symbol: Symbol, row: Row, decisions: Decisions) -> Iterator[Equation]:
    scope = {name: decisions.variable(name, sort) for name, sort in row.scope.items()}
    patterns = tuple(_pattern(pattern, scope, decisions) for pattern in row.patterns)
    if isinstance(symbol, FunctionSymbol):
        for condition, value in conditions(decisions.value(row.body, scope)):
            yield Equation(Application(symbol, patterns), value, condition)
    else:
        for condition, formula in conditions(decisions.cases(row.body, scope)):
            yield Equation(Atom(symbol, patterns), formula, condition)


def _pattern(pattern: tip.Term, scope: Mapping[str, Variable], decisions: Decisions) -> LogicTerm:
    tree = decisions.value(pattern, scope)
    assert isinstance(tree, Leaf), "patterns have no ite"
    return tree.value


def _ordered(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Each definition after those that it uses."""
    by_name = {definition.symbol.name: definition for definition in definitions}
    uses = {name: _used(definition) & by_name.keys() for name, definition in by_name.items()}
    return tuple(by_name[name] for group in dependency_order(uses) for name in group)


def _used(definition: Definition) -> Set[str]:
    parts = chain.from_iterable(nodes(equation.formula) for equation in definition.equations)
    return {
        part.function.name if isinstance(part, Application) else part.predicate.name
        for part in parts
        if isinstance(part, Application | Atom)
    }


def _datatypes(datatypes: Sequence[tip.Datatype], vocabulary: Vocabulary) -> tuple[Datatype, ...]:
    """Each datatype after those that its constructors mention."""
    by_name = {datatype.name: datatype for datatype in datatypes}
    uses = {name: _sorts(datatype) & by_name.keys() for name, datatype in by_name.items()}
    made: list[Datatype] = []
    for name in chain.from_iterable(dependency_order(uses)):
        symbols = (vocabulary.symbols[c.name] for c in by_name[name].constructors)
        constructors = tuple(s for s in symbols if isinstance(s, FunctionSymbol))
        made.append(Datatype(vocabulary.sorts[name], constructors))
    return tuple(made)


def _sorts(datatype: tip.Datatype) -> Set[str]:
    fields = chain.from_iterable(constructor.fields for constructor in datatype.constructors)
    return {_name(field.sort) for field in fields}


def _with_truth_values(theory: Theory) -> Theory:
    """``theory`` with the sort of truth values, if anything in it is one as data."""
    sorts = {sort for symbol in theory.symbols for sort in _sorts_of(symbol)}
    formulas = (*theory.facts.values(), *(goal.formula for goal in theory.goals))
    parts = chain.from_iterable(nodes(formula) for formula in formulas)
    sorts |= {part.sort for part in parts if isinstance(part, Variable | Application)}
    if BOOL_SORT not in sorts:
        return theory
    truth_values = Datatype(BOOL_SORT, (FALSEHOOD, TRUTH))
    return replace(theory, datatypes=(truth_values, *theory.datatypes))


def _sorts_of(symbol: Symbol) -> tuple[Sort, ...]:
    if isinstance(symbol, FunctionSymbol):
        return (*symbol.argument_sorts, symbol.sort)
    return symbol.argument_sorts
