"""Which other provers there are on this machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

__all__ = ["ENGINE_HINTS", "Engine", "available"]

ENGINE_HINTS: Mapping[str, str] = {
    "e": "apt install eprover",
    "vampire": "a binary from github.com/vprover/vampire/releases, on the PATH as vampire",
    "z3": "pip install z3-solver",
    "cvc5": "pip install cvc5",
}
"""Every engine that is known, by its name, and how to get it."""

_VERSION = re.compile(r"\d+(\.\d+)+")


@dataclass(frozen=True, slots=True)
class Engine:
    """A prover that can be started.

    Attributes:
        name: ``e``, ``vampire``, ``z3`` or ``cvc5``.
        location: the executable, Z3's library, or the folder that holds the package cvc5.
    """

    name: str
    location: str

    @property
    def version(self) -> str:
        """What it says its version is; empty if it does not say."""
        match self.name:
            case "z3":
                return _package_version("z3-solver")
            case "cvc5":
                return _package_version("cvc5")
            case _:
                return _program_version(self.location)


def available(wanted: Sequence[str] = ("auto",)) -> tuple[Engine, ...]:
    """The engines that are installed.

    Args:
        wanted: names of engines; ``auto`` stands for all.
    """
    names = ENGINE_HINTS if "auto" in wanted else dict.fromkeys(wanted)
    found = ((name, _FINDERS[name]()) for name in names if name in _FINDERS)
    return tuple(Engine(name, location) for name, location in found if location)


def _z3() -> str | None:
    folder = _package("z3")
    libraries = sorted((folder / "lib").glob("libz3.*")) if folder else []
    return str(libraries[0]) if libraries else None


def _cvc5() -> str | None:
    folder = _package("cvc5")
    return str(folder.parent) if folder else None


def _package(name: str) -> Path | None:
    """The folder of an installed package, which is not imported."""
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


_FINDERS: Mapping[str, Callable[[], str | None]] = {
    "e": lambda: shutil.which("eprover"),
    "vampire": lambda: shutil.which("vampire"),
    "z3": _z3,
    "cvc5": _cvc5,
}


def _package_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def _program_version(path: str) -> str:
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, text=True, check=False, timeout=5
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = _VERSION.search(done.stdout)
    return found[0] if found else ""
