"""Servers that speak OpenAI's chat completions: vLLM, llama.cpp, Ollama, hosted ones.

Replies are read as a stream of bytes under a deadline and a cap, so that neither a server that
hangs nor one that never stops can hold the caller.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any, NoReturn

import httpx2
import openai
from pydantic import ValidationError

from translators.llm.clients.wire import Choice, Reply
from translators.llm.conversation import Completion, Finish, Request, Sample
from translators.llm.errors import (
    ContextOverflow,
    EmptyReply,
    MalformedReply,
    ModelError,
    ModelMissing,
    ModelTimeout,
    RateLimited,
    ReplyTooLarge,
    RequestRefused,
    ServerFault,
    TruncatedReply,
    Unauthorized,
    Unreachable,
)
from translators.llm.patience import Patience

__all__ = ["GrammarField", "OpenAiServer"]

_OVERFLOW = re.compile(r"context.?(length|size|window)|maximum context|too many tokens", re.I)
_FINISH = {"stop": Finish.STOP, "length": Finish.LENGTH}


class GrammarField(StrEnum):
    """Where a server looks for a grammar."""

    GUIDED = "guided_grammar"
    STRUCTURED = "structured_outputs"
    LLAMA_CPP = "grammar"

    def body(self, grammar: str) -> dict[str, object]:
        """The part of a request that has the grammar."""
        if self is GrammarField.STRUCTURED:
            return {"structured_outputs": {"grammar": grammar}}
        return {self.value: grammar}


@dataclass
class OpenAiServer:
    """A model on a server.

    Args:
        model: its name there.
        url: the server's base address, which ends in ``/v1`` as a rule.
        key: sent as a bearer token; never part of a request value, a message or a log.
        seconds: deadline for one reply.
        grammar_field: how this server takes a grammar.
        patience: how often it is asked again.
        max_characters: a longer sample is cut.
        max_bytes: a longer reply is not read.
    """

    model: str
    url: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0
    grammar_field: GrammarField = GrammarField.GUIDED
    patience: Patience = field(default_factory=Patience)
    max_characters: int = 64_000
    max_bytes: int = 4_000_000
    _tells_log_probs: bool = field(default=True, init=False)
    _takes_n: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        self._client = openai.OpenAI(
            base_url=self.url,
            api_key=self.key or "none",
            timeout=self.seconds,
            max_retries=0,
            # A question goes to the address that was given, and to no other.
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        )

    @property
    def name(self) -> str:
        """As certificates name it."""
        return f"openai:{self.model}"

    def complete(self, request: Request) -> Completion:
        """The samples; a server that gives one at a time is asked until there are ``n``.

        Raises:
            ModelError: there is not one sample.
        """
        samples: list[Sample] = []
        prompt_tokens, missing = 0, ""
        while len(samples) < request.n and not missing:
            try:
                reply = self._reply(request, len(samples))
            except ModelError as error:
                if not samples:
                    raise
                missing = str(error)
                continue
            written = reply.usage.completion_tokens if reply.usage else 0
            prompt_tokens += reply.usage.prompt_tokens if reply.usage else 0
            share = -(-written // len(reply.choices))
            samples += [self._sample(choice, share) for choice in reply.choices]
        return Completion(tuple(samples[: request.n]), prompt_tokens, missing)

    def _reply(self, request: Request, have: int) -> Reply:
        """One reply, to a simpler question where the server does not take the whole one."""
        while True:
            body = self._body(request, have)
            try:
                return self.patience.ask(lambda: self._asked(request, body))  # noqa: B023
            except ContextOverflow:
                raise
            except RequestRefused as error:
                if self._tells_log_probs and "logprob" in error.message:
                    self._tells_log_probs = False
                elif self._takes_n and body["n"] != 1:
                    self._takes_n = False
                else:
                    raise

    def _body(self, request: Request, have: int) -> dict[str, object]:
        sampling = request.sampling
        body: dict[str, object] = {
            "n": request.n - have if self._takes_n else 1,
            "temperature": sampling.temperature,
            "max_tokens": sampling.max_tokens,
            "seed": request.seed + have,
        }
        if sampling.stop:
            body["stop"] = list(sampling.stop)
        if self._tells_log_probs:
            body["logprobs"] = True
        if request.grammar:
            body |= self.grammar_field.body(request.grammar)
        return body

    def _asked(self, request: Request, body: Mapping[str, object]) -> Reply:
        text = self._text(request, body)
        try:
            reply = Reply.model_validate(json.loads(text))
        except (ValueError, RecursionError) as error:
            what = "JSON" if not isinstance(error, ValidationError) else "a chat completion"
            raise MalformedReply(f"{self.url} answered with something that is not {what}") from None
        if not reply.choices:
            raise EmptyReply(f"{self.name} gave no sample")
        return reply

    def _text(self, request: Request, body: Mapping[str, object]) -> bytes:
        messages: Any = [{"role": m.role.value, "content": m.text} for m in request.messages]
        deadline = time.monotonic() + self.seconds
        streaming = self._client.chat.completions.with_streaming_response
        try:
            with streaming.create(model=self.model, messages=messages, extra_body=body) as response:
                return self._read(response, deadline)
        except openai.APITimeoutError:
            self._too_late()
        except openai.APIConnectionError as error:
            if _broke_off(error):
                raise TruncatedReply(f"{self.url} broke off before it answered") from None
            raise Unreachable(
                f"no model server answers at {self.url}", hint="start it, or set PROVER_MODEL_URL"
            ) from None
        except openai.APIStatusError as error:
            raise _error_of(self, error) from None
        except httpx2.TimeoutException:
            self._too_late()
        except httpx2.HTTPError:
            raise TruncatedReply(f"{self.url} broke off in the middle of a reply") from None

    def _read(self, response: openai.APIResponse[Any], deadline: float) -> bytes:
        chunks: list[bytes] = []
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self.max_bytes:
                raise ReplyTooLarge(
                    f"the reply of {self.name} is larger than {self.max_bytes:,} bytes"
                )
            if time.monotonic() > deadline:
                self._too_late()
            chunks.append(chunk)
        return b"".join(chunks)

    def _too_late(self) -> NoReturn:
        raise ModelTimeout(
            f"{self.name} gave no whole reply within {self.seconds:g} s",
            hint="set PROVER_MODEL_TIMEOUT",
        ) from None

    def _sample(self, choice: Choice, share: int) -> Sample:
        text = choice.message.content or ""
        finish = _FINISH.get(choice.finish_reason or "stop", Finish.OTHER)
        if len(text) > self.max_characters:
            text, finish = text[: self.max_characters], Finish.CAPPED
        tokens = choice.logprobs.content if choice.logprobs else None
        if not tokens:
            return Sample(text, finish, share)
        log_prob = sum(token.logprob for token in tokens)
        return Sample(text, finish, len(tokens), log_prob, len(tokens))


def _broke_off(error: BaseException) -> bool:
    return isinstance(error.__cause__, httpx2.RemoteProtocolError | httpx2.ReadError)


def _error_of(server: OpenAiServer, error: openai.APIStatusError) -> ModelError:
    status = error.status_code
    said = " ".join(_said(error).split())[:200]
    match status:
        case 401 | 403:
            return Unauthorized(
                f"{server.url} does not accept the key ({status})", hint="set PROVER_MODEL_KEY"
            )
        case 404:
            return ModelMissing(f"{server.url} has no model {server.model!r}: {said}")
        case 429:
            wait = _wait(error.response.headers.get("retry-after"))
            return RateLimited(f"{server.url} asks for fewer questions: {said}", wait)
        case _ if status >= 500:
            return ServerFault(f"{server.url} failed ({status}): {said}")
        case _ if status == 413 or _OVERFLOW.search(said):
            return ContextOverflow(f"the question is too long for {server.name}: {said}")
        case _:
            return RequestRefused(f"{server.url} refused the question ({status}): {said}")


def _said(error: openai.APIStatusError) -> str:
    """The server's own words, without what it may have echoed."""
    body = error.body
    if isinstance(body, dict):
        return str(body.get("message", ""))
    return str(body or "")


def _wait(header: str | None) -> float | None:
    """Seconds in a ``Retry-After`` header, which has a number or a date."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
