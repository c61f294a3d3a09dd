"""What came of the goals, as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from api.inductive.outcome import GoalOutcome, InductiveAnswer, Witness
from prover.export.development import development_to_json
from prover.export.rows import certificate_row
from prover.logic.syntax import Formula
from prover.theory.notation import Notation
from prover.verdict import Verdict

__all__ = ["overall", "to_document"]


def to_document(answer: InductiveAnswer) -> dict[str, object]:
    """``answer``, ready for JSON; ``SCHEMA.md`` describes the development in it."""
    development = answer.development
    notation = None if development is None else Notation(development.theory)
    goals = [_goal(outcome, notation) for outcome in answer.outcomes]
    certificates = {name: all_of[0] for name, all_of in answer.certificates.items() if all_of}
    return {
        "name": answer.name,
        "verdict": overall(answer.outcomes).value,
        "goals": goals,
        "warnings": list(answer.warnings),
        "development": None
        if development is None
        else development_to_json(development, certificates),
    }


def overall(outcomes: Sequence[GoalOutcome]) -> Verdict:
    """``proved`` if all goals are; ``refuted`` if one is, and the others are decided."""
    verdicts = {outcome.verdict for outcome in outcomes}
    if Verdict.UNKNOWN in verdicts:
        return Verdict.UNKNOWN
    return Verdict.REFUTED if Verdict.REFUTED in verdicts else Verdict.PROVED


def _goal(outcome: GoalOutcome, notation: Notation | None) -> dict[str, object]:
    proof = outcome.tactic_proof
    return {
        "name": outcome.name,
        "statement": outcome.statement,
        "verdict": outcome.verdict.value,
        "reason": outcome.reason,
        "theorem": outcome.theorem,
        "witness": _witness(outcome.witness, notation),
        "open_goals": [_said(goal, notation) for goal in outcome.open_goals],
        "script": [] if proof is None else list(proof.script),
        "lean": "" if proof is None else proof.source,
        "certificates": [certificate_row(item) for item in outcome.certificates],
        "seconds": outcome.seconds,
    }


def _witness(witness: Witness | None, notation: Notation | None) -> dict[str, object] | None:
    if witness is None or notation is None:
        return None
    values = {variable.name: notation.term(term) for variable, term in witness.values}
    return {"values": values, "meanings": [notation.formula(m) for m in witness.meanings]}


def _said(goal: Formula, notation: Notation | None) -> str:
    assert notation is not None, "goals are left open in a theory"
    return notation.statement(goal)
