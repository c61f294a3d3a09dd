"""Training: bytes in and out, a step that learns, a run that is taken up again, our own model."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import cast

import pytest

from prover.logic.reader import parse_formula
from tests.translators.llm.shipped import MODEL, needs_model
from translators.llm import Client, Completion, Message, Request, Role, Sample, Sampling
from translators.llm.clients.hugging_face import HuggingFaceModel
from translators.llm.clients.one_sentence import reads_one_sentence
from translators.llm.training.measure import Coverage, agreeing, measure, question, table
from translators.llm.training.pairs import Pair, pairs
from translators.llm.training.tokenizer import build_tokenizer
from translators.llm.training.train import Plan, Trainer

TINY = Plan(steps=32, batch=4, width=32, layers=1, warmup=2, simple=16)

Test = Callable[..., None]


def with_llm(test: Test) -> Test:
    return cast(Test, pytest.mark.llm(needs_model(test)))


def test_the_learning_rate_rises_and_falls() -> None:
    rates = [replace(TINY, steps=100, warmup=10).rate_at(step) for step in range(100)]
    assert rates[:10] == sorted(rates[:10])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert max(rates) == pytest.approx(TINY.rate)
    assert rates[-1] < 0.03 * TINY.rate


@with_llm
@pytest.mark.parametrize(
    "text", ["Zoë is 日本.", "∀x (p(x) → ∃y (q(y) ∧ r(x, y)))", "¬a ⊕ b", "¬¬"]
)
def test_every_text_comes_back_from_its_tokens(text: str) -> None:
    tokenizer = build_tokenizer()
    assert tokenizer.decode(tokenizer(text).input_ids, skip_special_tokens=True) == text


@with_llm
def test_signs_are_single_tokens_and_names_are_bytes() -> None:
    tokens = build_tokenizer()("∀x (bear(x) → ∃y ¬p(x, y))", add_special_tokens=False).input_ids
    assert len(tokens) == len(
        ["∀x ", "(", *"bear", "(x)", " → ", "∃y ", "¬", "p", "(x, ", "y)", ")"]
    )


@with_llm
def test_a_model_learns_and_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    import torch

    whole = Trainer(TINY, tmp_path / "whole")
    whole.run(every=16)
    first = Trainer(replace(TINY, steps=32), tmp_path / "parts")
    batches = first._batches()
    for _ in range(16):
        first.learn(next(batches))
    first.save()
    second = Trainer(TINY, tmp_path / "parts")
    assert second.step == 16
    second.run(every=16)
    losses = [row["loss"] for row in whole.curve]
    assert losses[-1] < losses[0]
    assert second.curve[-1]["loss"] == pytest.approx(losses[-1], abs=1e-3)
    for one, other in zip(whole.model.parameters(), second.model.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-5)
    assert reads_one_sentence(tmp_path / "parts")
    assert json.loads((tmp_path / "whole" / "training.json").read_text())["plan"]["steps"] == 32


@pytest.fixture(scope="module")
def own() -> Client:
    return HuggingFaceModel(str(MODEL))


def test_our_model_is_small() -> None:
    weights = MODEL / "model.safetensors"
    assert weights.stat().st_size <= 25_000_000
    assert not list(MODEL.glob("*.pt"))
    assert "python -m translators.llm.training train" in (MODEL / "README.md").read_text("utf-8")


@with_llm
@pytest.mark.parametrize(
    ("sentence", "formula"),
    [
        ("Bob is kind.", "kind(bob)"),
        ("Every bear is kind.", "∀x (bear(x) → kind(x))"),
        ("No glorpus is a zirk.", "∀x (glorpus(x) → ¬zirk(x))"),
        ("Being a bear means being kind.", "∀x (bear(x) → kind(x))"),
    ],
)
def test_our_model_translates_words_it_has_never_seen(
    own: Client, sentence: str, formula: str
) -> None:
    said = own.complete(question(sentence)).samples[0].text
    assert parse_formula(said) is parse_formula(formula)


@with_llm
def test_our_model_is_as_good_as_its_card_says(own: Client) -> None:
    """A sample of what the card measures, so the bounds are wide."""
    found = list(measure(own, islice(pairs(1000, held_out=True), 40)))
    assert sum(row.right for row in found) >= 0.35 * len(found)
    assert all(row.right for row in found if row.exact)
    assert "| all | 40 |" in table(found)


@with_llm
def test_what_our_model_draws_under_the_grammar_is_read(own: Client) -> None:
    sampling = Sampling(temperature=1.5, max_tokens=100)
    request = Request((Message(Role.USER, "If Bob is big, Anna sleeps."),), 16, sampling)
    request = replace(request, grammar=question("").grammar)
    for sample in own.complete(request).samples:
        if sample.finish.value == "stop":
            parse_formula(sample.text)


@dataclass(frozen=True)
class Says:
    """A client that always says the same."""

    name: str = "says"

    def complete(self, request: Request) -> Completion:
        return Completion((Sample("∀y (¬big(y) → ¬bear(y))"),))


def test_coverage_is_the_grammars() -> None:
    pair = next(agreeing(["It is grue that.", "Every bear is big."]))
    assert pair.sentence == "Every bear is big."

    odd = Pair("Being a bear means being big.", pair.formula, "∀x (bear(x) → big(x))", "rule")
    found = list(measure(Says(), [pair, odd]))
    assert [row.coverage for row in found] == [Coverage.INSIDE, Coverage.OUTSIDE]
    assert all(row.right and not row.exact for row in found)
