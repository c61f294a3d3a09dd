"""What theorems rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prover.theory import Theorem

__all__ = ["needed"]


def needed(names: Iterable[str], theorems: Sequence[Theorem]) -> tuple[Theorem, ...]:
    """The theorems called one of ``names`` and those that they rest on, in their order."""
    by_name = {theorem.name: theorem for theorem in theorems}
    found: set[str] = set()
    stack = list(names)
    while stack:
        name = stack.pop()
        if name in by_name and name not in found:
            found.add(name)
            stack.extend(by_name[name].proof.premises_used)
    return tuple(theorem for theorem in theorems if theorem.name in found)
