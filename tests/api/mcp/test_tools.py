"""The tools as an assistant meets them: over a real pipe, with the SDK's own client."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from mcp_types import CallToolResult, TextContent

from api.mcp.refusing import ERROR_KEY
from tests.api.mcp.assistant import Assistant

BIRDS = {"premises": ["All birds can fly.", "Tweety is a bird."], "goal": "Tweety can fly."}


def content(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, result.content
    assert result.structured_content is not None
    return result.structured_content


def error(result: CallToolResult) -> dict[str, Any]:
    assert result.is_error
    assert result.meta is not None
    found: dict[str, Any] = result.meta[ERROR_KEY]
    assert isinstance(result.content[0], TextContent)
    assert found["message"] in result.content[0].text
    return found


def test_every_tool_says_what_it_takes_and_gives_and_that_it_changes_nothing(
    assistant: Assistant,
) -> None:
    tools = assistant.wait_for(assistant.client.list_tools()).tools
    assert [tool.name for tool in tools] == ["solve", "translate", "check", "search", "explain"]
    for tool in tools:
        assert tool.title
        assert len(tool.description or "") > 200
        assert tool.output_schema
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.annotations.idempotent_hint
        assert tool.annotations.open_world_hint is False
        properties = tool.input_schema["properties"].values()
        assert all(entry.get("description") for entry in properties)


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("Tweety can fly.", "proved"),
        ("Tweety can not fly.", "refuted"),
        ("Tweety can sing.", "uncertain"),
    ],
)
def test_solve_gives_a_certified_verdict(assistant: Assistant, goal: str, verdict: str) -> None:
    solved = content(assistant.call("solve", **{**BIRDS, "goal": goal}))
    assert (solved["verdict"], solved["certified"]) == (verdict, True)
    assert solved["meaning"]


def test_a_proof_is_told_step_by_step(assistant: Assistant) -> None:
    steps = content(assistant.call("solve", **BIRDS))["steps"]
    assert [step["statement"] for step in steps] == [*BIRDS["premises"], "Tweety can fly."]
    assert steps[-1]["parents"] == [1, 2]


def test_premises_may_be_one_text(assistant: Assistant) -> None:
    solved = content(
        assistant.call("solve", premises="P(a)\n∀x (P(x) → Q(x))", goal="Q(a)", language="fol")
    )
    assert solved["verdict"] == "proved"


def test_contradicting_premises_are_named(assistant: Assistant) -> None:
    premises = ["Rex is a dog.", "Rex is big.", "Rex is not a dog."]
    solved = content(assistant.call("solve", premises=premises, goal="Rex is big."))
    assert solved["verdict"] == "inconsistent"
    assert solved["contradiction"] == ["p1", "p3"]


def test_what_is_not_understood_is_not_guessed(assistant: Assistant) -> None:
    solved = content(assistant.call("solve", premises=["Zug flarg."], goal="Tweety can fly."))
    assert solved["verdict"] == "untranslated"
    assert solved["certified"] is False
    assert solved["not_understood"][0]["text"] == "Zug flarg."


def test_translate_says_formulas_back(assistant: Assistant) -> None:
    read = content(assistant.call("translate", **BIRDS, to="tptp"))
    assert read["complete"]
    assert read["sentences"][0]["english"] == "Every bird can fly."
    assert "fof(" in read["written"]


def test_an_answer_can_be_checked_and_explained_by_its_id(assistant: Assistant) -> None:
    answer = content(assistant.call("solve", **BIRDS))["answer_id"]
    assert content(assistant.call("check", answer_id=answer))["accepted"]
    told = content(assistant.call("explain", answer_id=answer))
    last = told["steps"][-1]
    assert last["text"] == "Tweety can fly, because all birds can fly and Tweety is a bird (1, 2)."
    assert last["sentences"] == ["p1", "p2"]
    assert told["markdown"].startswith("# Proved")


def test_a_forged_answer_is_not_accepted_nor_explained_as_certified(assistant: Assistant) -> None:
    uncertain = {**BIRDS, "premises": ["All birds can fly.", "Tweety is a cat."]}
    proof = content(assistant.call("solve", **BIRDS, whole=True))["answer"]
    other = content(assistant.call("solve", **uncertain, whole=True))["answer"]
    forged = {**proof, "premises": other["premises"], "symbols": other["symbols"]}
    forged |= {"nodes": other["nodes"], "goal": other["goal"], "proof": None}
    checked = assistant.call("check", answer=forged)
    assert checked.is_error or not content(checked)["accepted"]
    told = assistant.call("explain", answer=forged)
    assert told.is_error or not content(told)["certified"]


def test_an_uncertain_answer_is_explained_by_a_situation_for_either_side(
    assistant: Assistant,
) -> None:
    told = content(assistant.call("explain", **{**BIRDS, "goal": "Tweety is blue."}))
    assert told["verdict"] == "uncertain"
    assert len(told["situations"]) == 2


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("solve", {"goal": "Tweety can fly."}, "bad-input"),
        ("solve", {**BIRDS, "text": "P(a)"}, "bad-input"),
        ("solve", {"premises": ["P("], "goal": "Q(a)"}, "formula-syntax"),
        ("solve", {**BIRDS, "seconds": -1}, "bad-input"),
        ("solve", {**BIRDS, "language": "klingon"}, "bad-input"),
        ("translate", {}, "bad-input"),
        ("check", {}, "bad-input"),
        ("check", {"answer": {"version": 1}}, "bad-document"),
        ("check", {"answer_id": "none"}, "no-such-answer"),
        ("explain", {"answer_id": "none"}, "no-such-answer"),
        ("search", {}, "bad-input"),
        ("sing", {}, "error"),
    ],
)
def test_a_bad_call_is_an_error_with_a_code(
    assistant: Assistant, tool: str, arguments: dict[str, Any], code: str
) -> None:
    found = error(assistant.call(tool, **arguments))
    assert found["code"] == code
    assert found["message"]


def test_the_place_of_an_error_is_told(assistant: Assistant) -> None:
    found = error(assistant.call("solve", premises=["P(a)", "P("], goal="Q(a)"))
    assert found["position"]["line"] == 2
    assert found["hint"]


def test_progress_is_told_while_one_waits(assistant: Assistant) -> None:
    told: list[str | None] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        told.append(message)

    call = assistant.client.call_tool("solve", BIRDS, progress_callback=note)
    content(assistant.wait_for(call))
    assert told[0] == "2 premises understood"


def test_twenty_calls_at_once_get_twenty_answers(assistant: Assistant) -> None:
    async def ask(number: int) -> CallToolResult:
        bird = f"Bird{number}"
        premises = ["All birds can fly.", f"{bird} is a bird."]
        goal = f"{bird} can {'' if number % 2 else 'not '}fly."
        return await assistant.client.call_tool("solve", {"premises": premises, "goal": goal})

    async def ask_all() -> list[CallToolResult]:
        return await asyncio.gather(*(ask(number) for number in range(20)))

    verdicts = [content(result)["verdict"] for result in assistant.wait_for(ask_all())]
    assert verdicts == ["refuted", "proved"] * 10


@pytest.mark.slow
@pytest.mark.usefixtures("embedded_toolchain")
def test_search_finds_a_proof_that_lean_accepts(assistant: Assistant) -> None:
    goal = "∀ n : Nat, n + 0 = n"
    assert error(assistant.call("search", goal=goal, strategy="guess"))["code"] == (
        "unknown-strategy"
    )
    found = content(assistant.call("search", goal=goal, seconds=60))
    assert found["proved"]
    checked = content(assistant.call("check", lean_source=found["source"], statement=goal))
    assert checked["accepted"]
