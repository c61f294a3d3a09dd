"""What the search wants of a language model: samples for a prompt, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from search.strategy import Cost
from search.tactics.ledger import Ledger

__all__ = ["Metered", "Sampled", "Sampler", "Samples"]


@dataclass(frozen=True, slots=True)
class Sampled:
    """One reply, with the sum of its log-probabilities where the model tells them."""

    text: str
    log_prob: float | None = None


@dataclass(frozen=True, slots=True)
class Samples:
    """Replies, none where the model had none, and the tokens read and written for them."""

    replies: tuple[Sampled, ...]
    tokens: int = 0


class Sampler(Protocol):
    """A language model."""

    def sample(self, prompt: str, n: int, seed: int) -> Samples:
        """Up to ``n`` replies; the same seed gives the same, as far as the model keeps to it.

        Raises:
            ProverError: the model cannot be asked at all.
        """
        ...


@dataclass(frozen=True, slots=True)
class Metered:
    """``base``, its tokens entered in ``ledger``."""

    base: Sampler
    ledger: Ledger

    def sample(self, prompt: str, n: int, seed: int) -> Samples:
        """As ``base`` does."""
        samples = self.base.sample(prompt, n, seed)
        self.ledger.charge(Cost(tokens=samples.tokens))
        return samples
