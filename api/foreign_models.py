"""Checking finite models that another prover wrote: for ``prover check model.s --problem p.p``."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from api.recheck import or_rejected, recheck_document, recheck_view, telling
from api.settings import Settings
from prover.answer import Answer, Semantics, Witness
from prover.check import Z3Session, certify
from prover.errors import InputError
from prover.evidence import Evidence
from prover.logic.syntax import FALSE
from prover.problem import Problem
from prover.tstp import read_witnesses, status_in
from prover.verdict import Verdict
from prover.watch import Watch, ignore

__all__ = ["CheckedModels", "check_models", "models_document", "models_view"]


@dataclass(frozen=True, slots=True)
class CheckedModels:
    """What finite models are to show, and whether that is accepted.

    Attributes:
        status: the SZS status that their prover gave.
        claims: the verdict that they are evidence for.
        answer: the models with their certificates; ``unknown`` if rejected.
    """

    status: str
    claims: Verdict
    answer: Answer

    @property
    def accepted(self) -> bool:
        """Whether the models are there and everything is true in them that has to be."""
        return self.answer.is_certified


def check_models(
    text: str, settings: Settings, problem: Problem | None, watch: Watch = ignore
) -> CheckedModels:
    """Evaluate the problem in the finite models of ``text``, trusting nothing in it.

    Without a conjecture one model of the premises is needed; with one, a model of the premises
    in which it is false, and possibly one in which it is true.

    Args:
        text: what a prover printed.
        settings: the limits.
        problem: the problem it is about.
        watch: is told how many formulas have been evaluated.

    Raises:
        InputError: there is no problem, or the text has no finite models.
    """
    if problem is None or problem.goal is None:
        hint = "say which problem it is about: --problem FILE.p"
        raise InputError("a finite model is checked against its problem", hint=hint)
    witnesses, goal = read_witnesses(text), problem.goal.formula
    claims = _claim(problem, witnesses)
    premises = {premise.name: premise.formula for premise in problem.premises}
    evidence = Evidence(claims, Semantics.CLASSICAL, premises, goal, witnesses=witnesses)
    session = Z3Session(settings.step_rlimit, settings.step_timeout_ms)
    certificates = certify(evidence, session, telling(watch))
    answer = Answer(
        problem,
        claims,
        witnesses=witnesses,
        certificates=certificates,
        warnings=problem.warnings,
        timings={"check_ms": sum(certificate.milliseconds for certificate in certificates)},
    )
    return CheckedModels(status_in(text), claims, or_rejected(answer, "what the models show is"))


def _claim(problem: Problem, witnesses: tuple[Witness, ...]) -> Verdict:
    if problem.goal is not None and problem.goal.formula is FALSE:
        return Verdict.SATISFIABLE
    return Verdict.UNCERTAIN if len(witnesses) > 1 else Verdict.COUNTERSATISFIABLE


# --- shown -------------------------------------------------------------------------------


def models_document(checked: CheckedModels) -> dict[str, object]:
    """What was found, ready for JSON; ``answer`` is a document as ``prover solve`` prints it."""
    from prover.export import to_document

    return {
        **recheck_document(checked.answer.certificates),
        "accepted": checked.accepted,
        "szs": checked.status,
        "claims": checked.claims.value,
        "models": len(checked.answer.witnesses),
        "answer": to_document(checked.answer),
    }


def models_view(checked: CheckedModels) -> RenderableType:
    """What is true and what is false in each model, then the totals."""
    certificates, witnesses = checked.answer.certificates, checked.answer.witnesses
    accepted = sum(len(certificate.reasons) for certificate in certificates)
    rejected = sum(len(certificate.rejections) for certificate in certificates)
    status = f"SZS {checked.status}, " if checked.status else ""
    models = "one finite model" if len(witnesses) == 1 else f"{len(witnesses)} finite models"
    sizes = " and ".join(str(witness.model.size) for witness in witnesses)
    milliseconds = sum(certificate.milliseconds for certificate in certificates)
    totals = f"{status}{models} of size {sizes}: {accepted} accepted, {rejected} rejected"
    return Group(
        recheck_view(certificates),
        Text(f"{totals}  ({milliseconds:.0f} ms)", style="bold"),
    )
