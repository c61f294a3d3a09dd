"""What is told on the way to an answer, and that an answer comes in time."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest

from api.reading.language import Language
from api.reading.problems import Question, read_parts, read_problem
from api.service import ProofService
from api.settings import Settings
from prover.answer import Semantics
from prover.problem import Reading
from prover.verdict import Verdict
from prover.watch import AskingLean, Checking, Consistency, Event, Searching

PEANO = [
    "∀x ¬(s(x) = zero)",
    "∀x ∀y (s(x) = s(y) → x = y)",
    "∀x (add(x, zero) = x)",
    "∀x ∀y (add(x, s(y)) = s(add(x, y)))",
]
NEVER_ENDS = read_parts(PEANO, "∀x ∀y (add(x, y) = add(y, x))", Language.FOL)
"""No finite model, and no proof without induction."""
SYLLOGISM = read_problem("All birds fly.\nTweety is a bird.\nTherefore: Tweety flies.")
OPEN = read_problem("All birds fly.\nTweety is a bird.\nTherefore: Rex flies.")
CLASH = read_problem("All birds fly.\nTom is a bird.\nTom does not fly.\nTherefore: Rex flies.")


def events(question: Question, semantics: Semantics = Semantics.CLASSICAL) -> list[Event]:
    told: list[Event] = []
    with ProofService(Settings()) as service:
        service.answer(question.problem, semantics=semantics, watch=told.append)
    return told


def test_a_proof_is_told_in_stages() -> None:
    kinds = [type(event) for event in events(SYLLOGISM)]
    assert list(dict.fromkeys(kinds)) == [Searching, Consistency, Checking]


def test_the_premises_are_said_to_have_a_model_where_they_have_one() -> None:
    assert Consistency(True) in events(SYLLOGISM)
    assert Consistency(True) in events(OPEN)
    assert Consistency(False) in events(CLASH)


def test_rules_are_told_of_by_the_facts_they_derive() -> None:
    assert any(
        isinstance(event, Searching) and event.what == "chaining"
        for event in events(SYLLOGISM, Semantics.RULES)
    )


@pytest.mark.timed
def test_a_long_search_is_told_of_now_and_then() -> None:
    told: list[Event] = []
    with ProofService(Settings()) as service:
        service.answer(NEVER_ENDS.problem, seconds=1.0, watch=told.append)
    searched = [event for event in told if isinstance(event, Searching)]
    assert 3 < len(searched) < 20


def test_nobody_is_told_of_lean_who_did_not_ask() -> None:
    assert not any(isinstance(event, AskingLean) for event in events(SYLLOGISM))


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.5])
@pytest.mark.timed
def test_the_limit_is_for_all_of_the_work(seconds: float) -> None:
    start = perf_counter()
    with ProofService(Settings()) as service:
        answer = service.answer(NEVER_ENDS.problem, seconds=seconds)
    assert perf_counter() - start < seconds + 0.5
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.reason.startswith("time: ")


@pytest.mark.timed
def test_readings_share_the_time() -> None:
    """An ambiguous text is read in several ways; each of them once had all the time."""
    problem = NEVER_ENDS.problem
    goal = problem.goal
    assert goal is not None
    others = tuple(Reading(p.formula) for p in problem.premises)
    ambiguous = replace(problem, goal=replace(goal, alternatives=others))
    start = perf_counter()
    with ProofService(Settings()) as service:
        answer = service.answer(ambiguous, seconds=0.5)
    assert perf_counter() - start < 1.0
    assert answer.verdict is Verdict.UNKNOWN


def test_a_service_with_a_deadline_answers_nothing_after_it() -> None:
    service = ProofService(Settings(), deadline=0.0)
    answer = service.answer(SYLLOGISM.problem)
    assert (answer.verdict, answer.reason[:5]) == (Verdict.UNKNOWN, "time:")
