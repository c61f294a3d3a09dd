"""Goals about sums, proved when asked: the command as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys

__all__ = ["asked"]

_MAIN = "from api.cli import main; main()"
_SECONDS = "60"


def asked() -> dict[str, object]:
    """``prover prove-by-induction sums``: the verdict and the seconds of every goal."""
    arguments = ["prove-by-induction", "sums", "--json", "--timeout", _SECONDS]
    command = [sys.executable, "-c", _MAIN, *arguments]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout
    goals = json.loads(printed)["goals"]
    row: dict[str, object] = {g["name"]: f"{g['verdict']} {g['seconds']:.1f} s" for g in goals}
    return row | {"missing": [g["name"] for g in goals if g["verdict"] != "proved"]}
