"""The last steps before Lean runs, taken inside its own process.

Run as ``python -I -S child.py PLAN`` by :mod:`prover.lean.sandbox`; imports nothing of the
package.  ``PLAN`` is JSON: ``argv``, ``environment``, ``limits`` (names and soft limits),
``network`` (whether it may keep it) and ``parent`` (the process to die with).  Whatever it was
told to take away and cannot, it ends with status 126 instead of running anything.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any, NoReturn

_PR_SET_PDEATHSIG = 1
_PR_CAPBSET_DROP = 24
_PR_SET_SECUREBITS = 28
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x1000_0000
_CLONE_NEWNET = 0x4000_0000
_NO_ROOT_PRIVILEGES = 0b11  # SECBIT_NOROOT, locked


def refuse(what: str) -> NoReturn:
    """End without running anything."""
    os.write(2, f"sandbox: cannot {what}\n".encode())
    os._exit(126)


def limit(limits: dict[str, int]) -> None:
    """Lower what the process may use; nothing can be raised above the hard limits."""
    for name, soft in limits.items():
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            soft = min(soft, hard)
        # The stack's hard limit stays: threads take their size from the soft one.
        resource.setrlimit(kind, (soft, hard if name == "RLIMIT_STACK" else soft))


def regain_memory() -> None:
    """Undo the limit that a worker of the server sets itself: Lean reserves more than it uses."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def die_with(parent: int, libc: Any) -> None:
    """Be killed when the process ``parent`` ends, also if that has happened already."""
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0):
        refuse("be tied to the life of its parent")
    if os.getppid() != parent:
        refuse("outlive its parent")


def leave_network(libc: Any) -> None:
    """Move to a network of its own without any interface, as a user without privileges."""
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET):
        refuse("leave the network")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)
    libc.prctl(_PR_SET_SECUREBITS, _NO_ROOT_PRIVILEGES, 0, 0, 0)
    for capability in range(64):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def main(plan: dict[str, Any]) -> NoReturn:
    """Give up everything that ``plan`` does not grant, then become its program."""
    regain_memory()
    limit(plan["limits"])
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if not plan["network"]:
            leave_network(libc)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
            refuse("give up gaining privileges")
        die_with(plan["parent"], libc)
    try:
        os.execve(plan["argv"][0], plan["argv"], plan["environment"])
    except OSError as error:
        refuse(f"run {plan['argv'][0]}: {error.strerror}")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
