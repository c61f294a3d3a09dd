"""Bracketed text as trees: what SMT solvers print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from search.engines.errors import UnusableAnswer

__all__ = ["Tree", "text_of", "trees"]

Tree: TypeAlias = "list[Tree] | str"
"""A symbol, or a list of trees."""

_TOKEN = re.compile(r";[^\n]*|[()]|\|[^|]*\||[^\s();]+")
_DEEPEST = 400


def trees(text: str) -> Iterator[Tree]:
    """The bracketed expressions of ``text``, comments left out.

    Raises:
        UnusableAnswer: brackets do not match, or nest too deeply.
    """
    stack: list[list[Tree]] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0] == ";":
            continue
        if token == "(":
            stack.append([])
            if len(stack) > _DEEPEST:
                raise UnusableAnswer("an answer nests too deeply")
        elif not stack:
            raise UnusableAnswer(f"'{token[:40]}' is out of place in an answer")
        elif token != ")":
            stack[-1].append(token)
        elif len(stack) == 1:
            yield stack.pop()
        else:
            closed = stack.pop()
            stack[-1].append(closed)
    if stack:
        raise UnusableAnswer("an answer ends too early")


def text_of(tree: Tree) -> str:
    """The tree as it was written."""
    return tree if isinstance(tree, str) else f"({' '.join(map(text_of, tree))})"
