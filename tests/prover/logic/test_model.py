"""The evaluator: Tarski's definition, with quantifiers that look only where it matters."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.logic.reader import parse_formula
from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.model import FiniteModel, IncompleteModel, evaluate
from tests.prover.logic.small import P, R, small_formulas, structures

STRUCTURES = list(structures(2, binary=True))


def by_definition(formula: Formula, model: FiniteModel, env: dict[Variable, str]) -> bool:
    """Truth without any shortcut: every part is looked at, every quantifier runs over all."""

    def value(term: Term) -> str:
        if isinstance(term, Variable):
            return env[term]
        assert isinstance(term, Application)
        return model.functions[term.function][tuple(map(value, term.arguments))]

    def holds(part: Formula) -> bool:
        return by_definition(part, model, env)

    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            return tuple(map(value, arguments)) in model.predicates[predicate]
        case Equality(left=left_term, right=right_term):
            return value(left_term) == value(right_term)
        case Not(body=body):
            return not holds(body)
        case And(parts=parts):
            return min([holds(part) for part in parts])
        case Or(parts=parts):
            return max([holds(part) for part in parts])
        case Implies(left=left, right=right):
            return max([not holds(left), holds(right)])
        case Iff(left=left, right=right):
            return holds(left) is holds(right)
        case Xor(left=left, right=right):
            return holds(left) is not holds(right)
        case ForAll(variable=v, body=body) | Exists(variable=v, body=body):
            every = [by_definition(body, model, {**env, v: e}) for e in model.domains[v.sort]]
            return min(every) if isinstance(formula, ForAll) else max(every)
        case TruthValue(value=constant):
            return constant
    raise AssertionError


@given(small_formulas(depth=4, binary=True, equality=True), st.sampled_from(STRUCTURES))
def test_truth_is_as_defined(formula: Formula, model: FiniteModel) -> None:
    assert evaluate(formula, model) is by_definition(formula, model, {})


@pytest.mark.parametrize(
    "text",
    [
        "∀x (P(x) → Q(x))",
        "∀x ∀y (R(x, y) ∧ P(x) → Q(y))",
        "∀x (P(x) → ∀x (Q(x) → R(x, x)))",
        "∃x (P(x) ∧ ∃y (R(x, y) ∧ Q(y)))",
        "∃x ∃x (P(x) ∧ Q(x))",
        "∀x ∀x (P(x) → Q(x))",
        "∀x (R(x, x) → R(a, x))",
        "∃x (R(x, a) ∧ ¬R(a, x))",
    ],
)
def test_guarded_quantifiers_are_true_as_defined(text: str) -> None:
    formula = parse_formula(text)
    for model in STRUCTURES:
        assert evaluate(formula, model) is by_definition(formula, model, {})


_LITERALS = st.sampled_from(["P(x)", "Q(y)", "P(z)", "R(x, y)", "R(y, z)", "R(z, x)", "x = z"])
_GUARDS = st.lists(st.tuples(st.sampled_from(["", "¬"]), _LITERALS).map("".join), min_size=1)
_BLOCKS = st.lists(st.sampled_from(["∀x", "∀y", "∀z", "∃x", "∃y", "∃z"]), max_size=4)


@given(_BLOCKS, _GUARDS, st.sampled_from("→∧"), _LITERALS, st.sampled_from(STRUCTURES))
def test_blocks_of_guarded_quantifiers_are_true_as_defined(
    block: list[str], guards: list[str], connective: str, last: str, model: FiniteModel
) -> None:
    body = f"({' ∧ '.join(guards)} {connective} {last})"
    formula = parse_formula(f"∀x ∃y ∀z {' '.join(block)} {body}")
    assert evaluate(formula, model) is by_definition(formula, model, {})


def test_a_guard_makes_large_models_cheap() -> None:
    """Some thousand constants, as a library has: each rule is about the few it speaks of."""
    elements = tuple(f"e{n}" for n in range(5_000))
    formula = parse_formula("∀x ∀y (R(x, y) ∧ P(x) → P(y))")
    pairs = frozenset((f"e{n}", f"e{n + 1}") for n in range(30))
    singles = frozenset((f"e{n}",) for n in range(31))
    model = FiniteModel({INDIVIDUAL: elements}, {}, {P: singles, R: pairs})
    assert evaluate(formula, model)
    fewer = FiniteModel({INDIVIDUAL: elements}, {}, {P: singles - {("e30",)}, R: pairs})
    assert not evaluate(formula, fewer)


def test_what_a_model_does_not_interpret_is_an_error() -> None:
    model = FiniteModel({INDIVIDUAL: ("e",)}, {}, {})
    for text in ("∀x (P(x) → Q(x))", "∃x P(x)", "P(a)"):
        with pytest.raises(IncompleteModel):
            evaluate(parse_formula(text), model)


def test_what_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prover.model.MAX_COST", 20_000)
    elements = tuple(f"e{n}" for n in range(400))
    always = parse_formula("∀x ∀y ∀z (x = y ∨ y = z ∨ x = z ∨ x = x)")
    with pytest.raises(IncompleteModel):
        evaluate(always, FiniteModel({INDIVIDUAL: elements}, {}, {}))


def test_what_is_settled_soon_is_cheap_however_many_cases_there_are() -> None:
    elements = tuple(f"e{n}" for n in range(40))
    pairs = frozenset(pairwise(elements))
    model = FiniteModel({INDIVIDUAL: elements}, {}, {R: pairs})
    chain = parse_formula(
        "∀x ∀y ∀z ∀u ∀v ∀w (R(x, y) ∧ R(y, z) ∧ R(z, u) ∧ R(u, v) ∧ R(v, w) → ¬R(w, x))"
    )
    assert evaluate(chain, model)
    assert not evaluate(parse_formula("∀x ∀y ∀z ∀u x = y"), model)
