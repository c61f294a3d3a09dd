"""Hypothesis strategies for symbols, terms and formulas, odd names included."""

from __future__ import annotations

from hypothesis import strategies as st

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

__all__ = ["closed_formulas", "names", "odd_names", "plain_names", "sorted_formulas"]

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
