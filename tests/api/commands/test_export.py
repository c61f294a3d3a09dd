"""``prover export``: from a kept answer to every other form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.running import Run

PROBLEM = "All birds can fly.\nTweety is a bird.\nTherefore: Tweety can fly.\n"


@pytest.fixture
def answer(tmp_path: Path, run: Run) -> Path:
    problem, kept = tmp_path / "problem.txt", tmp_path / "answer.json"
    problem.write_text(PROBLEM, "utf-8")
    kept.write_text(run("solve", problem, "--json").out, "utf-8")
    return kept


def test_every_form_is_written(answer: Path, tmp_path: Path, run: Run) -> None:
    forms = ("html", "dot", "markdown", "tstp", "lean")
    wanted = [option for form in forms for option in (f"--{form}", tmp_path / form)]
    assert run("export", answer, *wanted).code == 0
    assert all("weety" in (tmp_path / form).read_text("utf-8") for form in forms)


def test_the_form_is_as_solve_would_have_written_it(answer: Path, tmp_path: Path, run: Run) -> None:
    again, direct = tmp_path / "again.p", tmp_path / "direct.p"
    run("export", answer, "--tstp", again)
    run("solve", tmp_path / "problem.txt", "--tstp", direct)
    assert again.read_text("utf-8") == direct.read_text("utf-8")


def test_a_forged_answer_is_not_exported(answer: Path, tmp_path: Path, run: Run) -> None:
    document = json.loads(answer.read_text("utf-8"))
    answer.write_text(json.dumps({**document, "verdict": "refuted"}), "utf-8")
    result = run("export", answer, "--html", tmp_path / "page.html")
    assert result.code == 2
    assert "not refuted by its evidence" in result.err
    assert not (tmp_path / "page.html").exists()


def test_a_form_has_to_be_named(answer: Path, run: Run) -> None:
    assert run("export", answer).code == 2


def test_what_is_no_answer_is_bad_input(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "answer.json"
    for text in ("[", "[]", '{"version": 1}'):
        path.write_text(text, "utf-8")
        assert run("export", path, "--dot", tmp_path / "g.dot").code == 2
