"""A model server answers, misbehaves or is not there: samples, or one typed error."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from tests.loopback import (
    Answer,
    Exchange,
    breaks_off,
    drips,
    fails,
    hangs,
    hangs_up,
    says,
    sends,
    serving,
)
from tests.only_loopback import only_loopback
from translators.llm import Finish, Message, ModelError, Request, Role, Sampling
from translators.llm.clients.openai_server import GrammarField, OpenAiServer
from translators.llm.errors import RateLimited
from translators.llm.patience import Patience

__all__ = ["only_loopback"]

KEY = "a-very-secret-key"
HUGE = json.dumps({"choices": [{"message": {"content": "x" * 200_000}}]})


def client(url: str, waits: list[float] | None = None, **changed: Any) -> OpenAiServer:
    patience = Patience(tries=3, seconds=5.0, sleep=(waits if waits is not None else []).append)
    return replace(OpenAiServer("tiny", url, KEY, 5.0, patience=patience), **changed)


def test_the_request_is_what_servers_expect() -> None:
    messages = (Message(Role.SYSTEM, "be brief"), Message(Role.USER, "hi"))
    sampling = Sampling(temperature=0.3, max_tokens=7, stop=("\n",))
    with serving(says("hello")) as server:
        client(server.url).complete(Request(messages, 2, sampling, seed=5))
    body = server.seen[0].body
    assert body["model"] == "tiny"
    assert body["messages"] == [
        {"role": "system", "content": "be brief"},
        {"role": "user", "content": "hi"},
    ]
    assert (body["n"], body["temperature"], body["max_tokens"], body["stop"], body["seed"]) == (
        *(2, 0.3, 7, ["\n"], 5),
    )
    assert server.seen[0].headers["authorization"] == f"Bearer {KEY}"


def test_samples_have_tokens_and_log_probabilities() -> None:
    with serving(says("a", "b", log_probs=(-0.5, -0.25))) as server:
        found = client(server.url).complete(Request.of("?", 2))
    assert [sample.text for sample in found.samples] == ["a", "b"]
    first = found.samples[0]
    assert (first.log_prob, first.log_prob_tokens, first.tokens) == (-0.75, 2, 2)
    assert found.prompt_tokens == 11
    assert found.tokens == 15


def test_without_log_probabilities_tokens_are_shared_out() -> None:
    with serving(says("a", finish="length")) as server:
        found = client(server.url).complete(Request.of("?", 2))
    assert [(s.tokens, s.log_prob, s.finish) for s in found.samples] == [
        (5, None, Finish.LENGTH)
    ] * 2


def test_a_server_that_ignores_n_is_asked_again_with_other_seeds() -> None:
    with serving(lambda e: e.say(f"number {e.body['seed']}")) as server:
        found = client(server.url).complete(Request.of("?", 3, seed=10))
    assert [s.text for s in found.samples] == ["number 10", "number 11", "number 12"]


def test_what_a_server_refuses_is_left_out() -> None:
    def picky(exchange: Exchange) -> None:
        if "logprobs" in exchange.body:
            exchange.fail(400, "logprobs are not supported")
        elif exchange.body["n"] != 1:
            exchange.fail(400, "only one completion choice is allowed")
        else:
            exchange.say("yes")

    with serving(picky) as server:
        model = client(server.url)
        assert len(model.complete(Request.of("?", 2)).samples) == 2
        asked = len(server.seen)
        model.complete(Request.of("?", 2))
        assert len(server.seen) == asked + 2  # it has learned


@pytest.mark.parametrize(
    ("field", "part"),
    [
        (GrammarField.GUIDED, {"guided_grammar": "root ::= x"}),
        (GrammarField.STRUCTURED, {"structured_outputs": {"grammar": "root ::= x"}}),
        (GrammarField.LLAMA_CPP, {"grammar": "root ::= x"}),
    ],
)
def test_a_grammar_goes_where_the_server_looks(
    field: GrammarField, part: dict[str, object]
) -> None:
    question = Request((Message(Role.USER, "?"),), grammar="root ::= x")
    with serving(says("x")) as server:
        client(server.url, grammar_field=field).complete(question)
    assert part.items() <= server.seen[0].body.items()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (fails(401), "model-unauthorized"),
        (fails(403), "model-unauthorized"),
        (fails(404, "no such model"), "model-missing"),
        (fails(429), "model-rate-limited"),
        (fails(500), "model-server-fault"),
        (fails(503), "model-server-fault"),
        (fails(422, "bad"), "model-request-refused"),
        (fails(307, Location="http://198.51.100.1/v1"), "model-request-refused"),
        (fails(400, "This model's maximum context length is 8 tokens"), "model-context-overflow"),
        (sends('{"choices": ['), "model-malformed-reply"),
        (sends("<html>"), "model-malformed-reply"),
        (sends("[1]"), "model-malformed-reply"),
        (sends('{"choices": [{"message": 3}]}'), "model-malformed-reply"),
        (sends("[" * 100_000), "model-malformed-reply"),
        (sends('{"choices": []}'), "model-empty-reply"),
        (sends("{}"), "model-empty-reply"),
        (breaks_off, "model-truncated-reply"),
        (hangs_up, "model-truncated-reply"),
    ],
)
def test_every_fault_has_its_error(answer: Answer, code: str) -> None:
    with serving(answer) as server, pytest.raises(ModelError) as raised:
        client(server.url).complete(Request.of("?"))
    assert raised.value.code == code
    assert KEY not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_no_server_is_one_line_that_says_what_to_do() -> None:
    with serving(says("x")) as server:
        pass
    with pytest.raises(ModelError) as raised:
        client(server.url).complete(Request.of("?"))
    assert raised.value.code == "model-unreachable"
    assert "PROVER_MODEL_URL" in raised.value.hint


@pytest.mark.parametrize("answer", [hangs, drips])
@pytest.mark.timed
def test_a_deadline_is_a_deadline(answer: Answer) -> None:
    with serving(answer) as server:
        start = time.monotonic()
        with pytest.raises(ModelError) as raised:
            client(server.url, seconds=0.3).complete(Request.of("?"))
        assert time.monotonic() - start < 1.2
    assert raised.value.code == "model-timeout"


def test_long_samples_are_cut_and_huge_replies_not_read() -> None:
    with serving(sends(HUGE)) as server:
        found = client(server.url).complete(Request.of("?"))
        assert len(found.samples[0].text) == 64_000
        assert found.samples[0].finish is Finish.CAPPED
        with pytest.raises(ModelError) as raised:
            client(server.url, max_bytes=100_000).complete(Request.of("?"))
    assert raised.value.code == "model-reply-too-large"


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    waits: list[float] = []
    with serving(fails(429, Retry_After="2"), fails(503), says("at last")) as server:
        found = client(server.url, waits).complete(Request.of("?"))
    assert found.samples[0].text == "at last"
    assert waits == [2.0, 1.0]


def test_patience_ends() -> None:
    waits: list[float] = []
    with serving(fails(429)) as server:
        with pytest.raises(RateLimited):
            client(server.url, waits).complete(Request.of("?"))
        assert len(server.seen) == 3
    with serving(fails(429, Retry_After="3600")) as server:
        with pytest.raises(RateLimited) as raised:
            client(server.url, waits).complete(Request.of("?"))
        assert len(server.seen) == 1
        assert raised.value.wait == 3600
    assert waits == [0.5, 1.0]


def test_retry_after_may_be_a_date() -> None:
    with serving(fails(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), says("x")) as server:
        waits: list[float] = []
        client(server.url, waits).complete(Request.of("?"))
    assert waits == [0.0]


def test_samples_are_kept_when_a_later_one_fails() -> None:
    with serving(lambda e: e.say("one"), fails(500)) as server:
        found = client(server.url).complete(Request.of("?", 3))
    assert [s.text for s in found.samples] == ["one"]
    assert "500" in found.missing


def test_the_key_is_not_shown() -> None:
    assert KEY not in repr(client("http://127.0.0.1:1/v1"))


def test_a_model_that_only_reasons_has_said_nothing() -> None:
    with serving(sends('{"choices": [{"message": {"content": null}}]}')) as server:
        assert client(server.url).complete(Request.of("?")).samples[0].text == ""
