"""Second thoughts about the tokens of a formula: repairs, and scopes that were too narrow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from prover.errors import Position
from prover.logic.reader.tokens import CLOSING, QUANTIFIERS, Token

__all__ = ["ReadingWarning", "group_ends", "repaired", "widened"]

_CLOSERS = frozenset(CLOSING.values())
_SYMBOLS = frozenset({"NAME", "QUOTED", "DISTINCT", "BACKQUOTED"})
_SIGN = {"RPAR": ")", "RSQB": "]", "RBRACE": "}"}


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something the reader decided for the author.

    ``formula`` is the index of the text it was found in, ``position`` the place there.
    """

    code: str
    message: str
    formula: int
    position: Position

    def __str__(self) -> str:
        where = f"formula {self.formula + 1}, line {self.position.line}"
        return f"{where}, column {self.position.column}: {self.message}"


def repaired(tokens: Sequence[Token]) -> tuple[list[Token], list[tuple[int, str]]]:
    """Balanced brackets, and ∧ for a comma between formulas; with (offset, what was done)."""
    result: list[Token] = []
    notes: list[tuple[int, str]] = []
    opened: list[tuple[str, bool]] = []
    for each in tokens:
        token = each
        if token.type in CLOSING:
            applied = bool(result) and result[-1].type in _SYMBOLS and token.type == "LPAR"
            bound = token is not tokens[0] and result and result[-1].type in QUANTIFIERS
            opened.append((CLOSING[token.type], applied or bool(bound)))
        elif token.type in _CLOSERS:
            if not opened:
                notes.append((token.start, f"surplus '{token.value}' dropped"))
                continue
            expected, _ = opened.pop()
            if expected != token.type:
                notes.append((token.start, f"'{token.value}' read as '{_SIGN[expected]}'"))
                token = Token(expected, _SIGN[expected], token.start, token.end)
        elif token.type == "COMMA" and not (opened and opened[-1][1]) and not _binds(result):
            notes.append((token.start, "a comma between formulas read as ∧"))
            token = Token("AND", ",", token.start, token.end)
        result.append(token)
    end = tokens[-1].end if tokens else 0
    for expected, _ in reversed(opened):
        notes.append((end, f"missing '{_SIGN[expected]}' added at the end"))
        result.append(Token(expected, _SIGN[expected], end, end))
    return result, notes


def _binds(before: Sequence[Token]) -> bool:
    """Whether a comma after these tokens separates bound names."""
    return bool(before) and before[-1].type in ("BINDER", "SORT")


def group_ends(tokens: Sequence[Token]) -> dict[int, int]:
    """For each quantifier (by start offset), the offset where its bracket closes."""
    ends: dict[int, int] = {}
    opened: list[list[int]] = [[]]
    before = ""
    for token in tokens:
        if token.type in CLOSING:
            opened.append([])
        elif token.type in _CLOSERS and len(opened) > 1:
            inside = opened.pop()
            if before in ("BINDER", "SORT"):  # (∀x): this bracket does not end the scope
                opened[-1] += inside
            else:
                ends.update(dict.fromkeys(inside, token.start))
        elif token.type in QUANTIFIERS:
            opened[-1].append(token.start)
        before = token.type
    for starts in opened:
        ends.update(dict.fromkeys(starts, tokens[-1].end + 1))
    return ends


def widened(tokens: Sequence[Token], quantifiers: Collection[Token]) -> list[Token]:
    """The tokens with a scope mark behind the bound names of each of ``quantifiers``."""
    starts = {token.start for token in quantifiers}
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        result.append(token)
        index += 1
        if token.type in QUANTIFIERS and token.start in starts:
            end = _prefix_end(tokens, index)
            result += [t for t in tokens[index:end] if not _is_tptp_colon(t, tokens, end)]
            result.append(Token("SCOPE", ".", token.end, token.end))
            index = end
    return result


def _prefix_end(tokens: Sequence[Token], index: int) -> int:
    """The index behind the bound names that start at ``index``, brackets around them included."""
    if tokens[index].type in CLOSING:
        while tokens[index].type not in _CLOSERS:
            index += 1
        index += 1
        return index + 1 if index < len(tokens) and tokens[index].type == "COLON" else index
    while tokens[index].type in ("BINDER", "COMMA", "COLON", "SORT"):
        index += 1
    return index + 1 if tokens[index].type == "RPAR" else index  # (∀x) …


def _is_tptp_colon(token: Token, tokens: Sequence[Token], end: int) -> bool:
    return token.type == "COLON" and token is tokens[end - 1]
