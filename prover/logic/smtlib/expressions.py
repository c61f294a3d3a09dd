"""S-expressions that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prover.logic.reader.errors import FormulaSyntaxError
from prover.logic.syntax import FormulaTooDeep

__all__ = ["Expression", "Listed", "SmtlibError", "Written", "Wrong", "expressions"]

MAX_NESTING = 300
"""Brackets within brackets; a formula of legal depth needs fewer."""

_TOKEN = re.compile(
    r"(?:\s++|;[^\n]*+)*+"
    r"(?P<token>[()]|\|[^|\\]*\||\"(?:[^\"]|\"\")*+\"|[^\s()|\";]++|(?P<bad>\S))"
)


class SmtlibError(FormulaSyntaxError):
    """A script is not SMT-LIB, or says what is not read."""

    code = "smtlib"


@dataclass(frozen=True, slots=True)
class Written:
    """A token: a symbol, a keyword, a number or a string."""

    token: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """The symbol that the token spells: |a| is a."""
        return self.token[1:-1] if self.token[0] == "|" else self.token


@dataclass(frozen=True, slots=True)
class Listed:
    """An expression in brackets."""

    items: tuple[Expression, ...]
    start: int
    end: int

    @property
    def head(self) -> str:
        """The token at the beginning, empty where there is none."""
        first = self.items[0] if self.items else None
        return first.token if isinstance(first, Written) else ""


Expression = Written | Listed


class Wrong(SmtlibError):
    """An expression is wrong, and where it stands; the script makes a position of it."""

    def __init__(self, at: Expression, message: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.offset = at.start

    def in_script(self, text: str, path: Path | None) -> SmtlibError:
        """The error with its line and column."""
        return SmtlibError.at(text, self.offset, self.message, self.hint, path)


def expressions(text: str, path: Path | None = None) -> Iterator[Expression]:
    """The expressions of a script, one after the other.

    Raises:
        SmtlibError: brackets do not match, or a quotation is not closed.
        FormulaTooDeep: they nest too deep.
    """
    opened: list[tuple[int, list[Expression]]] = []
    for match in _TOKEN.finditer(text, 0, len(text.rstrip())):
        token, (start, end) = match["token"], match.span("token")
        made: Expression
        if match["bad"]:
            hint = f"add the missing {token}" if token in '|"' else "remove it"
            raise SmtlibError.at(text, start, "a quotation is not closed", hint, path)
        if token == "(":
            opened.append((start, []))
            if len(opened) > MAX_NESTING:
                raise FormulaTooDeep(len(opened))
            continue
        if token == ")":
            if not opened:
                raise SmtlibError.at(text, start, "')' closes no bracket", "remove it", path)
            begin, items = opened.pop()
            made = Listed(tuple(items), begin, end)
        else:
            made = Written(token, start, end)
        if opened:
            opened[-1][1].append(made)
        else:
            yield made
    if opened:
        hint = f"{len(opened)} closing brackets are missing at the end" if opened[1:] else "add ')'"
        raise SmtlibError.at(text, opened[-1][0], "the bracket is not closed", hint, path)


def leaves(expression: Expression) -> Iterator[Written]:
    """The tokens in ``expression``."""
    stack = [expression]
    while stack:
        each = stack.pop()
        if isinstance(each, Written):
            yield each
        else:
            stack.extend(each.items)
