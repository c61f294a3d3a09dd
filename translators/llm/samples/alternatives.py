"""*Either … or …* written with ∨: the exclusive reading, which the words suggest."""

from __future__ import annotations

import re

from prover.logic.syntax import And, Formula, Not, Or, Xor
from prover.logic.walk import nodes, rebuild

__all__ = ["exclusive_reading"]

_EITHER = re.compile(r"\beither\b(?!\s+way)", re.IGNORECASE)


def exclusive_reading(formula: Formula, sentence: str) -> Formula | None:
    """``formula`` with its one binary disjunction made exclusive, if ``sentence`` says *either*.

    ``None`` where the sentence does not, where there is more than one ∨ to choose from, and
    where the formula says already that not both hold.
    """
    if len(_EITHER.findall(sentence)) != 1:
        return None
    found: list[Or] = []

    def change(part: Formula) -> Formula:
        if isinstance(part, Or) and len(part.parts) == 2:
            found.append(part)
            return Xor(*part.parts)
        return rebuild(part, change)

    changed = change(formula)
    return changed if len(found) == 1 and not _says_not_both(formula, found[0]) else None


def _says_not_both(formula: Formula, disjunction: Or) -> bool:
    both = {Not(And(disjunction.parts)), Not(And(disjunction.parts[::-1]))}
    return any(node in both for node in nodes(formula))
