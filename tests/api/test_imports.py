"""What a command does not need, it does not import: it starts fast, and a plain install works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from api.tasks.limits import environment

SERVER_ONLY = {"alembic", "fastapi", "prometheus_client", "sqlalchemy", "uvicorn"}
ENGINES = {"cvc5", "lark", "pysat", "z3"}
LARGE = {"lemminflect", "networkx", "numpy", "torch", "transformers"}
ENGLISH = "All men are mortal.\nSocrates is a man.\nTherefore: Socrates is mortal.\n"


def imported(*arguments: str) -> set[str]:
    """The packages that the process of a command has imported when it ends."""
    program = (
        "import contextlib, json, sys; from api.cli import main\n"
        f"with contextlib.suppress(SystemExit): main({list(arguments)})\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("search", "--help")])
def test_to_say_what_there_is_nothing_is_imported_that_does_it(arguments: tuple[str, ...]) -> None:
    assert not imported(*arguments) & (SERVER_ONLY | ENGINES | LARGE)


def test_an_easy_question_of_english_is_answered_without_large_packages(tmp_path: Path) -> None:
    question = tmp_path / "socrates.txt"
    question.write_text(ENGLISH, encoding="utf-8")
    found = imported("solve", str(question))
    assert "z3" in found
    assert not found & (SERVER_ONLY | LARGE | {"cvc5"})
