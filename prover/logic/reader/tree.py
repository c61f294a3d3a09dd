"""The parse: tokens to a raw tree in which names are not yet resolved."""

# ruff: noqa: D102 -- the actions are named after the grammar rules that document them

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from lark import Lark, Transformer
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from prover.logic.reader.errors import unexpected
from prover.logic.reader.tokens import MAX_BRACKETS, Token
from prover.logic.syntax import MAX_DEPTH, FormulaTooDeep
from prover.logic.terminals import grammar_text

__all__ = ["Binder", "Raw", "TokenLexer", "TreeBuilder", "grammar", "parse_tokens"]


class Raw:
    """A node of the parse: its kind, the token that tells where it is, and its parts."""

    __slots__ = ("bracketed", "depth", "kind", "parts", "token")

    def __init__(self, kind: str, token: Token, parts: Sequence[Any]) -> None:
        self.bracketed = False
        self.kind = kind
        self.token = token
        self.parts = parts
        depth = 0
        for part in parts:
            if part.depth > depth:
                depth = part.depth
        if depth >= MAX_DEPTH:
            raise FormulaTooDeep(depth + 1)
        self.depth = depth + 1


class Binder:
    """A bound name with the token of its sort, if one was written."""

    __slots__ = ("depth", "name", "sort")

    def __init__(self, name: Token, sort: Token | None) -> None:
        self.name = name
        self.sort = sort
        self.depth = 0


_MAX_STACK = MAX_BRACKETS + 10 * MAX_DEPTH
"""Symbols the parser may hold: a bracket is one, any other level of nesting less than ten."""


class TokenLexer(Lexer):
    """Hands lark tokens that were made beforehand."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
        """The tokens, as long as the parser holds no more than any formula within bounds needs.

        Without this a chain of 20,000 implications would be read to its end and then refused.
        """
        held = parser_state.value_stack
        for token in lexer_state.text:
            if len(held) > _MAX_STACK:
                raise FormulaTooDeep(MAX_DEPTH + 1)
            yield token


class TreeBuilder(Transformer[Any, Any]):
    """The semantic actions of ``formula.lark``; pure, so one parser serves all threads."""

    def start(self, children: list[Any]) -> Any:
        return children[0]

    def application(self, children: list[Any]) -> Raw:
        return Raw("application", children[0], children[2:-1:2])

    def name(self, children: list[Any]) -> Raw:
        return Raw("application", children[0], ())

    def proposition(self, children: list[Any]) -> Raw:
        inner = children[0]
        return Raw("proposition", inner.token, (inner,))

    def truth(self, children: list[Any]) -> Raw:
        return Raw("truth", children[0], ())

    def group(self, children: list[Any]) -> Raw:
        inner: Raw = children[1]
        inner.bracketed = True
        return inner

    def negation(self, children: list[Any]) -> Raw:
        return Raw("not", children[0], (children[1],))

    def conjunction(self, children: list[Any]) -> Raw:
        return Raw("and", children[1], children[::2])

    def disjunction(self, children: list[Any]) -> Raw:
        return Raw("or", children[1], children[::2])

    def binders(self, children: list[Any]) -> list[Binder]:
        found: list[Binder] = []
        for token in children:
            if token.type == "BINDER":
                found.append(Binder(token, None))
            elif token.type == "SORT":
                found[-1].sort = token
        return found

    def wide(self, children: list[Any]) -> Raw:
        return _quantified("wide", children)

    def tight(self, children: list[Any]) -> Raw:
        return _quantified("tight", children)


def _quantified(kind: str, children: list[Any]) -> Raw:
    at = 1 if children[0].type == "LPAR" else 0
    return Raw(kind, children[at], (*children[at + 1], children[-1]))


def _binary(kind: str) -> Any:
    def action(self: TreeBuilder, children: list[Any]) -> Raw:
        return Raw(kind, children[1], (children[0], children[2]))

    return action


for _kind in ("iff", "implies", "implied", "xor", "nand", "nor", "equality", "inequality",
              "comparison"):  # fmt: skip
    setattr(TreeBuilder, _kind, _binary(_kind))


@lru_cache(maxsize=1)
def grammar() -> Lark:
    """The parser for ``formula.lark``, built at the first use."""
    return Lark(
        grammar_text(),
        parser="lalr",
        lexer=TokenLexer,
        transformer=TreeBuilder(),
        maybe_placeholders=False,
    )


def parse_tokens(text: str, tokens: Sequence[Token]) -> Raw:
    """The raw tree of ``tokens``, which came from ``text``.

    Raises :class:`FormulaSyntaxError` and :class:`FormulaTooDeep`.
    """
    try:
        tree: Raw = grammar().parse(tokens)  # type: ignore[assignment]
    except UnexpectedToken as error:
        at = next((i for i, t in enumerate(tokens) if t is error.token), len(tokens))
        raise unexpected(text, tokens, at) from None
    return tree
