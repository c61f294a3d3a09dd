"""A policy that asks a language model for tactics.

Two prompts: that of ReProver (Yang et al. 2023, *LeanDojo*), for models trained to go from a
state to a tactic, and a template with instructions and examples, for models that chat.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prover.lean.goals import Goal
from prover.lean.session import TacticState
from search.strategy import Proposal
from search.tactics.replies import tactic_of
from search.tactics.sampler import Sampled, Sampler

__all__ = ["ChatPrompt", "LanguageModel", "Prompt", "filled", "reprover_prompt", "state_text"]

Prompt = Callable[[TacticState, Sequence[str]], str]
"""A prompt for a state and the premises retrieved for it, the best first."""

_LONGEST_PROMPT = 2_300
"""Bytes that ReProver's model reads."""


def _nothing(_: Goal) -> Sequence[str]:
    return ()


def state_text(state: TacticState) -> str:
    """The goals as Lean prints them."""
    return "\n\n".join(goal.text for goal in state.goals)


def reprover_prompt(state: TacticState, premises: Sequence[str]) -> str:
    """As ReProver was trained: the premises that fit, the best last, then the state."""
    text = state_text(state)
    room = _LONGEST_PROMPT - len(text.encode())
    before = ""
    for premise in premises:
        block = f"{premise}\n\n"
        if (size := len(block.encode())) <= room:
            room, before = room - size, block + before
    return before + text


def filled(template: str, **values: str) -> str:
    """``template`` with ``{{name}}`` replaced; values are not read as templates in turn.

    Back-quotes in a value cannot end the fence that it stands in.
    """
    return re.sub(
        r"\{\{(\w+)\}\}",
        lambda match: values.get(match[1], match[0]).replace("```", "'''"),
        template,
    )


@dataclass(frozen=True, slots=True)
class ChatPrompt:
    """A template with ``{{state}}``, ``{{premises}}`` and ``{{statement}}``."""

    template: str

    def __call__(self, state: TacticState, premises: Sequence[str]) -> str:
        """The template, filled."""
        listed = "\n".join(premises) or "none"
        return filled(
            self.template, state=state_text(state), premises=listed, statement=state.statement
        )


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Tactics sampled from a model; later attempts sample others.

    Args:
        sampler: the model.
        prompt: how it is asked.
        premises: library theorems that may help, in words, the best first.
        samples: drawn in one attempt.
        seed: of the first attempt at a state.
    """

    sampler: Sampler
    prompt: Prompt = reprover_prompt
    premises: Callable[[Goal], Sequence[str]] = _nothing
    samples: int = 8
    seed: int = 0

    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        """The different tactics among the samples, the likeliest first.

        Raises:
            ProverError: the model cannot be asked at all.
        """
        if not state.goals:
            return ()
        question = self.prompt(state, self.premises(state.goals[0]))
        seed = self.seed + attempt * self.samples
        replies = self.sampler.sample(question, self.samples, seed).replies
        weights = _weights(replies)
        total = sum(weights.values())
        ranked = sorted(weights.items(), key=lambda item: -item[1])
        return tuple(Proposal(tactic, weight / total, "model") for tactic, weight in ranked)


def _weights(replies: Sequence[Sampled]) -> dict[str, float]:
    """By the model's own probabilities where all are told, else by how often a tactic came."""
    pairs = [(tactic, reply) for reply in replies if (tactic := tactic_of(reply.text))]
    told = [reply.log_prob for _, reply in pairs if reply.log_prob is not None]
    if len(told) < len(pairs):
        return dict(Counter(tactic for tactic, _ in pairs))
    top = max(told, default=0.0)
    weights: dict[str, float] = {}
    for (tactic, _), log_prob in zip(pairs, told, strict=True):
        weights[tactic] = max(weights.get(tactic, 0.0), math.exp(max(log_prob - top, -30.0)))
    return weights
