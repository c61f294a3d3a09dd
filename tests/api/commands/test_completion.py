"""Completion in bash, zsh and fish: the script that is printed, and what it is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
Shell = Callable[..., str]

pytestmark = pytest.mark.slow
"""Every test starts the program, as a shell does at every press of the key."""


@pytest.fixture
def prover(tmp_path: Path) -> Path:
    """A folder with a program called ``prover``, as an installation has it."""
    program = tmp_path / "bin" / "prover"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom api.cli import main\n\nmain()\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def output(prover: Path, tmp_path: Path) -> Shell:
    """What a command says with ``prover`` on the path and a home of its own."""

    def call(*command: str, **variables: str) -> str:
        path = f"{prover.parent}:{os.environ['PATH']}"
        environment = {"PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), **variables}
        found = subprocess.run(
            command, capture_output=True, text=True, env=environment, timeout=60, check=False
        )
        return found.stdout

    return call


@pytest.mark.parametrize(
    ("shell", "typed"),
    [
        ("bash", {"COMP_WORDS": "prover so", "COMP_CWORD": "1"}),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "prover so"}),
        (
            "fish",
            {
                "_TYPER_COMPLETE_ARGS": "prover so",
                "_TYPER_COMPLETE_FISH_ACTION": "get-args",
                "_TYPER_COMPLETE_WORD_TO_COMPLETE": "so",
            },
        ),
    ],
)
def test_every_shell_is_told_the_commands_that_begin_like_that(
    output: Shell, shell: str, typed: dict[str, str]
) -> None:
    told = output("prover", _PROVER_COMPLETE=f"complete_{shell}", **typed)
    assert "solve" in told
    assert "check" not in told


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_a_script(output: Shell, shell: str) -> None:
    script = output(
        "prover", "--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1"
    )
    assert "_PROVER_COMPLETE" in script
    assert f"complete_{shell}" in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_after_installation(output: Shell, tmp_path: Path) -> None:
    output("bash", "--norc", "-c", "prover --install-completion; true")
    assert (tmp_path / ".bashrc").is_file()
    typed = "COMP_WORDS=(prover so); COMP_CWORD=1; _prover_completion prover; echo ${COMPREPLY[@]}"
    assert output("bash", "-c", f"source ~/.bashrc; {typed}").split() == ["solve"]
