"""Lean's goals, read from how Lean prints them.

::

    case succ
    n : Nat
    ih : n + 0 = n
    ⊢ n + 1 + 0 = n + 1
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Goal", "Hypothesis", "read_goal"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Names of one type (``p q : Prop``), with a value where they are defined."""

    names: tuple[str, ...]
    type: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: what may be used, and what is to be shown."""

    hypotheses: tuple[Hypothesis, ...]
    target: str
    case: str = ""
    text: str = ""

    def __str__(self) -> str:
        return self.text


def read_goal(text: str) -> Goal:
    """The goal that ``text``, as printed by Lean, shows."""
    case, target = "", ""
    hypotheses: list[Hypothesis] = []
    for entry in _entries(text):
        if entry.startswith("case "):
            case = entry.removeprefix("case ").strip()
        elif entry.startswith("⊢"):
            target = entry.removeprefix("⊢").strip()
        else:
            hypotheses.append(_hypothesis(entry))
    return Goal(tuple(hypotheses), target, case, text)


def _entries(text: str) -> list[str]:
    """Lines joined with their continuations, which Lean indents."""
    entries: list[str] = []
    for line in text.splitlines():
        if line.startswith(" ") and entries:
            entries[-1] += "\n" + line
        elif line.strip():
            entries.append(line)
    return entries


def _hypothesis(entry: str) -> Hypothesis:
    head, colon, rest = entry.partition(" :")
    if not colon:
        return Hypothesis((), entry)
    type_, defined, value = _split_value(rest.strip())
    return Hypothesis(tuple(head.split()), type_, value if defined else "")


def _split_value(text: str) -> tuple[str, bool, str]:
    """The type and the value of ``x : T := v``; a ``:=`` in brackets belongs to the type."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character in "([{⟨") - (character in ")]}⟩")
        if not depth and text.startswith(":= ", index):
            return text[:index].strip(), True, text[index + 3 :].strip()
    return text, False, ""
