"""The command line as people use it: answers, files, exit codes, and errors in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.running import Run

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
SOCRATES = "All men are mortal.\nSocrates is a man.\nTherefore: Socrates is mortal.\n"
FORMULAS = "P(a)\n∀x (P(x) → Q(x))\nTherefore: Q(a)\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def make(content: str | bytes, name: str = "problem.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


Write = Callable[..., Path]


def test_solves_english(run: Run, write: Write) -> None:
    result = run("solve", write(SOCRATES))
    assert result.code == 0
    assert "PROVED" in result.out
    assert "certified" in result.out


def test_solves_formulas(run: Run, write: Write) -> None:
    assert "PROVED" in run("solve", write(FORMULAS)).out


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        ("Socrates is mortal.", "proved"),
        ("Socrates is not mortal.", "refuted"),
        ("Socrates is wise.", "uncertain"),
        ("Is Socrates mortal?", "proved"),
    ],
)
def test_answers_in_json(run: Run, write: Write, goal: str, verdict: str) -> None:
    text = f"All men are mortal.\nSocrates is a man.\nQuestion: {goal}\n"
    document = json.loads(run("solve", write(text), "--json").out)
    assert document["verdict"] == verdict
    assert document["certified"] is True


def test_an_uncertain_answer_names_what_no_premise_speaks_of(run: Run, write: Write) -> None:
    text = "Bob is kind.\nTherefore: Bob is wise.\n"
    assert "no premise speaks of wise" in run("solve", write(text)).out


def test_reads_json(run: Run, write: Write) -> None:
    problem = {"premises": ["P(a)", "∀x (P(x) → Q(x))"], "goal": "Q(a)", "language": "fol"}
    result = run("solve", write(json.dumps(problem), "problem.json"), "--json")
    assert json.loads(result.out)["verdict"] == "proved"


def test_reads_tptp(run: Run, write: Write) -> None:
    text = "fof(a, axiom, p(c)). fof(b, axiom, ![X]: (p(X) => q(X))). fof(g, conjecture, q(c))."
    result = run("solve", write(text, "problem.p"), "--json")
    assert json.loads(result.out)["szs"] == "Theorem"


def test_inconsistent_premises_show_their_core(run: Run, write: Write) -> None:
    text = "P(a)\nR(b)\n¬P(a)\nTherefore: R(b)\n"
    document = json.loads(run("solve", write(text), "--json").out)
    assert document["verdict"] == "inconsistent"
    assert document["core"] == ["p1", "p3"]


def test_an_untranslated_sentence_is_shown_with_its_place(run: Run, write: Write) -> None:
    text = "Socrates is a man.\nBlorp the of and.\nTherefore: Socrates is a man.\n"
    result = run("solve", write(text))
    assert result.code == 1
    assert "UNTRANSLATED" in result.out
    assert "Blorp the of and." in result.out
    assert "^" in result.out


@pytest.mark.parametrize(
    ("option", "start"),
    [
        ("--html", "<!DOCTYPE html>"),
        ("--dot", "digraph"),
        ("--markdown", "#"),
        ("--tstp", "%"),
    ],
)
def test_writes_exports(run: Run, write: Write, tmp_path: Path, option: str, start: str) -> None:
    target = tmp_path / "out"
    assert run("solve", write(SOCRATES), option, target).code == 0
    assert target.read_text().lower().startswith(start.lower())
    assert [p.name for p in tmp_path.iterdir() if "partial" in p.name] == []


def test_an_export_that_cannot_be_written_leaves_nothing(run: Run, write: Write) -> None:
    result = run("solve", write(SOCRATES), "--html", "/nowhere/at/all.html")
    assert result.code == 2
    assert "cannot write" in result.err


def test_checks_an_exported_answer(run: Run, write: Write) -> None:
    exported = run("solve", write(SOCRATES), "--json").out
    result = run("check", write(exported, "answer.json"), "--json")
    assert result.code == 0
    assert json.loads(result.out)["accepted"] is True


def test_rejects_an_exported_answer_with_another_verdict(run: Run, write: Write) -> None:
    exported = json.loads(run("solve", write(SOCRATES), "--json").out)
    exported["verdict"] = "refuted"
    result = run("check", write(json.dumps(exported), "answer.json"))
    assert result.code == 1
    assert "rejected" in result.out


def test_translates(run: Run, write: Write) -> None:
    document = json.loads(run("translate", write(SOCRATES), "--json").out)
    assert document["premises"][0]["readings"][0]["formula"] == "∀x (man(x) → mortal(x))"


@pytest.mark.parametrize(
    ("notation", "line"),
    [
        ("unicode", "∀x (man(x) → mortal(x))"),
        ("prover9", "all x (man(x) -> mortal(x))"),
        ("nltk", "all x.(man(x) -> mortal(x))"),
        ("tptp", "fof(goal, conjecture, ( mortal(socrates) ))."),
        ("smtlib", "(check-sat)"),
        ("lean", "theorem goal"),
        ("latex", "\\forall"),
    ],
)
def test_writes_the_problem_in_another_notation(
    run: Run, write: Write, notation: str, line: str
) -> None:
    assert line in run("translate", write(SOCRATES), "--to", notation).out


def test_doctor_shows_versions_and_settings(run: Run) -> None:
    document = json.loads(run("doctor", "--json").out)
    assert document["settings"]["PROVER_TIMEOUT"] == "10.0"
    assert document["versions"]["z3"][0].isdigit()


def test_shows_its_version(run: Run) -> None:
    assert run("--version").out.startswith("prover 0.")


def test_settings_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVER_TIMEOUT", "3")
    document = json.loads(run("doctor", "--json").out)
    assert document["settings"]["PROVER_TIMEOUT"] == "3.0"


def test_a_wrong_setting_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVER_TIMEOUT", "soon")
    result = run("doctor")
    assert result.code == 2
    assert "PROVER_TIMEOUT" in result.err


BAD_INPUTS: dict[str, tuple[str | bytes, str, str]] = {
    "empty": ("", "problem.txt", "is empty"),
    "blank": (" \n\n ", "problem.txt", "is empty"),
    "no goal": ("All men are mortal.\n", "problem.txt", "there is no goal"),
    "binary": (b"\x00\x01\x02", "problem.txt", "binary"),
    "not UTF-8": (b"P(a)\n\xff\xfe", "problem.txt", "not UTF-8"),
    "too large": ("P(a)\n" * 2_000_000 + "? P(a)", "problem.txt", "more than the limit"),
    "wrong JSON": ('{"premises": [', "problem.json", "Invalid JSON"),
    "JSON without goal": ('{"premises": ["P(a)"]}', "problem.json", "goal"),
    "JSON with other fields": ('{"premises": [], "goal": "P(a)", "x": 1}', "p.json", "x:"),
    "unbalanced": ("P(a\nTherefore: P(a)\n", "problem.txt", "line 1"),
    "an error on line 2": ("P(a)\n∀x (P(x) → )\nTherefore: P(a)\n", "problem.txt", "line 2"),
    "two languages": ("All men are mortal.\nP(a)\nTherefore: P(a)\n", "problem.txt", "English"),
    "broken TPTP": ("fof(a, axiom, p(.", "problem.p", "line 1"),
    "nested too deep": ("(" * 20_000 + "P(a)" + ")" * 20_000 + "\n? P(a)", "p.txt", "deep"),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_bad_input_is_one_clear_line_and_exit_code_2(run: Run, write: Write, name: str) -> None:
    content, filename, message = BAD_INPUTS[name]
    result = run("solve", write(content, filename))
    assert result.code == 2
    assert result.out == "" or result.out.startswith("% SZS status SyntaxError for problem : ")
    assert message in result.err
    assert "Traceback" not in result.err


def test_a_missing_file(run: Run) -> None:
    result = run("solve", "/no/such/file")
    assert result.code == 2
    assert "cannot read" in result.err


@pytest.mark.parametrize("content", ["[]", "{}", '{"version": 1}', "nonsense", "[" * 100_000])
def test_check_refuses_what_is_no_answer(run: Run, write: Write, content: str) -> None:
    result = run("check", write(content, "answer.json"))
    assert result.code == 2
    assert "error" in result.err


def rows(*records: dict[str, object]) -> str:
    return "\n".join(json.dumps(record) for record in records)


ROW = {"id": "r1", "context": "Bob is kind. Kind people are nice.", "question": "Bob is nice."}


def test_evaluates_a_data_set(run: Run, write: Write, tmp_path: Path) -> None:
    data = write(
        rows(
            {**ROW, "label": "True"},
            {"premises": ["Bob is kind."], "conclusion": "Bob is not kind.", "label": "False"},
            {"premises": ["Bob is kind."], "conclusion": "Bob is tall.", "label": "Unknown"},
        ),
        "data.jsonl",
    )
    result = run("eval", data, "--json", "--rows", tmp_path / "rows.jsonl")
    summary = json.loads(result.out)
    assert (summary["n"], summary["correct"], summary["certified"]) == (3, 3, 3)
    written = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text().splitlines()]
    assert [row["verdict"] for row in written] == ["proved", "refuted", "uncertain"]


def test_evaluates_formulas(run: Run, write: Write) -> None:
    listed = {"premises_fol": ["P(a)"], "conclusion_fol": "P(a)", "label": "True"}
    lines = {"premises_fol": "P(a)\n∀x. P(x) -> Q(x)", "conclusion_fol": "Q(a)", "label": "True"}
    result = run("eval", write(rows(listed, lines), "d.jsonl"), "--field", "fol", "--json")
    assert json.loads(result.out)["correct"] == 2


def test_two_processes_give_the_same_figures(run: Run, write: Write) -> None:
    data = write(rows(*({**ROW, "label": "True"} for _ in range(20))), "data.jsonl")
    summary = json.loads(run("eval", data, "--json", "--jobs", 2).out)
    assert (summary["n"], summary["correct"]) == (20, 20)


def test_accuracy_below_the_threshold_exits_1(run: Run, write: Write) -> None:
    data = write(rows({**ROW, "label": "False"}), "data.jsonl")
    assert run("eval", data, "--fail-under", 50).code == 1
    assert run("eval", data, "--fail-under", 0).code == 0


def test_a_difference_is_listed_with_its_proof(run: Run, write: Write) -> None:
    out = run("eval", write(rows({**ROW, "label": "False"}), "data.jsonl")).out
    assert "r1: gold False, proved" in out
    assert "Kind people are nice." in out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no rows"),
        ("{", "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("[1]", "must be a JSON object"),
        (rows({"text": "x", "label": "True"}), "has fields"),
        (rows({**ROW, "label": "Maybe"}), "label"),
    ],
)
def test_a_bad_data_set_is_one_clear_line(
    run: Run, write: Write, content: str, message: str
) -> None:
    result = run("eval", write(content, "data.jsonl"))
    assert result.code == 2
    assert message in result.err


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*")), ids=lambda path: path.name)
def test_every_example_is_answered_and_certified(run: Run, example: Path) -> None:
    document = json.loads(run("solve", example, "--json").out)
    assert document["certified"] is True
