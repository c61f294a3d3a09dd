"""From text to statements, and from a statement to its tokens.

Both are found by one regular expression each, which makes this fast; where a token stands is
only found out when somebody asks, by scanning the statement once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from prover.errors import Position
from prover.logic.reader.errors import unexpected, unknown_character
from prover.logic.reader.tokens import CLOSING, Token
from prover.logic.tptp.errors import Misplaced, TptpSyntaxError, located

__all__ = ["error_in_statement", "places", "statements", "tokens"]

_BLANK = r"(?:\s++|%[^\n]*+|/\*(?s:.*?)\*/)*+"
_QUOTED = r"'(?:[^'\\\n]|\\.)*+'"
_DISTINCT = r'"(?:[^"\\\n]|\\.)*+"'
_SKIP = re.compile(_BLANK)
_INSIDE = re.compile(  # a statement up to its full stop, which is not the point of a number
    rf"(?:[^.'\"%/]++|{_QUOTED}|{_DISTINCT}|%[^\n]*+|/\*(?s:.*?)\*/|/(?!\*)|(?<=\d)\.(?=\d))*+"
)
_TOKEN = re.compile(
    _BLANK
    + r"(\$*[A-Za-z]\w*|[+-]?\d+(?:/\d+|(?:\.\d+)?(?:[Ee][+-]?\d+)?)"
    + rf"|{_QUOTED}|{_DISTINCT}"
    + r"|<=>|<~>|=>|<=|~&|~\||!=|!>|:=|\S)",
    re.ASCII,
)


def statements(text: str, path: Path | None = None) -> Iterator[tuple[int, int]]:
    """Where each statement of ``text`` begins and ends, its full stop included.

    Raises:
        TptpSyntaxError: a statement, a quotation or a comment is not ended.
    """
    start = _behind(_SKIP, text, 0)
    while start < len(text):
        end = _behind(_INSIDE, text, start)
        if not text.startswith(".", end):
            raise _unended(text, start, end, path)
        yield start, end + 1
        start = _behind(_SKIP, text, end + 1)


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where the match of ``pattern`` at ``at`` ends, if it is one."""
    match = pattern.match(text, at)
    return match.end() if match else at


def _unended(text: str, start: int, end: int, path: Path | None) -> TptpSyntaxError:
    if end >= len(text):
        last = start + len(text[start:].rstrip())
        hint = "a statement ends with a full stop"
        return located(text, last, "the last statement is not ended", hint, path)
    if text[end] == "/":
        return located(text, end, "the comment is not closed", "write */ behind it", path)
    hint = f"add the missing {text[end]} in the same line; inside, write \\{text[end]}"
    return located(text, end, "a quotation is not closed", hint, path)


def tokens(text: str, start: int, end: int) -> list[str]:
    """The tokens of the statement between ``start`` and ``end``."""
    return _TOKEN.findall(text, start, end)


def places(text: str, start: int, end: int) -> list[int]:
    """Where the tokens of the statement begin."""
    return [match.start(1) for match in _TOKEN.finditer(text, start, end)]


# --- errors ------------------------------------------------------------------------------

_TYPES = {
    ",": "COMMA",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    "{": "LBRACE",
    "}": "RBRACE",
    ":": "MARK",
    ".": "MARK",
    "~": "NOT",
    "&": "AND",
    "|": "OR",
    "<~>": "XOR",
    "~&": "NAND",
    "~|": "NOR",
    "=>": "IMPLIES",
    "<=": "IMPLIED",
    "<=>": "IFF",
    "=": "EQUAL",
    "!=": "UNEQUAL",
    "!": "FORALL",
    "?": "EXISTS",
    "$true": "TRUE",
    "$false": "FALSE",
}
_UNREAD = {
    "@": "application by @ is higher-order; only fof, cnf and tff are read",
    "^": "λ is higher-order; only fof, cnf and tff are read",
    "!>": "polymorphic types are not read; declare one symbol for each type",
    ":=": "$let is not read; write the definition as a formula",
    "_": "a name starts with a letter; put others in single quotes",
}


def error_in_statement(
    text: str, start: int, end: int, fault: Misplaced, path: Path | None
) -> TptpSyntaxError:
    """The error for ``fault``, in the words in which all formulas are criticised."""
    found = [
        Token(_type(match[1]), match[1], *match.span(1))
        for match in _TOKEN.finditer(text, start, end)
    ]
    at = min(fault.index, len(found) - 1)
    token = found[at]
    if fault.message:
        return located(text, token.start, fault.message, fault.hint, path, fault.kind)
    if token.value in _UNREAD:
        message = f"'{token.value}' cannot stand here"
        return located(text, token.start, message, _UNREAD[token.value], path)
    if token.value == ".":
        return located(text, token.start, *_ended_early(text, found), path)
    behind_header = 6 if at > 6 else 0
    wrong = unexpected(text, found[behind_header:], at - behind_header)
    if token.type == "BAD":
        wrong = unknown_character(text, token.start)
        if not token.value.isascii():
            wrong.hint = "TPTP is written in ASCII; put the name it belongs to in single quotes"
    return located(text, token.start, wrong.message, wrong.hint, path)


def _ended_early(text: str, found: list[Token]) -> tuple[str, str]:
    """What is wrong with a full stop that comes too early."""
    opened: list[Token] = []
    for token in found:
        if token.type in CLOSING:
            opened.append(token)
        elif token.type in CLOSING.values() and opened:
            opened.pop()
    if not opened:
        return "the statement ends too early", "a full stop ends a statement"
    position = Position.of(text, opened[-1].start)
    where = f"line {position.line}, column {position.column}"
    hint = "close it before the full stop, which ends the statement"
    return f"the bracket '{opened[-1].value}' at {where} is not closed", hint


def _type(token: str) -> str:
    if token in _TYPES:
        return _TYPES[token]
    if token[0] == "'" and len(token) > 1:
        return "QUOTED"
    if token[0] == '"' and len(token) > 1:
        return "DISTINCT"
    name = token.isascii() and (token[-1].isalnum() or token[-1] == "_")
    return "NAME" if name else "BAD"
