"""The grammar of MPL: a text into an expression.

expression := ["!"] "(" body ")"
body       := ">" names expression expression | "&" expression expression | name names
names      := "[" [name {"," name}] "]"
"""

from __future__ import annotations

import re

from prover.errors import Position
from translators.mpl.errors import MplSyntaxError
from translators.mpl.syntax import Both, Denial, Expression, Implication, Relation

__all__ = ["read_expression"]

_TOKEN = re.compile(r"\s*(?:([()\[\],!&])|(>)(?=\s*\[)|([^\s()\[\],!]+))")
_DEEPEST = 150


def read_expression(text: str, source: str = "") -> Expression:
    """The expression that ``text`` is.

    Args:
        text: one expression.
        source: where it comes from, a file's name, say, for errors.

    Raises:
        MplSyntaxError: at the first place where it is none.
    """
    reader = _Reader(text, source)
    expression = reader.expression(0)
    if (left := reader.peek()) is not None:
        raise reader.error(f"expected the end, found {left!r}")
    return expression


class _Reader:
    def __init__(self, text: str, source: str) -> None:
        self._text = text
        self._source = source
        self._tokens: list[tuple[str, int]] = []
        place, end = 0, len(text.rstrip())
        while place < end:
            found = _TOKEN.match(text, place)
            assert found is not None, "everything else is part of a name"
            group = found.lastindex or 0
            self._tokens.append((found.group(group), found.start(group)))
            place = found.end()
        self._next = 0

    def peek(self) -> str | None:
        """The next token."""
        return self._tokens[self._next][0] if self._next < len(self._tokens) else None

    def expression(self, depth: int) -> Expression:
        """One expression, as deep in others as ``depth`` says."""
        if depth > _DEEPEST:
            raise self.error(f"nested deeper than {_DEEPEST} levels", "name parts by definitions")
        is_denied = self.peek() == "!"
        if is_denied:
            self._next += 1
        self._expect("(")
        body = self._body(depth)
        self._expect(")")
        return Denial(body) if is_denied else body

    def _body(self, depth: int) -> Expression:
        match self.peek():
            case ">":
                self._next += 1
                variables = self._names()
                left = self.expression(depth + 1)
                return Implication(variables, left, self.expression(depth + 1))
            case "&":
                self._next += 1
                left = self.expression(depth + 1)
                return Both(left, self.expression(depth + 1))
            case _:
                position = self._position()
                return Relation(self._name(), self._names(), position)

    def _names(self) -> tuple[str, ...]:
        self._expect("[")
        names: list[str] = []
        while self.peek() != "]":
            if names:
                self._expect(",")
            names.append(self._name())
        self._next += 1
        return tuple(names)

    def _name(self) -> str:
        token = self.peek()
        if token is None or token in "()[],!&":
            raise self.error(f"expected a name, found {token!r}" if token else "expected a name")
        self._next += 1
        return token

    def _expect(self, token: str) -> None:
        found = self.peek()
        if found != token:
            shown = "the end" if found is None else repr(found)
            raise self.error(f"expected {token!r}, found {shown}")
        self._next += 1

    def _position(self) -> Position:
        at_end = self._next >= len(self._tokens)
        offset = len(self._text.rstrip()) if at_end else self._tokens[self._next][1]
        return Position.of(self._text, offset)

    def error(self, message: str, hint: str = "") -> MplSyntaxError:
        """An error at the next token."""
        where = f"{self._source}: {message}" if self._source else message
        hint = hint or "an expression is (name[a,b]), (& A B), (>[x] A B), or one of them after !"
        return MplSyntaxError(where, position=self._position(), hint=hint)
