"""``prover check derivation.s``."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from api.cli import main
from tests.prover.tstp.test_styles import E_STYLE, STYLES

PROBLEM = """\
fof(has, axiom, ! [X] : (p(X) => ? [Y] : r(X, Y))).
fof(then, axiom, ! [X, Y] : (r(X, Y) => q(X))).
fof(fact, axiom, p(a)).
fof(goal, conjecture, ? [Z] : q(Z)).
"""


def run(*arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["prover", *arguments])
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
    return 0


@pytest.fixture
def derivation(tmp_path: Path) -> Path:
    path = tmp_path / "derivation.s"
    path.write_text(E_STYLE)
    return path


def test_each_step_and_the_totals_are_printed(
    derivation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", str(derivation)) == 0
    printed = capsys.readouterr().out
    assert "✓ c_0_10: entailed by its parents (Z3)" in printed
    assert "SZS Theorem, 12 steps" in printed
    assert "the premises are the derivation's own leaves" in printed


def test_a_wrong_step_is_named_and_the_exit_code_is_1(
    derivation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    derivation.write_text(E_STYLE.replace("(q(X1)|~p(X1))", "(q(X2)|~p(X1))"))
    assert run("check", str(derivation)) == 1
    assert "✗ c_0_10: does not follow from its parents" in capsys.readouterr().out


@pytest.mark.parametrize("style", STYLES)
def test_it_is_recognised_whatever_its_name(style: str, tmp_path: Path) -> None:
    path = tmp_path / "output.txt"
    path.write_text(STYLES[style])
    assert run("check", str(path)) == 0


def test_it_may_come_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(E_STYLE.encode())))
    assert run("check", "-") == 0


def test_it_is_drawn(derivation: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("check", str(derivation), "--html", str(page)) == 0
    assert "esk1_1" in page.read_text()


def test_the_document(derivation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", str(derivation), "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["accepted"] is True
    assert (document["szs"], document["claims"], document["steps"]) == ("Theorem", "proved", 12)
    assert document["answer"]["verdict"] == "proved"


class TestWithItsProblem:
    def test_accepted(self, derivation: Path, tmp_path: Path) -> None:
        problem = tmp_path / "x.p"
        problem.write_text(PROBLEM)
        assert run("check", str(derivation), "--problem", str(problem)) == 0

    @pytest.mark.parametrize(
        ("right", "wrong", "why"),
        [
            ("p(a)", "~ p(a)", "fact_2: does not follow from its parents"),
            ("fof(fact, axiom, p(a)).\n", "", "fact: it is no formula of the problem"),
            ("? [Z] : q(Z)", "! [Z] : q(Z)", "goal: the problem has another conjecture"),
        ],
    )
    def test_leaves_that_are_not_in_it_are_rejected(
        self,
        derivation: Path,
        tmp_path: Path,
        right: str,
        wrong: str,
        why: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        problem = tmp_path / "x.p"
        problem.write_text(PROBLEM.replace(right, wrong))
        assert run("check", str(derivation), "--problem", str(problem)) == 1
        assert why in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "% SZS status ResourceOut for x\n",
        "cnf(a, plain, p",
        "% SZS output start Proof\ncnf(a, plain, $false).\n",
        "tff(a, axiom, p).",
        "fof(a, axiom, " + "(" * 20_000,
        "cnf(a, axiom, p, file('x', a)).\n" * 2,
    ],
)
def test_what_is_no_derivation_is_refused_in_one_line(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.s"
    path.write_text(text)
    assert run("check", str(path)) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_lean_is_not_asked_about_derivations(derivation: Path) -> None:
    assert run("check", str(derivation), "--lean") == 2
