"""What can be wrong with another prover's answer."""

from __future__ import annotations

from prover.errors import ProverError

__all__ = ["UnusableAnswer"]


class UnusableAnswer(ProverError):
    """A prover answered, but nothing of ours can be made of it."""

    code = "unusable-answer"
