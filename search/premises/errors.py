"""What can go wrong with an index of premises."""

from __future__ import annotations

from prover.errors import ProverError

__all__ = ["EncoderMissing", "IndexUnreadable", "WrongToolchain"]


class IndexUnreadable(ProverError):
    """A folder holds no index, or not a whole one."""

    code = "premise-index"


class WrongToolchain(ProverError):
    """An index lists the theorems of another toolchain, or of other modules."""

    code = "premise-index-toolchain"


class EncoderMissing(ProverError):
    """The library that computes embeddings is not installed."""

    code = "premise-encoder"
