"""Derivations of other provers: read, and made into proofs that our checkers judge."""

from prover.tstp.derivation import (
    Block,
    File,
    Inference,
    Introduced,
    Source,
    Status,
    TstpDerivation,
    TstpStep,
    Unknown,
)
from prover.tstp.errors import TstpSyntaxError
from prover.tstp.proof import ForeignProof, to_proof
from prover.tstp.reading import is_tstp, read_derivation

__all__ = [
    "Block",
    "File",
    "ForeignProof",
    "Inference",
    "Introduced",
    "Source",
    "Status",
    "TstpDerivation",
    "TstpStep",
    "TstpSyntaxError",
    "Unknown",
    "is_tstp",
    "read_derivation",
    "to_proof",
]
