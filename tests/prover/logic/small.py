"""Small formulas over a fixed signature, and brute force over small structures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product

from hypothesis import strategies as st

from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Term,
    Variable,
    Xor,
    constant,
    predicate,
)
from prover.model import FiniteModel

P, Q = (PredicateSymbol(name, (INDIVIDUAL,)) for name in "PQ")
R = PredicateSymbol("R", (INDIVIDUAL, INDIVIDUAL))
A, B = constant("a"), constant("b")
X, Y = Variable("x", INDIVIDUAL), Variable("y", INDIVIDUAL)


def small_formulas(
    *, depth: int = 3, binary: bool = False, equality: bool = False
) -> st.SearchStrategy[Formula]:
    """Closed formulas over P, Q, perhaps R, and the constants a and b."""
    return _formulas((), depth, binary, equality)


@st.composite
def _formulas(
    draw: st.DrawFn, scope: tuple[Variable, ...], depth: int, binary: bool, equality: bool
) -> Formula:
    terms: st.SearchStrategy[Term] = st.sampled_from((*scope, *scope, A, B))
    kinds = ["P", "Q"] + ["R"] * binary + ["="] * equality
    if depth:
        kinds += ["not", "and", "or", "implies", "iff", "xor", "forall", "exists", "forall"]
    kind = draw(st.sampled_from(kinds))

    def part(inner: tuple[Variable, ...] = scope) -> Formula:
        return draw(_formulas(inner, depth - 1, binary, equality))

    match kind:
        case "P" | "Q":
            return predicate(kind, draw(terms))
        case "R":
            return predicate("R", draw(terms), draw(terms))
        case "=":
            return Equality(draw(terms), draw(terms))
        case "not":
            return Not(part())
        case "and":
            return And((part(), part()))
        case "or":
            return Or((part(), part()))
        case "forall" | "exists":
            variable = draw(st.sampled_from([X, Y]))
            body = part((*scope, variable))
            return ForAll(variable, body) if kind == "forall" else Exists(variable, body)
        case _:
            connective = {"implies": Implies, "iff": Iff, "xor": Xor}[kind]
            return connective(part(), part())


def structures(size: int, *, binary: bool = False) -> Iterator[FiniteModel]:
    """Every structure of ``size`` elements for P, Q, a, b (and R)."""
    elements = tuple(str(number) for number in range(size))
    single = [(element,) for element in elements]
    pairs = list(product(elements, repeat=2)) if binary else []
    for p, q, r in product(_subsets(single), _subsets(single), _subsets(pairs)):
        for a, b in product(elements, repeat=2):
            yield FiniteModel(
                {INDIVIDUAL: elements},
                {A.function: {(): a}, B.function: {(): b}},
                {P: frozenset(p), Q: frozenset(q), R: frozenset(r)},
            )


def _subsets(rows: list[tuple[str, ...]]) -> list[tuple[tuple[str, ...], ...]]:
    return list(chain.from_iterable(combinations(rows, n) for n in range(len(rows) + 1)))
