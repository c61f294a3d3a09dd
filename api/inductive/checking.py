"""What decides a goal counts once it has been checked: Z3 step by step, Lean's kernel if asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import monotonic

from api.checkers import Checkers
from api.inductive.outcome import GoalOutcome, InductiveAnswer
from api.settings import Settings
from prover.certificate import Certificate
from prover.check.development import check_development
from prover.lean.certify_development import certify_development_in_lean
from prover.lean.errors import LeanError
from prover.theory import Development
from prover.verdict import Verdict

__all__ = ["checked"]


def checked(
    answer: InductiveAnswer, settings: Settings, checkers: Checkers, tell: Callable[[str], None]
) -> InductiveAnswer:
    """``answer`` with certificates; goals whose theorems are not accepted become unknown."""
    development = answer.development
    if development is None or not development.theorems:
        return answer
    tell("checking the proofs")
    judged = [check_development(development, checkers.z3())]
    warnings = list(answer.warnings)
    if settings.ask_lean:
        tell("asking Lean…")
        try:
            deadline = monotonic() + settings.lean_timeout
            judged.append(certify_development_in_lean(development, checkers.kernel, deadline))
        except LeanError as error:
            warnings.append(f"the Lean kernel has not been asked: {error}")
    names = [theorem.name for theorem in development.theorems]
    certificates = {name: tuple(each[name] for each in judged) for name in names}
    outcomes = tuple(_judged(outcome, development, certificates) for outcome in answer.outcomes)
    return replace(answer, outcomes=outcomes, certificates=certificates, warnings=tuple(warnings))


def _judged(
    outcome: GoalOutcome,
    development: Development,
    certificates: Mapping[str, tuple[Certificate, ...]],
) -> GoalOutcome:
    if not outcome.theorem:
        return outcome
    own = certificates[outcome.theorem]
    if all(certificate.accepted for certificate in own):
        return replace(outcome, certificates=own)
    reason = f"its proof was not accepted: {_first_objection(outcome, development, certificates)}"
    return replace(outcome, verdict=Verdict.UNKNOWN, reason=reason, certificates=own)


def _first_objection(
    outcome: GoalOutcome,
    development: Development,
    certificates: Mapping[str, tuple[Certificate, ...]],
) -> str:
    """What is wrong with the first theorem, of those the goal's rests on, that is not accepted."""
    for theorem in development.with_lemmas([outcome.theorem]):
        for certificate in certificates[theorem.name]:
            if not certificate.accepted:
                part, why = next(iter(certificate.rejections.items()), ("", "no reason given"))
                return f"{part or theorem.name}: {why}"
    raise AssertionError("nothing is wrong with it")
