"""Verdicts agree with E, a prover that shares nothing with ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prover.logic.printers import fof
from prover.logic.syntax import Formula
from prover.verdict import Verdict
from search.decide import decide
from tests.prover.logic.small import small_formulas

pytestmark = pytest.mark.skipif(
    shutil.which("eprover") is None, reason="eprover is not installed (apt install eprover)"
)


def eprover(premises: list[Formula], goal: Formula, folder: Path) -> str:
    """E's SZS status of the goal."""
    lines = [fof(f"p{n}", "axiom", formula) for n, formula in enumerate(premises)]
    path = folder / "problem.p"
    path.write_text("\n".join([*lines, fof("goal", "conjecture", goal)]))
    command = ["eprover", "--auto", "--silent", "--cpu-limit=5", str(path)]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = [line.split()[3] for line in output.splitlines() if "SZS status" in line]
    return found[0] if found else "GaveUp"


@given(
    premises=st.lists(small_formulas(binary=True), min_size=1, max_size=3),
    goal=small_formulas(depth=2),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_agrees_with_eprover(premises: list[Formula], goal: Formula, tmp_path: Path) -> None:
    decision = decide({f"p{n}": f for n, f in enumerate(premises)}, goal, seconds=2)
    match eprover(premises, goal, tmp_path):
        case "Theorem":  # E need not notice that the premises alone are contradictory
            allowed = (Verdict.PROVED, Verdict.INCONSISTENT, Verdict.UNKNOWN)
            assert decision.verdict in allowed
        case "ContradictoryAxioms":
            assert decision.verdict in (Verdict.INCONSISTENT, Verdict.UNKNOWN)
        case "CounterSatisfiable":
            assert decision.verdict in (Verdict.UNCERTAIN, Verdict.REFUTED, Verdict.UNKNOWN)
