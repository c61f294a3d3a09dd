"""Lemmas as people would write them, and work that is the same on every machine."""

from __future__ import annotations

from time import monotonic

from prover.check import Z3Session
from prover.check.development import check_development
from prover.theory import Development, Theory
from prover.theory.notation import Notation
from prover.theory.reader import read_theory
from search.exploration.pools import with_usual_variables
from search.exploration.proving import TheoryProver, first_order, restated
from search.work import WorkClock
from tests.search.exploration.theories import NATURALS


def naturals(*goals: str) -> Theory:
    stated = [f"theorem goal {number}: {goal}" for number, goal in enumerate(goals)]
    return read_theory("\n".join([NATURALS, *stated, ""]), "naturals")


def test_variables_come_in_the_order_in_which_they_occur() -> None:
    theory = naturals("q + (b + x) = b + (q + x)")
    statement = with_usual_variables(theory.goals[0].formula, theory)
    assert Notation(theory).statement(statement) == "x + (y + z) = y + (x + z)"


def test_a_restated_lemma_is_accepted() -> None:
    theory = naturals("0 + n = n", "x = 0 + x")
    lemma, wanted = (goal.formula for goal in theory.goals)
    proved = TheoryProver(theory).prove("lemma", lemma, 2.0)
    theorems = (*proved, restated(proved[-1], "left identity", wanted))
    certificates = check_development(Development(theory, theorems), Z3Session(20_000_000))
    assert all(certificate.accepted for certificate in certificates.values())


def test_the_same_work_finds_the_same_proof() -> None:
    theory = naturals("x + S(0) = S(x)")
    facts, claim = theory.facts, theory.goals[0].formula
    proof = first_order(facts, claim, 500)
    assert proof is not None
    assert proof == first_order(facts, claim, 500)
    assert first_order(facts, claim, 1) is None


def test_a_clock_of_work_ends_when_time_does() -> None:
    clock = WorkClock(monotonic() - 1)
    assert clock() == float("inf")
