"""Type declarations of TFF: ``name: $tType``, ``name: sort``, ``name: (sort * sort) > sort``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.logic.syntax import FormulaTooDeep, FunctionSymbol, PredicateSymbol, Sort
from prover.logic.tptp.errors import Misplaced, TptpTypeError
from prover.logic.tptp.vocabulary import Vocabulary, name_of

__all__ = ["read_declaration"]

_MAX_BRACKETS = 50


@dataclass(frozen=True, slots=True)
class _Type:
    """``(arguments) > result``, where no result is ``$o``."""

    arguments: tuple[Sort, ...]
    result: Sort | None


def read_declaration(tokens: Sequence[str], at: int, vocabulary: Vocabulary) -> int:
    """Declare what the tokens from ``at`` on declare.

    Returns:
        The index behind the declaration.

    Raises:
        Misplaced: a token cannot stand where it stands.
    """
    brackets = 0
    while tokens[at] == "(":
        brackets += 1
        at += 1
    if tokens[at] == ".":
        raise Misplaced(at)
    if tokens[at + 1] != ":":
        raise Misplaced(at + 1, "a type declaration has a colon", "as in f: ($i * $i) > $i")
    name, name_at = tokens[at], at
    if not (name[0].isalpha() or name[0] in "$'"):
        raise Misplaced(at)
    at += 2
    if tokens[at] == "$tType":
        vocabulary.declare_sort(name, name_at)
        at += 1
        if tokens[at] == ">":
            hint = "polymorphic types are not read; declare one sort for each use"
            raise Misplaced(at, "a type with arguments", hint)
    else:
        reader = _TypeReader(tokens, at, vocabulary)
        found = reader.type()
        at = reader.at
        spelled = name_of(name)
        if found.result is None:
            vocabulary.declare(name, PredicateSymbol(spelled, found.arguments), name_at)
        else:
            symbol = FunctionSymbol(spelled, found.arguments, found.result)
            vocabulary.declare(name, symbol, name_at)
    for _ in range(brackets):
        if tokens[at] != ")":
            raise Misplaced(at)
        at += 1
    return at


class _TypeReader:
    def __init__(self, tokens: Sequence[str], at: int, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.at = at
        self._vocabulary = vocabulary

    def type(self) -> _Type:
        """The type at ``at``."""
        at = self.at
        found = self._unit(0)
        if isinstance(found, tuple):
            if self.tokens[self.at] == ">":
                return self._arrow(found)
            if self.tokens[self.at] == "*":
                raise Misplaced(self.at, "a product stands in brackets", "as in (a * b) > c")
            if len(found) != 1:
                raise Misplaced(at, "a product is no type", "as in ($i * $i) > $o")
            return _Type((), found[0])
        return found

    def _arrow(self, arguments: tuple[Sort | None, ...]) -> _Type:
        at = self.at
        self.at += 1
        result = self._sort_or_truth()
        sorts = tuple(sort for sort in arguments if sort is not None)
        if len(sorts) < len(arguments):
            hint = "only predicates and functions of things are read"
            raise Misplaced(at - 1, "an argument of type $o", hint, TptpTypeError)
        if self.tokens[self.at] == ">":
            raise Misplaced(self.at, "a function of functions", "write (a * b) > c")
        return _Type(sorts, result)

    def _unit(self, depth: int) -> tuple[Sort | None, ...] | _Type:
        """A sort, a product of sorts, or a type in brackets."""
        if self.tokens[self.at] != "(":
            return (self._sort_or_truth(),)
        if depth > _MAX_BRACKETS:
            raise FormulaTooDeep(depth)
        self.at += 1
        inner = self._unit(depth + 1)
        while self.tokens[self.at] == "*":
            at = self.at
            self.at += 1
            other = self._unit(depth + 1)
            if isinstance(inner, _Type) or isinstance(other, _Type):
                raise Misplaced(at, "a function as an argument", "higher-order types are not read")
            inner += other
        if self.tokens[self.at] == ">" and not isinstance(inner, _Type):
            inner = self._arrow(inner)
        if self.tokens[self.at] != ")":
            raise Misplaced(self.at)
        self.at += 1
        return inner

    def _sort_or_truth(self) -> Sort | None:
        token, at = self.tokens[self.at], self.at
        if token == "!>":
            raise Misplaced(at)
        self.at += 1
        return None if token == "$o" else self._vocabulary.sort(token, at)
