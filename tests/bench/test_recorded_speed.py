"""How long recorded programs take, read and answered with certificates, beside ``eprover``.

The peer gets formulas that are read already and is asked for the goal, then for its negation;
both sides see the same samples in the same run, one after the other.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import pytest

from api.programs.sections import LogicQuestion
from api.recorded.logic_lm import LogicLm
from api.recorded.records import companion, read_records, rows_by_id
from api.recorded.solving import solve
from api.service import ProofService
from api.settings import Settings
from prover.errors import ProverError
from prover.logic.printers import fof
from prover.logic.syntax import Formula
from prover.logic.walk import complement

pytestmark = pytest.mark.bench

PROGRAMS = Path(__file__).parents[3] / "shared" / "data" / "logiclm_programs"
SAMPLE = 60


def eprover(premises: list[Formula], goal: Formula) -> None:
    """One process for the goal and, unless it follows, one for its negation."""
    for claim in (goal, complement(goal)):
        lines = [fof(f"p{n}", "axiom", formula) for n, formula in enumerate(premises)]
        lines.append(fof("goal", "conjecture", claim))
        with tempfile.NamedTemporaryFile("w", suffix=".p") as file:
            file.write("\n".join(lines))
            file.flush()
            command = ["eprover", "--auto", "--silent", "--cpu-limit=10", file.name]
            result = subprocess.run(command, capture_output=True, text=True, check=False)
        if "Theorem" in result.stdout:
            return


@pytest.mark.parametrize("name", ["folio", "proofwriter", "prontoqa"])
def test_a_sample_takes_at_most_half_of_what_eprover_takes(name: str) -> None:
    path = PROGRAMS / f"gpt35_{name}.jsonl"
    if not path.exists():
        pytest.skip(f"the recorded programs are not here (looked for {path})")
    if not shutil.which("eprover"):
        pytest.skip("eprover is not installed")
    records = read_records(path)
    near = companion(path, records)
    rows = {} if near is None else rows_by_id(near)
    mine, theirs, worst = [], [], 0.0
    with ProofService(Settings()) as service:
        for record in records[:: max(1, len(records) // SAMPLE)][:SAMPLE]:
            sample = LogicLm().problem(record, rows.get(record["id"])).samples[0]
            try:
                question = sample()
            except ProverError:
                continue
            assert isinstance(question, LogicQuestion)
            start, spent = perf_counter(), process_time()
            solve(sample, service)
            mine.append((perf_counter() - start) * 1000)
            worst = max(worst, (process_time() - spent) * 1000)
            if question.problem.goal is None:
                continue
            start = perf_counter()
            premises = [premise.formula for premise in question.problem.premises]
            eprover(premises, question.problem.goal.formula)
            theirs.append((perf_counter() - start) * 1000)
    ratio = median(mine) / median(theirs)
    print(
        f"\n{name}: {len(mine)} samples, read, answered and certified"
        f"\n  ours    median {median(mine):6.2f} ms   worst {worst:6.2f} ms of CPU time"
        f"\n  eprover median {median(theirs):6.2f} ms   ratio of medians {ratio:.3f}"
    )
    assert ratio <= 0.5
    assert worst <= 1000


@pytest.mark.parametrize("name", ["logical_deduction", "ar_lsat"])
def test_no_constraint_program_takes_more_than_a_second(name: str) -> None:
    path = PROGRAMS / f"gpt35_{name}.jsonl"
    if not path.exists():
        pytest.skip(f"the recorded programs are not here (looked for {path})")
    records = read_records(path)
    near = companion(path, records)
    rows = {} if near is None else rows_by_id(near)
    times = []
    with ProofService(Settings()) as service:
        for record in records:
            start = process_time()
            solve(LogicLm().problem(record, rows.get(record["id"])).samples[0], service)
            times.append((process_time() - start) * 1000)
    print(f"\n{name}: CPU time median {median(times):.1f} ms, worst {max(times):.1f} ms")
    assert max(times) <= 1000
