"""What a language model is asked, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

__all__ = ["Client", "Completion", "Finish", "Message", "Request", "Role", "Sample", "Sampling"]


class Role(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class Finish(StrEnum):
    """Why a sample ends: the model was done, its tokens were spent, or we stopped reading."""

    STOP = "stop"
    LENGTH = "length"
    CAPPED = "capped"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Sampling:
    """How samples are drawn.

    Attributes:
        temperature: 0 always takes the most probable token.
        max_tokens: the longest reply.
        stop: texts before which a reply ends; they are not part of it.
    """

    temperature: float = 0.8
    max_tokens: int = 512
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A question to a model.

    Attributes:
        messages: the conversation so far.
        n: samples wanted.
        sampling: how they are drawn.
        grammar: replies have to be words of this grammar, in GBNF as a rule (see
            :mod:`translators.llm.grammar`): what else a server reads is between it and you.
        seed: the same seed, the same samples, as far as the model keeps to it.
    """

    messages: tuple[Message, ...]
    n: int = 1
    sampling: Sampling = field(default_factory=Sampling)
    grammar: str = ""
    seed: int = 0

    @staticmethod
    def of(text: str, n: int = 1, seed: int = 0) -> Request:
        """A question without a history."""
        return Request((Message(Role.USER, text),), n, seed=seed)


@dataclass(frozen=True, slots=True)
class Sample:
    """One reply.

    Attributes:
        text: what the model said.
        finish: why it ended there.
        tokens: how many it took.
        log_prob: the sum of its tokens' log-probabilities, where the model tells them.
        log_prob_tokens: how many tokens that sum has.
    """

    text: str
    finish: Finish = Finish.STOP
    tokens: int = 0
    log_prob: float | None = None
    log_prob_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """The samples, and what they cost.

    Attributes:
        samples: as many as were asked for, or fewer.
        prompt_tokens: what was read to make them.
        missing: why there are fewer samples than were asked for.
    """

    samples: tuple[Sample, ...]
    prompt_tokens: int = 0
    missing: str = ""

    @property
    def tokens(self) -> int:
        """All tokens, read and written."""
        return self.prompt_tokens + sum(sample.tokens for sample in self.samples)


class Client(Protocol):
    """A way to ask one model."""

    @property
    def name(self) -> str:
        """The model, as certificates and reports of cost name it."""
        ...

    def complete(self, request: Request) -> Completion:
        """At least one sample.

        Raises:
            ModelError: there is none.
        """
        ...
