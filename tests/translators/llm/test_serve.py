"""A real server process on this machine serves a model; our client asks it over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

import pytest

from prover.logic.reader import parse_formula
from tests.only_loopback import only_loopback
from tests.translators.llm.shipped import MODEL, needs_model
from translators.llm import Completion, Finish, Message, ModelError, Request, Role, Sample, Sampling
from translators.llm.clients.openai_server import GrammarField, OpenAiServer
from translators.llm.errors import ContextOverflow, RateLimited
from translators.llm.grammar import formula_grammar
from translators.llm.patience import Patience
from translators.llm.serve import ModelServer

__all__ = ["only_loopback"]


@dataclass
class Parrot:
    """A client that says what it was asked."""

    name: str = "parrot"
    error: ModelError | None = None

    def complete(self, request: Request) -> Completion:
        if self.error:
            raise self.error
        text = json.dumps([request.messages[-1].text, request.grammar, request.sampling.stop])
        samples = [Sample(f"{request.seed + i} {text}", Finish.STOP, 3, -1.5, 3) for i in range(2)]
        return Completion(tuple(samples[: request.n]), 7)


@contextmanager
def serving(client: Parrot) -> Iterator[str]:
    with ModelServer(client) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.url
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("field", list(GrammarField))
def test_what_a_client_asks_arrives_and_what_the_model_says_comes_back(field: GrammarField) -> None:
    request = Request((Message(Role.USER, "∀?"),), 2, Sampling(0.5, 9, ("\n",)), "root ::= x", 4)
    with serving(Parrot()) as url:
        found = OpenAiServer("m", url, grammar_field=field).complete(request)
    said = json.dumps(["∀?", "root ::= x", ["\n"]])
    assert [sample.text for sample in found.samples] == [f"4 {said}", f"5 {said}"]
    assert found.samples[0].log_prob == pytest.approx(-1.5)
    assert found.prompt_tokens == 7


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ContextOverflow("maximum context is 8 tokens"), "model-context-overflow"),
        (RateLimited("busy"), "model-server-fault"),
    ],
)
def test_the_models_errors_are_the_clients(error: ModelError, code: str) -> None:
    with serving(Parrot(error=error)) as url, pytest.raises(ModelError) as raised:
        OpenAiServer("m", url, seconds=3, patience=Patience(tries=1)).complete(Request.of("?"))
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/models", "{}", 404),
        ("/v1/chat/completions", "{", 400),
        ("/v1/chat/completions", '{"messages": []}', 400),
        ("/v1/chat/completions", '{"messages": [{"role": "user", "content": 3}]}', 400),
        ("/v1/chat/completions", '{"messages": [], "n": 9999}', 400),
    ],
)
def test_nonsense_is_refused_in_one_line(path: str, body: str, status: int) -> None:
    with serving(Parrot()) as url:
        asked = urllib.request.Request(url.removesuffix("/v1") + path, body.encode())
        with pytest.raises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(asked, timeout=5)
        assert raised.value.code == status
        assert json.loads(raised.value.read())["error"]["message"]


@pytest.fixture(scope="module")
def process() -> Iterator[str]:
    """The address of a server process that has our own model."""
    command = [sys.executable, "-m", "translators.llm.serve", str(MODEL), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@pytest.mark.llm
@needs_model
def test_a_real_server_translates_a_sentence(process: str) -> None:
    client = OpenAiServer("own", process, grammar_field=GrammarField.GUIDED)
    messages = (Message(Role.USER, "Every bear is kind."),)
    greedy = Request(messages, 1, Sampling(0.0, 80), formula_grammar())
    found = client.complete(greedy)
    assert found.samples[0].text == "∀x (bear(x) → kind(x))"
    assert found.samples[0].finish is Finish.STOP
    assert found.samples[0].log_prob is not None


@pytest.mark.llm
@needs_model
def test_a_real_server_keeps_to_the_grammar_and_the_seed(process: str) -> None:
    client = OpenAiServer("own", process)
    messages = (Message(Role.USER, "Anna likes a cat that is not blue."),)
    drawn = Request(messages, 6, Sampling(1.2, 80), formula_grammar(), seed=3)
    found = client.complete(drawn)
    assert found.samples == client.complete(drawn).samples
    for sample in found.samples:
        if sample.finish is Finish.STOP:
            parse_formula(sample.text)


@pytest.mark.llm
@needs_model
def test_a_question_that_is_too_long_is_a_typed_error(process: str) -> None:
    with pytest.raises(ContextOverflow):
        OpenAiServer("own", process).complete(Request.of("x" * 2000))
