"""What is worth stating, where nothing else decides."""

from __future__ import annotations

from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Exists,
    Formula,
    Node,
    Not,
    TruthValue,
    Variable,
)
from prover.logic.walk import nodes, strip_universals
from prover.theory import Theory

__all__ = ["is_presentable", "says_existence", "size_of", "stacks_constructors"]

_LARGEST_LEMMA = 12
"""Symbols, variables and connectives of a lemma that is shown as a statement in its own right."""


def stacks_constructors(statement: Formula, theory: Theory) -> bool:
    """Whether a constructor stands right inside one of the same sort, as in ``S(S(x))``.

    What holds of two, three, four steps is rarely more than what holds of one.
    """
    constructors = {c for several in theory.constructors.values() for c in several}
    return any(
        isinstance(node, Application)
        and node.function in constructors
        and any(
            isinstance(part, Application)
            and part.arguments
            and part.function in constructors
            and part.sort is node.sort
            for part in node.arguments
        )
        for node in nodes(statement)
    )


def size_of(statement: Formula) -> int:
    """Symbols, = and variables of a statement, as often as they occur, without quantifiers."""
    stack: list[Node] = [strip_universals(statement)[1]]
    count = 0
    while stack:
        node = stack.pop()
        count += isinstance(node, Variable | Application | Atom | Equality)
        stack.extend(node.children)
    return count


def says_existence(statement: Formula) -> bool:
    """Whether there is an ∃ in it."""
    return any(isinstance(node, Exists) for node in nodes(statement))


def is_presentable(lemma: Formula) -> bool:
    """Whether a lemma that a proof needed reads like a theorem: not large, one condition, no ¬."""
    found = list(nodes(strip_universals(lemma)[1]))
    if any(isinstance(node, TruthValue | Not | And) for node in found):
        return False
    return len(found) <= _LARGEST_LEMMA
