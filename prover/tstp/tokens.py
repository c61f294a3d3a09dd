"""From the text of a derivation to its statements, each a list of tokens.

Derivations are long and written by machines, so tokens are plain strings; where one stands
is found out only when it is wrong, by scanning its statement again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prover.tstp.errors import TstpSyntaxError, syntax_error

__all__ = ["END", "Statement", "WrongToken", "statements", "unquoted"]

END = ""
"""Stands behind the last token of a statement."""

_SCANNER = re.compile(
    r"""
      \s+ | %[^\n]* | (?<![^\n])\#[^\n]*         # blanks, comments
    | /\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|(?P<open>\Z))
    | (?P<token> \$*[A-Za-z]\w*                       # a word, a variable, $word or $$word
      | '(?:[^'\\\n]|\\.)*'                      # a quoted name
      | "(?:[^"\\\n]|\\.)*"                      # a distinct object
      | [-+]?\d+(?:/\d+|\.\d+(?:[Ee][-+]?\d+)?|[Ee][-+]?\d+)?    # a number
      | <=> | <~> | => | <= | ~& | ~\| | != | [][()=&|~!?:,.@^{}<>*+\-\#/]
      )
    | (?P<bad>.)
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_LARGEST_STATEMENT = 2_000_000
"""Tokens that one statement may have."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, from ``start`` to behind its full stop at ``end``, without the stop."""

    text: str
    start: int
    end: int
    tokens: list[str]

    def offset(self, index: int) -> int:
        """Where in the text the token at ``index`` begins, the full stop if past the last."""
        found = 0
        for match in _SCANNER.finditer(self.text, self.start, self.end):
            if match["token"] is not None:
                if found == index:
                    return match.start()
                found += 1
        return self.end - 1

    def error(self, index: int, message: str, hint: str) -> TstpSyntaxError:
        """The error that the token at ``index`` is wrong."""
        return syntax_error(self.text, self.offset(index), message, hint)


class WrongToken(TstpSyntaxError):
    """The token at ``index`` of a statement is wrong; on its way to become a positioned error."""

    def __init__(self, index: int, message: str, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.index = index


def statements(text: str, start: int, end: int) -> Iterator[Statement]:
    """The statements of ``text[start:end]``, comments left out.

    Raises:
        TstpSyntaxError: a character that TPTP does not have, an unfinished statement, or one
            that is too large.
    """
    tokens: list[str] = []
    began = start
    for match in _SCANNER.finditer(text, start, end):
        token = match["token"]
        if token is None:
            if match["bad"] is not None:
                raise _bad_character(text, match.start())
            if match["open"] is not None:
                raise syntax_error(text, match.start(), "a comment is not closed", "close it: */")
        elif token == "." and tokens:
            yield Statement(text, began, match.end(), tokens)
            tokens = []
        else:
            if not tokens:
                began = match.start()
                if not token[0].isalpha():
                    hint = "a statement starts with fof( or cnf("
                    raise syntax_error(text, began, f"'{token[:40]}' starts no statement", hint)
            tokens.append(token)
            if len(tokens) > _LARGEST_STATEMENT:
                hint = f"a statement has at most {_LARGEST_STATEMENT:,} words and signs"
                raise syntax_error(text, began, "this statement is too long", hint)
    if tokens:
        raise syntax_error(text, began, "this statement does not end", "end it with a full stop")


def _bad_character(text: str, offset: int) -> TstpSyntaxError:
    character = text[offset]
    if character in "'\"":
        return syntax_error(text, offset, "a quotation is not closed", f"close it with {character}")
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    hint = "TPTP has it in 'single quotes' only"
    return syntax_error(text, offset, f"unknown character {shown}", hint)


def unquoted(token: str) -> str:
    """The name that a token spells: ``'a b'`` without its quotes, anything else as it stands."""
    if token[0] != "'":
        return token
    name = token[1:-1]
    return re.sub(r"\\(.)", r"\1", name) if "\\" in name else name
