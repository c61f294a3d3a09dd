"""How Lean is run: which toolchain, with which limits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["LeanOptions"]


@dataclass(frozen=True, slots=True)
class LeanOptions:
    """Everything that a pool of Lean servers has to know.

    Attributes:
        choice: ``auto`` (native if there is one, else embedded), ``native``, ``embedded``,
            ``off``, or the path of a ``lean`` executable.
        cache: folder of the embedded toolchain.
        project: a lake project whose modules may be imported (native only).
        imports: modules that every server imports.
        servers: Lean processes that may work at the same time.
        spares: warm processes kept ready besides, for when one has to be killed.
        waiting: requests that may wait for a server before more are turned away.
        start_seconds: how long a server may take to start.
        seconds: deadline for one request.
        heartbeats: Lean's deterministic budget for one request, in the unit of
            ``set_option maxHeartbeats`` (a thousand small allocations; 1 to 3 ms embedded).
        memory_mb: resident size at which a process is killed, in MiB.
        recycle_mb: resident size at which a process is replaced between requests, in MiB.
        recycle_states: proof states made before a process is replaced between sessions.
        unsafe_no_sandbox: run without the sandbox; certificates say so.
    """

    choice: str = "auto"
    cache: Path = Path("~/.cache/neurosymbolic-prover/lean")
    project: Path | None = None
    imports: tuple[str, ...] = ("Init",)
    servers: int = 1
    spares: int = 0
    waiting: int = 64
    start_seconds: float = 120.0
    seconds: float = 60.0
    heartbeats: int = 20_000
    memory_mb: int = 3_500
    recycle_mb: int = 2_200
    recycle_states: int = 20_000
    unsafe_no_sandbox: bool = False
