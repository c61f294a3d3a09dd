"""A model that says what a test wants, and keeps what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from search.tactics.sampler import Sampled, Samples

Replies = Sequence[str | tuple[str, float]]


@dataclass
class Scripted:
    """Answers every prompt by ``reply``; a pair is a text with its log-probability."""

    reply: Callable[[str], Replies]
    asked: list[tuple[str, int, int]] = field(default_factory=list)

    def sample(self, prompt: str, n: int, seed: int) -> Samples:
        self.asked.append((prompt, n, seed))
        said = [r if isinstance(r, tuple) else (r, None) for r in self.reply(prompt)]
        return Samples(tuple(Sampled(text, log_prob) for text, log_prob in said[:n]), 10)


def always(*replies: str | tuple[str, float]) -> Scripted:
    return Scripted(lambda _: replies)
