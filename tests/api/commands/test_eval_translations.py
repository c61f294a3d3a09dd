"""``prover eval --translations``: recorded programs replayed from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.running import Run

RULES = "Facts:\nMite(Ada)\nRules:\nMite($x) >>> Tiny($x)\nQuery:\nTiny(Ada, False)"
OPEN = "Facts:\nMite(Ada)\nRules:\nMite($x) >>> Tiny($x)\nQuery:\nFast(Ada, True)"
FORMULAS = "Premises:\nOld(ida)\nOld(ida) →\nConclusion:\nOld(ida)"
CHOICE = (
    "Variables:\na [IN] [1, 2]\nb [IN] [1, 2]\nConstraints:\na < b\nQuery:\nA) a == 2\nB) b == 2"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where nothing else is near: data sets are looked for in the folders beside a file's own."""
    alone = tmp_path / "programs"
    alone.mkdir()
    return alone


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


@pytest.fixture
def recorded(folder: Path) -> Path:
    return write(
        folder / "recorded.jsonl",
        {"id": "q1", "label": "A", "program": RULES},
        {"id": "q2", "label": "C", "program": OPEN},
        {"id": "q3", "label": "A", "program": FORMULAS},
        {"id": "q4", "label": "C", "program": FORMULAS.replace("Old(ida)\nOld", "Old(eva)\nOld")},
    )


def test_figures_and_the_fate_of_every_sample(run: Run, recorded: Path) -> None:
    result = run("eval", "--translations", recorded, "--json")
    figures = json.loads(result.out)
    assert result.code == 0
    assert figures["n"] == figures["samples"] == 4
    assert figures["executed"] == figures["certified"] == 3
    assert figures["fates"] == {"proved": 1, "refuted": 1, "uncertain": 1, "untranslated": 1}
    assert figures["strict_accuracy"] == figures["accuracy"] == 0.5
    q1, _, q3, q4 = figures["problems"]
    assert q1["answer"] == "False"
    assert q3["answer"] == "True"
    assert any("not read" in note for note in q3["samples"][0]["notes"])
    assert (q4["answer"], q4["verdict"], q4["correct"]) == ("", "untranslated", False)


def test_the_data_set_nearby_has_the_question(run: Run, recorded: Path) -> None:
    data = recorded.parent.parent / "data"
    data.mkdir()
    rows = [{"id": f"q{n}", "question": "Ada is tiny.", "label": "True"} for n in range(1, 5)]
    path = write(data / "dev.jsonl", *rows)
    figures = json.loads(run("eval", "--translations", recorded, "--json").out)
    assert figures["dataset"] == str(path)
    assert figures["problems"][0]["answer"] == "True"
    assert "denies nothing" in figures["problems"][0]["samples"][0]["notes"][0]


def test_letters_of_options_are_answers(run: Run, folder: Path) -> None:
    path = write(folder / "r.jsonl", {"id": "1", "label": "B", "program": CHOICE})
    figures = json.loads(run("eval", "--translations", path, "--json").out)
    assert figures["problems"][0]["answer"] == "B"
    assert figures["certified"] == 1


def test_no_option_alone_is_no_answer(run: Run, folder: Path) -> None:
    program = CHOICE.replace("a == 2", "b == 2")
    path = write(folder / "r.jsonl", {"id": "1", "label": "B", "program": program})
    (problem,) = json.loads(run("eval", "--translations", path, "--json").out)["problems"]
    assert (problem["answer"], problem["verdict"]) == ("", "uncertain")
    assert problem["reason"] == "A, B are all right"


def test_one_contradicting_constraint_is_left_out_with_a_note(run: Run, folder: Path) -> None:
    program = CHOICE.replace("a < b", "a < b\nb == 1")
    path = write(folder / "r.jsonl", {"id": "1", "label": "B", "program": program})
    (problem,) = json.loads(run("eval", "--translations", path, "--json").out)["problems"]
    assert problem["answer"] == "B"
    assert "contradict each other: c1, c2; left out: 'b == 1'" in problem["samples"][0]["notes"][0]


def test_contradictions_that_decide_nothing_stay_inconsistent(run: Run, folder: Path) -> None:
    program = CHOICE.replace("a < b", "a < b\nb == 1\na == 2\nb < a")
    path = write(folder / "r.jsonl", {"id": "1", "label": "B", "program": program})
    (problem,) = json.loads(run("eval", "--translations", path, "--json").out)["problems"]
    assert (problem["answer"], problem["verdict"]) == ("", "inconsistent")


def test_for_a_person(run: Run, recorded: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    result = run("eval", "--translations", recorded, "--rows", rows, "--jobs", 2, "--k", 1)
    assert "executed" in result.out
    assert "75.0%" in result.out
    assert len(rows.read_text().splitlines()) == 4


def test_a_floor_for_the_accuracy(run: Run, recorded: Path) -> None:
    assert run("eval", "--translations", recorded, "--json", "--fail-under", 60).code == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no records"),
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[1]", "must be a JSON object"),
        ('{"text": 1}', "known formats: logic-lm"),
        ('{"id": "1", "program": "Facts:"}', "no label"),
        ('{"id": "1", "label": "??", "program": "Facts:"}', "the label '??'"),
    ],
)
def test_bad_files_are_one_line_of_error(
    run: Run, folder: Path, content: str, message: str
) -> None:
    path = folder / "bad.jsonl"
    path.write_text(content)
    result = run("eval", "--translations", path)
    assert result.code == 2
    assert message in result.err


def test_something_has_to_be_evaluated(run: Run) -> None:
    result = run("eval")
    assert result.code == 2
    assert "what is to be evaluated" in result.err


@pytest.mark.parametrize("program", ["", "   ", "Hello.", "Query:\nP(a)", "\x00", "(" * 10_000])
def test_programs_that_are_none_are_untranslated(run: Run, folder: Path, program: str) -> None:
    path = write(folder / "r.jsonl", {"id": "1", "label": "A", "program": program})
    figures = json.loads(run("eval", "--translations", path, "--json").out)
    assert figures["untranslated"] == 1
    assert figures["problems"][0]["answer"] == ""
