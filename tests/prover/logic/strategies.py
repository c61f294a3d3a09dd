"""Hypothesis strategies for symbols, terms and formulas, odd names included."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from prover.logic.arithmetic import (
    INTEGER,
    REAL,
    arithmetic_function,
    arithmetic_predicate,
    numeral,
)
from prover.logic.syntax import (
    FALSE,
    INDIVIDUAL,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
    Xor,
)

__all__ = [
    "closed_formulas",
    "names",
    "odd_names",
    "plain_names",
    "sorted_formulas",
    "typed_formulas",
]

plain_names = st.sampled_from(["a", "b", "tom", "Dog", "loves", "P", "q_1", "Largest2", "e"])
"""Names that every syntax reads without quotes, save for its own variables."""

odd_names = st.one_of(
    st.sampled_from(
        [
            *("all", "exists", "not", "and", "true", "True", "no", "some", "implies", "fof"),
            *("x", "u1", "walter", "X", "Y2", "2000", "1.5", "-5", "42.3billion", "$i", "$true"),
            *("Tom's", "Companies’Stocks", "PC-12", "odd name", "it's", 'say "hi"', '"quoted"'),
            *("'", '"', '""', "\\", "\\u{41}", "\\u", "`", "", " ", "\n", "a\tb", "<", "≤", ">="),
            *("∀", "Świątek", "名前", "z__a", "z__", "_", "=", "(", "P(x)", "a,b", "% no", "/* no"),
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=4),
)
"""Names that most syntaxes have to quote, rename or spell out."""

names = st.one_of(plain_names, odd_names)

variable_names = st.sampled_from(["x", "y", "z1", "w"])
arities = st.integers(0, 3)


def _terms(scope: tuple[Variable, ...], symbols: st.SearchStrategy[str]) -> st.SearchStrategy[Term]:
    constants = symbols.map(lambda n: Application(FunctionSymbol(n, (), INDIVIDUAL), ()))
    leaves = st.one_of(st.sampled_from(scope), constants) if scope else constants

    def applied(name: str, arguments: list[Term]) -> Application:
        sorts = (INDIVIDUAL,) * len(arguments)
        return Application(FunctionSymbol(name, sorts, INDIVIDUAL), tuple(arguments))

    arguments = st.lists(leaves, min_size=1, max_size=2)
    return st.one_of(leaves, leaves, st.builds(applied, symbols, arguments))


@st.composite
def _formulas(
    draw: st.DrawFn,
    scope: tuple[Variable, ...],
    depth: int,
    symbols: st.SearchStrategy[str],
    variables: st.SearchStrategy[str],
    xor: bool,
) -> Formula:
    terms = _terms(scope, symbols)
    shapes = ["atom", "atom", "equality", "comparison", "truth"]
    if depth > 0:
        shapes += ["not", "and", "or", "implies", "iff", "forall", "exists", "forall"]
        shapes += ["xor"] if xor else []
    shape = draw(st.sampled_from(shapes))

    def part(inner: tuple[Variable, ...] = scope) -> Formula:
        return draw(_formulas(inner, depth - 1, symbols, variables, xor))

    match shape:
        case "atom":
            arguments = tuple(draw(st.lists(terms, max_size=3)))
            return Atom(PredicateSymbol(draw(symbols), (INDIVIDUAL,) * len(arguments)), arguments)
        case "comparison":
            sign = draw(st.sampled_from(["<", ">", "≤", "≥"]))
            both = (draw(terms), draw(terms))
            return Atom(PredicateSymbol(sign, (INDIVIDUAL, INDIVIDUAL)), both)
        case "equality":
            return Equality(draw(terms), draw(terms))
        case "truth":
            return draw(st.sampled_from([TRUE, FALSE]))
        case "not":
            return Not(part())
        case "and" | "or":
            parts = tuple(part() for _ in range(draw(st.integers(2, 3))))
            return And(parts) if shape == "and" else Or(parts)
        case "forall" | "exists":
            variable = Variable(draw(variables), INDIVIDUAL)
            body = part((*scope, variable))
            return ForAll(variable, body) if shape == "forall" else Exists(variable, body)
        case _:
            maker = {"implies": Implies, "iff": Iff, "xor": Xor}[shape]
            return maker(part(), part())


def closed_formulas(
    symbols: st.SearchStrategy[str] = names,
    variables: st.SearchStrategy[str] = variable_names,
    *,
    xor: bool = True,
    depth: int = 4,
) -> st.SearchStrategy[Formula]:
    """Closed one-sorted formulas with the given symbol and variable names."""
    return _formulas((), depth, symbols, variables, xor)


@st.composite
def sorted_formulas(draw: st.DrawFn) -> Formula:
    """Closed formulas over two sorts, each symbol used at one sort throughout."""
    sorts = [Sort("nat"), Sort("odd sort")]
    variables = [Variable(name, sort) for name, sort in zip("xy", sorts, strict=True)]
    predicates = {s: PredicateSymbol(f"P{i}", (s,)) for i, s in enumerate(sorts)}
    both = PredicateSymbol("R", tuple(sorts))

    def part(depth: int) -> Formula:
        shape = draw(st.sampled_from(["P", "R", "and", "not"][: 4 if depth else 2]))
        match shape:
            case "P":
                variable = draw(st.sampled_from(variables))
                return Atom(predicates[variable.sort], (variable,))
            case "R":
                return Atom(both, tuple(variables))
            case "and":
                return And((part(depth - 1), part(depth - 1)))
            case _:
                return Not(part(depth - 1))

    formula = part(3)
    for variable in variables:
        maker = draw(st.sampled_from([ForAll, Exists]))
        formula = maker(variable, formula)
    return formula


PERSON = Sort("Person of age")
_TOM = Application(FunctionSymbol("tom's", (), PERSON), ())
_BEST = FunctionSymbol("best", (PERSON,), PERSON)
_AGE = FunctionSymbol("age", (PERSON,), INTEGER)
_WEIGHT = FunctionSymbol("weight", (PERSON, INTEGER), REAL)
_LIKES = PredicateSymbol("likes", (PERSON, PERSON))
_BIG = PredicateSymbol("big", (REAL,))
_TYPED_VARIABLES = tuple(
    Variable(n, s) for n, s in zip("pxr", (PERSON, INTEGER, REAL), strict=True)
)


def _typed_terms(sort: Sort, depth: int) -> st.SearchStrategy[Term]:
    """Terms of a sort; no numeral is under ``$uminus`` or ``$quotient``, which SMT-LIB computes."""
    leaves = st.just(next(v for v in _TYPED_VARIABLES if v.sort is sort))
    if sort is PERSON:
        closed = st.one_of(leaves, st.just(_TOM))
        if depth == 0:
            return closed
        inner = _typed_terms(PERSON, depth - 1)
        return st.one_of(closed, inner.map(lambda t: Application(_BEST, (t,))))
    if sort is INTEGER:
        numbers = st.integers(-20, 20).map(lambda n: numeral(n, INTEGER))
    else:
        numbers = st.integers(-60, 60).map(lambda n: numeral(Fraction(n, 8), REAL))
    if depth == 0:
        return st.one_of(leaves, numbers)
    same = _typed_terms(sort, depth - 1)
    persons = _typed_terms(PERSON, depth - 1)
    functions = [f for f in (arithmetic_function(n, (sort, sort)) for n in _BINARY) if f]
    choices: list[st.SearchStrategy[Term]] = [
        *(st.builds(lambda a, b, f=f: Application(f, (a, b)), same, same) for f in functions),
        leaves.map(lambda t: Application(arithmetic_function("$uminus", (sort,)), (t,))),
    ]
    if sort is INTEGER:
        choices.append(persons.map(lambda t: Application(_AGE, (t,))))
        other = _typed_terms(REAL, depth - 1)
        choices.append(
            other.map(lambda t: Application(arithmetic_function("$to_int", (REAL,)), (t,)))
        )
    else:
        whole = _typed_terms(INTEGER, depth - 1)
        choices.append(st.builds(lambda p, n: Application(_WEIGHT, (p, n)), persons, whole))
        over = arithmetic_function("$quotient", (REAL, REAL))
        choices.append(st.builds(lambda a, b: Application(over, (a, b)), leaves, same))
    return st.one_of(leaves, numbers, *choices)


_BINARY = ("$sum", "$difference", "$product", "$quotient_e", "$remainder_e")


@st.composite
def typed_formulas(draw: st.DrawFn) -> Formula:
    """Closed formulas over a sort of their own, integers and reals."""

    def atom() -> Formula:
        sort = draw(st.sampled_from([PERSON, INTEGER, REAL]))
        left, right = draw(_typed_terms(sort, 2)), draw(_typed_terms(sort, 2))
        if draw(st.booleans()):
            return Equality(left, right)
        if sort is PERSON:
            return Atom(_LIKES, (left, right))
        names = ["$less", "$lesseq", "$greater", "$greatereq"]
        if sort is REAL and draw(st.booleans()):
            return Atom(
                draw(st.sampled_from([_BIG, arithmetic_predicate("$is_int", (REAL,))])), (left,)
            )
        return Atom(arithmetic_predicate(draw(st.sampled_from(names)), (sort, sort)), (left, right))

    def part(depth: int) -> Formula:
        match draw(
            st.sampled_from(["atom", "not", "and", "or", "iff", "implies"][: 6 if depth else 1])
        ):
            case "atom":
                return atom()
            case "not":
                return Not(part(depth - 1))
            case "and":
                return And((part(depth - 1), part(depth - 1)))
            case "or":
                return Or((part(depth - 1), part(depth - 1), part(depth - 1)))
            case "iff":
                return Iff(part(depth - 1), part(depth - 1))
            case _:
                return Implies(part(depth - 1), part(depth - 1))

    formula = part(2)
    for variable in _TYPED_VARIABLES:
        formula = draw(st.sampled_from([ForAll, Exists]))(variable, formula)
    return formula
