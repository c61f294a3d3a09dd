"""``prover eval --translations`` on a small file of the same shape, and on broken ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.cli import main

GOOD = (
    "TEXT: All cats purr.\nFOL: all x. (Cat(x) -> Purrs(x))\nTEXT: Tom is a cat.\nFOL: Cat(Tom)\n"
)
RECORD = {
    "index": 1,
    "folio_id": "made_up_1",
    "label": "True",
    "premises": ["All cats purr.", "Tom is a cat."],
    "conclusion": "Tom purrs.",
    "answers": ["True", "Error", "Uncertain"],
    "samples": [
        GOOD + "TEXT: Tom purrs.\nFOL: Purrs(Tom)",
        GOOD + "TEXT: Tom purrs.\nFOL: Purr(Tom",
        GOOD + "TEXT: Tom purrs.\nFOL: ???",
    ],
}


def evaluate(tmp_path: Path, *lines: str, options: tuple[str, ...] = ()) -> int:
    file = tmp_path / "samples.jsonl"
    file.write_text("\n".join(lines))
    with pytest.raises(SystemExit) as ended:
        main(("eval", "--translations", str(file), *options))
    return int(ended.value.code or 0)


def test_figures_of_samples_vote_and_authors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(tmp_path, json.dumps(RECORD), options=("--json",)) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["n"], found["accuracy"], found["samples"], found["lost"]) == (1, 1, 3, 1)
    assert found["recorded"] == {
        "accuracy": 1,
        "oracle": 1,
        "sample_accuracy": pytest.approx(1 / 3),
        "lost": pytest.approx(1 / 3),
    }
    vote = found["problems"][0]["vote"]
    assert vote["counts"] == {"proved": 2, "untranslated": 1}
    assert vote["samples"][1]["merges"][0]["why"] == "spelling"
    assert vote["samples"][1]["repairs"][0]["code"] == "repaired"
    assert vote["samples"][2]["unread"][0]["name"] == "goal"


def test_only_the_first_samples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--json", "--k", "1")
    assert evaluate(tmp_path, json.dumps(RECORD), options=options) == 0
    assert json.loads(capsys.readouterr().out)["samples"] == 1


def test_figures_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(tmp_path, json.dumps(RECORD)) == 0
    assert "recorded" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[" * 100_000,
        "[]",
        "{}",
        json.dumps({**RECORD, "label": "Maybe"}),
        json.dumps({**RECORD, "samples": 3}),
    ],
)
def test_what_is_no_record_is_one_line_of_error(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(tmp_path, line) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_neither_data_set_nor_translations(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(("eval",))
    assert ended.value.code == 2
    assert "--translations" in capsys.readouterr().err
