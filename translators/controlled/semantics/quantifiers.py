"""Quantifiers: how the restriction and the rest of a clause become conditions.

Each works on boxes already made, so that none knows what a noun phrase looks like.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from prover.logic.syntax import Equality, Variable
from translators.controlled.semantics.boxes import Alternatives, Box, Denial, Implication
from translators.controlled.tree import Determiner

__all__ = ["at_least", "at_most", "denied", "quantified"]


def quantified(determiner: Determiner, term: Variable, said: Box, after: Box) -> Box:
    """*every*, *no*, *not every* and *only*: an implication around the rest."""
    if determiner is Determiner.NO:
        after = denied(after)
    if determiner is Determiner.ONLY:
        found = Implication(Box((term,)) + after, said)
    else:
        found = Implication(Box((term,)) + said, after)
    box = Box(conditions=(found,))
    return denied(box) if determiner is Determiner.NOT_EVERY else box


def denied(box: Box) -> Box:
    """The box that the other is not so."""
    return Box(conditions=(Denial(box),))


def at_least(terms: Sequence[Variable], instances: Sequence[Box]) -> Box:
    """As many different things as there are terms; each of ``instances`` is about one."""
    different = [Denial(Box(conditions=(Equality(a, b),))) for a, b in combinations(terms, 2)]
    return _apart(sum(map(_apart, instances), Box(tuple(terms))) + Box(conditions=tuple(different)))


def at_most(terms: Sequence[Variable], instances: Sequence[Box]) -> Box:
    """Of things as many as there are terms, one more than allowed, two are the same."""
    left = sum(map(_apart, instances), Box(tuple(terms)))
    same = tuple(Box(conditions=(Equality(a, b),)) for a, b in combinations(terms, 2))
    if not same:
        return Box(conditions=(Denial(left),))
    right = same[0] if len(same) == 1 else Box(conditions=(Alternatives(same),))
    return Box(conditions=(Implication(left, right),))


def _apart(box: Box) -> Box:
    """The box with its referents out of reach from outside."""
    return Box(conditions=(Alternatives((box,)),))
