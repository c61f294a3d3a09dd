"""Why a statement could not be made."""

from __future__ import annotations

from prover.errors import InputError, ProverError

__all__ = ["NoCandidate", "NotUnderstood"]


class NotUnderstood(InputError):
    """A text is not in the controlled English of mathematics; the position says from where on."""

    code = "not-understood"


class NoCandidate(ProverError):
    """None of the candidates is a statement that Lean elaborates."""

    code = "no-candidate"
