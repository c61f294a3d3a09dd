"""Answers in lines of text, for the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from prover.answer import Answer
from prover.logic.printers import to_unicode
from prover.proof import Rule, Step

__all__ = ["REASONS", "ProofLine", "proof_lines"]

REASONS = {
    Rule.PREMISE: "given",
    Rule.NEGATED_CLAIM: "suppose the opposite",
    Rule.CONCLUSION: "together",
    Rule.CONTRADICTION: "contradiction",
    Rule.SKOLEMISE: "give it a name",
    Rule.EXPAND_EQUIVALENCES: "written out",
    Rule.NEGATION_NORMAL_FORM: "in other words",
    Rule.DEFINITION: "by definition",
    Rule.UNIT_RESULTING_RESOLUTION: "by the rule",
}
"""Rules that have plain words; the others are named as in the field."""


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One numbered line: what is concluded, and from what."""

    number: int
    statement: str
    justification: str

    def __str__(self) -> str:
        return f"{self.number}. {self.statement}  [{self.justification}]"


def proof_lines(answer: Answer) -> tuple[ProofLine, ...]:
    """The proof in numbered lines, premises in their authors' words."""
    if answer.proof is None:
        return ()
    numbers = {step.name: number for number, step in enumerate(answer.proof.steps, start=1)}
    texts = {
        premise.name: " ".join(premise.sentence.text.split())
        for premise in answer.problem.premises
        if premise not in answer.problem.presuppositions
    }
    return tuple(
        ProofLine(
            numbers[step.name], _statement(step, answer, texts), _justification(step, numbers)
        )
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
    parents = ", ".join(str(numbers[parent]) for parent in step.distinct_parents)
    return f"{reason} {parents}".strip()
