"""Several problems at a time, and yet the answers come in the order of the questions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from api.batch.answering import Batch, answers
from api.batch.lines import BatchItem
from api.batch.results import BatchResult
from api.settings import Settings
from api.tasks.task import Outcome, Result, Task
from api.wire import ProofRequest
from prover.errors import InputError
from tests.api.executors import HereAndNow


def item(name: str) -> BatchItem:
    request = ProofRequest(premises=["All birds can fly.", "Tweety is a bird."], goal=name)
    return BatchItem(name, "d", request)


def answer(
    items: Sequence[BatchItem],
    before: Callable[[Task], Outcome | None] = lambda _: None,
    stopping: Callable[[], bool] = lambda: False,
) -> list[BatchResult]:
    async def collect() -> list[BatchResult]:
        async with HereAndNow(Settings(), before) as executor:
            batch = Batch(executor, Settings(), 2, stopping)
            return [result async for result in answers(items, batch)]

    return asyncio.run(collect())


def test_answers_have_the_order_of_the_questions() -> None:
    goals = ["Tweety can fly.", "Tweety can not fly.", "Tweety can sing."] * 20
    found = answer([item(goal) for goal in goals])
    assert [result.id for result in found] == goals
    assert [result.verdict for result in found[:3]] == ["proved", "refuted", "uncertain"]
    assert all(result.certified for result in found)


def test_a_bad_line_is_answered_in_its_place() -> None:
    bad = BatchItem("bad", "d", error=InputError("line 2: no"))
    found = answer([item("Tweety can fly."), bad, item("Tweety can sing.")])
    assert [result.status for result in found] == ["done", "failed", "done"]
    assert found[1].error == {"code": "bad-input", "message": "line 2: no", "hint": ""}


def test_a_problem_that_cannot_be_read_fails_with_the_place() -> None:
    request = ProofRequest(premises=["P("], goal="P(a)")
    (found,) = answer([BatchItem("x", "d", request)])
    assert found.status == "failed"
    assert found.error is not None
    assert found.error["position"]["line"] == 1


def test_what_ran_out_of_time_is_unknown_and_the_rest_goes_on() -> None:
    def slow(task: Task) -> Outcome | None:
        return Outcome(Result.TIMED_OUT) if task.id == "Tweety can sing." else None

    found = answer([item("Tweety can sing."), item("Tweety can fly.")], slow)
    assert [result.verdict for result in found] == ["unknown", "proved"]
    assert found[0].answer is not None
    assert "time" in found[0].answer["reason"]


def test_a_lost_process_costs_another_attempt_and_not_the_answer() -> None:
    lost: list[str] = []

    def lose_once(task: Task) -> Outcome | None:
        if lost:
            return None
        lost.append(task.id)
        return Outcome(Result.CRASHED)

    assert [r.verdict for r in answer([item("Tweety can fly.")], lose_once)] == ["proved"]


def test_a_problem_that_kills_every_process_fails() -> None:
    (found,) = answer([item("Tweety can fly.")], lambda _: Outcome(Result.CRASHED))
    assert (found.status, found.error and found.error["code"]) == ("failed", "crashed")


def test_who_stops_keeps_the_answers_to_a_beginning_of_the_questions() -> None:
    begun: list[str] = []

    def note(task: Task) -> None:
        begun.append(task.id)

    items = [item(f"Tweety can {verb}.") for verb in ("fly", "sing", "run", "jump", "swim")]
    found = answer(items, note, stopping=lambda: len(begun) >= 3)
    assert 3 <= len(found) < len(items)
    assert [result.id for result in found] == [item.id for item in items[: len(found)]] == begun
