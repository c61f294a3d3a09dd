"""The heads of items: names, types, constructors, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from prover.logic.syntax import FunctionSymbol, PredicateSymbol, Sort, Symbol
from prover.theory.operators import RESERVED
from prover.theory.reader.errors import TheorySyntaxError, did_you_mean
from prover.theory.reader.tokens import Item, Kind, Token

__all__ = ["Heads"]

_ARROWS = ("→", "->")
_TIMES = ("×", "*", ",")
_NAMES = (Kind.WORD, Kind.QUOTED, Kind.SIGN)
_TYPE = "write it as in: function f : Nat × Nat → Nat"


class Heads:
    """Reads the heads of items.

    Args:
        text: the whole file, for errors.
        sorts: those declared so far; the caller adds to them.
    """

    def __init__(self, text: str, sorts: Mapping[str, Sort]) -> None:
        self._text = text
        self._sorts = sorts

    def names(self, item: Item) -> tuple[Token, ...]:
        """The names in the head of ``item``, up to a colon."""
        before, _ = _divided(item)
        names = tuple(token for token in before if token.kind is not Kind.COMMA)
        for token in names:
            self._check_name(token)
        if not names:
            self._fail(item.keyword, "a name is missing", f"write {item.keyword.text} NAME")
        return names

    def symbols(self, item: Item) -> Iterator[tuple[Token, Symbol]]:
        """The symbols that a function, predicate or constructor item declares."""
        names = self.names(item)
        _, behind = _divided(item)
        sorts, result = self._type(behind, item.head[-1].end)
        if item.keyword.text == "predicate":
            if result is not None:
                hint = "write it as in: predicate ≤ : Nat × Nat"
                self._fail(behind[-1], "a predicate has no sort of a result", hint)
        elif not sorts:
            hint = _TYPE if names[-1].text[-1] != ":" else "write a blank before ':'"
            self._fail(names[-1], f"the type of {names[-1].text} is missing", hint)
        elif result is None:
            *arguments, result = sorts
            if arguments:
                self._fail(behind[-1], "the sort of the result is missing", _TYPE)
            sorts = ()
        for name in names:
            predicate = PredicateSymbol(name.text, sorts)
            yield name, FunctionSymbol(name.text, sorts, result) if result else predicate

    def constructors(
        self, tokens: Sequence[Token], sort: Sort, end: int
    ) -> Iterator[tuple[Token, FunctionSymbol]]:
        """The constructors of a datatype: ``0 | S(Nat)``, ``nil | A :: List``."""
        part: list[Token] = []
        for token in [*tokens, None]:
            if token is not None and token.text != "|":
                part.append(token)
                continue
            if not part:
                place = token.start if token else end
                hint = "write it as in: datatype Nat = 0 | S(Nat)"
                self._fail_at(place, "a constructor is missing", hint)
            name, sorts = self._constructor(part)
            self._check_name(name)
            yield name, FunctionSymbol(name.text, sorts, sort)
            part = []

    def label(self, item: Item) -> tuple[str, Token, tuple[Token, ...]]:
        """The name of an axiom or theorem, where it stands, and the tokens behind the colon."""
        keyword = item.keyword.text
        before, behind = _divided(item)
        if not before or len(before) == len(item.head):
            hint = f"write {keyword} NAME: FORMULA"
            self._fail(item.keyword, f"this {keyword} has no name", hint)
        label = re.sub(r"\s+", " ", self._text[before[0].start : before[-1].end])
        name = before[0].text if len(before) == 1 else label
        return name, before[0], (*behind, *(token for line in item.lines for token in line))

    def sort(self, token: Token) -> Sort:
        """The sort that ``token`` names."""
        sort = self._sorts.get(token.text)
        if sort is None:
            hint = did_you_mean(token.text, self._sorts, f"declare it before: sort {token.text}")
            message = f"unknown sort {token.text}"
            raise TheorySyntaxError(self._text, token.start, message, hint, code="unknown-name")
        return sort

    def _type(self, tokens: Sequence[Token], end: int) -> tuple[tuple[Sort, ...], Sort | None]:
        """The argument sorts, and the sort behind the last arrow."""
        sorts: list[Sort] = []
        arrow = False
        for number, token in enumerate(tokens):
            if number % 2 == 0:
                if token.kind not in (Kind.WORD, Kind.QUOTED):
                    self._fail(token, f"a sort is missing before '{token.text}'", _TYPE)
                sorts.append(self.sort(token))
            elif token.text in _ARROWS:
                arrow = True
            elif token.text not in _TIMES or arrow:
                self._fail(token, f"'{token.text}' is out of place in a type", _TYPE)
        if tokens and len(tokens) % 2 == 0:
            self._fail_at(end, f"a sort is missing behind '{tokens[-1].text}'", _TYPE)
        return (tuple(sorts[:-1]), sorts[-1]) if arrow else (tuple(sorts), None)

    def _constructor(self, part: Sequence[Token]) -> tuple[Token, tuple[Sort, ...]]:
        hint = "write S(Nat), or with a sign Nat :: List"
        if len(part) == 1:
            return part[0], ()
        if len(part) == 3 and part[1].kind is Kind.SIGN:
            return part[1], (self.sort(part[0]), self.sort(part[2]))
        name, bracket, *inside = part
        if bracket.text != "(" or not inside or inside[-1].text != ")":
            self._fail(bracket, f"'{bracket.text}' is out of place in a constructor", hint)
        for comma in inside[1:-1:2]:
            if comma.kind is not Kind.COMMA:
                self._fail(comma, f"'{comma.text}' is out of place in a constructor", hint)
        if len(inside) % 2:
            self._fail(inside[-1], "a sort is missing before ')'", hint)
        return name, tuple(self.sort(token) for token in inside[:-1:2])

    def _check_name(self, token: Token) -> None:
        if token.kind not in _NAMES:
            self._fail(token, f"'{token.text}' is no name", "write a word, or quote it: 'name'")
        if token.kind is not Kind.QUOTED and token.text in RESERVED:
            self._fail(token, f"'{token.text}' has a meaning already", "choose another name")

    def _fail(self, token: Token, message: str, hint: str) -> NoReturn:
        self._fail_at(token.start, message, hint)

    def _fail_at(self, offset: int, message: str, hint: str) -> NoReturn:
        raise TheorySyntaxError(self._text, offset, message, hint)


def _divided(item: Item) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The tokens before the first colon in the head of ``item``, and those behind it."""
    for number, token in enumerate(item.head):
        if token.is_colon:
            return item.head[:number], item.head[number + 1 :]
    return item.head, ()
