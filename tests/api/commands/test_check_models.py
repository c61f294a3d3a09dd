"""``prover check`` of finite models: whatever prints one, the problem is evaluated in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.api.running import Run

PROBLEMS = {
    "CounterSatisfiable": """
        fof(rule, axiom, ![X]: (cat(X) => animal(X))).
        fof(tom, axiom, cat(tom)).
        fof(asked, conjecture, animal(rex)).
    """,
    "Satisfiable": """
        fof(serial, axiom, ![X]: ?[Y]: r(X, Y)).
        fof(open, axiom, ~r(c, c)).
    """,
}

TYPED = """
    tff(city, type, city: $tType).
    tff(person, type, 'Old Person': $tType).
    tff(lives, type, lives: ('Old Person' * city) > $o).
    tff(born, type, born: 'Old Person' > city).
    tff(ann, type, ann: 'Old Person').
    tff(paris, type, paris: city).
    tff(home, axiom, ![X: 'Old Person']: lives(X, born(X))).
    tff(two, axiom, ?[C: city, D: city]: C != D).
    tff(asked, conjecture, lives(ann, paris)).
"""

UNCERTAIN = "P(a)\nP(b)\nTherefore: ∀x P(x)\n"
UNCERTAIN_P = """
    fof(p1, axiom, 'P'(a)).
    fof(p2, axiom, 'P'(b)).
    fof(asked, conjecture, ![X]: 'P'(X)).
"""


def write(directory: Path, name: str, text: str) -> Path:
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return path


def solved(run: Run, directory: Path, text: str, suffix: str = "p") -> str:
    """The TSTP text of our answer."""
    out = directory / "out.s"
    run("solve", write(directory, f"asked.{suffix}", text), "--tstp", out)
    return out.read_text(encoding="utf-8")


def check(run: Run, directory: Path, model: str, problem: str) -> tuple[int, dict[str, object]]:
    files = write(directory, "model.s", model), write(directory, "problem.p", problem)
    result = run("check", files[0], "--problem", files[1], "--json")
    return result.code, json.loads(result.out)


@pytest.mark.parametrize("status", PROBLEMS)
def test_our_models_come_back(run: Run, tmp_path: Path, status: str) -> None:
    problem = PROBLEMS[status]
    code, found = check(run, tmp_path, solved(run, tmp_path, problem), problem)
    assert (code, found["accepted"]) == (0, True)
    assert (found["szs"], found["claims"]) == (status, status.lower())


def test_models_with_sorts_come_back(run: Run, tmp_path: Path) -> None:
    model = solved(run, tmp_path, TYPED)
    assert "tff(" in model
    assert check(run, tmp_path, model, TYPED)[0] == 0


def test_both_models_of_an_uncertain_answer_are_checked(run: Run, tmp_path: Path) -> None:
    code, found = check(run, tmp_path, solved(run, tmp_path, UNCERTAIN, "txt"), UNCERTAIN_P)
    assert (code, found["claims"], found["models"]) == (0, "uncertain", 2)
    certificates = found["certificates"]
    assert isinstance(certificates, list)
    claims = [certificate["claim"] for certificate in certificates]
    assert claims == ["premises and goal hold", "the premises hold and the goal fails"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("cat(", "~cat("), ("~animal(", "animal("), ("without the", "with the")],
)
def test_a_table_that_was_changed_is_rejected(
    run: Run, tmp_path: Path, right: str, wrong: str
) -> None:
    problem = PROBLEMS["CounterSatisfiable"]
    model = solved(run, tmp_path, problem)
    assert right in model
    code, found = check(run, tmp_path, model.replace(right, wrong), problem)
    assert (code, found["accepted"]) == (1, False)
    answer = found["answer"]
    assert isinstance(answer, dict)
    assert answer["verdict"] == "unknown"
    assert "what the models show is rejected" in answer["reason"]


def test_a_model_of_another_problem_is_rejected(run: Run, tmp_path: Path) -> None:
    model = solved(run, tmp_path, PROBLEMS["Satisfiable"])
    code, found = check(run, tmp_path, model, PROBLEMS["CounterSatisfiable"])
    assert code == 1
    assert "does not interpret" in json.dumps(found["certificates"])


def test_people_read_which_formulas_are_true_and_what_the_page_shows(
    run: Run, tmp_path: Path
) -> None:
    problem = PROBLEMS["CounterSatisfiable"]
    files = write(tmp_path, "model.s", solved(run, tmp_path, problem)), tmp_path / "asked.p"
    page = tmp_path / "page.html"
    result = run("check", files[0], "--problem", files[1], "--html", page)
    assert result.code == 0
    assert "✓ rule: true in the model" in result.out
    assert "SZS CounterSatisfiable, one finite model of size 2" in result.out
    assert "animal" in page.read_text(encoding="utf-8")


def test_without_its_problem_a_model_says_nothing(run: Run, tmp_path: Path) -> None:
    model = solved(run, tmp_path, PROBLEMS["Satisfiable"])
    result = run("check", write(tmp_path, "model.s", model))
    assert result.code == 2
    assert "--problem FILE" in result.err
    assert len(result.err.splitlines()) == 1


MODEL = """% SZS output start FiniteModel
fof(d, fi_domain, ![X]: X = "1").
fof(c, fi_functors, c = "1").
fof(r, fi_predicates, r("1", "1")).
% SZS output end FiniteModel
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (MODEL + MODEL, "line 6, column 31: this is a second model without the goal"),
        (MODEL.replace('c = "1"', "c = d"), "the value of a function is an element"),
        (MODEL.replace("![X]", "![X"), "line 2"),
        (MODEL.replace("% SZS output end FiniteModel\n", ""), "this output has no end"),
        ("% SZS output start FiniteModel\n% SZS output end FiniteModel\n", "there is no domain"),
    ],
)
def test_what_is_no_model_is_an_error(run: Run, tmp_path: Path, text: str, message: str) -> None:
    files = write(tmp_path, "m.s", text), write(tmp_path, "p.p", PROBLEMS["Satisfiable"])
    result = run("check", files[0], "--problem", files[1])
    assert result.code == 2
    assert message in result.err


def test_statements_without_szs_lines_are_a_model_too(run: Run, tmp_path: Path) -> None:
    plain = "\n".join(line for line in MODEL.splitlines() if not line.startswith("%"))
    code, _ = check(run, tmp_path, plain, "fof(a, axiom, r(c, c)).")
    assert code == 0
