"""Steps that are about the same things under the same hypotheses, to be shown in one place.

``∀x (H → s = t₁)``, ``∀x (H → s = t₂)``, … each follow from the one before for the same x.  They
are written as ``s = t₁``, ``s = t₂``, … about one x for which H is assumed; only what is used
elsewhere is stated by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prover.logic.syntax import Formula, Implies, Variable
from prover.logic.walk import strip_universals
from prover.proof import Proof, Rule, Step

__all__ = ["Scope", "scopes"]

_OUTSIDE = frozenset(
    (
        Rule.PREMISE,
        Rule.NEGATED_CLAIM,
        Rule.DEFINITION,
        Rule.CHOICE,
        Rule.SKOLEMISE,
        Rule.INDUCTION,
        Rule.EXPAND_EQUIVALENCES,
    )
)
"""Steps that are written by themselves."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Steps in the order of the proof; the last one is what the others are for."""

    steps: tuple[Step, ...]

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What the steps are about."""
        return strip_universals(self.steps[-1].conclusion)[0]

    @property
    def hypothesis(self) -> Formula | None:
        """What they assume."""
        return _hypothesis(self.steps[-1])

    def inside(self, step: Step) -> Formula:
        """What ``step`` says where the hypothesis holds."""
        _, body = strip_universals(step.conclusion)
        if isinstance(body, Implies) and body.left is self.hypothesis:
            return body.right
        return body


def scopes(proof: Proof) -> Mapping[str, Scope]:
    """The scopes of ``proof`` with more than one step, by the name of each of their steps."""
    users: dict[str, list[Step]] = {step.name: [] for step in proof.steps}
    for step in proof.steps:
        for parent in step.distinct_parents:
            users[parent].append(step)
    last_of: dict[str, Step] = {}
    for step in reversed(proof.steps):
        if step.rule not in _OUTSIDE:
            last_of[step.name] = _last(step, users[step.name], last_of)
    steps: dict[str, list[Step]] = {}
    for step in proof.steps:
        if step.name in last_of:
            steps.setdefault(last_of[step.name].name, []).append(step)
    found = [Scope(tuple(several)) for several in steps.values() if len(several) > 1]
    return {step.name: scope for scope in found for step in scope.steps}


def _last(step: Step, users: list[Step], last_of: Mapping[str, Step]) -> Step:
    """The last step of the scope that ``step`` is in."""
    lasts = {last_of[user.name].name: last_of[user.name] for user in users if user.name in last_of}
    if len(lasts) != 1 or any(user.name not in last_of for user in users):
        return step
    (last,) = lasts.values()
    variables, body = strip_universals(step.conclusion)
    things = strip_universals(last.conclusion)[0]
    fits = not isinstance(body, Implies) or body.left is _hypothesis(last)
    fits = fits and set(variables) <= set(things) and len(set(things)) == len(things)
    return last if fits and all(_is_used_as_it_is(step, user) for user in users) else step


def _is_used_as_it_is(step: Step, user: Step) -> bool:
    """Whether ``user`` takes ``step`` for its own variables only."""
    variables, _ = strip_universals(step.conclusion)
    if not variables:
        return True
    if len(user.instances) != len(user.parents):
        return False
    return all(
        {v: t for v, t in instance if v is t}.keys() >= set(variables)
        for parent, instance in zip(user.parents, user.instances, strict=True)
        if parent == step.name
    )


def _hypothesis(step: Step) -> Formula | None:
    _, body = strip_universals(step.conclusion)
    return body.left if isinstance(body, Implies) else None
