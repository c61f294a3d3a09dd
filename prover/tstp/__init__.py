"""Derivations and finite models of other provers: read, for our checkers to judge."""

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
from prover.tstp.model import ModelError, read_model
from prover.tstp.outputs import is_tstp, status_in
from prover.tstp.proof import ForeignProof, to_proof
from prover.tstp.reading import read_derivation
from prover.tstp.witnesses import has_models, read_witnesses

__all__ = [
    "Block",
    "File",
    "ForeignProof",
    "Inference",
    "Introduced",
    "ModelError",
    "Source",
    "Status",
    "TstpDerivation",
    "TstpStep",
    "TstpSyntaxError",
    "Unknown",
    "has_models",
    "is_tstp",
    "read_derivation",
    "read_model",
    "read_witnesses",
    "status_in",
    "to_proof",
]
