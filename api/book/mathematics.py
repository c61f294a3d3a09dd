"""Formulas as mathematicians set them: a row of tokens, for HTML and for plain text.

``∀x ∀y +(x, S(y)) = S(+(x, y))`` becomes ``x + S(y) = S(x + y)``: a symbol whose name is a
sign stands between its two arguments, and who reads an equation supplies ∀ in front of it.
Parts can be marked by where they stand, which is how a changed part is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import assert_never

from markupsafe import Markup, escape

from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import strip_universals

__all__ = ["Kind", "Path", "Token", "is_sign", "mathematics", "plain", "tokens"]

Path = tuple[int, ...]
"""Where a part stands: which child to take, from the whole downwards."""

_NUMBERED = re.compile(r"(.*?\D)_?(\d+)\Z", re.DOTALL)
_TIGHT = ("·", "*", "×", "/", "∘", "∧", "∩", "⊓", "%", "^")
_RIGHT = ("++", "::", "^", "→")

_ARROW, _DISJOINED, _CONJOINED, _RELATED, _SUM, _PRODUCT, _APPLIED = range(1, 8)
"""How tightly things bind, from → to f(x)."""


class Kind(StrEnum):
    """How a token is set."""

    VARIABLE = "variable"
    NAME = "name"
    OPERATOR = "operator"
    RELATION = "relation"
    LOGIC = "logic"
    BRACKET = "bracket"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula; ``marks`` are those of all parts that it belongs to."""

    kind: Kind
    text: str
    marks: frozenset[str] = frozenset()


def mathematics(formula: Formula | Term, marks: Mapping[Path, str] | None = None) -> Markup:
    """``formula`` as HTML, everything in it escaped, its outermost ∀ left out.

    Args:
        formula: what is shown.
        marks: classes of the parts that are to be marked, by where they stand.
    """
    body = formula if isinstance(formula, Variable | Application) else _matrix(formula)
    parts = []
    for classes, group in groupby(tokens(body, marks or {}), key=lambda token: token.marks):
        inside = Markup("").join(map(_set, group))
        if classes:
            inside = Markup('<mark class="{}">{}</mark>').format(" ".join(sorted(classes)), inside)
        parts.append(inside)
    return Markup('<span class="math">{}</span>').format(Markup("").join(parts))


def plain(formula: Formula | Term) -> str:
    """``formula`` in a line of text, its outermost ∀ left out."""
    body = formula if isinstance(formula, Variable | Application) else _matrix(formula)
    return "".join(map(_spaced, tokens(body, {})))


def is_sign(symbol: Symbol) -> bool:
    """Whether a symbol is called by a sign, such as ``+``, and not by a word."""
    return not any(c.isalnum() for c in symbol.name) and symbol.name not in ("", "_")


def _matrix(formula: Formula) -> Formula:
    return strip_universals(formula)[1]


def _spaced(token: Token) -> str:
    match token.kind:
        case Kind.OPERATOR | Kind.RELATION:
            return f" {token.text} "
        case Kind.LOGIC:
            return f" {token.text} " if token.text in "∧∨→↔⊕" else token.text
        case Kind.COMMA:
            return f"{token.text} "
        case _:
            return token.text


def _set(token: Token) -> Markup:
    """A token with its class; what stands between two others keeps its blanks when copied."""
    text = escape(_spaced(token))
    match token.kind:
        case Kind.VARIABLE:
            numbered = _NUMBERED.match(token.text)
            if numbered:
                return Markup("<var>{}<sub>{}</sub></var>").format(numbered[1], numbered[2])
            return Markup("<var>{}</var>").format(token.text)
        case Kind.NAME:
            return Markup('<span class="fn">{}</span>').format(text)
        case Kind.LOGIC:
            return Markup('<span class="lg">{}</span>').format(text)
        case Kind.RELATION:
            return Markup('<span class="rel">{}</span>').format(text)
        case _:
            return text


# --- terms and formulas as rows of tokens ----------------------------------------------------


def tokens(node: Formula | Term, marks: Mapping[Path, str]) -> Iterator[Token]:
    """The tokens of ``node`` from left to right."""
    return _Row(marks).tokens(node, (), 0)


@dataclass(frozen=True, slots=True)
class _Row:
    marks: Mapping[Path, str]

    def tokens(self, node: Formula | Term, path: Path, level: int) -> Iterator[Token]:
        """``node`` as it stands where only what binds tighter than ``level`` needs no brackets."""
        mine = self._bracketed(node, path, level)
        mark = self.marks.get(path)
        if mark is None:
            return mine
        return (replace(token, marks=token.marks | {mark}) for token in mine)

    def _bracketed(self, node: Formula | Term, path: Path, level: int) -> Iterator[Token]:
        brackets = _level(node) < level
        if brackets:
            yield Token(Kind.BRACKET, "(")
        yield from self._inside(node, path)
        if brackets:
            yield Token(Kind.BRACKET, ")")

    def _inside(self, node: Formula | Term, path: Path) -> Iterator[Token]:
        match node:
            case Variable(name=name):
                yield Token(Kind.VARIABLE, name)
            case Application(function=symbol, arguments=arguments):
                yield from self._applied(symbol, arguments, path, Kind.OPERATOR)
            case Atom(predicate=symbol, arguments=arguments):
                yield from self._applied(symbol, arguments, path, Kind.RELATION)
            case Equality(left=left, right=right):
                sides = ((left, _SUM), (right, _SUM))
                yield from self._between(sides, path, Token(Kind.RELATION, "="))
            case TruthValue(value=value):
                yield Token(Kind.LOGIC, "⊤" if value else "⊥")
            case Not(body=Equality(left=left, right=right)):
                sides = ((left, _SUM), (right, _SUM))
                yield from self._between(sides, (*path, 0), Token(Kind.RELATION, "≠"))
            case Not(body=body):
                yield Token(Kind.LOGIC, "¬")
                yield from self.tokens(body, (*path, 0), _RELATED + 1)
            case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
                yield Token(Kind.LOGIC, "∀" if isinstance(node, ForAll) else "∃")
                yield Token(Kind.VARIABLE, variable.name)
                yield Token(Kind.BRACKET, " ")
                yield from self.tokens(body, (*path, 0), _RELATED + 1)
            case _:
                yield from self._joined(node, path)

    def _joined(self, node: And | Or | Implies | Iff | Xor, path: Path) -> Iterator[Token]:
        match node:
            case And(parts=parts):
                yield from self._between(
                    [(part, _CONJOINED + 1) for part in parts], path, Token(Kind.LOGIC, "∧")
                )
            case Or(parts=parts):
                yield from self._between(
                    [(part, _DISJOINED + 1) for part in parts], path, Token(Kind.LOGIC, "∨")
                )
            case Implies(left=left, right=right):
                sides = ((left, _ARROW + 1), (right, _ARROW))
                yield from self._between(sides, path, Token(Kind.LOGIC, "→"))
            case Iff(left=left, right=right) | Xor(left=left, right=right):
                sign = "↔" if isinstance(node, Iff) else "⊕"
                sides = ((left, _ARROW + 1), (right, _ARROW + 1))
                yield from self._between(sides, path, Token(Kind.LOGIC, sign))
            case _:
                assert_never(node)

    def _between(
        self, parts: Iterable[tuple[Formula | Term, int]], path: Path, sign: Token
    ) -> Iterator[Token]:
        for number, (part, level) in enumerate(parts):
            if number:
                yield sign
            yield from self.tokens(part, (*path, number), level)

    def _applied(
        self, symbol: Symbol, arguments: tuple[Term, ...], path: Path, sign: Kind
    ) -> Iterator[Token]:
        if len(arguments) == 2 and is_sign(symbol):
            binding = _SUM if sign is Kind.RELATION else _binding(symbol.name)
            tighter = binding + (sign is Kind.OPERATOR)
            right = symbol.name in _RIGHT
            levels = (tighter, binding) if right else (binding, tighter)
            sides = zip(arguments, levels, strict=True)
            yield from self._between(sides, path, Token(sign, symbol.name))
            return
        yield Token(Kind.NAME, symbol.name)
        if not arguments:
            return
        if len(arguments) == 1 and symbol.name in ("-", "−"):
            yield from self.tokens(arguments[0], (*path, 0), _APPLIED)
            return
        yield Token(Kind.BRACKET, "(")
        listed = [(argument, 0) for argument in arguments]
        yield from self._between(listed, path, Token(Kind.COMMA, ","))
        yield Token(Kind.BRACKET, ")")


def _binding(sign: str) -> int:
    return _PRODUCT if sign in _TIGHT else _SUM


def _level(node: Formula | Term) -> int:
    match node:
        case Application(function=symbol, arguments=arguments):
            infix = len(arguments) == 2 and is_sign(symbol)
            return _binding(symbol.name) if infix else _APPLIED
        case Variable() | TruthValue():
            return _APPLIED
        case Atom(predicate=symbol, arguments=arguments):
            infix = len(arguments) == 2 and is_sign(symbol)
            return _RELATED if infix else _APPLIED
        case Equality() | Not(body=Equality()):
            return _RELATED
        case Not():
            return _APPLIED
        case And():
            return _CONJOINED
        case Or():
            return _DISJOINED
        case Implies() | Iff() | Xor():
            return _ARROW
        case ForAll() | Exists():
            return _APPLIED
        case _:
            assert_never(node)
