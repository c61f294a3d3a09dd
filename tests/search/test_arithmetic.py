"""Problems with numbers: proved where Z3 knows why, and never given a finite model."""

from __future__ import annotations

import pytest

from prover.check import check_proof
from prover.check.smt import Z3Session
from prover.logic.tptp import parse_tptp, tptp_problem
from prover.proof import Rule
from prover.verdict import Verdict
from search.decide import decide
from search.decision import Decision

TYPES = "tff(f, type, f: $int > $int). tff(c, type, c: $int). tff(r, type, r: $real)."
ASCENDING = "tff(a, axiom, ! [X: $int] : $less(f(X), f($sum(X, 1))))."


def asked(text: str) -> Decision:
    problem = tptp_problem(parse_tptp(TYPES + text))
    assert problem.goal is not None
    premises = {premise.name: premise.formula for premise in problem.premises}
    decision = decide(premises, problem.goal.formula, 10.0)
    if decision.proof is not None:
        claim = decision.proof.claim
        assert check_proof(premises, claim, decision.proof, Z3Session()).accepted
    return decision


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("tff(g, conjecture, $sum(2, 2) = 4).", Verdict.PROVED),
        ("tff(g, conjecture, $sum(2, 2) = 5).", Verdict.REFUTED),
        (ASCENDING + "tff(g, conjecture, $less(f(0), f(2))).", Verdict.PROVED),
        ("tff(a, axiom, $less(c, 1)). tff(b, axiom, $less(0, c)).", Verdict.INCONSISTENT),
        ("tff(a, axiom, $less(r, 1.0)). tff(b, conjecture, $less(0.0, r)).", Verdict.UNKNOWN),
        ("tff(g, conjecture, ? [X: $int] : ! [Y: $int] : $lesseq(X, Y)).", Verdict.REFUTED),
    ],
)
def test_verdicts(text: str, verdict: Verdict) -> None:
    decision = asked(text)
    assert decision.verdict is verdict
    assert decision.model_with_goal is None
    assert decision.model_without_goal is None


def test_what_needs_no_arithmetic_is_proved_step_by_step() -> None:
    text = """
        tff(p, type, p: $int > $o). tff(q, type, q: $int > $o).
        tff(a, axiom, p(5)). tff(b, axiom, ! [X: $int] : (p(X) => q(X))).
        tff(u, axiom, $less(c, 7)). tff(g, conjecture, q(5)).
    """
    proof = asked(text).proof
    assert proof is not None
    assert set(proof.premises_used) == {"a", "b"}
    assert {step.rule for step in proof.steps} & {Rule.RESOLUTION, Rule.UNIT_RESULTING_RESOLUTION}


def test_why_there_is_no_answer_is_said() -> None:
    decision = asked("tff(a, axiom, $less(c, 1)). tff(g, conjecture, $less(c, 0)).")
    assert decision.verdict is Verdict.UNKNOWN
    assert "Z3 finds the negation satisfiable" in decision.reason
