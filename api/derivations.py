"""Checking a derivation that another prover wrote: for ``prover check derivation.s``.

Read, made a proof of ours, checked step by step; steps that Z3 cannot decide are derived again
in smaller ones.  The way of GDV (Sutcliffe, "Semantic Derivation Verification", 2006), with one
difference: what only preserves satisfiability is not taken on trust.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from rich.console import Group, RenderableType
from rich.text import Text

from api.recheck import or_rejected, recheck_document, recheck_view, telling
from api.settings import Settings
from prover.answer import Answer, Semantics
from prover.certificate import Certificate
from prover.check import UNDECIDED, Z3Session, certify
from prover.errors import InputError
from prover.evidence import Evidence
from prover.logic.tptp import read_tptp, tptp_problem
from prover.problem import Problem
from prover.proof import Proof
from prover.tstp import ForeignProof, TstpDerivation, read_derivation, to_proof
from prover.verdict import Verdict
from prover.watch import Watch, ignore
from search.refinement import follows, refined

__all__ = [
    "CheckedDerivation",
    "check_derivation",
    "derivation_document",
    "derivation_view",
    "judge_derivation",
    "read_problem_of",
]

_QUICK_MS = 500
"""Milliseconds for a question that only chooses between explanations."""

_ROUNDS = 3
"""How often steps that are still undecided are derived again."""

_SECONDS_A_STEP = 0.1
_SECONDS = 60.0
"""Time for all steps together, besides what each of them gets."""


@dataclass(frozen=True, slots=True)
class CheckedDerivation:
    """What a derivation says, and whether that is accepted.

    Attributes:
        status: the SZS status that its prover gave.
        foreign: the derivation as a proof, before any step was derived again.
        answer: the proof that was checked, with its certificate; ``unknown`` if rejected.
    """

    status: str
    foreign: ForeignProof
    answer: Answer

    @property
    def accepted(self) -> bool:
        """Whether every step that the conclusion rests on was accepted."""
        return self.answer.is_certified


def read_problem_of(path: Path) -> Problem:
    """The TPTP problem at ``path``, which a derivation is said to be about.

    Raises:
        InputError: it cannot be read, or is no TPTP.
    """
    try:
        return tptp_problem(read_tptp(path))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8") from None


def check_derivation(
    text: str, settings: Settings, problem: Problem | None = None, watch: Watch = ignore
) -> CheckedDerivation:
    """Check the derivation in ``text``, trusting nothing in it.

    Args:
        text: what a prover printed.
        settings: the limits for each step.
        problem: the problem it is about; without one its own leaves are the premises.
        watch: is told how many steps have been looked at.

    Raises:
        InputError: there is no derivation in the text.
    """
    return judge_derivation(read_derivation(text), text, settings, problem, watch)


def judge_derivation(
    derivation: TstpDerivation,
    text: str,
    settings: Settings,
    problem: Problem | None = None,
    watch: Watch = ignore,
) -> CheckedDerivation:
    """Check a derivation that was read from ``text``; as :func:`check_derivation`.

    Raises:
        InputError: it has no steps.
    """
    if not derivation.steps:
        raise _nothing(derivation)
    quick = Z3Session(settings.step_rlimit, _QUICK_MS)
    foreign = to_proof(derivation, text, problem, lambda p, c: follows(quick, p, c))
    seconds = _SECONDS + _SECONDS_A_STEP * len(derivation.steps)
    proof, certificates = _certified(foreign, settings, seconds, watch)
    noted = tuple(_with_notes(certificate, foreign, proof) for certificate in certificates)
    answer = Answer(
        foreign.problem,
        foreign.verdict,
        proof=proof,
        core=_core(foreign.verdict, proof),
        certificates=noted,
        timings={"check_ms": sum(certificate.milliseconds for certificate in noted)},
    )
    return CheckedDerivation(derivation.status, foreign, or_rejected(answer, "the derivation is"))


def _nothing(derivation: TstpDerivation) -> InputError:
    said = f"its SZS status is {derivation.status}" if derivation.status else "it has no steps"
    return InputError(f"there is no derivation: {said}", hint="there is nothing to check in it")


def _certified(
    foreign: ForeignProof, settings: Settings, seconds: float, watch: Watch
) -> tuple[Proof | None, tuple[Certificate, ...]]:
    """The proof that was accepted, or the last one that was not, and what the checker says."""
    session = Z3Session(settings.step_rlimit, settings.step_timeout_ms, int(seconds * 1000))
    deadline = monotonic() + seconds
    on_step = telling(watch)
    proof = foreign.proof
    for left in reversed(range(_ROUNDS)):
        certificates = certify(_evidence(foreign, proof), session, on_step)
        rejections = {n: why for c in certificates for n, why in c.rejections.items()}
        undecided = [name for name, why in rejections.items() if why == UNDECIDED]
        hopeless = foreign.rejections or len(undecided) < len(rejections)
        if proof is None or not undecided or hopeless or not left or monotonic() > deadline:
            break
        proof = refined(proof, undecided, session, deadline)
    return proof, certificates


def _evidence(foreign: ForeignProof, proof: Proof | None) -> Evidence:
    problem = foreign.problem
    premises = {premise.name: premise.formula for premise in problem.premises}
    goal = problem.goal.formula if problem.goal is not None else None
    core = _core(foreign.verdict, proof)
    return Evidence(foreign.verdict, Semantics.CLASSICAL, premises, goal, proof, core=core)


def _core(verdict: Verdict, proof: Proof | None) -> tuple[str, ...]:
    return proof.premises_used if verdict is Verdict.INCONSISTENT and proof is not None else ()


def _with_notes(
    certificate: Certificate, foreign: ForeignProof, proof: Proof | None
) -> Certificate:
    notes = dict(certificate.notes)
    if foreign.has_own_premises:
        notes["premises"] = "the premises are the derivation's own leaves"
    if foreign.unused:
        notes["unused"] = f"{foreign.unused} of {foreign.steps} steps are not used"
    if proof is not None and foreign.proof is not None and proof is not foreign.proof:
        more = len(proof.steps) - len(foreign.proof.steps)
        notes["refined"] = f"{more} smaller steps were put in, where Z3 could not decide"
    rejections = {**certificate.rejections, **foreign.rejections}
    return replace(certificate, accepted=not rejections, rejections=rejections, notes=notes)


# --- shown -------------------------------------------------------------------------------


def derivation_document(checked: CheckedDerivation) -> dict[str, object]:
    """What was found, ready for JSON; ``answer`` is a document as ``prover solve`` prints it."""
    from prover.export import to_document

    return {
        **recheck_document(checked.answer.certificates),
        "accepted": checked.accepted,
        "szs": checked.status,
        "claims": checked.foreign.verdict.value,
        "steps": checked.foreign.steps,
        "unused": checked.foreign.unused,
        "answer": to_document(checked.answer),
    }


def derivation_view(checked: CheckedDerivation) -> RenderableType:
    """Each step with the reason why it was accepted or not, then the totals."""
    certificates = checked.answer.certificates
    accepted = sum(len(certificate.reasons) for certificate in certificates)
    rejected = sum(len(certificate.rejections) for certificate in certificates)
    status = f"SZS {checked.status}, " if checked.status else ""
    totals = f"{status}{checked.foreign.steps} steps: {accepted} accepted, {rejected} rejected"
    notes = [note for certificate in certificates for note in certificate.notes.values()]
    milliseconds = sum(certificate.milliseconds for certificate in certificates)
    return Group(
        recheck_view(certificates),
        Text(f"{totals}  ({milliseconds:.0f} ms)", style="bold"),
        *(Text(f"  note: {note}", style="yellow") for note in dict.fromkeys(notes)),
    )
