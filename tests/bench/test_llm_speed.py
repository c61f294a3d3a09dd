"""One sample from its text to a certified answer, against E as a subprocess in the same run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from api.sampled.answering import Answerer, prepare
from api.sampled.run import read_sampled
from api.service import ProofService
from api.settings import Settings
from prover.logic.printers import fof
from prover.logic.syntax import Formula, Not

pytestmark = pytest.mark.bench

SAMPLES = Path(__file__).parents[3] / "shared/data/linc/gpt35_folio_8shot_half1.jsonl"


def seconds_of_e(formulas: tuple[Formula, ...], folder: Path) -> tuple[float, float]:
    """The time for the goal alone and, as LINC asks, for its negation where it is not proved."""
    lines = [fof(f"p{n}", "axiom", formula) for n, formula in enumerate(formulas[:-1])]
    times = []
    for goal in (formulas[-1], Not(formulas[-1])):
        path = folder / "problem.p"
        path.write_text("\n".join([*lines, fof("goal", "conjecture", goal)]))
        start = perf_counter()
        command = ["eprover", "--auto", "--silent", "--cpu-limit=5", str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        times.append(perf_counter() - start)
        if "status Theorem" in said:
            break
    return times[0], sum(times)


def test_a_sample_takes_at_most_half_the_time_of_e(tmp_path: Path) -> None:
    """No sample is helped by another: each has an answerer of its own."""
    if not SAMPLES.exists():
        pytest.skip(f"LINC's samples are not here (looked for {SAMPLES})")
    if shutil.which("eprover") is None:
        pytest.skip("eprover is not installed (apt install eprover)")
    prepare()
    ours, once, both = [], [], []
    with ProofService(Settings()) as service:
        for problem in read_sampled(SAMPLES):
            for reply in problem.replies[::3]:
                start = perf_counter()
                found = Answerer(problem.sentences, problem.text, service).answer(reply)
                ours.append(perf_counter() - start)
                if found.candidate is not None:
                    assert found.answer.is_certified
                    alone, pair = seconds_of_e(found.candidate.formulas, tmp_path)
                    once.append(alone)
                    both.append(pair)
    print(
        f"\n{len(ours)} samples: ours median {median(ours) * 1e3:.1f} ms, worst "
        f"{max(ours) * 1e3:.0f} ms; E on the goal {median(once) * 1e3:.1f} ms, "
        f"on goal and negation {median(both) * 1e3:.1f} ms"
    )
    assert median(ours) <= median(both) / 2
    assert max(ours) < 1
