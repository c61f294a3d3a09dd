"""A value that asks a language model how close a state is to a proof."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field

from prover.lean.session import TacticState
from search.tactics.language_model import filled, state_text
from search.tactics.sampler import Sampler
from search.tactics.space import Value
from search.tactics.value import goal_value

__all__ = ["Critic", "number_in"]

_NUMBER = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d+)?)\s*(%|/\s*100?\b)?")


def number_in(reply: str) -> float | None:
    """The last number between 0 and 1 in a reply, or percentage, or mark out of 10 or 100."""
    for match in reversed(list(_NUMBER.finditer(reply.rpartition("</think>")[2]))):
        number, scale = float(match[1]), (match[2] or "").replace(" ", "")
        number /= {"%": 100, "/100": 100, "/10": 10}.get(scale, 1)
        if 0 <= number <= 1:
            return number
    return None


@dataclass(slots=True)
class Critic:
    """The model's number, averaged with another value; every state is asked about once.

    Args:
        sampler: the model.
        template: the question, with ``{{state}}`` and ``{{statement}}``.
        base: the other value, alone where the model gives no number.
        weight: the model's share.
        asks: questions at most; later states have the other value.
    """

    sampler: Sampler
    template: str
    base: Value = goal_value
    weight: float = 0.5
    asks: int = 64
    _known: dict[str, float | None] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, state: TacticState) -> float:
        """Between 0 and 1.

        Raises:
            ProverError: the model cannot be asked at all.
        """
        base = self.base(state)
        number = self._asked(state)
        return base if number is None else self.weight * number + (1 - self.weight) * base

    def _asked(self, state: TacticState) -> float | None:
        text = state_text(state)
        with self._lock:
            if text in self._known or len(self._known) >= self.asks:
                return self._known.get(text)
            self._known[text] = None  # taken: nobody asks this again meanwhile
        question = filled(self.template, state=text, statement=state.statement)
        replies = self.sampler.sample(question, 1, 0).replies
        number = number_in(replies[0].text) if replies else None
        self._known[text] = number
        return number
