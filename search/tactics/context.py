"""What proposers see: a goal's variables and assumptions, and what is known besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prover.lean.goals import Goal, Hypothesis
from search.tactics.signatures import Declared

__all__ = ["Context", "Proposer", "Weighted", "applications", "assumptions", "named", "variables"]

Weighted = tuple[str, float]

_SORTS = re.compile(r"(Prop|Type|Sort)\b")
_RELATION = re.compile(r"[=≠<>≤≥∣∈⊢∀∃∧∨¬↔]|→ Prop")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the goal.

    Attributes:
        definitions: functions of the statement, to be unfolded by ``simp`` and ``grind``.
        lemmas: names of library theorems that may help, the best first.
        depth: tactics spent so far.
        goals: how many goals there are.
        unfoldable: library functions that the target mentions.
        declared: what the definitions before the statement declare.
    """

    definitions: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    depth: int = 0
    goals: int = 1
    unfoldable: tuple[str, ...] = ()
    declared: Declared | None = None


Proposer = Callable[[Goal, Context], Iterator[Weighted]]


def variables(goal: Goal) -> tuple[tuple[str, str], ...]:
    """Local variables that are data, with their types: what can be taken apart."""
    return tuple(
        (name, hypothesis.type)
        for hypothesis in goal.hypotheses
        for name in hypothesis.names
        if _is_data(hypothesis) and _is_named(name)
    )


def assumptions(goal: Goal) -> tuple[tuple[str, str], ...]:
    """Local hypotheses that are propositions."""
    return tuple(
        (name, hypothesis.type)
        for hypothesis in goal.hypotheses
        for name in hypothesis.names
        if not _is_data(hypothesis) and _is_named(name) and not _SORTS.match(hypothesis.type)
    )


def _is_named(name: str) -> bool:
    return "✝" not in name


def _is_data(hypothesis: Hypothesis) -> bool:
    type_ = hypothesis.type
    return not (_RELATION.search(type_) or _SORTS.match(type_) or hypothesis.value)


def named(goal: Goal) -> tuple[Goal, tuple[str, ...]]:
    """The goal with names for what cannot be named, and these names, for ``rename_i``.

    Lean marks names that a script cannot use with a dagger: ``tail✝``.
    """
    hidden = [name for h in goal.hypotheses for name in h.names if "✝" in name]
    if not hidden:
        return goal, ()
    fresh = tuple(f"v{number}" for number in range(1, len(hidden) + 1))
    names = dict(zip(hidden, fresh, strict=True))

    def renamed(text: str) -> str:
        return _HIDDEN.sub(lambda match: names.get(match[0], match[0]), text)

    hypotheses = tuple(
        Hypothesis(tuple(names.get(n, n) for n in h.names), renamed(h.type), renamed(h.value))
        for h in goal.hypotheses
    )
    return Goal(hypotheses, renamed(goal.target), goal.case, renamed(goal.text)), fresh


_HIDDEN = re.compile(r"[\w.«»'-]+✝[¹²³⁴⁵⁶⁷⁸⁹⁰]*")


def applications(text: str, functions: tuple[str, ...]) -> tuple[str, ...]:
    """Bracketed applications of ``functions`` in ``text``, and conditions of ``if``."""
    found: dict[str, None] = {}
    for start, character in enumerate(text):
        if character == "(" and text[start + 1 :].startswith(tuple(f"{f} " for f in functions)):
            depth = 0
            for end in range(start, len(text)):
                depth += (text[end] == "(") - (text[end] == ")")
                if not depth:
                    found.setdefault(text[start : end + 1])
                    break
    for condition in re.findall(r"\bif ([^()]+?) = true then", text):
        found.setdefault(f"({condition})")
    return tuple(found)
