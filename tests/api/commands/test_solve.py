"""``prover solve`` as a CASC prover and an SMT solver: what programs read, limits, exit codes."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep

import psutil
import pytest

from prover.logic.tptp import parse_tptp
from tests.api.running import Run

EXAMPLES = Path(__file__).parents[3] / "data" / "examples"
COMMAND = [sys.executable, "-c", "from api.cli import main; main()", "solve"]
THEOREM = "fof(a, axiom, ! [X] : (p(X) => q(X))). fof(b, axiom, p(c)). fof(g, conjecture, q(c))."
TYPED = """
tff(t, type, age: $i > $int). tff(a, axiom, ! [X] : $greater(age(X), 17)).
tff(g, conjecture, ! [X] : ~ $less(age(X), 18)).
"""
HARD = """
cnf(a, axiom, m(X, m(Y, Z)) = m(m(X, Y), Z)). cnf(b, axiom, m(X, m(Y, X)) != m(Y, X) | p(X, Y)).
cnf(c, axiom, m(m(X, Y), m(Y, X)) = m(X, m(X, Y)) | ~ p(X, m(X, X))). cnf(d, axiom, m(X, X) != X).
"""


def solve(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program as it is typed: it goes on in a child, with a guard beside it."""
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=100)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


Write = Callable[[str, str], Path]


class TestTptp:
    @pytest.mark.parametrize(("text", "language"), [(THEOREM, "fof"), (TYPED, "tff")])
    def test_a_pipe_gets_a_status_and_a_derivation(
        self, run: Run, write: Write, text: str, language: str
    ) -> None:
        ran = run("solve", write("PUZ001+1.p", text))
        lines = ran.out.splitlines()
        assert lines[0] == "% SZS status Theorem for PUZ001+1"
        assert lines[1] == "% SZS output start Proof for PUZ001+1"
        assert lines[-1] == "% SZS output end Proof for PUZ001+1"
        steps = parse_tptp(ran.out)
        assert {step.language for step in steps} == {language}
        assert {step.role for step in steps} >= {"axiom", "conjecture", "plain"}
        assert (ran.code, ran.err) == (0, "")

    @pytest.mark.parametrize(
        ("text", "status", "code"),
        [
            ("fof(a, axiom, p). fof(b, axiom, ~ p).", "Unsatisfiable", 0),
            ("fof(a, axiom, p). fof(b, conjecture, q).", "CounterSatisfiable", 0),
            ("fof(a, axiom, p & ).", "SyntaxError", 2),
            ("tff(a, axiom, 1 = 1.0).", "SyntaxError", 2),
            ("include('Axioms/none.ax').", "InputError", 2),
        ],
    )
    def test_status_and_exit_code(
        self, run: Run, write: Write, text: str, status: str, code: int
    ) -> None:
        ran = run("solve", "--szs", write("x.p", text))
        assert ran.out.startswith(f"% SZS status {status} for x")
        assert ran.code == code
        assert "Traceback" not in ran.err

    def test_people_get_the_status_first(self, run: Run, write: Write) -> None:
        ran = run("solve", "--no-szs", write("x.p", THEOREM))
        assert ran.out.startswith("% SZS status Theorem for x\nPROVED")

    def test_limits_are_named(self, write: Write) -> None:
        path = write("x.p", HARD)
        assert solve(path, "--timeout", 0.2).stdout.startswith("% SZS status Timeout for x")
        ran = solve(path, "--memory-limit", 20, "--timeout", 60)
        assert ran.stdout.startswith("% SZS status MemoryOut for x\n% memory: more than 20 MiB")
        assert ran.returncode == 1

    def test_ctrl_c_ends_everything(self, write: Write) -> None:
        process = subprocess.Popen(
            [*COMMAND, str(write("x.p", HARD)), "--timeout", "60"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        children: list[psutil.Process] = []
        while not children and process.poll() is None:
            sleep(0.05)
            children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
        assert (out, errors, process.returncode) == ("", "interrupted\n", 130)
        _, alive = psutil.wait_procs(children, timeout=30)
        assert not alive


class TestLean:
    def test_a_statement_is_proved_from_its_hypotheses(self, run: Run) -> None:
        ran = run("solve", EXAMPLES / "siblings.lean")
        assert ran.code == 0
        assert ran.out.startswith("PROVED")
        assert "∀ x y, Sibling x y → Sibling y x" in ran.out

    def test_an_open_one_shows_two_models(self, run: Run, write: Write) -> None:
        text = "example (α : Type) (p q : α → Prop) (h : ∃ x, p x) : ∃ x, p x ∧ q x := sorry"
        ran = run("solve", write("open.lean", text))
        assert ran.out.startswith("UNCERTAIN")
        assert "α is taken to have an element" in ran.out

    def test_what_is_no_first_order_logic_is_said_with_its_place(
        self, run: Run, write: Write
    ) -> None:
        ran = run("solve", write("n.lean", "theorem t (n : Nat) : n = n := by sorry"))
        assert ran.code == 2
        assert "line 1, column 16" in ran.err
        assert "prover search" in ran.err


class TestSmtlib:
    def test_a_pipe_gets_one_word(self, write: Write) -> None:
        text = "(declare-const i Int)(assert (< i 1))(assert (> i 0))(check-sat)"
        ran = solve(write("x.smt2", text))
        assert (ran.stdout, ran.returncode) == ("unsat\n", 0)

    def test_people_get_the_proof_besides(self, run: Run, write: Write) -> None:
        text = "(declare-const p Bool)(assert p)(assert (not p))(check-sat)"
        ran = run("solve", "--no-szs", write("x.smt2", text))
        assert ran.out.startswith("unsat\nINCONSISTENT")

    def test_numbers_without_contradiction_are_left_open(self, run: Run, write: Write) -> None:
        ran = run("solve", write("x.smt2", "(declare-const i Int)(assert (< i 1))(check-sat)"))
        assert (ran.out, ran.code) == ("unknown\n", 1)

    def test_errors_are_those_of_a_solver(self, run: Run, write: Write) -> None:
        ran = run("solve", write("x.smt2", "(assert (p a))"))
        assert ran.out.startswith('(error "')
        assert "line 1, column 12" in ran.err
        assert ran.code == 2
