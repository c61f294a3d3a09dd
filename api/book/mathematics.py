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
    FunctionSymbol,
    Iff,
    Implies,
    Node,
    Not,
    Or,
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import strip_universals
from prover.theory.counting import Counting, numeral
from prover.theory.operators import COMPARISON, TIGHTEST, Fixity, binding, fixity

__all__ = ["Kind", "Path", "Token", "Typesetter"]

Path = tuple[int, ...]
"""Where a part stands: which child to take, from the whole downwards."""

_NUMBERED = re.compile(r"(.*?\D)_?(\d+)\Z", re.DOTALL)
_ARROW, _DISJOINED, _CONJOINED = 1, 2, 3
"""How strongly connectives bind; for operators see :mod:`prover.theory.operators`."""


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


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets the formulas of a theory.

    Attributes:
        counting: zero and successor, if the theory counts: ``2`` stands for ``S(S(0))``.
    """

    counting: Counting | None = None

    def html(self, formula: Formula | Term, marks: Mapping[Path, str] | None = None) -> Markup:
        """``formula`` as HTML, everything in it escaped, its outermost ∀ left out.

        Args:
            formula: what is shown.
            marks: classes of the parts that are to be marked, by where they stand.
        """
        parts = []
        row = _Row(self.counting, marks or {}).tokens(_matrix(formula), (), 0)
        for classes, group in groupby(row, key=lambda token: token.marks):
            inside = Markup("").join(map(_set, group))
            if classes:
                names = " ".join(sorted(classes))
                inside = Markup('<mark class="{}">{}</mark>').format(names, inside)
            parts.append(inside)
        return Markup('<span class="math">{}</span>').format(Markup("").join(parts))

    def text(self, formula: Formula | Term) -> str:
        """``formula`` in a line of text, its outermost ∀ left out."""
        return "".join(map(_spaced, _Row(self.counting, {}).tokens(_matrix(formula), (), 0)))


def _matrix(formula: Formula | Term) -> Formula | Term:
    return formula if isinstance(formula, Variable | Application) else strip_universals(formula)[1]


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


@dataclass(frozen=True, slots=True)
class _Row:
    counting: Counting | None
    marks: Mapping[Path, str]

    def tokens(self, node: Formula | Term, path: Path, least: int) -> Iterator[Token]:
        """``node`` where whatever binds less strongly than ``least`` needs brackets."""
        mine = self._bracketed(node, path, least)
        mark = self.marks.get(path)
        if mark is None:
            return mine
        return (replace(token, marks=token.marks | set(mark.split())) for token in mine)

    def _bracketed(self, node: Formula | Term, path: Path, least: int) -> Iterator[Token]:
        brackets = _strength(node) < least
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
                if number := numeral(node, self.counting):
                    yield Token(Kind.NAME, str(number), self._within(path))
                else:
                    yield from self._applied(symbol, arguments, path)
            case Atom(predicate=predicate, arguments=arguments):
                yield from self._applied(predicate, arguments, path)
            case Equality(left=left, right=right):
                yield from self._between(self._sides(left, right), path, _EQUAL)
            case Not(body=Equality(left=left, right=right)):
                yield from self._between(self._sides(left, right), (*path, 0), _UNEQUAL)
            case TruthValue(value=value):
                yield Token(Kind.LOGIC, "⊤" if value else "⊥")
            case Not(body=body):
                yield Token(Kind.LOGIC, "¬")
                yield from self.tokens(body, (*path, 0), COMPARISON + 1)
            case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
                yield Token(Kind.LOGIC, "∀" if isinstance(node, ForAll) else "∃")
                yield Token(Kind.VARIABLE, variable.name)
                yield Token(Kind.BRACKET, " ")
                yield from self.tokens(body, (*path, 0), COMPARISON + 1)
            case _:
                yield from self._joined(node, path)

    def _within(self, path: Path) -> frozenset[str]:
        """The marks of what is inside a numeral, which shows none of it."""
        deeper = [
            m for at, m in self.marks.items() if len(at) > len(path) and at[: len(path)] == path
        ]
        return frozenset(name for mark in deeper for name in mark.split())

    def _joined(self, node: And | Or | Implies | Iff | Xor, path: Path) -> Iterator[Token]:
        match node:
            case And(parts=parts):
                sign, levels = "∧", [_CONJOINED + 1] * len(parts)
            case Or(parts=parts):
                sign, levels = "∨", [_DISJOINED + 1] * len(parts)
            case Implies():
                sign, levels = "→", [_ARROW + 1, _ARROW]
            case Iff() | Xor():
                sign, levels = "↔" if isinstance(node, Iff) else "⊕", [_ARROW + 1] * 2
            case _:
                assert_never(node)
        sides = zip(node.children, levels, strict=True)
        yield from self._between(_formulas(sides), path, Token(Kind.LOGIC, sign))

    def _sides(self, left: Term, right: Term) -> list[tuple[Formula | Term, int]]:
        return [(left, COMPARISON + 1), (right, COMPARISON + 1)]

    def _between(
        self, parts: Iterable[tuple[Formula | Term, int]], path: Path, sign: Token
    ) -> Iterator[Token]:
        for number, (part, least) in enumerate(parts):
            if number:
                yield sign
            yield from self.tokens(part, (*path, number), least)

    def _applied(self, symbol: Symbol, arguments: tuple[Term, ...], path: Path) -> Iterator[Token]:
        name = Token(Kind.NAME, symbol.name)
        least = binding(symbol) + 1  # (x + y) + z: brackets matter in laws about them
        match fixity(symbol):
            case Fixity.BETWEEN:
                kind = Kind.OPERATOR if isinstance(symbol, FunctionSymbol) else Kind.RELATION
                sides = [(argument, least) for argument in arguments]
                yield from self._between(sides, path, Token(kind, symbol.name))
            case Fixity.BEHIND:
                yield from self.tokens(arguments[0], (*path, 0), least)
                yield name
            case Fixity.BEFORE:
                yield name
                yield from self.tokens(arguments[0], (*path, 0), least)
            case Fixity.CALLED:
                yield name
                yield from self._listed(arguments, path)

    def _listed(self, arguments: tuple[Term, ...], path: Path) -> Iterator[Token]:
        if arguments:
            yield Token(Kind.BRACKET, "(")
            yield from self._between([(a, 0) for a in arguments], path, Token(Kind.COMMA, ","))
            yield Token(Kind.BRACKET, ")")


_EQUAL, _UNEQUAL = Token(Kind.RELATION, "="), Token(Kind.RELATION, "≠")


def _formulas(sides: Iterable[tuple[Node, int]]) -> Iterator[tuple[Formula | Term, int]]:
    for node, least in sides:
        assert isinstance(node, Formula)
        yield node, least


def _strength(node: Formula | Term) -> int:
    match node:
        case Application(function=symbol) | Atom(predicate=symbol):
            return binding(symbol)
        case Equality() | Not(body=Equality()):
            return COMPARISON
        case And():
            return _CONJOINED
        case Or():
            return _DISJOINED
        case Implies() | Iff() | Xor():
            return _ARROW
        case _:
            return TIGHTEST
