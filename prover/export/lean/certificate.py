"""What an answer claims, as Lean files."""

from __future__ import annotations

from prover.answer import Answer, Semantics
from prover.export.lean.model import model_certificate
from prover.export.lean.proof import proof_certificate
from prover.export.lean.source import LeanCertificate, Source

__all__ = ["lean_certificates", "to_lean"]


def lean_certificates(answer: Answer) -> tuple[LeanCertificate, ...]:
    """One theorem for a proof, one for each model (*uncertain* has two).

    Without evidence, and for what a fixpoint shows under ``rules``, there is none.

    Raises:
        NotExportable: a step or a model could not be written in Lean.
    """
    problem, goal = answer.problem, answer.problem.goal
    if goal is None:
        return ()
    premises = {premise.name: premise.formula for premise in problem.premises}
    comments = {premise.name: premise.sentence.text for premise in problem.premises}
    if answer.proof is not None:
        words = comments | {
            name: english for name, english in answer.step_english.items() if name not in comments
        }
        return (proof_certificate(premises, answer.proof.claim, answer.proof, words),)
    if not answer.verdict.rests_on_models or answer.semantics is not Semantics.CLASSICAL:
        return ()
    return tuple(
        model_certificate(premises, goal.formula, witness.goal_holds, witness.model, comments)
        for witness in answer.witnesses
    )


def to_lean(answer: Answer) -> str:
    """``answer`` as one Lean file for a reader: what was asked, and the theorems that show it.

    Raises:
        NotExportable: a step or a model could not be written in Lean.
    """
    certificates = lean_certificates(answer)
    header = Source()
    goal = answer.problem.goal
    if goal is not None:
        header.comment(f"Question: {goal.sentence.text}", "")
    header.comment(f"Verdict: {answer.verdict.value}", "")
    if answer.reason:
        header.comment(answer.reason, "")
    if certificates:
        header.comment("To check it with any Lean 4 (no library is needed): lean FILE.lean", "")
    else:
        header.comment("There is no evidence that Lean could check.", "")
    texts = ["\n".join(header.lines) + "\n", *[each.source for each in certificates]]
    return "\n".join(texts)
