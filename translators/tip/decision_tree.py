"""Decision trees: formulas at the branches, what holds or is meant there at the leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Generic, TypeAlias, TypeVar

from prover.logic.syntax import FALSE, TRUE, Formula, Not
from prover.logic.walk import complement, conjunction
from translators.tip.connectives import if_then_else
from translators.tip.errors import NotExportable

__all__ = ["Branch", "Leaf", "Tree", "branch", "conditions", "folded", "joined"]

_MOST_LEAVES = 2000

Value = TypeVar("Value")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Value]):
    """Where everything is decided."""

    value: Value


@dataclass(frozen=True, slots=True)
class Branch(Generic[Value]):
    """``yes`` where ``condition`` holds, ``no`` elsewhere."""

    condition: Formula
    yes: Tree[Value]
    no: Tree[Value]


Tree: TypeAlias = Leaf[Value] | Branch[Value]


def branch(condition: Formula, yes: Tree[Value], no: Tree[Value]) -> Tree[Value]:
    """``yes`` or ``no``; nothing is asked below that ``condition`` decides, or for nothing."""
    if condition is TRUE or yes == no:
        return yes
    if condition is FALSE:
        return no
    if isinstance(condition, Not):
        return branch(condition.body, no, yes)
    return Branch(condition, _pruned(yes, {condition: True}), _pruned(no, {condition: False}))


def _pruned(tree: Tree[Value], known: Mapping[Formula, bool]) -> Tree[Value]:
    """``tree`` where the formulas ``known`` are decided."""
    if isinstance(tree, Leaf):
        return tree
    if tree.condition in known:
        return _pruned(tree.yes if known[tree.condition] else tree.no, known)
    return branch(tree.condition, _pruned(tree.yes, known), _pruned(tree.no, known))


def joined(trees: Sequence[Tree[Value]], make: Callable[[tuple[Value, ...]], Made]) -> Tree[Made]:
    """What ``make`` makes of one leaf of each of ``trees``, for all the ways to go.

    Raises:
        NotExportable: there are too many ways.
    """
    if prod(map(_leaves, trees)) > _MOST_LEAVES:
        hint = "name parts of it by functions"
        raise NotExportable(f"a term distinguishes more than {_MOST_LEAVES} cases", hint=hint)

    def join(position: int, chosen: tuple[Value, ...]) -> Tree[Made]:
        if position == len(trees):
            return Leaf(make(chosen))
        return _grafted(trees[position], lambda value: join(position + 1, (*chosen, value)))

    return join(0, ())


def _leaves(tree: Tree[Value]) -> int:
    return 1 if isinstance(tree, Leaf) else _leaves(tree.yes) + _leaves(tree.no)


def _grafted(tree: Tree[Value], grow: Callable[[Value], Tree[Made]]) -> Tree[Made]:
    """``tree`` with the trees that grow from its leaves in their place."""
    if isinstance(tree, Leaf):
        return grow(tree.value)
    return branch(tree.condition, _grafted(tree.yes, grow), _grafted(tree.no, grow))


def folded(tree: Tree[Formula]) -> Formula:
    """A tree of formulas as one formula."""
    if isinstance(tree, Leaf):
        return tree.value
    return if_then_else(tree.condition, folded(tree.yes), folded(tree.no))


def conditions(
    tree: Tree[Value], above: tuple[Formula, ...] = ()
) -> Iterator[tuple[Formula, Value]]:
    """The leaves of ``tree``, each with the condition that leads to it."""
    if isinstance(tree, Leaf):
        yield conjunction(above), tree.value
    else:
        yield from conditions(tree.yes, (*above, tree.condition))
        yield from conditions(tree.no, (*above, complement(tree.condition)))
