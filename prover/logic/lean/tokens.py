"""The words of a Lean file, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prover.logic.reader.errors import FormulaSyntaxError

__all__ = ["COMMANDS", "LeanStatementError", "Token", "Wrong", "tokens"]

_SPELLINGS = {
    "->": "→", "=>": "↦", "<->": "↔", "/\\": "∧", "\\/": "∨", "!=": "≠", "forall": "∀",
    "exists": "∃", "λ": "fun",
}  # fmt: skip
"""What is written in two ways, and the one that the parser knows."""

_WORDS = frozenset({"forall", "exists", "fun"})
"""Symbols that look like names."""

COMMANDS = frozenset(
    {"abbrev", "attribute", "axiom", "class", "constant", "def", "deriving", "end", "example"}
    | {"import", "inductive", "instance", "lemma", "mutual", "namespace", "noncomputable"}
    | {"opaque", "open", "private", "protected", "section", "set_option", "structure", "theorem"}
    | {"universe", "universes", "unsafe", "variable", "variables"}
)
"""The words that begin a command; none of them can be a name."""

_PART = r"(?:«[^»\n]+»|[^\W\dλ](?:\w|[₀-₉'])*)"
_TOKEN = re.compile(
    rf"(?P<name>(?:Type|Sort)\*|{_PART}(?:\.{_PART})*)"
    r"|(?P<number>\d+)"
    r"|(?P<symbol>:=|->|=>|<->|/\\|\\/|!=|∃!|@\[|[()\[\]{}⦃⦄,:∀∃λ¬∧∨→↔=≠↦])"
)
_SPACE = re.compile(r"(?:\s+|--[^\n]*)+")
_COMMENT = re.compile(r"/-|-/")


class LeanStatementError(FormulaSyntaxError):
    """A text is no Lean statement, or says what first-order logic cannot."""

    code = "lean-statement"


class Wrong(LeanStatementError):
    """Something is wrong at an offset; the reader of the file makes a position of it."""

    def __init__(self, offset: int, message: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Token:
    """A name, a number or a symbol.

    Attributes:
        text: as the parser knows it: ``->`` is ``→``, and «odd name» has no quotes.
        kind: ``name``, ``number``, ``symbol``, ``command`` (a word of :data:`COMMANDS`), ``other``
            (what is never read here), or ``end`` at the end of the file.
        start: offset of its first character.
        end: offset after its last.
    """

    text: str
    kind: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """All tokens of ``text`` and one of the kind ``end``; comments are left out.

    Raises:
        Wrong: a comment is not closed, or a character begins no token of what is read here.
    """
    at = _skipped(text, 0)
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            yield Token(text[at], "other", at, at + 1)
            at = _skipped(text, at + 1)
            continue
        written, kind = found[0], str(found.lastgroup)
        if written in COMMANDS:
            kind = "command"
        elif written in _WORDS:
            kind = "symbol"
        plain = _SPELLINGS.get(written, written.replace("«", "").replace("»", ""))
        yield Token(plain, kind, at, found.end())
        at = _skipped(text, found.end())
    yield Token("the end", "end", len(text), len(text))


def _skipped(text: str, at: int) -> int:
    """The offset after the spaces and comments at ``at``; comments nest."""
    while True:
        if space := _SPACE.match(text, at):
            at = space.end()
        if not text.startswith("/-", at):
            return at
        begin, depth = at, 0
        for mark in _COMMENT.finditer(text, at):
            depth += 1 if mark[0] == "/-" else -1
            if depth == 0:
                at = mark.end()
                break
        else:
            raise Wrong(begin, "the comment is not closed", "add -/")
