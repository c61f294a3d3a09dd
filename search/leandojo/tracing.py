"""Repositories traced by lean-dojo, in a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from search.leandojo.errors import LeanDojoMissing, TraceFailed

__all__ = ["trace_repository"]

_PROGRAMS = {
    "git": "install git",
    "elan": "install elan, Lean's toolchain manager: lean-lang.org/install",
    "lake": "elan brings lake along: run elan default stable",
}


def trace_repository(
    repository: str,
    folder: Path,
    *,
    commit: str = "",
    on_line: Callable[[str], None] = lambda _: None,
) -> None:
    """Build and trace a Lean repository, and write it to ``folder`` as a benchmark.

    Args:
        repository: a folder with a git repository, or its URL.
        folder: where ``corpus.jsonl`` and the theorems are written.
        commit: of a URL; the latest by default.
        on_line: told what lean-dojo says.

    Raises:
        LeanDojoMissing: lean-dojo or a program that it needs is not installed.
        TraceFailed: lean-dojo could not do it; the message is its last line.
    """
    _check_installed()
    command = [sys.executable, "-m", "search.leandojo.tracer", repository, commit, str(folder)]
    last = ""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                if line.strip():
                    last = line.strip()
                    on_line(last)
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise TraceFailed(f"lean-dojo could not trace {repository}: {last}")


def _check_installed() -> None:
    if find_spec("lean_dojo") is None:
        hint = "pip install 'neurosymbolic-prover[leandojo]'"
        raise LeanDojoMissing("tracing a repository needs lean-dojo", hint=hint)
    for program, hint in _PROGRAMS.items():
        if shutil.which(program) is None:
            raise LeanDojoMissing(f"tracing a repository needs {program}", hint=hint)
