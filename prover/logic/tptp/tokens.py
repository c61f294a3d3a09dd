"""From text to statements, and from a statement to its tokens.

Both are found by one regular expression each, which makes this fast; where a token stands is
only found out when somebody asks, by scanning the statement once more.  Comments are those of
TPTP, and the lines that E begins with ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from prover.errors import Position
from prover.logic.reader.errors import unexpected, unknown_character
from prover.logic.reader.tokens import CLOSING, Token
from prover.logic.tptp.errors import Misplaced, TptpSyntaxError

__all__ = ["error_in_statement", "places", "statements", "tokens"]

_BLANK = r"(?:\s++|%[^\n]*+|#(?<!.#)[^\n]*+|/\*(?s:.*?)\*/)*+"
_QUOTED = r"'(?:[^'\\\n]|\\.)*+'"
_DISTINCT = r'"(?:[^"\\\n]|\\.)*+"'
_SKIP = re.compile(_BLANK)
_INSIDE = re.compile(  # a statement up to its full stop, which is not the point of a number
    rf"(?:[^.'\"%#/]++|{_QUOTED}|{_DISTINCT}|%[^\n]*+|#(?:(?<!.#)[^\n]*+)?+"
    r"|/\*(?s:.*?)\*/|/(?!\*)|(?<=\d)\.(?=\d))*+"
)
_TOKEN = re.compile(
    _BLANK
    + r"(\$*[A-Za-z]\w*|[+-]?\d+(?:/\d+|(?:\.\d+)?(?:[Ee][+-]?\d+)?)"
    + rf"|{_QUOTED}|{_DISTINCT}"
    + r"|<=>|<~>|=>|<=|~&|~\||!=|!>|:=|\S)",
    re.ASCII,
)


def statements(
    text: str, start: int = 0, end: int | None = None, file: Path | None = None
) -> Iterator[tuple[int, int]]:
    """Where each statement of ``text[start:end]`` begins and ends, its full stop included.

    Raises:
        TptpSyntaxError: a statement, a quotation or a comment is not ended.
    """
    end = len(text) if end is None else end
    start = _behind(_SKIP, text, start, end)
    while start < end:
        stop = _behind(_INSIDE, text, start, end)
        if stop == end or text[stop] != ".":
            raise _unended(text, start, stop, end, file)
        yield start, stop + 1
        start = _behind(_SKIP, text, stop + 1, end)


def _behind(pattern: re.Pattern[str], text: str, at: int, end: int) -> int:
    """Where the match of ``pattern`` at ``at`` ends, if it is one."""
    match = pattern.match(text, at, end)
    return match.end() if match else at


def _unended(text: str, start: int, stop: int, end: int, file: Path | None) -> TptpSyntaxError:
    """What is wrong with the statement from ``start``, which could be read up to ``stop``."""
    error = TptpSyntaxError.at
    if stop < end and text[stop] == "/":
        return error(text, stop, "the comment is not closed", "write */ behind it", file)
    if stop < end:
        hint = f"add the missing {text[stop]} in the same line; inside, write \\{text[stop]}"
        return error(text, stop, "a quotation is not closed", hint, file)
    if not text[start].isalpha():
        hint = "a statement is language(name, role, formula)."
        return error(text, start, f"'{text[start]}' starts no statement", hint, file)
    last = start + len(text[start:end].rstrip())
    hint = "a statement ends with a full stop"
    return error(text, last, "the last statement is not ended", hint, file)


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
_NOT_ASCII = "TPTP is written in ASCII; put the name it belongs to in single quotes"


def error_in_statement(
    text: str, start: int, end: int, fault: Misplaced, file: Path | None = None
) -> TptpSyntaxError:
    """The error for ``fault``, in the words in which all formulas are criticised."""
    found = [
        Token(_type(match[1]), match[1], *match.span(1))
        for match in _TOKEN.finditer(text, start, end)
    ]
    at = min(fault.index, len(found) - 1)
    token = found[at]
    if fault.message:
        message, hint = fault.message, fault.hint
    elif token.value in _UNREAD:
        message, hint = f"'{token.value}' cannot stand here", _UNREAD[token.value]
    elif token.value == ".":
        message, hint = _ended_early(text, found)
    elif token.type == "BAD":
        wrong = unknown_character(text, token.start)
        message, hint = wrong.message, wrong.hint if token.value.isascii() else _NOT_ASCII
    else:
        behind_header = 6 if at > 6 else 0
        wrong = unexpected(text, found[behind_header:], at - behind_header)
        message, hint = wrong.message, wrong.hint
    return fault.kind.at(text, token.start, message, hint, file)


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
