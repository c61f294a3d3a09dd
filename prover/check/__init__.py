"""The small trusted checkers: they accept a proof, a model or a fixpoint, or say why not.

Whole books of theorems are checked by :mod:`prover.check.development`, which is imported when it
is needed: it knows what a theory is.

Nothing here searches, translates, or shares code with what finds proofs.
"""

from prover.check.certify import certify
from prover.check.fixpoint import check_fixpoint
from prover.check.model import check_model
from prover.check.proof import UNDECIDED, check_proof
from prover.check.smt import Z3Session

__all__ = ["UNDECIDED", "Z3Session", "certify", "check_fixpoint", "check_model", "check_proof"]
