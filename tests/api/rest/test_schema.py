"""Schemathesis attacks a real server with what its OpenAPI document allows, and what it forbids.

All phases (examples, coverage, fuzzing, stateful) and all checks: no status of 500 or more, no
answer that is not described.  A sample runs with ``-m slow``, ten thousand cases with ``-m soak``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.rest.servers import serving

HERE = Path(__file__).parent
LIMITS = {"lean": "off", "timeout": 1, "max_budget": 2, "rate": 1e6, "rate_burst": 1_000_000}


def attacked(folder: Path, *options: str) -> tuple[int, str]:
    """How many cases schemathesis made up, and its report.  It ends with 1 on any finding."""
    with serving(folder, **LIMITS) as server:
        command = [sys.executable, "-c", "from schemathesis.cli import schemathesis as st; st()"]
        command += ["--config-file", str(HERE / "schemathesis.toml"), "run"]
        command += [f"{server.url}/openapi.json", "--no-color", "--continue-on-failure"]
        ended = subprocess.run(
            [*command, *options],
            capture_output=True,
            text=True,
            cwd=folder,  # it keeps what it has found in a folder of its own
            env={
                **os.environ,
                "PYTHONPATH": str(HERE.parents[2]),
                "SCHEMATHESIS_HOOKS": "tests.api.rest.schemathesis_hooks",
            },
        )
    report = ended.stdout + ended.stderr
    assert ended.returncode == 0, report
    generated = re.search(r"([\d,]+) generated", report)
    assert generated is not None, report
    return int(generated[1].replace(",", "")), report


@pytest.mark.slow
def test_a_sample_finds_nothing(tmp_path: Path) -> None:
    phases = ("--phases", "examples,fuzzing,stateful")
    cases, report = attacked(tmp_path, *phases, "--max-examples", "4", "--seed", "5")
    assert cases >= 100, report


@pytest.mark.soak
def test_ten_thousand_cases_find_nothing(tmp_path: Path) -> None:
    cases, report = attacked(tmp_path, "--max-examples", "600")
    print(report[-1500:])
    assert cases >= 10_000, report
