"""Derivations of E on the TPTP problems: how many are read, accepted, and drawn.

E 2.6 is asked once for each theorem, as its users would: ``--auto --proof-object``, 10 s.  Every
derivation is checked against its problem, and drawn as a page.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

import pytest

from api.derivations import check_derivation, read_problem_of
from api.settings import Settings
from prover.errors import ProverError
from prover.export import to_html

DATA = Path(__file__).parents[3] / "shared" / "data" / "tptp"
EPROVER = shutil.which("eprover")
OPTIONS = ("--auto", "--proof-object", "-s", "--cpu-limit=10")

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(EPROVER is None, reason="eprover is not installed"),
    pytest.mark.skipif(not DATA.is_dir(), reason="the TPTP problems are not there"),
]


@dataclass(frozen=True)
class Outcome:
    name: str
    steps: int = 0
    read: bool = False
    accepted: bool = False
    drawn: bool = False
    seconds: float = 0.0
    why: str = ""


def theorems() -> Iterator[Path]:
    for line in (DATA / "index.jsonl").read_text().splitlines():
        row = json.loads(line)
        if row["status"] in ("Theorem", "Unsatisfiable"):
            yield DATA / row["file"]


def derivation_of(problem: Path) -> str | None:
    assert EPROVER is not None
    command = [EPROVER, *OPTIONS, str(problem)]
    try:
        output = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return None
    return output.stdout if "SZS output start" in output.stdout else None


def outcome(problem: Path, text: str) -> Outcome:
    start = process_time()
    try:
        checked = check_derivation(text, Settings(), read_problem_of(problem))
    except ProverError as error:
        return Outcome(problem.name, seconds=process_time() - start, why=str(error))
    seconds = process_time() - start
    page = to_html(checked.answer)
    names = [step.name for step in checked.answer.proof.steps] if checked.answer.proof else []
    drawn = bool(names) and all(name in page for name in names)
    why = "" if checked.accepted else checked.answer.reason
    steps = checked.foreign.steps
    return Outcome(problem.name, steps, True, checked.accepted, drawn, seconds, why)


def test_derivations_of_e(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        outcome(problem, text)
        for problem in theorems()
        if (text := derivation_of(problem)) is not None
    ]
    accepted = [one for one in found if one.accepted]
    seconds = sorted(one.seconds for one in found)
    with capsys.disabled():
        print(
            f"\nE derivations: {len(found)}, read {sum(one.read for one in found)}, "
            f"accepted {len(accepted)}, drawn {sum(one.drawn for one in found)}; "
            f"{sum(one.steps for one in found)} steps, at most {max(one.steps for one in found)}; "
            f"CPU time median {median(seconds):.2f} s, at most {seconds[-1]:.2f} s"
        )
        for one in found:
            if one.why:
                print(f"  {one.name}: {one.why}")
    assert len(accepted) >= 0.99 * len(found)
