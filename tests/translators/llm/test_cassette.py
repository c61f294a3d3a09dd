"""A recorded conversation is played back exactly, and says what it lacks."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from prover.errors import InputError
from translators.llm import Completion, Request, Sample, Sampling
from translators.llm.clients.cassette import Player, Recorder, question_key
from translators.llm.errors import NotRecorded


@dataclass
class Echo:
    name: str = "echo"

    def complete(self, request: Request) -> Completion:
        text = request.messages[0].text
        samples = tuple(Sample(f"{text} {i}", log_prob=-0.1 * i) for i in range(request.n))
        return Completion(samples, 3, "why not")


def test_what_was_recorded_is_played(tmp_path: Path) -> None:
    path = tmp_path / "tape.jsonl"
    recorder = Recorder(Echo(), path)
    questions = [Request.of("∀x", 2, seed=1), Request.of("line\nbreak"), Request.of("∀x", 2)]
    said = [recorder.complete(question) for question in questions]
    player = Player.load(path)
    assert player.name == recorder.name == "echo"
    assert [player.complete(question) for question in questions] == said


def test_a_missing_answer_names_its_key(tmp_path: Path) -> None:
    path = tmp_path / "tape.jsonl"
    Recorder(Echo(), path).complete(Request.of("one"))
    with pytest.raises(NotRecorded) as raised:
        Player.load(path).complete(Request.of("two"))
    assert raised.value.key == question_key("echo", Request.of("two"))
    assert raised.value.key in str(raised.value)


def test_everything_that_matters_is_in_the_key() -> None:
    question = Request.of("one")
    others = [
        Request.of("two"),
        Request.of("one", n=2),
        Request.of("one", seed=1),
        replace(question, grammar="g"),
        replace(question, sampling=Sampling(temperature=0.1)),
    ]
    keys = {question_key("echo", q) for q in (question, *others)} | {question_key("x", question)}
    assert len(keys) == 7


def test_writers_side_by_side_do_not_mix_lines(tmp_path: Path) -> None:
    path = tmp_path / "tape.jsonl"
    recorder = Recorder(Echo(), path)
    questions = [Request.of(f"{i} " + "x" * 20_000) for i in range(24)]
    threads = [threading.Thread(target=recorder.complete, args=(q,)) for q in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Player.load(path).answers) == 24


@pytest.mark.parametrize("text", ["", "nonsense\n", "[1]\n", '{"key": "k", "client": "c"}\n'])
def test_what_is_no_cassette_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "tape.jsonl"
    path.write_text(text)
    with pytest.raises(InputError):
        Player.load(path)
    with pytest.raises(InputError):
        Player.load(tmp_path / "nowhere.jsonl")
