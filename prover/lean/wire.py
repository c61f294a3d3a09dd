"""The wire format of the tactic server, as ``lean/README.md`` has it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

__all__ = [
    "PROTOCOL",
    "Checked",
    "Failure",
    "GoalsAt",
    "Judged",
    "LibraryModule",
    "LibraryTheorem",
    "Message",
    "Probed",
    "Ready",
    "Reply",
    "ServerInfo",
    "State",
    "Verified",
]

PROTOCOL = 1
"""The version of the protocol that this client speaks."""


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Ready(_Wire):
    """The first line of a server."""

    ready: Literal[True]
    protocol: int
    """Version of the protocol."""
    lean: str
    """Lean's own version text."""
    commit: str
    imports: tuple[str, ...]
    """Modules that were imported."""
    import_ms: int


class Reply(_Wire):
    """What every reply has."""

    ok: Literal[True]
    id: int
    ms: int
    """Milliseconds inside the server."""


class Failure(_Wire):
    """A request that could not be carried out."""

    ok: Literal[False]
    id: int
    code: str
    error: str
    heartbeats: int = 0
    ms: int = 0


class ServerInfo(Reply):
    """Reply to ``info``."""

    protocol: int
    lean: str
    commit: str
    imports: tuple[str, ...]
    modules: int
    states: int


class Probed(Reply):
    """Reply to ``probe``: falsehoods that the kernel was asked to accept."""

    probes: int
    passed: bool


class Message(_Wire):
    """What Lean says about a place in a file; 1-based line and column."""

    severity: Literal["error", "warning", "information"]
    line: int
    column: int
    text: str


class Judged(Reply):
    """The kernel's judgement of a finished proof."""

    accepted: bool
    reason: str
    """Why it does not count, or empty."""
    code: str
    """The same for programs: forbidden, errors, missing, statement, sorry, axiom, …"""
    axioms: tuple[str, ...]
    used: tuple[str, ...]
    """Imported constants that the proof mentions."""
    trusted: int
    """Imported theorems below it whose proofs this build does not ship."""
    fresh: int
    """New constants that were replayed with it."""


class Verified(Judged):
    """Reply to ``verify``."""

    type: str
    """The statement proved, as a kernel expression."""
    messages: tuple[Message, ...]
    line: int
    """The line of a refused command, or 0."""


class Checked(Reply):
    """Reply to ``check``."""

    clean: bool
    messages: tuple[Message, ...]
    refusal: str
    line: int


class GoalsAt(Reply):
    """Reply to ``goals``."""

    found: bool
    goals: tuple[str, ...]
    messages: tuple[Message, ...]


class State(Reply):
    """Reply to ``start`` and ``run``: a proof state, with a judgement once it is done."""

    state: int
    done: bool
    goals: tuple[str, ...]
    definitions: tuple[str, ...] = ()
    """What the first goal's target mentions and `simp [f]` might unfold."""
    heartbeats: int = 0
    messages: tuple[str, ...] = ()
    type: str = ""
    used: tuple[str, ...] = ()
    axioms: tuple[str, ...] = ()


class LibraryModule(_Wire):
    """One row of ``modules``: a module, and those that its file imports."""

    name: str
    imports: tuple[str, ...]


class LibraryTheorem(_Wire):
    """One row of ``premises``."""

    name: str
    module: str
    type: str
