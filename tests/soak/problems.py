"""Problems whose verdict is known before they are asked, as many different ones as wanted."""

from __future__ import annotations

from dataclasses import dataclass

from api.wire import ProofRequest
from prover.verdict import Verdict
from tests.api.tasks.workers import ENDLESS

__all__ = ["Known", "known"]


@dataclass(frozen=True, slots=True)
class Known:
    """A request and what has to come of it."""

    request: ProofRequest
    verdict: Verdict


def known(number: int) -> Known:
    """The problem of that number: proved, refuted, uncertain, or beyond the time it gets."""
    name, kind = f"thing{number}", number % 8
    if kind == 7:
        budget = 0.3 + number * 1e-9  # another number, another request
        return Known(ProofRequest(**ENDLESS, options={"budget": budget}), Verdict.UNKNOWN)
    premises = ["Every bird can fly.", "No penguin can fly."]
    fact = {0: "penguin", 1: "bird", 2: "stone"}.get(kind, "bird")
    verdict = {"penguin": Verdict.REFUTED, "stone": Verdict.UNCERTAIN}.get(fact, Verdict.PROVED)
    stated = [*premises, f"{name.capitalize()} is a {fact}."]
    return Known(ProofRequest(premises=stated, goal=f"{name.capitalize()} can fly."), verdict)
