"""Running what `launch` says."""

from __future__ import annotations

import subprocess

from prover.lean.sandbox import Launch


def run(plan: Launch, stdin: str = "", seconds: float = 100) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        plan.argv,
        env=dict(plan.environment),
        cwd=plan.cwd,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        start_new_session=True,
    )
