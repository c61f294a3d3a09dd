"""Proofs by connection tableaux: what is found, what is not, and that all of it is right."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prover.check import Z3Session
from prover.check.proof import check_proof
from prover.check.smt import Answer, Entailment
from prover.logic.reader import parse_formula
from prover.logic.syntax import FALSE, Formula
from search.strategy import STRATEGIES, Budget, Status, make_strategy
from search.tableau import TableauResult, prove
from tests.prover.logic.small import small_formulas
from tests.prover.logic.strategies import closed_formulas, plain_names

every = pytest.mark.parametrize("strategy", STRATEGIES)

PELLETIER = {
    "1": ([], "(p → q) ↔ (¬q → ¬p)"),
    "5": ([], "((p ∨ q) → (p ∨ r)) → (p ∨ (q → r))"),
    "10": (["q → r", "r → (p ∧ q)", "p → (q ∨ r)"], "p ↔ q"),
    "18": ([], "∃y ∀x (F(y) → F(x))"),
    "19": ([], "∃x ∀y ∀z ((P(y) → Q(z)) → (P(x) → Q(x)))"),
    "21": (["∃x (p → F(x))", "∃x (F(x) → p)"], "∃x (p ↔ F(x))"),
    "24": (
        [
            "¬∃x (S(x) ∧ Q(x))",
            "∀x (P(x) → (Q(x) ∨ R(x)))",
            "¬∃x P(x) → ∃x Q(x)",
            "∀x ((Q(x) ∨ R(x)) → S(x))",
        ],
        "∃x (P(x) ∧ R(x))",
    ),
    "30": (
        ["∀x ((F(x) ∨ G(x)) → ¬H(x))", "∀x ((G(x) → ¬I(x)) → (F(x) ∧ H(x)))"],
        "∀x I(x)",
    ),
    "39": ([], "¬∃x ∀y (F(y, x) ↔ ¬F(y, y))"),
    "44": (
        [
            "∀x (F(x) → ∃y (G(y) ∧ H(x, y) ∧ ∃z (G(z) ∧ ¬H(x, z))))",
            "∃x (J(x) ∧ ∀y (G(y) → H(x, y)))",
        ],
        "∃x (J(x) ∧ ¬F(x))",
    ),
}
"""Problems of Pelletier, "Seventy-five problems for testing automatic theorem provers" (1986)."""

EQUALITY = {
    "reflexivity": ([], "∀x x = x"),
    "symmetry": (["a = b"], "b = a"),
    "transitivity": (["a = b", "c = b"], "a = c"),
    "functions": (["a = b"], "f(f(a)) = f(f(b))"),
    "predicates": (["P(f(a))", "f(a) = b"], "P(b)"),
    "denial": (["P(a)", "¬P(b)"], "¬(a = b)"),
    "generality": (["∀x f(x) = x", "P(a)"], "P(f(f(a)))"),
}


def named(formulas: list[str]) -> dict[str, Formula]:
    return {f"p{number}": parse_formula(text) for number, text in enumerate(formulas)}


def search_for(
    premises: dict[str, Formula], goal: Formula, strategy: str = "best-first", calls: int = 3_000
) -> TableauResult:
    """The result; a proof is not given back unless it was checked."""
    result = prove(premises, goal, make_strategy(strategy), Budget(calls=calls, seconds=10))
    assert result.inferences <= calls
    if result.proof is not None:
        assert result.proof.claim in (goal, FALSE)
        session = Z3Session(20_000_000)
        certificate = check_proof(premises, result.proof.claim, result.proof, session)
        assert certificate.accepted, certificate.rejections
    return result


@every
@pytest.mark.parametrize("number", ["18", "24", "39"])
def test_every_strategy_proves_what_is_easy(number: str, strategy: str) -> None:
    premises, goal = PELLETIER[number]
    result = search_for(named(premises), parse_formula(goal), strategy)
    assert result.status is Status.PROVED
    assert result.proof is not None


@pytest.mark.parametrize("number", PELLETIER)
def test_proves_pelletiers_problems(number: str) -> None:
    premises, goal = PELLETIER[number]
    assert search_for(named(premises), parse_formula(goal)).proof is not None


@pytest.mark.parametrize("law", EQUALITY)
def test_knows_what_equality_is(law: str) -> None:
    premises, goal = EQUALITY[law]
    assert search_for(named(premises), parse_formula(goal)).proof is not None


def test_contradictory_premises_prove_falsity() -> None:
    premises = named(["∀x (P(x) → Q(x))", "P(a)", "¬Q(a)"])
    for goal in (FALSE, parse_formula("R(b)")):
        result = search_for(premises, goal)
        assert result.proof is not None
        assert result.proof.claim is FALSE


@every
def test_says_that_nothing_is_left_to_try(strategy: str) -> None:
    premises = named(["∀x (P(x) → Q(x))", "P(a)"])
    result = search_for(premises, parse_formula("Q(b)"), strategy)
    assert result.proof is None
    assert result.status is Status.FAILED or result.reason == "nothing is left to try"


@every
def test_gives_up_when_its_budget_is_spent(strategy: str) -> None:
    premises = named(["∀x (P(f(x)) → P(x))", "∀x (P(g(x)) → P(x))", "P(b)"])
    result = search_for(premises, parse_formula("P(a)"), strategy, calls=50)
    assert result.proof is None
    assert result.status is Status.OPEN
    assert result.reason == "50 calls are spent"


def test_a_proof_uses_lemmas_and_reductions() -> None:
    """``d`` is settled by cases (a reduction) and asked for twice (a lemma)."""
    premises = named(["d → c", "(c ∧ d) → b", "d ∨ e", "e → d", "(e ∧ b) → f", "¬e → f ∨ ¬b"])
    result = search_for(premises, parse_formula("c ∧ b ∧ f"), calls=500)
    assert result.proof is not None


def test_a_proof_is_direct_where_the_denial_is_a_fact() -> None:
    premises = named(["∀x (P(x) → Q(x))", "∀x (Q(x) → R(x))"])
    result = search_for(premises, parse_formula("∀x (P(x) → R(x))"))
    assert result.proof is not None
    assert result.proof.is_direct


def test_two_searches_make_the_same_proof() -> None:
    premises, goal = PELLETIER["24"]
    first, second = (search_for(named(premises), parse_formula(goal), "mcts") for _ in range(2))
    assert first.proof == second.proof


def entailed(premises: list[Formula], goal: Formula) -> Answer:
    (answer,) = Z3Session(5_000_000).decide([Entailment(tuple(premises), goal)])
    return answer


any_problem = given(
    premises=st.lists(small_formulas(binary=True, equality=True), max_size=3),
    goal=small_formulas(depth=2, binary=True, equality=True),
    strategy=st.sampled_from(STRATEGIES),
)


@any_problem
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_proved_is_entailed(premises: list[Formula], goal: Formula, strategy: str) -> None:
    assert_sound(premises, goal, strategy)


@pytest.mark.slow
@any_problem
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_so_it_is_in_many_cases(premises: list[Formula], goal: Formula, strategy: str) -> None:
    assert_sound(premises, goal, strategy)


def assert_sound(premises: list[Formula], goal: Formula, strategy: str) -> None:
    listed = {f"p{number}": premise for number, premise in enumerate(premises)}
    if search_for(listed, goal, strategy, calls=200).proof is not None:
        assert entailed(premises, goal) is not Answer.NOT_ENTAILED


@given(goal=small_formulas(depth=2))
def test_what_is_valid_is_proved(goal: Formula) -> None:
    if entailed([], goal) is Answer.ENTAILED:
        assert search_for({}, goal).proof is not None


@given(goal=closed_formulas(symbols=plain_names, depth=3))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_contradicts_only_what_is_contradictory(goal: Formula) -> None:
    premises = {"p": goal}
    claim = search_for(premises, FALSE, calls=200)
    if claim.proof is not None:
        assert entailed([goal], FALSE) is not Answer.NOT_ENTAILED
