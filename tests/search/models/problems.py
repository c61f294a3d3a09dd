"""Problems for the model finder, and models by brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import inf

from hypothesis import strategies as st

from prover.clausify import Clausifier
from prover.logic.clause import Clause
from prover.logic.reader import parse_formulas
from prover.logic.syntax import INDIVIDUAL, Formula, FunctionSymbol, PredicateSymbol, Symbol
from prover.logic.walk import symbols
from prover.model import FiniteModel, evaluate
from search.models import ModelFinder
from search.models.problem import FlatProblem

GROUP = """
∀x ∀y ∀z mult(mult(x, y), z) = mult(x, mult(y, z))
∀x mult(e, x) = x
∀x mult(inv(x), x) = e
"""


def formulas_of(text: str) -> dict[str, Formula]:
    lines = [line for line in text.splitlines() if line.strip()]
    return {f"p{n}": formula for n, formula in enumerate(parse_formulas(lines).formulas)}


def vocabulary_of(formulas: Mapping[str, Formula]) -> tuple[Symbol, ...]:
    return tuple(dict.fromkeys(s for formula in formulas.values() for s in symbols(formula)))


def clauses_of(formulas: Mapping[str, Formula]) -> dict[str, list[Clause]]:
    clausifier = Clausifier(frozenset(symbol.name for symbol in vocabulary_of(formulas)))
    return {
        name: [entry.clause for entry in clausifier.clausify(formula, name)]
        for name, formula in formulas.items()
    }


def finder_of(formulas: Mapping[str, Formula], deadline: float = inf) -> ModelFinder:
    return ModelFinder(clauses_of(formulas), vocabulary_of(formulas), deadline)


def is_model(model: object, formulas: Mapping[str, Formula]) -> bool:
    return isinstance(model, FiniteModel) and all(
        evaluate(formula, model) for formula in formulas.values()
    )


def has_model(problem: FlatProblem, groups: Sequence[str], size: int) -> bool:
    """Whether there is a model whose sorts all have this size."""
    theory = problem.theory(dict.fromkeys(problem.sorting.declared, size))
    try:
        return isinstance(theory.solve(groups, inf, 10**6), frozenset)
    finally:
        theory.close()


C, D = (FunctionSymbol(name, (), INDIVIDUAL) for name in "cd")
F = FunctionSymbol("f", (INDIVIDUAL,), INDIVIDUAL)
P = PredicateSymbol("P", (INDIVIDUAL,))
R = PredicateSymbol("R", (INDIVIDUAL, INDIVIDUAL))
SIGNATURE: tuple[Symbol, ...] = (C, D, F, P, R)


def structures(size: int) -> Iterator[FiniteModel]:
    """Every structure of ``size`` elements for c, d, f, P and R, up to swapping c's element."""
    elements = tuple(f"e{n + 1}" for n in range(size))
    pairs = list(product(elements, repeat=2))
    for d, *values in product(elements, repeat=size + 1):
        functions = {
            C: {(): elements[0]},
            D: {(): d},
            F: {(e,): value for e, value in zip(elements, values, strict=True)},
        }
        for bits in product((False, True), repeat=size + len(pairs)):
            unary = frozenset((e,) for e, bit in zip(elements, bits, strict=False) if bit)
            binary = frozenset(p for p, bit in zip(pairs, bits[size:], strict=True) if bit)
            yield FiniteModel({INDIVIDUAL: elements}, functions, {P: unary, R: binary})


_TERMS = st.sampled_from(["c", "d", "x", "x", "y", "y", "f(x)", "f(c)", "f(f(y))"])
_ATOMS = st.one_of(
    st.builds("P({})".format, _TERMS),
    st.builds("R({}, {})".format, _TERMS, _TERMS),
    st.builds("{} = {}".format, _TERMS, _TERMS),
    st.builds("¬{} = {}".format, _TERMS, _TERMS),
)
_LITERALS = st.builds("{}{}".format, st.sampled_from(["", "¬"]), _ATOMS)
CLAUSES = st.lists(
    st.lists(_LITERALS, min_size=1, max_size=3).map(" ∨ ".join).map("∀x ∀y ({})".format),
    min_size=1,
    max_size=6,
)
"""Lists of clauses over c, d, f, P, R and equality."""
