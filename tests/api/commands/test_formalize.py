"""``prover formalize`` as people use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli import main
from prover.lean.toolchain import Toolchain
from tests.loopback import says, serving


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def embedded(embedded_toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVER_LEAN", "embedded")


@pytest.mark.usefixtures("warm")
def test_prints_the_statement_and_says_it_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("formalize", "The sum of two even integers is even.") == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "theorem goal (a b : Int) (h1 : a % 2 = 0) (h2 : b % 2 = 0) : (a + b) % 2 = 0" in printed
    assert "Let a and b be integers. Suppose a is even." in printed


@pytest.mark.slow
def test_a_false_statement_is_flagged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "claim.txt"
    path.write_text("Every natural number is even.\n")
    assert run("formalize", str(path), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    (flag,) = found["classes"][0]["candidates"][0]["flags"]
    assert flag["flag"] == "refuted"
    assert flag["certificate"]["accepted"]


@pytest.mark.slow
def test_a_model_that_disagrees_makes_it_ambiguous(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = "```lean\ntheorem goal (n : Nat) (h : n % 2 = 1) : (n + 1) % 2 = 0\n```"
    with serving(says(reply)) as server:
        monkeypatch.setenv("PROVER_MODEL_URL", server.url)
        text = "If n is an even natural number then n + 1 is odd."
        assert run("formalize", text, "--model", "openai:m", "--k", "1", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["agreement"] == "ambiguous"
    assert [one["votes"] for one in found["classes"]] == [1, 1]
    assert found["classes"][0]["candidates"][0]["source"] == "controlled"


@pytest.mark.parametrize(
    "arguments",
    [
        ("formalize", "Every cat is a mammal."),
        ("formalize", ""),
        ("formalize", "1 = 1", "--translator", "model"),
        ("formalize", "1 = 1", "--model", "nonsense"),
        ("search", "Every cat is a mammal.", "--english"),
    ],
)
def test_bad_input_is_one_line(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.slow
def test_english_goals_are_proved(capsys: pytest.CaptureFixture[str]) -> None:
    text = "The sum of two odd natural numbers is even."
    assert run("search", text, "--english", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "proved"
    assert found["certificates"][0]["accepted"]
    assert found["statement"].endswith(": (n + m) % 2 = 0")
