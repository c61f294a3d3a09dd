"""``prover search`` as people use it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import get_args

import pytest

from api.cli import main
from api.commands import search_options
from prover.lean.toolchain import Toolchain
from search.strategy import STRATEGIES


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def embedded(embedded_toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVER_LEAN", "embedded")


@pytest.mark.usefixtures("warm")
def test_finds_a_proof_and_writes_its_tree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "tree.html"
    goal = "theorem t (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry"
    assert run("search", goal, "--html", str(page), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "proved"
    assert found["certificates"][0]["accepted"]
    assert found["calls"] >= 1
    text = page.read_text("utf-8")
    assert "Proved" in text
    assert "p ∧ q" in text


@pytest.mark.slow
def test_workers_do_not_wait_for_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Found in use: the thread that gives out the work held the server that a worker waited for."""
    goal = "theorem t (a b n : Nat) : a * b = b * a + n"
    assert run("search", goal, "--workers", "2", "--budget", "12", "--json") == 1
    assert json.loads(capsys.readouterr().out)["calls"] == 12


@pytest.mark.usefixtures("warm")
def test_a_file_may_bring_definitions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.lean"
    path.write_text("def two : Nat := 2\n\ntheorem t : two + two = 4 := by\n  sorry\n")
    assert run("search", str(path)) == 0
    assert capsys.readouterr().out.startswith("theorem t : two + two = 4 := by\n")


EXAMPLES = Path(__file__).parents[3] / "data" / "examples"
OPEN = str(EXAMPLES / "open.txt")


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    "arguments",
    [
        (OPEN, "--strategy", "clever"),
        (OPEN, "--budget", "0"),
        ("nowhere.p",),
        ("nowhere.lean",),
        ("theorem t : foo",),
        ("theorem t : True := trivial",),
        ("1 = 1", "--strategy", "clever"),
        ("1 = 1", "--budget", "0"),
        ("",),
    ],
)
def test_bad_input_is_one_line(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("search", *arguments) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_first_order_problems_are_searched_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "tree.html"
    example = Path(__file__).parents[3] / "data" / "examples" / "library.txt"
    assert run("search", str(example), "--strategy", "mcts", "--json", "--html", str(page)) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "proved"
    assert found["certified"]
    assert found["search"]["calls"] >= 1
    text = page.read_text("utf-8")
    assert "Proved" in text
    assert "¬run_for(anna, office)" in text
    assert "extension with clause 5: uninformed(x) ∨ vote(x) ∨ run_for(x, office)" in text
    in_proof = text.count('<details class="proved" open>')
    assert in_proof == sum(
        edge["in_proof"] and bool(edge["children"])
        for node in found["search"]["tree"]["nodes"]
        for edge in node["edges"]
    )


def test_a_first_order_search_without_a_proof_is_unknown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    example = Path(__file__).parents[3] / "data" / "examples" / "open.txt"
    assert run("search", str(example), "--json", "--budget", "200") == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "unknown"


TIP_FILE = """(declare-datatype Nat ((Z) (S (proj1-S Nat))))
(define-fun-rec plus ((x Nat) (y Nat)) Nat
  (match x ((Z y) ((S z) (S (plus z y))))))
(prove (forall ((n Nat)) (= (plus n Z) n)))
"""


@pytest.mark.usefixtures("warm")
def test_tip_problems_are_goals_of_lean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plus.smt2"
    path.write_text(TIP_FILE)
    assert run("search", str(path), "--json") == 0
    assert json.loads(capsys.readouterr().out)["certificates"][0]["accepted"]
    path.write_text(TIP_FILE[:-5])
    assert run("search", str(path)) == 2
    assert "line" in capsys.readouterr().err


HARD = """fof(a, axiom, ! [X, Y, Z] : ((p(X, Y) & p(Y, Z)) => p(X, Z))).
fof(b, axiom, ! [X, Y, Z] : ((q(X, Y) & q(Y, Z)) => q(X, Z))).
fof(c, axiom, ! [X, Y] : (q(X, Y) => q(Y, X))).
fof(d, axiom, ! [X, Y] : (p(X, Y) | q(X, Y))).
fof(e, conjecture, (! [X, Y] : p(X, Y)) | (! [X, Y] : q(X, Y))).
"""


def test_a_kept_search_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, kept = tmp_path / "hard.p", tmp_path / "kept.json"
    problem.write_text(HARD)
    search = "search", str(problem), "--json", "--checkpoint", str(kept)
    assert run(*search, "--strategy", "depth-first", "--budget", "50") == 1
    assert json.loads(capsys.readouterr().out)["search"]["calls"] == 50
    assert run(*search, "--strategy", "depth-first", "--budget", "80") == 1
    assert json.loads(capsys.readouterr().out)["search"]["calls"] == 80
    assert run(*search, "--strategy", "astar") == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert "strategy is 'depth-first', not 'astar'" in line
    problem.write_text(HARD.replace("fof(c", "fof(changed"))
    assert run(*search, "--strategy", "depth-first") == 2
    assert "premises" in capsys.readouterr().err
    kept.write_text("{")
    assert run(*search) == 2
    assert "damaged" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_kept_search_in_order(number: signal.Signals, tmp_path: Path) -> None:
    problem, kept = tmp_path / "hard.p", tmp_path / "kept.json"
    problem.write_text(HARD)
    command = f"from api.cli import main; main(['search', {str(problem)!r}, '--json', "
    command += (
        f"'--strategy', 'depth-first', '--budget', '10000000', '--checkpoint', {str(kept)!r}])"
    )
    process = subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE, text=True)
    while not kept.exists():
        time.sleep(0.02)
    process.send_signal(number)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    found = json.loads(out)
    assert found["search"]["reason"] == "interrupted"
    assert json.loads(kept.read_text("utf-8"))["cost"]["calls"] == found["search"]["calls"]


def test_the_help_names_every_strategy() -> None:
    """It says the names itself, so that help needs no strategy to be loaded."""
    _, option = get_args(search_options.Strategy)
    assert option.help == f"one of {', '.join(STRATEGIES)}"
