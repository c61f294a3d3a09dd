"""Programs that read TPTP and print an SZS status, as at the CASC competition."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping

from tests.peers.question import Peer, Question, Said

__all__ = ["COMMANDS", "found", "run", "said_by"]

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "e": ("eprover", "--auto", "--silent", "--cpu-limit={seconds}"),
    "vampire": ("vampire", "--mode", "casc", "-t", "{seconds}"),
    "spass": ("SPASS", "-TPTP", "-PGiven=0", "-PProblem=0", "-TimeLimit={seconds}", "-Stdin"),
    "pyres": ("pyres-fof", "-tifbp", "-HPickGiven5"),
}
"""How each is started, by the name it has in tables; it reads its standard input."""

_STATUS = re.compile(r"SZS status (\w+)|^SPASS beiseite: (.+?)\.?$", re.MULTILINE)
_SAID = {
    "Theorem": Said.UNSAT,
    "Unsatisfiable": Said.UNSAT,
    "ContradictoryAxioms": Said.UNSAT,
    "Proof found": Said.UNSAT,
    "CounterSatisfiable": Said.SAT,
    "Satisfiable": Said.SAT,
    "Completion found": Said.SAT,
}


def found() -> tuple[str, ...]:
    """Names of the programs that are installed here."""
    return tuple(name for name, command in COMMANDS.items() if shutil.which(command[0]))


def said_by(name: str) -> Peer:
    """The program as a peer."""

    def ask(question: Question, seconds: float) -> Said:
        return run(name, question.tptp, seconds)

    return ask


def run(name: str, text: str, seconds: float) -> Said:
    """What the program of that name says of a TPTP ``text``."""
    command = [part.format(seconds=max(1, round(seconds))) for part in COMMANDS[name]]
    try:
        output = subprocess.run(
            command, input=text, capture_output=True, text=True, check=False, timeout=seconds + 1
        ).stdout
    except subprocess.TimeoutExpired:
        return Said.UNKNOWN
    match = _STATUS.search(output)
    return Said.UNKNOWN if match is None else _SAID.get(match[1] or match[2], Said.UNKNOWN)
