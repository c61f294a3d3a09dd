"""The words of a Lean file, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prover.logic.reader.errors import FormulaSyntaxError

__all__ = ["COMMANDS", "LeanStatementError", "Token", "Wrong", "tokens", "without_comments"]

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
_SPACE = re.compile(r"\s*")
_COMMENT = re.compile(r"--[^\n]*|/-")
_BRACKET = re.compile(r"/-|-/")


class LeanStatementError(FormulaSyntaxError):
    """A text is no Lean statement, or says what first-order logic cannot."""

    code = "lean-syntax"


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
    text = without_comments(text)
    at = _after_space(text, 0)
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            yield Token(text[at], "other", at, at + 1)
            at = _after_space(text, at + 1)
            continue
        written, kind = found[0], str(found.lastgroup)
        if written in COMMANDS:
            kind = "command"
        elif written in _WORDS:
            kind = "symbol"
        plain = _SPELLINGS.get(written, written.replace("«", "").replace("»", ""))
        yield Token(plain, kind, at, found.end())
        at = _after_space(text, found.end())
    yield Token("the end", "end", len(text), len(text))


def without_comments(text: str) -> str:
    """``text`` with spaces for its comments, which nest: everything else stays where it is.

    Raises:
        Wrong: a comment is not closed.
    """
    parts, at = list[str](), 0
    while comment := _COMMENT.search(text, at):
        begin = comment.start()
        end = _end_of_block(text, begin) if comment[0] == "/-" else comment.end()
        parts += text[at:begin], re.sub(r"[^\n]", " ", text[begin:end])
        at = end
    return "".join((*parts, text[at:]))


def _end_of_block(text: str, begin: int) -> int:
    depth = 0
    for bracket in _BRACKET.finditer(text, begin):
        depth += 1 if bracket[0] == "/-" else -1
        if depth == 0:
            return bracket.end()
    raise Wrong(begin, "the comment is not closed", "add -/")


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return at if space is None else space.end()
