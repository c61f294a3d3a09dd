"""``prover explore`` as people use it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from api.cli import main
from api.commands.explore import _names
from api.commands.exploring_progress import exploring_progress
from prover.lean.toolchain import Toolchain
from prover.watch import AskingLean, Checking, Exploring

SUMS = """
datatype Nat = 0 | S(Nat)

function + : Nat × Nat → Nat
  x + 0 = x
  x + S(y) = S(x + y)
"""


@pytest.fixture
def sums(tmp_path: Path) -> Path:
    path = tmp_path / "sums of two.theory"
    path.write_text(SUMS, encoding="utf-8")
    return path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def explored(out: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run("explore", *arguments, "--out", str(out), "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.slow
def test_a_theory_becomes_a_book_which_a_second_run_goes_on_with(
    sums: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "book"
    first = explored(out, capsys, str(sums), "--time", "4", "--no-lean")
    texts = {row["text"]: row for row in first["findings"]}
    assert texts["0 + x = x"]["status"] == "essential"
    assert first["proved"] == sum("number" in row for row in first["findings"]) > 2
    assert first["kernel_accepted"] == 0
    assert "not to be asked" in first["without_lean"]
    page = out / texts["0 + x = x"]["page"]
    assert "By induction on" in page.read_text("utf-8")
    assert run("check", str(out / "book.json")) == 0
    capsys.readouterr()
    second = explored(out, capsys, str(sums), "--time", "0.2", "--no-lean")
    assert second["proved"] >= first["proved"]
    assert second["seconds"] >= first["seconds"]


@pytest.mark.slow
def test_a_definition_is_added_and_the_rest_is_still_there(
    sums: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "book"
    explored(out, capsys, str(sums), "--time", "4", "--no-lean")
    more = "\nfunction double : Nat → Nat\n  double(0) = 0\n  double(S(x)) = S(S(double(x)))\n"
    sums.write_text(SUMS + more, encoding="utf-8")
    found = explored(out, capsys, str(sums), "--time", "0.2", "--no-lean")
    assert "0 + x = x" in {row["text"] for row in found["findings"] if "number" in row}


@pytest.mark.slow
def test_the_kernel_accepts_every_theorem_of_the_book(
    sums: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    embedded_toolchain: Toolchain,
) -> None:
    monkeypatch.setenv("PROVER_LEAN", "embedded")
    found = explored(tmp_path / "book", capsys, str(sums), "--time", "3")
    assert found["kernel_accepted"] == found["proved"] > 0
    assert found["without_lean"] == ""
    proved = [row for row in found["findings"] if "number" in row]
    assert all(
        [c["checker"] for c in row["certificates"]] == ["proof_checker", "lean_kernel"]
        and all(c["accepted"] for c in row["certificates"])
        for row in proved
    )


@pytest.mark.slow
def test_ctrl_c_writes_what_is_there(tmp_path: Path) -> None:
    out = tmp_path / "book"
    program = "from api.cli import main; main()"
    command = (sys.executable, "-c", program, "explore", "peano", "--out", str(out))
    options = ("--time", "120", "--no-lean", "--json")
    with subprocess.Popen((*command, *options), stdout=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 60
        while not out.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(2)
        os.kill(process.pid, signal.SIGINT)
        text, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert json.loads(text)["seconds"] < 60
    assert (out / "index.html").exists()


@pytest.mark.parametrize(
    ("theory", "message"),
    [("paeno", "peano"), ("missing.theory", "missing.theory"), ("", "")],
)
def test_unknown_theories_are_one_line(
    theory: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("explore", theory, "--out", str(tmp_path / "out")) == 2
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_somebody_elses_is_refused_before_anything_is_explored(
    sums: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = time.monotonic()
    assert run("explore", str(sums), "--out", str(tmp_path), "--time", "100") == 2
    assert "is not empty" in capsys.readouterr().err
    assert time.monotonic() - begun < 30


def test_a_theory_with_an_error_is_positioned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.theory"
    path.write_text("datatype Nat = 0 | S(Nat)\n\nfunction f : Nat → Nut\n  f(x) = x\n")
    assert run("explore", str(path), "--out", str(tmp_path / "out")) == 2
    assert "line 3" in capsys.readouterr().err


def test_builtin_theories_are_completed() -> None:
    assert "peano" in _names("pe")
    assert _names("no such") == []


def test_the_bar_says_what_was_found_and_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    console = Console(force_terminal=True, width=100)
    with exploring_progress(console, 30) as watch:
        watch(Exploring(1200, 30, 12, 4))
        watch(Checking(3, 9))
        watch(AskingLean())
    said = capsys.readouterr().out
    assert "1,200 statements" in said or "asking Lean" in said


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    with exploring_progress(Console(force_terminal=False), 30) as watch:
        watch(Exploring(1, 0, 0, 0))
    assert capsys.readouterr().out == ""


def test_half_a_second_is_enough_for_a_book(
    sums: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("explore", str(sums), "--out", str(tmp_path / "o"), "--time", ".5", "--no-lean") == 0
    said = capsys.readouterr().out
    assert "enumerated" in said
    assert "index.html" in "".join(said.split())  # a long path is wrapped
    assert (tmp_path / "o" / "index.html").exists()
