"""``prover prove-by-induction`` as people use it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from api.cli import main
from prover.lean.toolchain import Toolchain
from tests.translators.mpl.numbers import CONFIGURATION, DEFINITIONS
from tests.translators.tip.problems import APPEND, EXPORTED, LIST, NAT

REVERSE = """
(define-fun-rec rev (par (a) (((x (list a))) (list a)))
  (match x ((nil (_ nil a)) ((cons y xs) (++ (rev xs) (cons y (_ nil a)))))))
"""
TWICE_REVERSED = (
    LIST + APPEND + REVERSE + "(prove (par (a) (forall ((xs (list a))) (= (rev (rev xs)) xs))))"
)
MAP = """
(define-fun-rec map (par (a b) (((f (=> a b)) (y (list a))) (list b)))
  (match y ((nil (_ nil b)) ((cons z xs) (cons (@ f z) (map f xs))))))
"""


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(("prove-by-induction", *arguments))
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVER_LEAN", "off")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "problem.smt2"


def test_a_goal_is_proved_and_every_step_checked(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(TWICE_REVERSED)
    assert run(str(file), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    (goal,) = found["goals"]
    assert found["verdict"] == goal["verdict"] == "proved"
    assert goal["statement"] == "∀xs (rev(rev(xs)) = xs)"
    assert [c["accepted"] for c in goal["certificates"]] == [True]
    assert {t["name"] for t in found["development"]["theorems"]} >= {goal["theorem"]}


def test_for_people_the_lemmas_are_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(TWICE_REVERSED)
    assert run(str(file)) == 0
    shown = capsys.readouterr().out
    assert "PROVED" in shown
    assert "lemma" in shown
    assert "by induction on xs" in shown
    assert "✓ every step checked" in shown


def test_a_false_goal_is_refuted_by_a_theorem_with_a_witness(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = "(prove (forall ((x (list Nat)) (y (list Nat))) (= (++ x y) (++ y x))))"
    file.write_text(NAT + LIST + APPEND + goal)
    assert run(str(file), "--json") == 0
    (goal,) = json.loads(capsys.readouterr().out)["goals"]
    assert goal["verdict"] == "refuted"
    assert goal["witness"]["values"] == {"x": "cons(Z, nil)", "y": "cons(S(Z), nil)"}
    assert [c["accepted"] for c in goal["certificates"]] == [True]


def test_what_open_functions_mean_belongs_to_a_witness(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = "(prove (par (a) (forall ((f (=> a a)) (xs (list a))) (= (map f xs) xs))))"
    file.write_text(LIST + MAP + goal)
    assert run(str(file)) == 0
    shown = capsys.readouterr().out
    assert "false for xs = cons(a1, nil)" in shown
    assert "where f(a1) = a2" in shown


def test_what_is_open_is_unknown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("""
(declare-sort sk 0) (declare-fun op (sk sk) sk) (declare-const e sk)
(assert (forall ((x sk)) (= (op x e) x)))
(prove (forall ((x sk) (y sk)) (= (op x y) (op y x))))""")
    assert run(str(file), "--timeout", "1", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "unknown"
    assert found["goals"][0]["reason"]


def test_goals_of_a_theory_help_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "numbers.theory"
    path.write_text("""
datatype Nat = 0 | S(Nat)
function + : Nat × Nat → Nat
  x + 0 = x
  x + S(y) = S(x + y)
theorem zero plus: 0 + x = x
theorem plus is commutative: x + y = y + x
""")
    assert run(str(path), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [goal["verdict"] for goal in found["goals"]] == ["proved", "proved"]
    names = [theorem["name"] for theorem in found["development"]["theorems"]]
    assert names.count("zero plus") == 1


def test_standard_input_may_be_tip(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(TWICE_REVERSED.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    assert run("-") == 0
    assert "PROVED" in capsys.readouterr().out


def test_laws_of_integers_are_proved_where_they_are_needed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(
        LIST
        + """
(define-fun-rec sorted ((x (list Int))) Bool
  (match x ((nil true) ((cons y z)
    (match z ((nil true) ((cons u us) (and (<= y u) (sorted z)))))))))
(define-fun-rec insert ((x Int) (y (list Int))) (list Int)
  (match y ((nil (cons x (_ nil Int)))
    ((cons z zs) (ite (<= x z) (cons x y) (cons z (insert x zs)))))))
(prove (forall ((x Int) (xs (list Int))) (=> (sorted xs) (sorted (insert x xs)))))
"""
    )
    assert run(str(file), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    names = {theorem["name"] for theorem in found["development"]["theorems"]}
    assert "integers.2" in names  # ≤ is total: the proof rests on it
    assert "integers.4" not in names  # ≤ is transitive: it does not rest on that


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    for name, text in DEFINITIONS.items():
        path = tmp_path / "definitions" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    path = tmp_path / "config" / "ConfigCount.json"
    path.parent.mkdir()
    path.write_text(CONFIGURATION.replace("map.mpl", "map.txt"))
    return path


def test_theorems_of_generative_logic_are_proved(
    tmp_path: Path, configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "theorems.txt"
    path.write_text(
        "(>[3,4](AnchorCount[1,2,3,4,5])(>[6,7](in2[6,7,3])(in3[5,6,7,4])))\n"
        "(>[4](AnchorCount[1,2,3,4,5])(>[6,7,8](in3[6,7,8,4])(in3[7,6,8,4])))\n"
    )
    assert run(str(path), "--definitions", str(configuration), "--json") == 0
    goals = json.loads(capsys.readouterr().out)["goals"]
    statements = ["∀x (plus(one, x) = t(x))", "∀x ∀y (plus(x, y) = plus(y, x))"]
    assert [goal["statement"] for goal in goals] == statements
    assert {goal["verdict"] for goal in goals} == {"proved"}


def test_recursion_that_is_not_seen_to_end_is_said(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "(define-fun-rec f ((x Nat)) Nat (match x ((Z Z) ((S y) (f (f y))))))"
    file.write_text(NAT + text + "(prove (= (f (S Z)) Z))")
    assert run(str(file), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "proved"
    assert found["warnings"] == ["the recursion of f is not seen to end: its equations are assumed"]


def test_a_missing_definition_is_said(
    tmp_path: Path, configuration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "definitions" / "Sums.mpl").unlink()
    assert run(str(configuration)) == 2
    assert "the definition Sums.mpl is missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("suffix", "text", "message"),
    [
        (".smt2", NAT + "(prove (= Z", "line 2"),
        (".smt2", NAT, "nothing to prove"),
        (".smt2", "(prove (forall ((x Int)) (< x 1000)))", "line 1, column 1: the numeral 1000"),
        (".theory", "datatype Nat = 0 | S(Nat)\ntheorem t: x + 0 = x", "line 2, column 14"),
        (".theory", "datatype Nat = 0 | S(Nat)", "nothing to prove"),
    ],
)
def test_bad_input_is_one_line_and_code_two(
    tmp_path: Path, suffix: str, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"problem{suffix}"
    path.write_text(text)
    assert run(str(path)) == 2
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert message in said


@pytest.mark.slow
def test_lean_is_asked_about_every_theorem(
    file: Path,
    embedded_toolchain: Toolchain,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PROVER_LEAN", "embedded")
    file.write_text(TWICE_REVERSED)
    assert run(str(file), "--lean", "--json") == 0
    (goal,) = json.loads(capsys.readouterr().out)["goals"]
    said = {item["checker"]: item["accepted"] for item in goal["certificates"]}
    assert said == {"proof_checker": True, "lean_kernel": True}


@pytest.mark.slow
def test_lean_tactics_prove_what_is_no_theory(
    file: Path,
    embedded_toolchain: Toolchain,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PROVER_LEAN", "embedded")
    file.write_text(EXPORTED["arithmetic"])
    assert run(str(file), "--timeout", "30", "--json") == 0
    (goal,) = json.loads(capsys.readouterr().out)["goals"]
    assert goal["verdict"] == "proved"
    assert goal["script"]


GOALS = """\
datatype Nat = 0 | S(Nat)

function double : Nat → Nat
  double(0) = 0
  double(S(x)) = S(S(double(x)))

theorem injective: double(x) = double(y) → x = y
theorem nothing: double(x) = x
"""


def test_a_book_is_written_of_the_goals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theory, out = tmp_path / "doubles.theory", tmp_path / "book"
    theory.write_text(GOALS)
    assert run(str(theory), "--out", str(out), "--json") == 0
    assert json.loads(capsys.readouterr().out)["book"] == str(out / "index.html")
    book = json.loads((out / "book.json").read_text())["book"]
    status = {each["name"]: each["status"] for each in book["findings"]}
    assert (status["injective"], status["nothing"]) == ("essential", "refuted")
    assert "x = 1" in (out / "index.html").read_text()
    assert (out / "theorems" / "theorem-injective.html").exists()


def test_a_folder_with_something_else_is_refused_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theory, out = tmp_path / "doubles.theory", tmp_path / "notes"
    theory.write_text(GOALS)
    out.mkdir()
    (out / "diary.txt").write_text("mine")
    assert run(str(theory), "--out", str(out)) == 2
    assert "no book is in it" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["diary.txt"]
