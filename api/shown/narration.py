"""Answers in lines of text, for the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from prover.answer import Answer
from prover.logic.printers import to_unicode
from prover.problem import Premise
from prover.proof import Rule, Step

__all__ = ["REASONS", "ProofLine", "proof_lines"]

REASONS = {
    Rule.NEGATED_CLAIM: "suppose the opposite",
    Rule.CONCLUSION: "together",
    Rule.CONTRADICTION: "contradiction",
    Rule.SKOLEMISE: "give it a name",
    Rule.CHOICE: "name it, if it exists",
    Rule.EXPAND_EQUIVALENCES: "written out",
    Rule.NEGATION_NORMAL_FORM: "in other words",
    Rule.DEFINITION: "by definition",
    Rule.UNIT_RESULTING_RESOLUTION: "by the rule",
    Rule.INDUCTION: "by induction from",
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
    premises = {premise.name: premise for premise in answer.problem.premises}
    return tuple(
        ProofLine(
            numbers[step.name],
            _statement(step, answer, premises.get(step.name)),
            _justification(step, numbers, premises.get(step.name)),
        )
        for step in answer.proof.steps
    )


def _statement(step: Step, answer: Answer, premise: Premise | None) -> str:
    said = answer.step_english.get(step.name)
    if step.rule is Rule.PREMISE and premise is not None:
        said = premise.english if premise.presupposed else premise.sentence.text
    return " ".join((said or to_unicode(step.conclusion)).split())


def _justification(step: Step, numbers: dict[str, int], premise: Premise | None) -> str:
    if step.rule is Rule.PREMISE:
        taken = premise is not None and premise.presupposed
        return "taken for granted" if taken else f"{step.name}, given"
    reason = REASONS.get(step.rule, step.rule.value.replace("_", " "))
    parents = ", ".join(str(numbers[parent]) for parent in step.distinct_parents)
    return f"{reason} {parents}".strip()
