"""How each sentence was understood: for ``prover translate``."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from api.shown.console import untranslated_view
from prover.logic.printers import to_unicode
from prover.problem import Premise, Problem, Untranslated

__all__ = ["translation_document", "translation_view"]


def translation_document(problem: Problem) -> dict[str, object]:
    """Sentences, readings and failures, ready for JSON."""
    goal = problem.goal
    return {
        "premises": [_premise_document(premise) for premise in problem.premises],
        "goal": None if goal is None else _premise_document(goal),
        "untranslated": [_failure_document(failure) for failure in problem.untranslated],
        "warnings": list(problem.warnings),
    }


def _premise_document(premise: Premise) -> dict[str, object]:
    readings = [(premise.formula, premise.english)]
    readings += [(other.formula, other.english) for other in premise.alternatives]
    return {
        "name": premise.name,
        "text": premise.sentence.text,
        "span": [premise.sentence.span.start, premise.sentence.span.end],
        "readings": [
            {"formula": to_unicode(formula), "english": english} for formula, english in readings
        ],
    }


def _failure_document(failure: Untranslated) -> dict[str, object]:
    return {
        "name": failure.name,
        "text": failure.sentence.text,
        "span": [failure.span.start, failure.span.end],
        "reason": failure.reason,
        "expected": list(failure.expected),
    }


def translation_view(problem: Problem) -> RenderableType:
    """Each sentence with its formula and the formula said back in English."""
    parts: list[RenderableType] = []
    for premise in (*problem.premises, *((problem.goal,) if problem.goal else ())):
        parts.append(Text(f"{premise.name}: {' '.join(premise.sentence.text.split())}"))
        parts.append(Text(f"    {to_unicode(premise.formula)}", style="cyan"))
        if premise.english:
            parts.append(Text(f"    {premise.english}", style="dim italic"))
        parts += [
            Text(f"    or: {to_unicode(other.formula)}", style="yellow")
            for other in premise.alternatives
        ]
    parts += [untranslated_view(failure) for failure in problem.untranslated]
    parts += [Text(f"note: {warning}", style="yellow") for warning in problem.warnings]
    return Group(*parts)
