"""What is wrong with a text that is no formula, and what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prover.errors import InputError, Position

if TYPE_CHECKING:
    from prover.logic.reader.tokens import Token

__all__ = ["FormulaSyntaxError", "unexpected", "unknown_character"]

_OPEN = {"LPAR": "(", "LSQB": "[", "LBRACE": "{"}
_CLOSE = {"RPAR": "(", "RSQB": "[", "RBRACE": "{"}
_OPERAND_ENDS = frozenset({"NAME", "QUOTED", "DISTINCT", "BACKQUOTED", "TRUE", "FALSE", *_CLOSE})
_SYMBOLS = frozenset({"NAME", "QUOTED", "DISTINCT", "BACKQUOTED"})
_QUANTIFIERS = frozenset({"FORALL", "EXISTS", "NONE"})
_OPERAND_STARTS = frozenset({*_SYMBOLS, "TRUE", "FALSE", "NOT", *_QUANTIFIERS, *_OPEN})
_CONNECTIVES = frozenset({"AND", "OR", "XOR", "NAND", "NOR", "IMPLIES", "IMPLIED", "IFF", "NOT"})
_RELATIONS = frozenset({"EQUAL", "UNEQUAL", "COMPARE"})

_UNKNOWN = {
    "∈": "membership is not read; write a predicate, as in Member(x, s)",
    "⊆": "set inclusion is not read; write a predicate, as in Subset(a, b)",
    "⊂": "set inclusion is not read; write a predicate, as in Subset(a, b)",
    "+": "arithmetic is not read; name the result by a function, as in plus(x, y)",
    "*": "arithmetic is not read; name the result by a function, as in times(x, y)",
    "/": "division is not read; 'and' is written ∧, & or /\\",
    "λ": "only first-order formulas are read; λ is not",
    "^": "write ∧ or & for 'and', ⊕ for 'exclusive or'",
    "□": "modal operators are not read",
    "◇": "modal operators are not read",
    "'": "a quotation is not closed",
    '"': "a quotation is not closed",
    "`": "a quotation is not closed",
    "“": "a quotation is not closed",
    ";": "one formula is read at a time; write ∧ between formulas that belong together",
    "…": "write out what the dots stand for",
}


class FormulaSyntaxError(InputError):
    """A text is not a formula.

    ``excerpt`` shows the line with a caret under the first wrong character; ``formula``
    is the index of the text when several were read.
    """

    code = "formula-syntax"
    formula: int | None = None


def unknown_character(text: str, offset: int) -> FormulaSyntaxError:
    """The error for a character that no formula contains."""
    character = text[offset]
    hint = _UNKNOWN.get(character, "remove it, or put the name it belongs to in single quotes")
    name = character if character.isprintable() else f"U+{ord(character):04X}"
    return FormulaSyntaxError.at(text, offset, f"unknown character {name}", hint)


def unexpected(text: str, tokens: Sequence[Token], at: int) -> FormulaSyntaxError:
    """The error for the token at index ``at`` (the end of the text if past the last)."""
    if not tokens:
        return FormulaSyntaxError.at(text, 0, "no formula", "the text is empty; write one formula")
    if at >= len(tokens):
        message, hint = _at_end(text, tokens)
        return FormulaSyntaxError.at(text, tokens[-1].end, message, hint)
    message, hint = _at_token(text, tokens, at)
    return FormulaSyntaxError.at(text, tokens[at].start, message, hint)


def _at_end(text: str, tokens: Sequence[Token]) -> tuple[str, str]:
    last = tokens[-1]
    if last.type in _QUANTIFIERS or last.type in ("BINDER", "SCOPE", "COLON"):
        return "the quantifier has no body", "say what holds, as in ∀x P(x)"
    if last.type in _CONNECTIVES or last.type in _RELATIONS:
        return f"nothing follows '{last.value}'", "complete the formula or remove the sign"
    opened = _open_brackets(tokens)
    if opened:
        where = _where(text, opened[-1])
        return (
            f"the bracket '{opened[-1].value}' {where} is not closed",
            f"add {len(opened)} closing bracket{'s' if len(opened) > 1 else ''}",
        )
    return "the formula is incomplete", "check its end"


def _at_token(text: str, tokens: Sequence[Token], at: int) -> tuple[str, str]:
    token, before = tokens[at], tokens[at - 1] if at else None
    if before is not None and before.type in _QUANTIFIERS:
        if token.value == "!":
            return "unique existence is not read", "write ∃x (A(x) ∧ ∀y (A(y) → y = x))"
        return f"'{before.value}' binds no variable", "name it, as in ∀x P(x)"
    opened = _open_brackets(tokens[:at])
    if token.type in _CLOSE and (wrong := _wrong_closing(text, token, opened)):
        return wrong
    function = _arguments_of(tokens, opened[-1]) if opened else None
    if function is not None:
        return _in_arguments(token, function)
    return _between(token, before)


def _wrong_closing(text: str, token: Token, opened: Sequence[Token]) -> tuple[str, str] | None:
    if not opened:
        return f"'{token.value}' closes no bracket", "remove it, or add the opening bracket"
    last = opened[-1]
    if _OPEN[last.type] == _CLOSE[token.type]:
        return None
    message = f"'{token.value}' cannot close the '{last.value}' {_where(text, last)}"
    return message, "brackets must match in kind"


def _between(token: Token, before: Token | None) -> tuple[str, str]:
    """What is wrong with ``token`` behind ``before``, outside of argument lists."""
    kind, previous = token.type, before.type if before else "LPAR"
    shown = f"'{token.value}'"
    if kind == "COMMA":
        return "a comma stands between formulas", "write ∧ if both are meant to hold"
    if kind in ("MARK", "SCOPE", "COLON"):
        return f"{shown} is out of place", "it may only follow the names a quantifier binds"
    if before and before.value == "in":
        return "a range is not read", _UNKNOWN["∈"]
    if before and previous in _SYMBOLS and kind in _SYMBOLS:
        message = f"{shown} follows '{before.value}' without a connective"
        return message, "write ∧, ∨ or → between them, or one name without blanks"
    if previous in _OPERAND_ENDS and kind in _OPERAND_STARTS:
        return f"a connective is missing before {shown}", "write ∧, ∨ or → there"
    if kind in _RELATIONS:
        hint = "for 'if and only if' between formulas write ↔"
        return f"{shown} must stand between two terms", hint
    if before and previous in _RELATIONS:
        hint = "write a name there; brackets are not needed"
        return f"no term follows '{before.value}'", hint
    if previous in _CONNECTIVES or previous in _OPEN:
        return f"a formula is missing before {shown}", "write it, or remove the sign"
    return f"{shown} is out of place", "check what stands before it"


def _in_arguments(token: Token, function: Token) -> tuple[str, str]:
    where = f"the arguments of '{function.value}'"
    if token.type in _CONNECTIVES or token.type in _QUANTIFIERS or token.type in _RELATIONS:
        return (
            f"'{token.value}' inside {where}",
            "arguments are terms, not formulas; close the bracket before it",
        )
    if token.type in ("LSQB", "LBRACE"):
        return f"a list inside {where}", "lists and sets are not terms; name each element"
    if token.type in _SYMBOLS:
        return (
            f"'{token.value}' inside {where} follows without a comma",
            "write a comma, one name without blanks, or 'single quotes' around the words",
        )
    return f"'{token.value}' inside {where}", "write terms separated by commas"


def _open_brackets(tokens: Sequence[Token]) -> list[Token]:
    opened: list[Token] = []
    for token in tokens:
        if token.type in _OPEN:
            opened.append(token)
        elif token.type in _CLOSE and opened and _OPEN[opened[-1].type] == _CLOSE[token.type]:
            opened.pop()
    return opened


def _arguments_of(tokens: Sequence[Token], bracket: Token) -> Token | None:
    """The symbol whose arguments ``bracket`` opens, or None if it only groups."""
    at = next(i for i, token in enumerate(tokens) if token is bracket)
    before = tokens[at - 1] if at else None
    return before if before and bracket.type == "LPAR" and before.type in _SYMBOLS else None


def _where(text: str, token: Token) -> str:
    position = Position.of(text, token.start)
    place = f"column {position.column}"
    return f"at {place}" if "\n" not in text else f"at line {position.line}, {place}"
