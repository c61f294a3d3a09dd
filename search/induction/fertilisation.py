"""Using the hypotheses of an induction.

Instances of a quantified hypothesis are found by matching its terms with those of the goal.
A hypothesis that is an equation may also be used as it stands, in either direction, on one
side of the goal (cross-fertilisation: Boyer and Moore 1979), after which it has done its duty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import cast

from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    ForAll,
    Formula,
    Iff,
    Node,
    Variable,
)
from prover.logic.unify import Bindings
from prover.logic.walk import nodes, strip_universals, substitute
from search.induction.deduction import inferred
from search.induction.rewriting import with_children
from search.induction.sequents import Reduction, Sequent
from search.rewriting.rules import Redex, match_redex

__all__ = ["fertilised", "instantiated", "replaced"]

MAX_INSTANCES = 6
"""Instances of one hypothesis in one goal."""


def instantiated(sequent: Sequent) -> Reduction | None:
    """The sequent with the instances of quantified hypotheses that its terms suggest."""
    new: dict[Formula, None] = {}
    for hypothesis in sequent.induction:
        if isinstance(hypothesis, ForAll):
            for instance in list(_instances(hypothesis, sequent))[:MAX_INSTANCES]:
                new[instance] = None
    fresh = tuple(i for i in new if i not in sequent.used)
    if not fresh:
        return None
    used = sequent.used | frozenset(fresh)
    larger = replace(sequent, induction=(*sequent.induction, *fresh), used=used)
    return Reduction((larger,), lambda proofs: inferred(sequent.statement, *proofs))


def _instances(hypothesis: Formula, sequent: Sequent) -> Iterator[Formula]:
    variables, body = strip_universals(hypothesis)
    bound = frozenset(variables)
    places = _places((sequent.goal, *sequent.hypotheses))
    fixed: Bindings = {v: v for v in body.free - bound}
    for triggers in _triggers(body, bound, sequent.smaller):
        for bindings in _matches(triggers, places, fixed):
            yield substitute(body, {v: bindings[v] for v in bound})


def _triggers(
    body: Formula, bound: frozenset[Variable], smaller: frozenset[Variable]
) -> Iterator[tuple[Redex, ...]]:
    """Smallest sets of terms and atoms of ``body`` in which all bound variables occur.

    Those that speak of what the hypothesis is about, if there are any: ``f(xs, y)``, not ``g(y)``.
    """
    useful = [
        node
        for node in nodes(body)
        if isinstance(node, Application | Atom) and not node.free.isdisjoint(bound)
    ]
    single = [node for node in useful if bound <= node.free]
    if single:
        about = smaller - bound
        near = [node for node in single if not node.free.isdisjoint(about)]
        yield from ((node,) for node in near or single)
        return
    for pair in combinations(useful, 2):
        if bound <= pair[0].free | pair[1].free:
            yield pair


def _places(formulas: tuple[Formula, ...]) -> list[Redex]:
    found = dict.fromkeys(
        node for f in formulas for node in nodes(f) if isinstance(node, Application | Atom)
    )
    return list(found)


def _matches(
    triggers: tuple[Redex, ...], places: list[Redex], bindings: Bindings
) -> Iterator[Bindings]:
    if not triggers:
        yield bindings
        return
    first, *rest = triggers
    for place in places:
        found = match_redex(first, place, bindings)
        if found is not None:
            yield from _matches(tuple(rest), places, found)


def fertilised(sequent: Sequent) -> Iterator[Formula]:
    """The goal with a hypothesis of induction used in one direction; a variable on one side."""
    goal = sequent.goal
    for hypothesis in sequent.induction:
        if not isinstance(hypothesis, Equality | Iff):
            continue
        sides: tuple[Node, Node] = (hypothesis.left, hypothesis.right)
        for old, new in (sides, sides[::-1]):
            if isinstance(goal, Equality | Iff) and isinstance(old, Variable):
                for n in range(2):
                    both: list[Node] = [goal.left, goal.right]
                    both[n] = replaced(both[n], old, new)
                    yield cast(Formula, with_children(goal, both))
            else:
                yield cast(Formula, replaced(goal, old, new))


def replaced(node: Node, old: Node, new: Node) -> Node:
    """``node`` with ``new`` in all places of ``old``."""
    if node is old:
        return new
    children = [replaced(child, old, new) for child in node.children]
    if all(one is other for one, other in zip(children, node.children, strict=True)):
        return node
    return with_children(node, children)
