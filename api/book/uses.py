"""Which theorem rests on which: through its obligations, which are part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prover.theory import Development, Theorem

__all__ = ["Uses", "uses_of", "whole"]


@dataclass(frozen=True, slots=True)
class Uses:
    """What the theorems of a development rest on.

    Attributes:
        direct: the facts and theorems that a proof names, by the name of a theorem in its own
            right; in the order of their first use, its own obligations left out.
        parts: all obligations of a theorem, nested ones too, in the order of the development.
        used_by: the theorems whose proofs name a fact or theorem.
    """

    direct: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[Theorem, ...]]
    used_by: Mapping[str, tuple[str, ...]]


def uses_of(development: Development) -> Uses:
    """Who uses what in ``development``."""
    above = {theorem.name: theorem.part_of for theorem in development.theorems}
    owner = {name: whole(name, above) for name in above}
    direct: dict[str, dict[str, None]] = {name: {} for name in owner.values()}
    parts: dict[str, list[Theorem]] = {name: [] for name in owner.values()}
    for theorem in development.theorems:
        mine = owner[theorem.name]
        if theorem.part_of:
            parts[mine].append(theorem)
        for used in theorem.proof.premises_used:
            if owner.get(used) != mine:
                direct[mine][owner.get(used, used)] = None
    used_by: dict[str, list[str]] = {}
    for name, them in direct.items():
        for used in them:
            used_by.setdefault(used, []).append(name)
    return Uses(
        {name: tuple(them) for name, them in direct.items()},
        {name: tuple(them) for name, them in parts.items()},
        {name: tuple(them) for name, them in used_by.items()},
    )


def whole(name: str, above: Mapping[str, str]) -> str:
    """The theorem in its own right that ``name`` is a part of, or is.

    ``above`` has, for each theorem, that which it is a part of, or nothing.
    """
    while above.get(name):
        name = above[name]
    return name
