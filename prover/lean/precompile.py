"""A program compiled once, so that the embedded Lean does not elaborate it at every start.

Lean can interpret the definitions of an imported module where they are ``meta``.  So the
program becomes a module of ``meta`` definitions (``lean/host/closing.lean`` tells what else
that takes in this build), and what is run is a few lines that import it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from prover.lean.errors import LeanError
from prover.lean.prepare import COMPILED, Prepared, compiled_folder, glue
from prover.lean.program import lean_folder
from prover.lean.sandbox import confined
from prover.lean.toolchain import Toolchain

__all__ = ["CannotCompile", "precompile"]

_SECONDS = 300
_IMPORT = re.compile(r"^import (\S+)\n", re.MULTILINE)
_MAIN = re.compile(r"^public def main\b", re.MULTILINE)
_CLOSING_IMPORTS = ("Lean.Elab.Command", "Lean.Compiler.MetaAttr", "Lean.Compiler.IR.CompilerM")
_RUN = f"""module
public meta import {COMPILED}
public meta def main (arguments : List String) : IO UInt32 := {COMPILED}.main arguments
"""


class CannotCompile(LeanError):
    """The program cannot be compiled; it can still be run as it is."""

    code = "lean-precompile"


def precompile(toolchain: Toolchain, program: str) -> None:
    """Compile ``program``, so that from now on :func:`~prover.lean.sandbox.launch` starts it fast.

    Takes ten seconds; nothing is done where it has been done before.

    Args:
        toolchain: an embedded Lean.
        program: text with ``public def main``.

    Raises:
        CannotCompile: Lean has something against it, or the result cannot be kept.
    """
    folder = compiled_folder(toolchain, program)
    if folder.is_dir():
        return
    with tempfile.TemporaryDirectory(prefix="prover-compile-") as name:
        scratch = Path(name)
        source = scratch / f"{COMPILED}.lean"
        source.write_text(_as_module(program), "utf-8")
        ready = Prepared(source, glue(toolchain))
        lean = ("-j1", "--root=/", "-o", f"/scratch/{COMPILED}.olean", f"/{source.name}")
        plan = confined(toolchain, ready, lean, scratch)
        done = subprocess.run(
            plan.argv,
            env=dict(plan.environment),
            cwd=plan.cwd,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
        result = scratch / f"{COMPILED}.olean"
        if not result.is_file():
            words = f"{done.stdout} {done.stderr}".strip()
            raise CannotCompile(f"the Lean program does not compile: {words[:300]}")
        _keep(result, folder)


def _as_module(program: str) -> str:
    imports = [*_IMPORT.findall(program), "Init"]
    body = _MAIN.sub(f"def {COMPILED}.main", _IMPORT.sub("", program), count=1)
    header = [
        "module",
        *(f"public meta import {name}" for name in imports),
        *(f"meta import {name}" for name in _CLOSING_IMPORTS),
        "set_option compiler.extract_closed false",
    ]
    closing = (lean_folder() / "host" / "closing.lean").read_text("utf-8")
    return "\n".join([*header, "public meta section", body, "end", closing])


def _keep(result: Path, folder: Path) -> None:
    """Move the module to its folder, all at once: another process may be doing the same."""
    try:
        folder.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="draft-", dir=folder.parent) as name:
            draft = Path(name) / folder.name
            draft.mkdir()
            shutil.copyfile(result, draft / result.name)
            (draft / "main.lean").write_text(_RUN, "utf-8")
            if not folder.exists():
                draft.rename(folder)
    except OSError as error:
        if not folder.is_dir():
            raise CannotCompile(f"{folder} cannot be written: {error.strerror}") from error
