"""From a theory file to tokens, and from tokens to items: a keyword and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from prover.logic.reader.resolve import spelled
from prover.logic.reader.tokens import Style
from prover.logic.reader.tokens import Token as QuotedToken
from prover.theory.operators import SIGN, WORD
from prover.theory.reader.errors import TheorySyntaxError, did_you_mean

__all__ = ["KEYWORDS", "Item", "Kind", "Token", "items", "tokens"]

KEYWORDS = [
    "sort",
    "datatype",
    "constructor",
    "function",
    "predicate",
    "definition",
    "axiom",
    "theorem",
    "conjecture",
]

_MOST_CHARACTERS = 1_000_000

_TOKEN = re.compile(
    rf"""
      (?P<comment>[\#%][^\n]*)
    | (?P<blank>\s+)
    | (?P<quoted>'(?:[^'\\\n]|\\.)*')
    | (?P<variable>`(?:[^`\\\n]|\\.)*`)
    | (?P<bracket>[()])
    | (?P<comma>,)
    | (?P<dot>\.)
    | (?P<word>{WORD})
    | (?P<sign>{SIGN})
    """,
    re.VERBOSE,
)


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    SIGN = "sign"
    QUOTED = "quoted"
    """A symbol's name in single quotes."""
    VARIABLE = "variable"
    """A variable's name in backquotes."""
    BRACKET = "bracket"
    COMMA = "comma"
    DOT = "dot"
    END = "end"
    """Behind the last token of a part."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a theory file.

    Attributes:
        kind: what it is.
        text: what it says, quotes removed.
        start: its offset in the file.
        end: the offset behind it.
        blank_before: whether a blank stands before it.
        starts_line: whether nothing but blanks stands before it in its line.
        indented: whether its line starts with blanks.
    """

    kind: Kind
    text: str
    start: int
    end: int
    blank_before: bool
    starts_line: bool
    indented: bool

    @property
    def is_colon(self) -> bool:
        """Whether a sort follows; a symbol may be called ``':'``, too."""
        return self.text == ":" and self.kind is Kind.SIGN


@dataclass(frozen=True, slots=True)
class Item:
    """A keyword, the rest of its line, and the indented lines below it."""

    keyword: Token
    head: tuple[Token, ...]
    lines: tuple[tuple[Token, ...], ...]

    @property
    def end(self) -> int:
        """The offset behind the item's last token."""
        rows = (self.lines[-1] if self.lines else self.head) or (self.keyword,)
        return rows[-1].end


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text``; comments reach from ``#`` or ``%`` to the end of their line.

    Raises:
        TheorySyntaxError: the text is too long, or has a character that no theory file has.
    """
    if len(text) > _MOST_CHARACTERS:
        hint = "divide it into several theories"
        message = f"the file has more than {_MOST_CHARACTERS:,} characters"
        raise TheorySyntaxError(text, _MOST_CHARACTERS, message, hint, code="too-long")
    at, blank, line_starts, indented = int(text.startswith("\ufeff")), False, True, False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or not (match[0].isspace() or match[0].isprintable()):
            raise _unreadable(text, at)
        kind, found, at = match.lastgroup or "", match[0], match.end()
        if kind == "blank":
            blank = True
            if "\n" in found:
                line_starts, indented = True, not found.endswith("\n")
            elif match.start() == 0:
                indented = True
        elif kind != "comment":
            name = _spelled(found) if kind in ("quoted", "variable") else found
            start = match.start()
            yield Token(Kind(kind), name, start, at, blank, line_starts, indented)
            blank = line_starts = False


def items(text: str) -> Iterator[Item]:
    """The items of ``text``.

    Raises:
        TheorySyntaxError: a line starts with no keyword, and what :func:`tokens` raises.
    """
    rows: list[list[Token]] = []
    depth = 0
    for token in tokens(text):
        if token.starts_line and not token.indented:
            if rows:
                yield _item(text, rows)
            rows, depth = [[]], 0
        elif token.starts_line and depth == 0:
            rows.append([])
        if not rows or not rows[0]:
            _check_keyword(text, token)
        depth = max(0, depth + _OPENING.get(token.text, 0)) if token.kind is Kind.BRACKET else depth
        rows[-1].append(token)
    if rows:
        yield _item(text, rows)


_OPENING = {"(": 1, ")": -1}


def _item(text: str, rows: Sequence[Sequence[Token]]) -> Item:
    (keyword, *head), *lines = rows
    return Item(keyword, tuple(head), tuple(tuple(line) for line in lines))


def _check_keyword(text: str, token: Token) -> None:
    if token.starts_line and token.indented:
        hint = f"start the line without blanks, with one of: {', '.join(KEYWORDS)}"
        raise TheorySyntaxError(text, token.start, "an indented line belongs to nothing", hint)
    if token.kind is not Kind.WORD or token.text not in KEYWORDS:
        otherwise = f"start with one of {', '.join(KEYWORDS)}, or indent the line"
        hint = did_you_mean(token.text, KEYWORDS, otherwise)
        raise TheorySyntaxError(text, token.start, f"a line starts with '{token.text}'", hint)


def _spelled(quoted: str) -> str:
    kind = "QUOTED" if quoted[0] == "'" else "BACKQUOTED"
    return spelled(QuotedToken(kind, quoted, 0, len(quoted)), Style.ANY)


def _unreadable(text: str, at: int) -> TheorySyntaxError:
    character = text[at]
    if character in "'`\"“":
        return TheorySyntaxError(text, at, "a quotation is not closed", "close it in the same line")
    name = character if character.isprintable() else f"U+{ord(character):04X}"
    hint = "remove it, or put the name it belongs to in single quotes"
    return TheorySyntaxError(text, at, f"unreadable character {name}", hint)
