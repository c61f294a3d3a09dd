"""A theorem statement as text: its binders, its claim, and what can be made of them.

Only brackets are looked at here.  What the text means, and whether it is a statement at all, is
for Lean to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from translators.lean_goals.errors import NotUnderstood

__all__ = ["MAX_STATEMENT", "LeanStatement", "read_statement"]

MAX_STATEMENT = 4_000
"""Longest statement in characters."""

_HEAD = re.compile(r"\A(?:theorem|lemma)\s+[^\s:({\[]+\s*")
_PROOF = re.compile(r":=(?:\s*sorry|\s*by\b[^\n]*(?:\n[ \t]+[^\n]*)*)?\s*\Z")
"""What follows the statement; a line that is not indented would begin something else."""

_BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⦃": "⦄"}


@dataclass(frozen=True, slots=True)
class LeanStatement:
    """``theorem goal binders : claim``."""

    binders: str
    claim: str

    @property
    def theorem(self) -> str:
        """As a theorem called ``goal``, without a proof."""
        binders = f" {self.binders}" if self.binders else ""
        return f"theorem goal{binders} : {self.claim}"

    @property
    def closed(self) -> str:
        """As one proposition."""
        return f"∀ {self.binders}, {self.claim}" if self.binders else self.claim

    @property
    def negation(self) -> str:
        """The opposite of the whole."""
        return f"¬({self.closed})"


def read_statement(text: str) -> LeanStatement:
    """The statement in ``text``: ``theorem name binders : claim``, a proof after it left out.

    Raises:
        NotUnderstood: there is no such thing, or it is too long, or has comments.
    """
    text = text.strip()
    if len(text) > MAX_STATEMENT:
        raise NotUnderstood("the statement is too long", hint=f"at most {MAX_STATEMENT:,}")
    head = _HEAD.match(text)
    if head is None:
        raise NotUnderstood("this is no theorem", hint="theorem goal (binders) : claim")
    if "--" in text or "/-" in text:
        raise NotUnderstood("a statement has no comments", hint="leave them out")
    rest = _PROOF.sub("", text[head.end() :])
    colon = _colon(rest)
    binders, claim = " ".join(rest[:colon].split()), " ".join(rest[colon + 1 :].split())
    if not claim:
        raise NotUnderstood("the theorem claims nothing", hint="theorem goal (binders) : claim")
    return LeanStatement(binders, claim)


def _colon(text: str) -> int:
    """The colon between binders and claim: the first one outside brackets."""
    closing: list[str] = []
    for index, character in enumerate(text):
        if character in _BRACKETS:
            closing.append(_BRACKETS[character])
        elif closing and character == closing[-1]:
            closing.pop()
        elif character == ":" and not closing:
            return index
    raise NotUnderstood("the theorem claims nothing", hint="theorem goal (binders) : claim")
