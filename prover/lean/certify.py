"""The Lean kernel asked about a verdict's evidence: certificates written, judged, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import inf
from time import monotonic

from prover.answer import Semantics, Witness
from prover.certificate import Certificate
from prover.check.kernel import kernel_certificate
from prover.check.lean_statement import model_statement, proof_statement
from prover.evidence import Evidence
from prover.export.lean import (
    LeanCertificate,
    model_certificate,
    proof_certificate,
)
from prover.lean.verify import LeanKernel
from prover.logic.syntax import FALSE, Formula, Not
from prover.logic.walk import complement
from prover.proof import Proof
from prover.verdict import Verdict

__all__ = ["certify_in_lean"]


def certify_in_lean(
    evidence: Evidence, kernel: LeanKernel, comments: Mapping[str, str], deadline: float = inf
) -> tuple[Certificate, ...]:
    """The kernel's certificates for ``evidence``; none where it has nothing to judge.

    A proof gives one, an uncertain answer one for each of its two models.

    Args:
        evidence: the verdict and what supports it, trusted in nothing.
        kernel: the Lean to ask.
        comments: the sentences behind the premises, by name.
        deadline: value of :func:`time.monotonic` after which Lean is not waited for.

    Raises:
        LeanError: Lean could not be asked, or was lost on the way.
        NotExportable: the evidence could not be written in Lean, so there is nothing to ask.
    """
    return tuple(
        _judged(certificate, intended, claim, kernel, deadline)
        for certificate, intended, claim in _certificates(evidence, comments)
    )


def _certificates(
    evidence: Evidence, comments: Mapping[str, str]
) -> Iterator[tuple[LeanCertificate, str, str]]:
    """What is to be judged: each certificate, its intended statement, and its claim in words."""
    goal = evidence.goal
    if goal is None:
        return
    claims = {
        Verdict.PROVED: goal,
        Verdict.REFUTED: complement(goal),
        Verdict.INCONSISTENT: FALSE,
    }
    if evidence.verdict in claims and evidence.proof is not None:
        claim = claims[evidence.verdict]
        yield _of_proof(evidence, claim, evidence.proof, comments)
    elif evidence.verdict.rests_on_models and evidence.semantics is Semantics.CLASSICAL:
        for witness in evidence.witnesses:
            yield _of_model(evidence, goal, witness, comments)


def _of_proof(
    evidence: Evidence, claim: Formula, proof: Proof, comments: Mapping[str, str]
) -> tuple[LeanCertificate, str, str]:
    written = proof_certificate(evidence.premises, claim, proof, comments)
    used = set(proof.premises_used)
    premises = [formula for name, formula in evidence.premises.items() if name in used]
    return written, proof_statement(premises, claim), "Lean's kernel accepts the proof"


def _of_model(
    evidence: Evidence, goal: Formula, witness: Witness, comments: Mapping[str, str]
) -> tuple[LeanCertificate, str, str]:
    written = model_certificate(
        evidence.premises, goal, witness.goal_holds, witness.model, comments
    )
    stated = goal if witness.goal_holds else Not(goal)
    sizes = {sort: len(elements) for sort, elements in witness.model.domains.items()}
    intended = model_statement((*evidence.premises.values(), stated), sizes)
    outcome = "holds" if witness.goal_holds else "fails"
    return written, intended, f"Lean's kernel finds that the goal {outcome}"


def _judged(
    certificate: LeanCertificate, intended: str, claim: str, kernel: LeanKernel, deadline: float
) -> Certificate:
    seconds = deadline - monotonic()
    reply = kernel.verify(certificate.source, certificate.theorem, seconds=seconds)
    nodes, notes = certificate.nodes, kernel.notes
    return kernel_certificate(reply, intended, claim, nodes=nodes, notes=notes)
