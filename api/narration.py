"""Answers in lines of text, for the terminal."""

from __future__ import annotations

from prover.answer import Answer
from prover.logic.printers import to_unicode
from prover.proof import Rule, Step

__all__ = ["REASONS", "proof_lines"]

REASONS = {
    Rule.PREMISE: "given",
    Rule.NEGATED_CLAIM: "suppose the opposite",
    Rule.CONCLUSION: "together",
    Rule.CONTRADICTION: "contradiction",
    Rule.SKOLEMISE: "give it a name",
    Rule.NEGATION_NORMAL_FORM: "in other words",
    Rule.DEFINITION: "by definition",
    Rule.UNIT_RESULTING_RESOLUTION: "by the rule",
}
"""Rules that have plain words; the others are named as in the field."""


def proof_lines(answer: Answer) -> tuple[str, ...]:
    """The proof as numbered lines: what is concluded, and from what."""
    if answer.proof is None:
        return ()
    numbers = {step.name: number for number, step in enumerate(answer.proof.steps, start=1)}
    texts = {p.name: " ".join(p.sentence.text.split()) for p in answer.problem.premises}
    width = len(str(len(numbers)))
    return tuple(
        f"{numbers[step.name]:>{width}}. {_statement(step, answer, texts)}"
        f"  [{_justification(step, numbers)}]"
        for step in answer.proof.steps
    )


def _statement(step: Step, answer: Answer, texts: dict[str, str]) -> str:
    if step.rule is Rule.PREMISE and texts.get(step.name):
        return texts[step.name]
    return answer.step_english.get(step.name) or to_unicode(step.conclusion)


def _justification(step: Step, numbers: dict[str, int]) -> str:
    reason = REASONS.get(step.rule, step.rule.value.replace("_", " "))
    if step.rule is Rule.PREMISE:
        return f"{step.name}, {reason}"
    parents = ", ".join(str(numbers[parent]) for parent in step.parents)
    return f"{reason} {parents}".strip()
