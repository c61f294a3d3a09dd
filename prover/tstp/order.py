"""The part of a derivation that its conclusion rests on, parents first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prover.tstp.derivation import Inference, TstpStep

__all__ = ["Ancestry", "ancestry", "parents_of"]


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
    under_way: dict[str, bool] = {}  # False while a step's parents are being looked at
    stack = [last.name]
    while stack:
        name = stack[-1]
        if name not in under_way:
            under_way[name] = False
            for parent in reversed(parents_of(by_name[name])):
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
