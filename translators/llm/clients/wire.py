"""Replies of OpenAI-compatible servers, as far as they are read."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Choice", "Reply"]


class _Wire(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Token(_Wire):
    """A token of a sample."""

    logprob: float


class LogProbs(_Wire):
    """The tokens of a sample, where the server tells them."""

    content: tuple[Token, ...] | None = None


class Said(_Wire):
    """The message of a choice; models that reason may leave ``content`` out."""

    content: str | None = None


class Choice(_Wire):
    """One sample."""

    message: Said
    finish_reason: str | None = None
    logprobs: LogProbs | None = None


class Usage(_Wire):
    """Tokens, of all choices together."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class Reply(_Wire):
    """A chat completion."""

    choices: tuple[Choice, ...] = ()
    usage: Usage | None = Field(default=None)
