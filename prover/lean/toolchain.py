"""Which Lean there is: a native one, the embedded one, or none, and what that means."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from prover.lean.errors import LeanError
from prover.lean.node import Node, find_node
from prover.lean.package import EMBEDDED, Package

__all__ = ["Kind", "LeanMissing", "LeanUnusable", "Status", "Toolchain", "find_toolchain", "status"]

OLDEST = (4, 20)
"""Native versions before this one lack what the tactic server uses."""

_INSTALL = "run `prover lean install` once, or install Lean through elan"
_VERSION = re.compile(r"Lean \(version (\d+)\.(\d+)\.([^,)\s]+)")
_COMMIT = re.compile(r"\bcommit ([0-9a-f]+)")


class LeanMissing(LeanError):
    """There is no Lean of the kind that was asked for."""

    code = "lean-missing"


class LeanUnusable(LeanError):
    """There is a Lean, but not one that can be used."""

    code = "lean-unusable"


class Kind(StrEnum):
    """How Lean runs."""

    EMBEDDED = "embedded"
    NATIVE = "native"


@dataclass(frozen=True, slots=True)
class Toolchain:
    """A Lean that can be run.

    Attributes:
        kind: embedded or native.
        version: Lean's version.
        commit: of Lean's repository.
        executable: ``node``, or ``lean`` itself (never a proxy such as elan's).
        package: of the embedded kind, the folder with lean.js, lean.wasm and lib/.
        project: of the native kind, a lake project whose modules can be imported.
    """

    kind: Kind
    version: str
    commit: str
    executable: Path
    package: Path | None = None
    project: Path | None = None

    @property
    def description(self) -> str:
        """What it is, in words for a certificate."""
        if self.kind is Kind.EMBEDDED:
            source = f"{EMBEDDED.name} {EMBEDDED.version}"
            return f"Lean {self.version} (embedded WebAssembly build {source}, unofficial)"
        return f"Lean {self.version} (native)"

    @property
    def limits(self) -> str:
        """What a verdict of this Lean does not cover, in sentences for a certificate."""
        if self.kind is Kind.NATIVE:
            return "The kernel that checked the proof is the one of the installed Lean."
        return (
            "The build is an unofficial one, by a third party, of a pre-release of Lean. It ships "
            "library theorems without their proofs: they are trusted, not rechecked. There is no "
            "Mathlib in it, only Init, Std and Lean's own modules."
        )


def find_toolchain(choice: str, cache: Path, project: Path | None = None) -> Toolchain:
    """The Lean to run.

    Args:
        choice: ``auto`` (native if there is one, else embedded), ``native``, ``embedded``,
            ``off``, or the path of a ``lean`` executable.
        cache: where the embedded Lean is installed.
        project: a lake project, for a native Lean; its ``lean-toolchain`` decides.

    Raises:
        LeanMissing: there is none of that kind; the hint says how to get it.
        LeanUnusable: it is too old, does not run, or cannot have a project.
    """
    match choice:
        case "off":
            raise LeanMissing("Lean is switched off", hint="unset PROVER_LEAN, or set it to auto")
        case "embedded":
            return _embedded(cache, project)
        case "native":
            return _native(Path("lean"), project)
        case "auto" if project is not None:
            return _native(Path("lean"), project)
        case "auto":
            return _either(cache)
        case _:
            return _native(Path(choice).expanduser(), project)


def _either(cache: Path) -> Toolchain:
    """The native Lean, else the embedded one, else why the native one cannot be used."""
    try:
        return _native(Path("lean"), None)
    except LeanError as native:
        try:
            return _embedded(cache, None)
        except LeanMissing as embedded:
            raise (embedded if isinstance(native, LeanMissing) else native) from None


def _embedded(cache: Path, project: Path | None, package: Package = EMBEDDED) -> Toolchain:
    if project is not None:
        raise LeanUnusable(
            "the embedded Lean cannot import a lake project",
            hint="install Lean through elan and set PROVER_LEAN=native",
        )
    cache = cache.expanduser()
    if not package.is_installed(cache):
        raise LeanMissing("Lean is not installed", hint=_INSTALL)
    node = find_node(cache)
    if node is None:
        raise LeanMissing("Node 24 for the embedded Lean is not installed", hint=_INSTALL)
    folder = package.folder(cache)
    return Toolchain(Kind.EMBEDDED, package.lean, package.commit, node.executable, folder)


def _native(lean: Path, project: Path | None) -> Toolchain:
    found = shutil.which(lean)
    if found is None:
        raise LeanMissing(
            f"there is no {lean}" if lean.name != str(lean) else "`lean` is not on the PATH",
            hint="install Lean through elan, or set PROVER_LEAN=embedded",
        )
    if project is not None and not any(
        (project / name).is_file() for name in ("lakefile.lean", "lakefile.toml")
    ):
        raise LeanUnusable(f"{project} is not a lake project", hint="it has no lakefile")
    # elan's `lean` is a proxy that picks a version by the current folder.
    prefix = Path(_ask(found, "--print-prefix", project))
    version, commit = _parsed(_ask(found, "--version", project))
    own = prefix / "bin" / Path(found).name
    executable = own if own.is_file() else Path(found)
    return Toolchain(Kind.NATIVE, version, commit, executable.resolve(), None, project)


def _ask(lean: str, option: str, folder: Path | None) -> str:
    try:
        done = subprocess.run(
            [lean, option],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LeanUnusable(f"{lean} does not run: {error}", hint="try `lean --version`") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[0]
        raise LeanUnusable(f"{lean} does not run: {reason[:200]}", hint="try `lean --version`")
    return done.stdout.strip()


def _parsed(banner: str) -> tuple[str, str]:
    match = _VERSION.search(banner)
    if match is None:
        raise LeanUnusable(
            f"{banner[:80]!r} does not tell a version of Lean 4",
            hint="set PROVER_LEAN to a Lean 4 executable, or set PROVER_LEAN=embedded",
        )
    major, minor, rest = match.groups()
    if (int(major), int(minor)) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise LeanUnusable(
            f"Lean {major}.{minor}.{rest} is too old",
            hint=f"{oldest} or later is needed: `elan default stable`, or PROVER_LEAN=embedded",
        )
    commit = _COMMIT.search(banner)
    return f"{major}.{minor}.{rest}", commit[1] if commit else ""


@dataclass(frozen=True, slots=True)
class Status:
    """What there is of Lean, and what to do about what is missing.

    Attributes:
        toolchain: what would be used, or ``None``.
        native: the native Lean, or why there is none.
        embedded: the embedded Lean, or why there is none.
        node: the Node that would run it, or why there is none.
        cache: where the embedded Lean is, or would be.
        cache_writable: whether it can be installed there.
        fix: what to do; empty when Lean can be used.
    """

    toolchain: Toolchain | None
    native: str
    embedded: str
    node: str
    cache: Path
    cache_writable: bool
    fix: str


def status(choice: str, cache: Path, project: Path | None = None) -> Status:
    """What there is, for ``prover doctor``; never raises."""
    cache = cache.expanduser()
    node = find_node(cache)
    chosen, fix = _tried(choice, cache, project)
    native, why_not = _tried("native", cache, project)
    return Status(
        toolchain=chosen,
        native=native.description if native else why_not,
        embedded=_embedded_words(cache),
        node=_node_words(node),
        cache=cache,
        cache_writable=_writable(cache),
        fix=fix,
    )


def _tried(choice: str, cache: Path, project: Path | None) -> tuple[Toolchain | None, str]:
    try:
        return find_toolchain(choice, cache, project), ""
    except LeanError as error:
        return None, str(error)


def _embedded_words(cache: Path) -> str:
    if EMBEDDED.is_installed(cache):
        return f"Lean {EMBEDDED.lean} ({EMBEDDED.name} {EMBEDDED.version})"
    if EMBEDDED.folder(cache).exists():
        return "an incomplete installation, which the next `prover lean install` replaces"
    return "not installed"


def _node_words(node: Node | None) -> str:
    return f"Node {node.version}" if node else "not installed"


def _writable(folder: Path) -> bool:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)
