"""Discrimination trees: the patterns that may be more general than a given term.

McCune, "Experiments with Discrimination-Tree Indexing and Path Indexing for Term Retrieval"
(1992): patterns are strings of symbols in a trie, every variable a star.  Nodes know the newest
pattern below them (Schulz 2002), so that a term that was looked up before is only compared
with what has come since.
"""

from __future__ import annotations

from search.saturation.clauses import Clause
from search.saturation.terms import Term

__all__ = ["DiscriminationTree", "Rewrite"]


class Rewrite:
    """A unit clause read as a rule from left to right.

    Attributes:
        oriented: whether ``left`` is greater than ``right`` under every substitution.
        date: rules are dated 1, 2, 3, … in the order in which they are found.
        alive: whether the clause still is.
    """

    __slots__ = ("alive", "clause", "date", "left", "oriented", "right")

    def __init__(self, left: Term, right: Term, oriented: bool, clause: Clause, date: int) -> None:
        self.left = left
        self.right = right
        self.oriented = oriented
        self.clause = clause
        self.date = date
        self.alive = True


class _Node:
    __slots__ = ("children", "newest", "rules", "star")

    def __init__(self) -> None:
        self.children: dict[int, _Node] = {}
        self.star: _Node | None = None
        self.rules: list[Rewrite] = []
        self.newest = 0


class _Rest:
    """A linked list of terms that are still to be read."""

    __slots__ = ("rest", "term")

    def __init__(self, term: Term, rest: _Rest | None) -> None:
        self.term = term
        self.rest = rest


class DiscriminationTree:
    """Rules by the shape of their left sides."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, rule: Rewrite) -> None:
        """Add ``rule``, whose date is later than all before."""
        node = self._root
        node.newest = rule.date
        stack = [rule.left]
        while stack:
            term = stack.pop()
            if term.head < 0:
                if node.star is None:
                    node.star = _Node()
                node = node.star
            else:
                child = node.children.get(term.head)
                if child is None:
                    child = node.children[term.head] = _Node()
                node = child
                stack += term.args[::-1]
            node.newest = rule.date
        node.rules.append(rule)

    def candidates(self, term: Term, since: int) -> list[Rewrite]:
        """Living rules, dated after ``since``, whose left sides may match ``term``."""
        found: list[Rewrite] = []
        stack: list[tuple[_Node, _Rest | None]] = [(self._root, _Rest(term, None))]
        while stack:
            node, left = stack.pop()
            if left is None:
                for rule in node.rules:
                    if rule.alive and rule.date > since:
                        found.append(rule)
                continue
            here, rest = left.term, left.rest
            star = node.star
            if star is not None and star.newest > since:
                stack.append((star, rest))
            if here.head >= 0:
                child = node.children.get(here.head)
                if child is not None and child.newest > since:
                    for arg in here.args[::-1]:
                        rest = _Rest(arg, rest)
                    stack.append((child, rest))
        return found
