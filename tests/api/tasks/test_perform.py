"""What a worker does with each kind of task, in the test's own process."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from time import perf_counter
from typing import Any

import pytest

from api.settings import Settings, load_settings
from api.tasks.perform import Performer
from api.tasks.task import Outcome, Progress, Result, Task, TaskKind
from prover.lean.verify import LeanKernel

SYLLOGISM = {"premises": ["All birds can fly.", "Tweety is a bird."], "goal": "Tweety can fly."}


@pytest.fixture
def performer() -> Iterator[Performer]:
    with Performer(load_settings()) as performer:
        yield performer


def perform(
    performer: Performer, kind: TaskKind, payload: Mapping[str, Any], seconds: float = 10.0
) -> tuple[Outcome, list[Progress]]:
    reports: list[Progress] = []
    outcome = performer.perform(Task("t", kind, payload, seconds), reports.append)
    json.dumps([outcome.document, outcome.error, [r.data for r in reports]])  # travels as JSON
    return outcome, reports


def test_a_proof_request_gives_the_document_of_solve(performer: Performer) -> None:
    outcome, _ = perform(performer, TaskKind.PROVE, SYLLOGISM)
    assert outcome.result is Result.DONE
    assert outcome.document is not None
    assert outcome.document["verdict"] == "proved"
    assert outcome.document["certified"]


def test_a_text_is_read_as_a_file_is(performer: Performer) -> None:
    text = "∀x (bird(x) → flies(x))\nbird(tweety)\nTherefore: flies(tweety)"
    outcome, _ = perform(performer, TaskKind.PROVE, {"text": text})
    assert outcome.document is not None
    assert outcome.document["verdict"] == "proved"


def test_what_was_understood_is_reported_with_an_unknown_draft(performer: Performer) -> None:
    _, reports = perform(performer, TaskKind.PROVE, SYLLOGISM)
    first = reports[0]
    assert first.stage == "translated"
    assert (first.data["premises"], first.data["untranslated"]) == (2, 0)
    assert first.data["draft"]["verdict"] == "unknown"
    assert first.data["draft"]["reason"].startswith("time: ")
    assert first.data["draft"]["goal"]["text"] == "Tweety can fly."


def test_options_go_before_the_settings(performer: Performer) -> None:
    rules = {**SYLLOGISM, "options": {"semantics": "rules"}}
    outcome, _ = perform(performer, TaskKind.PROVE, rules)
    assert outcome.document is not None
    assert outcome.document["semantics"] == "rules"


def test_one_task_leaves_nothing_behind_for_the_next(performer: Performer) -> None:
    perform(performer, TaskKind.PROVE, {**SYLLOGISM, "options": {"semantics": "rules"}})
    outcome, _ = perform(performer, TaskKind.PROVE, SYLLOGISM)
    assert outcome.document is not None
    assert outcome.document["semantics"] == "classical"


def test_a_syntax_error_is_an_outcome_with_its_place(performer: Performer) -> None:
    payload = {"premises": ["bird(tweety)", "bird(x"], "goal": "bird(tweety)", "language": "fol"}
    outcome, _ = perform(performer, TaskKind.PROVE, payload)
    assert outcome.result is Result.FAILED
    assert outcome.error is not None
    assert outcome.error["position"]["line"] == 2
    assert outcome.error["hint"]


def test_a_payload_that_is_wrong_is_an_outcome_with_its_field(performer: Performer) -> None:
    outcome, _ = perform(performer, TaskKind.PROVE, {**SYLLOGISM, "options": {"k": 0}})
    assert outcome.result is Result.FAILED
    assert outcome.error is not None
    assert outcome.error["field"] == "options.k"


def test_a_model_that_is_not_there_is_an_outcome(performer: Performer) -> None:
    payload = {**SYLLOGISM, "options": {"translator": "model"}}
    outcome, _ = perform(performer, TaskKind.PROVE, payload)
    assert outcome.result is Result.FAILED
    assert outcome.error is not None
    assert "model" in outcome.error["message"]


def test_translation_shows_readings_and_the_notation_asked_for(performer: Performer) -> None:
    outcome, _ = perform(performer, TaskKind.TRANSLATE, {**SYLLOGISM, "to": "tptp"})
    assert outcome.document is not None
    formulas = [r["formula"] for p in outcome.document["premises"] for r in p["readings"]]
    assert formulas == ["∀x (bird(x) → can_fly(x))", "bird(tweety)"]
    assert outcome.document["written"].startswith("fof(p1, axiom")


def test_an_answer_is_checked_and_a_forged_one_refused(performer: Performer) -> None:
    answer = dict(perform(performer, TaskKind.PROVE, SYLLOGISM)[0].document or {})
    accepted, _ = perform(performer, TaskKind.CHECK, {"answer": answer})
    assert accepted.document is not None
    assert accepted.document["accepted"] is True
    refused, _ = perform(performer, TaskKind.CHECK, {"answer": {**answer, "verdict": "refuted"}})
    assert refused.document is not None
    assert refused.document["accepted"] is False


def test_there_has_to_be_something_to_check(performer: Performer) -> None:
    for payload in ({}, {"lean_source": "theorem t : True := trivial"}):
        outcome, _ = perform(performer, TaskKind.CHECK, payload)
        assert outcome.result is Result.FAILED


@pytest.mark.parametrize("form", ["html", "lean", "tstp", "dot", "markdown"])
def test_an_answer_is_rendered_in_every_form(performer: Performer, form: str) -> None:
    answer = perform(performer, TaskKind.PROVE, SYLLOGISM)[0].document
    outcome, _ = perform(performer, TaskKind.RENDER, {"answer": answer, "format": form})
    assert outcome.result is Result.DONE
    assert outcome.document is not None
    assert "tweety" in outcome.document["text"].lower()


def test_an_unknown_form_is_an_error(performer: Performer) -> None:
    outcome, _ = perform(performer, TaskKind.RENDER, {"answer": {}, "format": "pdf"})
    assert outcome.result is Result.FAILED


def test_a_library_is_counted_with_what_is_not_understood(performer: Performer) -> None:
    payload = {"name": "policy", "text": "All birds can fly.\nBlorp the of and."}
    outcome, _ = perform(performer, TaskKind.LIBRARY, payload)
    assert outcome.document == {
        "language": "english",
        "premises": 2,
        "untranslated": ["Blorp the of and."],
    }


def test_a_first_order_problem_is_searched_over_tableaux(performer: Performer) -> None:
    goal = "P(a)\n∀x (P(x) → Q(x))\nTherefore: Q(a)\n"
    payload = {"goal": goal, "space": "fol", "strategy": "mcts", "calls": 500}
    outcome = performer.perform(Task("t", TaskKind.SEARCH, payload, 10.0), lambda _: None)
    assert outcome.document is not None
    assert outcome.document["verdict"] == "proved"
    assert outcome.document["answer"]["certified"]


SUMS = """
datatype Nat = 0 | S(Nat)

function + : Nat × Nat → Nat
  0 + y = y
  S(x) + y = S(x + y)

"""


def test_the_goals_of_a_theory_are_decided_by_induction(performer: Performer) -> None:
    goals = "theorem right: x + 0 = x\ntheorem wrong: x + y = x\n"
    payload = {"goal": SUMS + goals, "space": "theory"}
    outcome, reports = perform(performer, TaskKind.SEARCH, payload)
    assert outcome.document is not None
    found = {goal["name"]: goal for goal in outcome.document["goals"]}
    assert (found["right"]["verdict"], found["wrong"]["verdict"]) == ("proved", "refuted")
    assert found["wrong"]["witness"]["values"] == {"x": "0", "y": "1"}
    assert outcome.document["development"]["theorems"]
    assert {"what": "right: proving by induction"} in [report.data for report in reports]


def test_a_theory_that_asks_nothing_is_an_error(performer: Performer) -> None:
    outcome, _ = perform(performer, TaskKind.SEARCH, {"goal": SUMS, "space": "theory"})
    assert outcome.result is Result.FAILED


@pytest.mark.slow
def test_a_lean_statement_is_searched_and_a_file_judged(lean: LeanKernel) -> None:
    settings = Settings(lean=lean.options.choice)
    with Performer(settings) as performer:
        goal = {"goal": "∀ n : Nat, n + 0 = n", "calls": 16}
        found, _ = perform(performer, TaskKind.SEARCH, goal, 60)
        assert found.document is not None
        assert found.document["verdict"] == "proved"
        payload = {"lean_source": "theorem t : 1 = 1 := rfl", "statement": "1 = 1"}
        judged, _ = perform(performer, TaskKind.CHECK, payload, 60)
        assert judged.document is not None
        assert judged.document["accepted"] is True


LIBRARY = "All birds can fly.\nTweety is a bird.\nAll fish can swim.\nBlorp the of and."


def test_a_question_is_asked_against_a_library(performer: Performer) -> None:
    payload = {"goal": "Tweety can fly.", "library": "l1", "library_text": LIBRARY}
    outcome, reports = perform(performer, TaskKind.PROVE, payload)
    assert outcome.document is not None
    assert outcome.document["verdict"] == "proved"
    assert outcome.document["library"] == {"premises": 3, "selected": 3, "left_out": 1}
    draft = reports[0].data["draft"]
    assert (reports[0].data["premises"], reports[0].data["untranslated"]) == (3, 1)
    assert draft["premises"] == []
    assert draft["goal"]["text"] == "Tweety can fly."


def test_the_stages_of_an_answer_are_reported(performer: Performer) -> None:
    _, reports = perform(performer, TaskKind.PROVE, SYLLOGISM)
    stages = list(dict.fromkeys(report.stage for report in reports))
    assert stages == ["translated", "searching", "consistent", "checking"]


def test_a_library_has_one_language(performer: Performer) -> None:
    payload = {"goal": "fly(tweety)", "library": "l1", "library_text": LIBRARY, "language": "fol"}
    outcome, _ = perform(performer, TaskKind.PROVE, payload)
    assert outcome.error is not None
    assert "english" in outcome.error["message"]


PEANO = [
    "∀x ¬(s(x) = zero)",
    "∀x ∀y (s(x) = s(y) → x = y)",
    "∀x (add(x, zero) = x)",
    "∀x ∀y (add(x, s(y)) = s(add(x, y)))",
]


@pytest.mark.timed
def test_an_answer_is_there_within_the_time_of_the_task(performer: Performer) -> None:
    payload = {"premises": PEANO, "goal": "∀x ∀y (add(x, y) = add(y, x))", "language": "fol"}
    start = perf_counter()
    outcome, _ = perform(performer, TaskKind.PROVE, payload, 0.7)
    assert perf_counter() - start < 1.2
    assert outcome.document is not None
    assert outcome.document["verdict"] == "unknown"
    assert outcome.document["reason"].startswith("time: ")
