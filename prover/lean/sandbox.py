"""Lean runs confined: no network, no processes, no files but its library and one folder.

What Lean elaborates is a program.  The embedded Lean runs under Node's permission model, sees
a file system of its own (``lean/host``), and, where the kernel lets a process have one, is
alone in a network namespace.  A native Lean runs under bubblewrap or not at all.  Both die
with this process and get an environment that is written out here in full.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prover.lean import child
from prover.lean.errors import LeanError
from prover.lean.prepare import Prepared, prepared
from prover.lean.program import lean_folder
from prover.lean.toolchain import Kind, Toolchain

__all__ = ["Launch", "SandboxMissing", "confined", "launch"]

MIB = 2**20

_LIMITS = {
    "RLIMIT_STACK": 1024 * MIB,
    "RLIMIT_CORE": 0,
    "RLIMIT_FSIZE": 64 * MIB,
    "RLIMIT_NOFILE": 1024,
}
_DEEPEST_STACK_KB = 60_000
"""JavaScript's own limit, far enough below the block that ``lean/host/stack.js`` sets aside."""

_NODE_FLAGS = (
    "--liftoff-only",
    "--wasm-lazy-validation",
    "--disallow-code-generation-from-strings",
    "--no-warnings",
)
_SYSTEM_FOLDERS = ("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache")
_TRUE = ("/usr/bin/true", "/bin/true")


class SandboxMissing(LeanError):
    """A native Lean cannot be confined on this machine, so it is not run."""

    code = "lean-sandbox-missing"


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start one Lean process.

    Start it from the thread that owns it: it is killed when that thread, or this process,
    ends.

    Attributes:
        argv: the command line; the program itself is reached through ``child.py``.
        environment: all of the environment that the command line gets.
        cwd: the folder to start in.
        sandbox: how it is confined, in a sentence for certificates.
    """

    argv: tuple[str, ...]
    environment: Mapping[str, str]
    cwd: Path
    sandbox: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the process is to become, once ``child.py`` has given up the rest."""

    argv: tuple[str, ...]
    environment: Mapping[str, str]
    network: bool
    sandbox: str


def launch(
    toolchain: Toolchain,
    program: Path,
    arguments: Sequence[str],
    scratch: Path,
    *,
    unsafe: bool,
) -> Launch:
    """How to run ``program`` with ``arguments``.

    Args:
        toolchain: the Lean to run.
        program: one Lean file with a ``main``.
        arguments: of that ``main``.
        scratch: an existing folder, the only one that may be written; it is the home and
            the current folder of the process.
        unsafe: run without a sandbox; limits and the environment stay.

    Raises:
        SandboxMissing: a native Lean, no working bubblewrap, and not ``unsafe``.
    """
    program, scratch = program.resolve(), scratch.resolve()
    if toolchain.kind is Kind.NATIVE:
        return _child(_native(toolchain, program, arguments, scratch, unsafe), scratch)
    ready = prepared(toolchain, program)
    lean = ("-j1", "--run", f"/{ready.program.name}", *arguments)
    return _child(_embedded(toolchain, ready, lean, scratch, unsafe), scratch)


def confined(
    toolchain: Toolchain, ready: Prepared, arguments: Sequence[str], scratch: Path
) -> Launch:
    """How to run the embedded Lean itself with ``arguments``, always in the sandbox.

    Lean sees the program as ``/name.lean`` and the scratch folder as ``/scratch``.
    """
    scratch = scratch.resolve()
    return _child(_embedded(toolchain, ready, arguments, scratch, unsafe=False), scratch)


def _child(plan: _Plan, scratch: Path) -> Launch:
    given = {
        "argv": plan.argv,
        "environment": dict(plan.environment),
        "limits": _LIMITS,
        "network": plan.network,
        "parent": os.getpid(),
    }
    argv = (sys.executable, "-I", "-S", child.__file__, json.dumps(given))
    return Launch(argv, {"LANG": "C.UTF-8"}, scratch, plan.sandbox)


def _home(scratch: Path) -> dict[str, str]:
    return {"HOME": str(scratch), "TMPDIR": str(scratch), "LANG": "C.UTF-8"}


def _embedded(
    toolchain: Toolchain, ready: Prepared, lean: Sequence[str], scratch: Path, unsafe: bool
) -> _Plan:
    package, host = toolchain.package, lean_folder() / "host"
    assert package is not None
    readable = _outermost([host, package, ready.program, scratch, ready.glue, ready.compiled])
    permissions = (
        "--permission",
        "--allow-worker",
        f"--allow-fs-write={scratch}",
        *(f"--allow-fs-read={path}" for path in readable),
    )
    work = {
        "package": str(package),
        "glue": ready.glue and str(ready.glue),
        "program": str(ready.program),
        "compiled": ready.compiled and str(ready.compiled),
        "scratch": str(scratch),
        "arguments": list(lean),
    }
    argv = (
        str(toolchain.executable),
        f"--stack-size={_stack_kb()}",
        *_NODE_FLAGS,
        *(() if unsafe else permissions),
        str(host / "main.js"),
        json.dumps(work),
    )
    if unsafe:
        return _Plan(argv, _home(scratch), True, "None: run with --unsafe-no-sandbox.")
    alone = can_leave_network()
    network = "a network namespace without interfaces" if alone else "no network modules"
    words = (
        f"Node's permission model (no processes, no add-ons; files: the library, and one "
        f"scratch folder to write), {network}, resource limits."
    )
    return _Plan(argv, _home(scratch), not alone, words)


def _outermost(paths: Sequence[Path | None]) -> list[Path]:
    """Those that lie in none of the others: Node loses track of folders granted twice."""
    given = [path.resolve() for path in paths if path]
    return [path for path in given if not any(other in path.parents for other in given)]


def _stack_kb() -> int:
    """What ``--stack-size`` can be, with the stack that the system will grant."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    granted = _LIMITS["RLIMIT_STACK"] if hard == resource.RLIM_INFINITY else hard
    return min(_DEEPEST_STACK_KB, int(granted / 1024 * 0.8))


@cache
def can_leave_network() -> bool:
    """Whether the kernel lets a process of ours have a network namespace of its own."""
    true = next((path for path in _TRUE if os.path.exists(path)), None)
    if sys.platform != "linux" or true is None:
        return False
    plan = {
        "argv": [true],
        "environment": {},
        "limits": {},
        "network": False,
        "parent": os.getpid(),
    }
    argv = [sys.executable, "-I", "-S", child.__file__, json.dumps(plan)]
    return subprocess.run(argv, capture_output=True, check=False, timeout=30).returncode == 0


def _native(
    toolchain: Toolchain, program: Path, arguments: Sequence[str], scratch: Path, unsafe: bool
) -> _Plan:
    environment = _home(scratch)
    project = _project_path(toolchain)
    if project:
        environment["LEAN_PATH"] = os.pathsep.join(map(str, project))
    lean = (str(toolchain.executable), "--run", str(program), *arguments)
    if unsafe:
        return _Plan(lean, environment, True, "None: run with --unsafe-no-sandbox.")
    bubble = _bubblewrap()
    prefix = toolchain.executable.parent.parent
    shown = [*map(Path, _SYSTEM_FOLDERS), prefix, *project, program]
    argv = (
        bubble,
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        *(part for name, value in environment.items() for part in ("--setenv", name, value)),
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        *(part for path in shown for part in ("--ro-bind-try", str(path), str(path))),
        "--bind",
        str(scratch),
        str(scratch),
        "--remount-ro",
        "/",
        "--chdir",
        str(scratch),
        "--",
        *lean,
    )
    words = (
        "bubblewrap (own namespaces for network, processes and files; files: Lean and the system "
        "libraries to read, one scratch folder to write), resource limits."
    )
    return _Plan(argv, environment, True, words)


def _bubblewrap() -> str:
    """The path of a bubblewrap that works here."""
    hint = "install bubblewrap, set PROVER_LEAN=embedded, or PROVER_LEAN_SANDBOX=false"
    found = shutil.which("bwrap")
    if found is None:
        raise SandboxMissing(
            "a native Lean is only run in a sandbox, and there is no bwrap", hint=hint
        )
    true = next((path for path in _TRUE if os.path.exists(path)), _TRUE[0])
    argv = [found, "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", true]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=30)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[0]
        raise SandboxMissing(f"bwrap does not work here: {reason[:200]}", hint=hint)
    return found


def _project_path(toolchain: Toolchain) -> tuple[Path, ...]:
    """The folders with compiled modules of the lake project, as lake tells them."""
    if toolchain.project is None:
        return ()
    lake = toolchain.executable.with_name("lake")
    done = subprocess.run(
        [str(lake), "env", "printenv", "LEAN_PATH"],
        cwd=toolchain.project,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise LeanError(
            f"lake cannot load {toolchain.project}: {reason[:200]}", hint="run `lake build` there"
        )
    folders = (toolchain.project / entry for entry in done.stdout.strip().split(os.pathsep))
    return tuple(folder.resolve() for folder in folders)
