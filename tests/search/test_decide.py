"""Verdicts agree with brute force and with Z3, and always come with checked evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prover.answer import Semantics, Witness
from prover.check import Z3Session, certify, check_model
from prover.check.smt import Answer, Entailment
from prover.clausify import Clausifier
from prover.evidence import Evidence
from prover.logic.reader import parse_formula, parse_formulas
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import complement
from prover.proof import Rule
from prover.verdict import Verdict
from search.decide import decide
from search.decision import Decision
from search.rules import decide_by_rules
from tests.prover.logic.small import small_formulas

SESSION = Z3Session()


def read(*texts: str) -> tuple[dict[str, Formula], Formula]:
    """All texts but the last as premises p1, p2, …; the last as goal."""
    *premises, goal = parse_formulas(texts).formulas
    return {f"p{n}": formula for n, formula in enumerate(premises, start=1)}, goal


def evidence(
    premises: dict[str, Formula], goal: Formula, decision: Decision, semantics: Semantics
) -> Evidence:
    models = [(True, decision.model_with_goal), (False, decision.model_without_goal)]
    witnesses = tuple(Witness(holds, model) for holds, model in models if model is not None)
    return Evidence(
        decision.verdict,
        semantics,
        premises,
        goal,
        decision.proof,
        witnesses,
        decision.core,
        decision.fixpoint,
    )


def expected(premises: dict[str, Formula], goal: Formula) -> Verdict:
    """What Z3 says; examples that it cannot decide are passed over."""
    given_formulas = tuple(premises.values())
    questions = [Entailment(given_formulas, f) for f in (FALSE, goal, complement(goal))]
    contradictory, follows, opposite = SESSION.decide(questions)
    assume(Answer.UNKNOWN not in (contradictory, follows, opposite))
    if contradictory is Answer.ENTAILED:
        return Verdict.INCONSISTENT
    if follows is Answer.ENTAILED:
        return Verdict.PROVED
    return Verdict.REFUTED if opposite is Answer.ENTAILED else Verdict.UNCERTAIN


@given(st.lists(small_formulas(), min_size=1, max_size=4), small_formulas(depth=2))
def test_verdicts_agree_with_z3_and_are_certified(premises: list[Formula], goal: Formula) -> None:
    named = {f"p{n}": formula for n, formula in enumerate(premises, start=1)}
    decision = decide(named, goal)
    assert decision.verdict is expected(named, goal)
    certificates = certify(evidence(named, goal, decision, Semantics.CLASSICAL), SESSION)
    assert certificates
    assert all(c.accepted for c in certificates), [c.rejections for c in certificates]


@given(st.lists(small_formulas(equality=True), min_size=1, max_size=3), small_formulas(depth=2))
def test_verdicts_with_equality_are_never_wrong(premises: list[Formula], goal: Formula) -> None:
    named = {f"p{n}": formula for n, formula in enumerate(premises, start=1)}
    decision = decide(named, goal, seconds=2)
    if decision.verdict is not Verdict.UNKNOWN:
        assert decision.verdict is expected(named, goal)
        certificates = certify(evidence(named, goal, decision, Semantics.CLASSICAL), SESSION)
        assert all(c.accepted for c in certificates), [c.rejections for c in certificates]


def test_a_horn_chain_reads_as_a_chain() -> None:
    premises, goal = read("P(a)", "∀x (P(x) → Q(x))", "∀x (Q(x) → R(x))", "R(a)")
    proof = decide(premises, goal).proof
    assert proof is not None
    assert proof.is_direct
    derived = [step for step in proof.steps if not step.is_leaf]
    assert [step.conclusion for step in derived] == [parse_formula("Q(a)"), parse_formula("R(a)")]
    assert derived[1].parents == ("p3", "s1")


def test_a_general_goal_is_proved_by_a_chain_of_general_statements() -> None:
    premises, goal = read(
        "∀x (A(x) → B(x))", "∀x (B(x) → C(x))", "∀x (C(x) → D(x))", "∀x (A(x) → D(x))"
    )
    proof = decide(premises, goal).proof
    assert proof is not None
    assert proof.is_direct
    assert all(step.rule is not Rule.SKOLEMISE for step in proof.steps)


def test_a_proof_by_cases_is_direct_too() -> None:
    premises, goal = read("P(a) ∨ Q(a)", "∀x (P(x) → R(x))", "∀x (Q(x) → R(x))", "R(a)")
    proof = decide(premises, goal).proof
    assert proof is not None
    assert proof.is_direct


def test_a_premise_that_is_the_goal_needs_no_step() -> None:
    premises, goal = read("P(a)", "Q(b)", "Q(b)")
    proof = decide(premises, goal).proof
    assert proof is not None
    assert [step.name for step in proof.steps] == ["p2"]


def test_an_inconsistent_theory_shows_a_minimal_core() -> None:
    premises, goal = read("S(b)", "P(a)", "∀x (P(x) → Q(x))", "∀x (S(x) → T(x))", "¬Q(a)", "T(b)")
    decision = decide(premises, goal)
    assert decision.verdict is Verdict.INCONSISTENT
    assert set(decision.core) == {"p2", "p3", "p5"}
    assert decision.core_is_minimal
    for name in decision.core:
        rest = {n: premises[n] for n in decision.core if n != name}
        assert decide(rest, FALSE).verdict is not Verdict.INCONSISTENT


def test_premises_with_functions_that_contradict_each_other_are_found_out() -> None:
    premises, goal = read(
        "∀x (m(e, x) = x)", "∀x (m(x, x) = e)", "m(e, a) ≠ a", "∀x (h(h(x)) ≠ x)", "P(a)"
    )
    decision = decide(premises, goal, seconds=4)
    assert decision.verdict is Verdict.INCONSISTENT
    assert set(decision.core) == {"p1", "p3"}
    assert decision.core_is_minimal


def test_an_uncertain_goal_has_two_models() -> None:
    premises, goal = read("P(a)", "∀x (Q(x) → P(x))", "Q(a)")
    decision = decide(premises, goal)
    assert decision.verdict is Verdict.UNCERTAIN
    assert decision.model_with_goal is not None
    assert decision.model_without_goal is not None
    assert check_model({**premises, "goal": goal}, decision.model_with_goal, "").accepted
    assert not check_model({**premises, "goal": goal}, decision.model_without_goal, "").accepted


def test_an_infinite_only_theory_is_unknown_not_uncertain() -> None:
    premises, goal = read(
        "∀x ∃y L(x, y)",
        "∀x ¬L(x, x)",
        "∀x ∀y ∀z (L(x, y) ∧ L(y, z) → L(x, z))",
        "P(a)",
    )
    decision = decide(premises, goal, seconds=1.5)
    assert decision.verdict is Verdict.UNKNOWN
    assert decision.reason


@pytest.mark.timed
def test_the_limit_of_time_is_kept() -> None:
    from time import perf_counter

    premises, goal = read(
        "∀x ∀y (m(x, y) = m(y, x))",
        "∀x ∀y ∀z (m(m(x, y), z) = m(x, m(y, z)))",
        "∀x ∃y (m(x, y) = e)",
        "∀x (m(x, m(x, x)) = h(x, e))",
        "∀x ∀y (h(h(x, y), y) = e)",
    )
    start = perf_counter()
    decision = decide(premises, goal, seconds=1)
    assert perf_counter() - start < 3
    assert decision.verdict in (Verdict.UNKNOWN, Verdict.UNCERTAIN)


RULES = ("P(a)", "∀x (P(x) → Q(x))", "∀x (S(x) → ¬Q(x))")


def test_rules_do_not_contrapose() -> None:
    premises, goal = read(*RULES, "S(a)")
    assert decide(premises, goal).verdict is Verdict.REFUTED
    decision = decide_by_rules(premises, goal)
    assert decision.verdict is Verdict.UNCERTAIN
    [certificate] = certify(evidence(premises, goal, decision, Semantics.RULES), SESSION)
    assert certificate.accepted


def test_a_fixpoint_that_is_not_closed_is_rejected() -> None:
    premises, goal = read(*RULES, "S(a)")
    honest = evidence(premises, goal, decide_by_rules(premises, goal), Semantics.RULES)
    for literal in honest.fixpoint:
        fewer = tuple(other for other in honest.fixpoint if other != literal)
        [certificate] = certify(replace(honest, fixpoint=fewer), SESSION)
        assert not certificate.accepted


def test_a_fixpoint_that_settles_the_goal_is_rejected() -> None:
    premises, goal = read(*RULES, "Q(a)")
    decision = decide_by_rules(premises, goal)
    assert decision.verdict is Verdict.PROVED
    dishonest = replace(
        evidence(premises, goal, decision, Semantics.RULES), verdict=Verdict.UNCERTAIN
    )
    [certificate] = certify(dishonest, SESSION)
    assert not certificate.accepted


def test_rules_that_contradict_each_other_about_the_goal_are_inconsistent() -> None:
    premises, goal = read("P(a)", "∀x (P(x) → Q(x))", "∀x (P(x) → ¬Q(x))", "Q(a)")
    decision = decide_by_rules(premises, goal)
    assert decision.verdict is Verdict.INCONSISTENT
    assert set(decision.core) == {"p1", "p2", "p3"}


@pytest.mark.parametrize("odd", ["P(a) ∨ Q(a)", "∃x P(x)", "∀x P(x)", "P(f(a))"])
def test_premises_that_are_no_rules_are_named(odd: str) -> None:
    premises, goal = read("P(a)", odd, "Q(b)")
    decision = decide_by_rules(premises, goal)
    assert decision.verdict is Verdict.UNKNOWN
    assert decision.reason.startswith("p2:")


def test_nested_equivalences_are_decided_and_certified() -> None:
    chain = " ↔ ".join(f"(P{n}(a)" for n in range(16)) + ")" * 16
    facts = [f"P{n}(a)" for n in range(1, 16)]
    premises, goal = read(chain, *facts, "P0(a)")
    decision = decide(premises, goal)
    assert decision.verdict is Verdict.PROVED
    [certificate] = certify(evidence(premises, goal, decision, Semantics.CLASSICAL), SESSION)
    assert certificate.accepted, certificate.rejections


def test_parts_that_are_named_keep_their_own_variables_and_are_certified() -> None:
    left = " ∧ ".join(f"(P{n}(x) → R(x, u))" for n in range(6))
    right = " ∧ ".join(f"(Q{n}(y) → S(y, v))" for n in range(6))
    premises, goal = read(
        f"∀x ∀u ∀y ∀v (({left}) ∨ ({right}))", "P3(a)", "Q2(b)", "¬R(a, b)", "S(b, c)"
    )
    clausifier = Clausifier(frozenset())
    clausifier.clausify(next(iter(premises.values())), "p1")
    defined = [s for step in clausifier.steps for s in step.introduces]
    assert defined
    assert all(symbol.arity == 0 for symbol in defined)
    decision = decide(premises, goal)
    assert decision.verdict is Verdict.PROVED
    [certificate] = certify(evidence(premises, goal, decision, Semantics.CLASSICAL), SESSION)
    assert certificate.accepted, certificate.rejections


def test_a_formula_with_too_many_cases_is_refused_not_evaluated_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("prover.model.MAX_COST", 50_000)
    binders = " ".join(f"∀x{n}" for n in range(12))
    atoms = " ∧ ".join(f"P(x{n})" for n in range(12))
    facts = [f"P(c{n})" for n in range(10)]
    premises, goal = read(f"{binders} ({atoms})", *facts, "Q(c1)")
    decision = decide(premises, goal)
    certificates = certify(evidence(premises, goal, decision, Semantics.CLASSICAL), SESSION)
    assert not all(certificate.accepted for certificate in certificates)


def test_a_normal_form_that_is_too_deep_is_unknown_not_a_crash() -> None:
    inner = "∃x (P(x) ⊕ Q(x))"
    text = inner
    for _ in range(60):
        text = f"({text} ↔ {inner})"
    premises, goal = read(text, "P(a)")
    decision = decide(premises, goal, seconds=2)
    assert decision.verdict in (Verdict.UNKNOWN, Verdict.UNCERTAIN)


def test_the_deepest_formula_is_decided_or_unknown() -> None:
    text = "P(a)"
    for _ in range(98):
        text = f"¬(Q(a) ∧ {text})"
    premises, goal = read(text, "P(a)")
    assert decide(premises, goal, seconds=2).verdict in (Verdict.UNKNOWN, Verdict.UNCERTAIN)


@pytest.mark.timed
def test_thousands_of_premises_do_not_outlast_the_limit() -> None:
    """Each phase once began whatever the clock said, and took its seconds to prepare."""
    from time import perf_counter

    texts = [f"∀x ∃y (P{n}(x) → R(x, y) ∧ P{n + 1}(y))" for n in range(1_500)]
    premises, goal = read(*texts, "P7(a)")
    start = perf_counter()
    assert decide(premises, goal, seconds=0.2).verdict is Verdict.UNKNOWN
    assert perf_counter() - start < 1.2


CONSEQUENCES = {
    "a theorem": (("all x. (P(x) -> Q(x))", "P(a)", "Q(a)"), Verdict.PROVED),
    "left open": (("P(a)", "P(b)"), Verdict.COUNTERSATISFIABLE),
    "refuted, which is not asked": (("P(a)", "-P(a)"), Verdict.COUNTERSATISFIABLE),
    "premises that clash": (("P(a)", "-P(a)", "P(b)"), Verdict.INCONSISTENT),
}


@pytest.mark.parametrize("name", CONSEQUENCES)
def test_where_only_consequence_is_asked_one_countermodel_is_an_answer(name: str) -> None:
    texts, verdict = CONSEQUENCES[name]
    premises, goal = read(*texts)
    decision = decide(premises, goal, asks_consequence=True)
    assert decision.verdict is verdict
    [certificate] = certify(evidence(premises, goal, decision, Semantics.CLASSICAL), SESSION)
    assert certificate.accepted


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [
        (("P(a)", "-P(b)"), Verdict.SATISFIABLE),
        (("all x. P(x)", "-P(b)"), Verdict.INCONSISTENT),
    ],
)
def test_without_a_goal_the_premises_themselves_are_asked_about(
    texts: tuple[str, ...], verdict: Verdict
) -> None:
    premises, _ = read(*texts, "P(a)")
    decision = decide(premises, FALSE)
    assert decision.verdict is verdict
    [certificate] = certify(evidence(premises, FALSE, decision, Semantics.CLASSICAL), SESSION)
    assert certificate.accepted


@pytest.mark.parametrize("verdict", [Verdict.COUNTERSATISFIABLE, Verdict.SATISFIABLE])
def test_a_model_of_something_else_shows_nothing(verdict: Verdict) -> None:
    premises, goal = read("P(a)", "P(b)")
    other, elsewhere = read("-P(a)", "P(b)")
    model = decide(other, elsewhere, asks_consequence=True).model_without_goal
    claimed = Decision(verdict, model_without_goal=model)
    [certificate] = certify(evidence(premises, goal, claimed, Semantics.CLASSICAL), SESSION)
    assert not certificate.accepted
