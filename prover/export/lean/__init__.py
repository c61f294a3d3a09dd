"""Certificates for Lean 4: every proof and every finite model as a theorem of its own.

The statement is the formulas as they are, over variables for sorts and symbols; the proof has
one ``have`` for each step, written as an explicit term, so that Lean searches for nothing and
an error points at a step.  Only Lean's core library is needed.

A statement's hypotheses are in this order: the sorts (a type and that it is not empty, each),
the symbols, both in the order of :class:`~prover.logic.signature.Signature`, and the premises
that the proof uses.
"""

from prover.export.lean.certificate import lean_certificates, to_lean
from prover.export.lean.model import model_certificate
from prover.export.lean.proof import proof_certificate
from prover.export.lean.source import LeanCertificate, NotExportable

__all__ = [
    "LeanCertificate",
    "NotExportable",
    "lean_certificates",
    "model_certificate",
    "proof_certificate",
    "to_lean",
]
