"""``prover check FILE.lean``: does this file prove that statement?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from rich.console import Group, RenderableType
from rich.text import Text

from prover.errors import InputError
from prover.lean.verify import LeanKernel
from prover.lean.wire import Verified

__all__ = ["LeanVerdict", "judge_file", "last_theorem", "verdict_document", "verdict_view"]


_COMMENT = re.compile(r"/-.*?-/|--[^\n]*", re.DOTALL)
_STRUCTURE = re.compile(
    r"^[ \t]*(?:@\[[^\]]*\]\s*)?(?:(?:private|protected|noncomputable|public)\s+)*"
    r"(?P<word>namespace|section|end|theorem|lemma)\b[ \t]*(?P<name>[^\s:({\[]*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class LeanVerdict:
    """The kernel's judgement of a file, and who gave it."""

    theorem: str
    statement: str
    judged: Verified
    toolchain: str
    limits: str
    sandbox: str


def judge_file(
    source: str, theorem: str, statement: str, kernel: LeanKernel, seconds: float = inf
) -> LeanVerdict:
    """Ask ``kernel`` whether ``theorem`` of ``source`` proves ``statement``, within ``seconds``.

    Raises:
        LeanError: Lean could not be asked.
    """
    judged = kernel.verify(source, theorem, statement, seconds=seconds)
    toolchain = kernel.toolchain
    return LeanVerdict(
        theorem, statement, judged, toolchain.description, toolchain.limits, kernel.sandbox
    )


def last_theorem(source: str) -> str:
    """The full name of the last theorem that ``source`` states.

    Raises:
        InputError: it states none.
    """
    spaces: list[tuple[str, str]] = []
    found = ""
    for match in _STRUCTURE.finditer(_COMMENT.sub("", source)):
        word, name = match["word"], match["name"] or ""
        if word in ("namespace", "section"):
            spaces.append((word, name))
        elif word == "end":
            del spaces[-1:]
        elif name:
            found = ".".join([n for w, n in spaces if w == "namespace"] + [name])
    if not found:
        raise InputError("the file has no theorem", hint="name one with --theorem")
    return found


def verdict_document(verdict: LeanVerdict) -> dict[str, object]:
    """The verdict, ready for JSON."""
    judged = verdict.judged
    return {
        "accepted": judged.accepted,
        "code": judged.code,
        "reason": judged.reason,
        "theorem": verdict.theorem,
        "statement": verdict.statement,
        "type": judged.type,
        "axioms": list(judged.axioms),
        "library_theorems_trusted": judged.trusted,
        "messages": [message.model_dump() for message in judged.messages],
        "line": judged.line,
        "milliseconds": judged.ms,
        "toolchain": verdict.toolchain,
        "limits": verdict.limits,
        "sandbox": verdict.sandbox,
    }


def verdict_view(verdict: LeanVerdict) -> RenderableType:
    """The verdict in lines, with Lean's messages where it refuses."""
    judged = verdict.judged
    parts: list[RenderableType] = []
    if judged.accepted:
        parts.append(Text("✓ accepted", style="bold green").append(f"  {verdict.theorem}"))
        axioms = ", ".join(judged.axioms) or "none"
        parts.append(Text(f"  axioms: {axioms}; library theorems trusted: {judged.trusted}"))
    else:
        where = f"line {judged.line}: " if judged.line else ""
        parts.append(Text("✗ refused", style="bold red").append(f"  {where}{judged.reason}"))
        for message in judged.messages:
            if message.severity == "error":
                place = f"  line {message.line}, column {message.column}: "
                parts.append(Text(place + message.text, style="red"))
    parts.append(Text(f"  {verdict.toolchain}", style="dim"))
    return Group(*parts)
