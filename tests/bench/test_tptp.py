"""Our engines beside E, Z3, cvc5 and who else is installed, on TPTP problems of known status.

A whole run takes hours; ``PROVER_BENCH_LIMIT`` takes fewer problems, ``0`` all of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.console import Console

from tests.bench.tptp.contestants import OURS
from tests.bench.tptp.figures import contradictions, quick_median, table
from tests.bench.tptp.run import Options, run

pytestmark = pytest.mark.bench

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "tptp"
LIMIT = int(os.environ.get("PROVER_BENCH_LIMIT", "15"))


def test_theorems_and_models_beside_other_provers(tmp_path: Path) -> None:
    if not FOLDER.exists():
        pytest.skip(f"{FOLDER} is not here")
    rows = run(Options(FOLDER, tmp_path / "results.jsonl", limit=LIMIT))
    console = Console(width=160)
    console.print(table(rows, f"{LIMIT or 'all'} problems, 10 s each"))
    quick = {name: quick_median(rows, name) for name in OURS}
    console.print("median on theorems that E solves in under 0.1 s:", quick)
    assert not contradictions(rows)
