"""The part of a derivation that its conclusion rests on, parents first.

A definition has no parents, but it may speak of Skolem functions, and these have to be
introduced before anything speaks of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prover.logic.syntax import Symbol
from prover.logic.walk import symbols
from prover.tstp.derivation import Inference, Introduced, Status, TstpStep

__all__ = ["Ancestry", "ancestry", "is_choice", "parents_of"]


@dataclass(slots=True)
class Ancestry:
    """``steps`` in an order where parents come first, and why some of them are wrong."""

    steps: list[TstpStep] = field(default_factory=list)
    rejections: dict[str, str] = field(default_factory=dict)


def parents_of(step: TstpStep) -> Sequence[str]:
    """The names of a step's parents."""
    return step.source.parents if isinstance(step.source, Inference) else ()


def ancestry(last: TstpStep, by_name: Mapping[str, TstpStep]) -> Ancestry:
    """``last`` and all that it was derived from; steps that rest on themselves are rejected."""
    found = Ancestry()
    origins = _origins(by_name)
    under_way: dict[str, bool] = {}  # False while what a step rests on is being looked at
    stack = [last.name]
    while stack:
        name = stack[-1]
        if name not in under_way:
            under_way[name] = False
            for parent in reversed((*parents_of(by_name[name]), *origins.get(name, ()))):
                if parent not in by_name:
                    found.rejections[name] = f"its parent {parent} is not there"
                elif parent not in under_way:
                    stack.append(parent)
                elif not under_way[parent] and parent in stack:
                    found.rejections[name] = f"it rests on {parent}, which rests on it"
            continue
        stack.pop()
        if not under_way[name]:
            under_way[name] = True
            found.steps.append(by_name[name])
    return found


def _origins(by_name: Mapping[str, TstpStep]) -> dict[str, tuple[str, ...]]:
    """For each definition the steps that bring in the Skolem functions that it speaks of."""
    introduced = [s for s in by_name.values() if isinstance(s.source, Introduced)]
    if not introduced:
        return {}
    own = {step.name: frozenset(symbols(step.formula)) for step in by_name.values()}
    brought_in: dict[Symbol, str] = {}
    for step in by_name.values():
        if isinstance(step.source, Inference) and step.source.status is not Status.THM:
            old = frozenset[Symbol]().union(*(own.get(p, frozenset()) for p in parents_of(step)))
            for symbol in own[step.name] - old:
                brought_in.setdefault(symbol, step.name)
    return {
        step.name: tuple(dict.fromkeys(brought_in[s] for s in own[step.name] if s in brought_in))
        for step in introduced
        if not is_choice(step)
    }


def is_choice(step: TstpStep) -> bool:
    """Whether a step says that it is a choice axiom, brought in for a Skolem function."""
    return isinstance(step.source, Introduced) and step.source.kind.startswith("choice")
