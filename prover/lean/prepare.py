"""What is made once for the embedded Lean, so that it starts in two seconds instead of eight.

The JavaScript glue is cut out of lean.js, and programs are compiled
(:mod:`prover.lean.precompile`).  Both are kept beside the package, under names that tell what
they were made from.  Without them, or where nothing can be written, everything works the same,
only slower.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import subprocess
from dataclasses import dataclass
from pathlib import Path

from prover.lean.errors import LeanError
from prover.lean.program import lean_folder
from prover.lean.toolchain import Toolchain

__all__ = ["COMPILED", "Prepared", "compiled_folder", "glue", "prepared"]

COMPILED = "Compiled"
"""Name of the module that a program is compiled to."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What to run for a program.

    Attributes:
        program: the file to give to Lean.
        glue: the glue of lean.js, or ``None``: it is made at the start.
        compiled: folder with the compiled program, or ``None``: ``program`` is all of it.
    """

    program: Path
    glue: Path | None = None
    compiled: Path | None = None


def prepared(toolchain: Toolchain, program: Path) -> Prepared:
    """What there is for ``program``; of what is missing, only the glue is made now."""
    folder = compiled_folder(toolchain, program.read_text("utf-8"))
    if folder.is_dir():
        return Prepared(folder / "main.lean", glue(toolchain), folder)
    return Prepared(program, glue(toolchain))


def compiled_folder(toolchain: Toolchain, program: str) -> Path:
    """Where the compiled form of ``program`` is kept, if it has been made."""
    closing = (lean_folder() / "host" / "closing.lean").read_text("utf-8")
    return _kept(toolchain) / f"program-{_digest(program, closing)}"


def glue(toolchain: Toolchain) -> Path | None:
    """The file with the glue, made if it is missing; ``None`` where it cannot be kept.

    Raises:
        LeanError: lean.js is not the file that the host was written for.
    """
    assert toolchain.package is not None
    host, source = lean_folder() / "host", toolchain.package / "lean.js"
    recipe = [(host / name).read_text("utf-8") for name in ("glue.js", "patches.js")]
    file = _kept(toolchain) / f"glue-{_digest(*recipe, str(source.stat().st_size))}.js"
    if file.is_file():
        return file
    draft = file.with_name(f"{file.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(exist_ok=True)
        draft.touch()
    except OSError:
        return None
    try:
        command = [toolchain.executable, host / "prepare.js", source, draft]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        if done.returncode:
            raise LeanError(
                f"the embedded Lean cannot be prepared: {done.stderr.strip()[:200]}",
                hint="run `prover lean install` again",
            )
        return draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _kept(toolchain: Toolchain) -> Path:
    assert toolchain.package is not None
    return toolchain.package.parent / "prepared"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
