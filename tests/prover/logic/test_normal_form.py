"""Normal forms keep meaning: equivalent, or equisatisfiable where functions are new."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given

from prover.clausify import CLAUSE_LIMIT, Clausifier
from prover.logic.normal_form import (
    expand_equivalences,
    has_quantified_equivalence,
    negation_normal_form,
    prenex,
)
from prover.logic.reader import parse_formula
from prover.logic.syntax import (
    And,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Xor,
)
from prover.logic.walk import nodes
from prover.model import evaluate
from prover.proof import Relation, Rule
from prover.watch import Pulse
from search.models.problem import numbered_problem
from tests.prover.logic.small import small_formulas, structures

ONE_AND_TWO = [s for n in (1, 2) for s in structures(n)]


@given(small_formulas())
def test_negation_normal_form_is_equivalent(formula: Formula) -> None:
    normal = negation_normal_form(formula)
    for structure in ONE_AND_TWO:
        assert evaluate(normal, structure) == evaluate(formula, structure)


@given(small_formulas())
def test_negation_normal_form_negates_atoms_only(formula: Formula) -> None:
    for node in nodes(negation_normal_form(formula)):
        assert not isinstance(node, Implies | Iff | Xor)
        assert not isinstance(node, Not) or not isinstance(
            node.body, Not | And | Or | ForAll | Exists
        )


@given(small_formulas())
def test_prenex_form_is_equivalent_and_has_quantifiers_in_front_only(formula: Formula) -> None:
    result = prenex(negation_normal_form(formula))
    matrix = result
    while isinstance(matrix, ForAll | Exists):
        matrix = matrix.body
    assert not any(isinstance(node, ForAll | Exists) for node in nodes(matrix))
    for structure in ONE_AND_TWO:
        assert evaluate(result, structure) == evaluate(formula, structure)


def _clauses_have_a_model(formula: Formula, size: int) -> bool:
    clausifier = Clausifier(frozenset("PQRab"))
    clauses = [entry.clause for entry in clausifier.clausify(formula, "p")]
    problem = numbered_problem({"p": clauses}, ())
    theory = problem.theory(dict.fromkeys(problem.sorting.declared, size), Pulse())
    try:
        return isinstance(theory.solve(["p"], inf, 10**6), frozenset)
    finally:
        theory.close()


@given(small_formulas(equality=True))
def test_clauses_have_a_model_of_a_size_exactly_when_the_formula_has(formula: Formula) -> None:
    for size in (1, 2, 3):
        expected = any(evaluate(formula, structure) for structure in structures(size))
        assert _clauses_have_a_model(formula, size) == expected


@given(small_formulas(binary=True))
def test_the_same_with_a_binary_predicate(formula: Formula) -> None:
    expected = any(evaluate(formula, structure) for structure in structures(2, binary=True))
    assert _clauses_have_a_model(formula, 2) == expected


def test_a_rule_needs_no_steps_to_become_a_clause() -> None:
    clausifier = Clausifier(frozenset("PQ"))
    [entry] = clausifier.clausify(parse_formula("∀x (P(x) → Q(x))"), "p1")
    assert entry.source == "p1"
    assert clausifier.steps == []


def test_skolemisation_keeps_the_shape_of_the_formula() -> None:
    clausifier = Clausifier(frozenset("PLQ"))
    clausifier.clausify(parse_formula("∀x (P(x) → ∃y (L(x, y) ∧ Q(y)))"), "p1")
    [step] = clausifier.steps
    assert step.rule is Rule.SKOLEMISE
    assert step.relation is Relation.ESA
    assert step.conclusion is parse_formula("∀x (P(x) → (L(x, q1(x)) ∧ Q(q1(x))))")


def test_skolem_names_avoid_the_names_of_the_problem() -> None:
    clausifier = Clausifier(frozenset({"newspaper", "newspaper1", "read"}))
    clausifier.clausify(parse_formula("∃x newspaper(x) ∧ ∃y newspaper(y)"), "p1")
    clausifier.clausify(parse_formula("∃x read(x, x)"), "p2")
    names = [symbol.name for step in clausifier.steps for symbol in step.introduces]
    assert names == ["newspaper2", "newspaper3", "sk1"]


def test_a_quantifier_below_an_equivalence_is_given_a_polarity_first() -> None:
    clausifier = Clausifier(frozenset("PQa"))
    clausifier.clausify(parse_formula("P(a) ↔ ∃x Q(x)"), "p1")
    first, second = clausifier.steps
    assert first.rule is Rule.EXPAND_EQUIVALENCES
    assert first.conclusion is parse_formula("(P(a) → ∃x Q(x)) ∧ (∃x Q(x) → P(a))")
    assert second.rule is Rule.SKOLEMISE


@given(small_formulas())
def test_expanding_equivalences_is_equivalent(formula: Formula) -> None:
    expanded = expand_equivalences(formula)
    assert not has_quantified_equivalence(expanded)
    for structure in ONE_AND_TWO:
        assert evaluate(expanded, structure) == evaluate(formula, structure)


@pytest.mark.parametrize("width", [6, 12])
def test_definitions_keep_the_number_of_clauses_linear(width: int) -> None:
    parts = tuple(And((parse_formula(f"A{n}(a)"), parse_formula(f"B{n}(a)"))) for n in range(width))
    clausifier = Clausifier(frozenset())
    clauses = clausifier.clausify(Or(parts), "p1")
    assert 2**width > CLAUSE_LIMIT
    assert len(clauses) == 2 * width + 1
    assert {step.rule for step in clausifier.steps} == {
        Rule.DEFINITION,
        Rule.REPLACE_BY_DEFINITION,
    }


def test_nested_equivalences_do_not_multiply_out() -> None:
    chain = " ↔ ".join(f"(P{n}(a)" for n in range(40)) + ")" * 40
    clausifier = Clausifier(frozenset())
    clauses = clausifier.clausify(parse_formula(chain), "p1")
    assert len(clauses) < 40 * 8
    assert Rule.DEFINITION in {step.rule for step in clausifier.steps}
