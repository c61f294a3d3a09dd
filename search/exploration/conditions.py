"""Laws that follow from laws: where every element is its own inverse, a group is commutative.

Only theories without datatypes have several structures to tell apart.  A law is a condition if it
holds in some of those that were looked at and fails in others; it is proposed to imply another one
if that holds wherever it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prover.logic.syntax import Formula, Implies, Symbol
from prover.logic.walk import universal_closure
from prover.theory import Theory
from search.exploration.observations import Observations, Sample
from search.exploration.structures import model_sample, model_with
from search.laws import Instance

__all__ = ["Conditional", "conditionals", "with_models"]

_SECONDS = 0.5
"""For a structure in which a law holds."""


@dataclass(frozen=True, slots=True)
class Conditional:
    """A statement: if one law holds everywhere, so does the other; ``subject`` is the latter's."""

    statement: Formula
    subject: Symbol


def with_models(theory: Theory, instances: Sequence[Instance], data: Observations) -> None:
    """Add to ``data`` structures, not of one element, in which laws hold that fail in others."""
    variables = data.samples[0].variables if data.samples else ()
    for instance in _properties(instances):
        if not any(_holds(sample, instance) for sample in data.samples):
            model = model_with(theory, universal_closure(instance.formula), _SECONDS)
            if model is not None:
                data.samples.append(model_sample(model, variables, seed=0))


def conditionals(instances: Sequence[Instance], data: Observations) -> Iterator[Conditional]:
    """Implications between properties of which none holds everywhere, and none nowhere.

    Of properties that hold in the same structures, the first one stands for the others.
    """
    first: dict[frozenset[int], Instance] = {}
    for each in _properties(instances):
        worlds = frozenset(n for n, s in enumerate(data.samples) if _holds(s, each))
        if not 0 < len(worlds) < len(data.samples):
            continue
        if worlds in first:
            yield _conditional(each, first[worlds])
        else:
            first[worlds] = each
    for where, condition in first.items():
        for there, other in first.items():
            if where < there:
                yield _conditional(condition, other)


def _conditional(condition: Instance, other: Instance) -> Conditional:
    left, right = universal_closure(condition.formula), universal_closure(other.formula)
    return Conditional(Implies(left, right), other.subject)


def _properties(instances: Sequence[Instance]) -> Iterator[Instance]:
    return (each for each in instances if each.law.is_property)


def _holds(sample: Sample, instance: Instance) -> bool:
    return not sample.truth(instance.formula).fails
