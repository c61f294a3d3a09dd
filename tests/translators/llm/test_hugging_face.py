"""Local models: tiny ones with chance weights, made here, causal and sequence-to-sequence."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from prover.logic.reader import parse_formula
from prover.logic.reader.errors import FormulaSyntaxError
from translators.llm import Finish, Message, Request, Role, Sampling
from translators.llm.clients.hugging_face import HuggingFaceModel
from translators.llm.errors import ContextOverflow, ModelMissing, RequestRefused
from translators.llm.grammar import formula_grammar
from translators.llm.training.train import Plan, Trainer

has_torch = find_spec("torch") is not None and find_spec("transformers") is not None
needs_torch = pytest.mark.skipif(not has_torch, reason="torch and transformers are not installed")
pytestmark = pytest.mark.llm

CHAT = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>"


@pytest.fixture(scope="module", params=["causal", "seq2seq"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model of a few thousand weights with a tokenizer of bytes."""
    torch = pytest.importorskip("torch")
    library = pytest.importorskip("transformers")
    torch.manual_seed(0)
    path = str(tmp_path_factory.mktemp(request.param))
    tokenizer = library.ByT5Tokenizer(model_max_length=200)
    if request.param == "causal":
        config = library.GPT2Config(
            vocab_size=len(tokenizer), n_positions=200, n_embd=16, n_layer=1, n_head=2,
            bos_token_id=1, eos_token_id=1, pad_token_id=0,
        )  # fmt: skip
        model = library.GPT2LMHeadModel(config)
    else:
        config = library.T5Config(
            vocab_size=len(tokenizer), d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2,
            decoder_start_token_id=0,
        )  # fmt: skip
        model = library.T5ForConditionalGeneration(config)
    model.save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path


def question(n: int = 1, seed: int = 0, text: str = "hello", **sampling: Any) -> Request:
    how = replace(Sampling(temperature=1.0, max_tokens=6), **sampling)
    return Request((Message(Role.USER, text),), n, how, seed=seed)


@needs_torch
def test_samples_are_drawn_in_batches(folder: str) -> None:
    found = HuggingFaceModel(folder, batch=2).complete(question(5))
    assert len(found.samples) == 5
    assert found.prompt_tokens >= 5
    for sample in found.samples:
        assert 0 < sample.tokens <= 6
        assert sample.log_prob is not None
        assert sample.log_prob < 0
        assert sample.log_prob_tokens == sample.tokens
        assert sample.finish in (Finish.STOP, Finish.LENGTH)


@needs_torch
def test_the_seed_fixes_the_samples_and_nothing_else(folder: str) -> None:
    import torch

    model = HuggingFaceModel(folder)
    torch.manual_seed(1)
    before = torch.random.get_rng_state()
    one, same, other = (model.complete(question(4, seed)) for seed in (7, 7, 8))
    assert one == same != other
    assert bool((torch.random.get_rng_state() == before).all())


@needs_torch
def test_at_temperature_0_there_is_one_answer(folder: str) -> None:
    found = HuggingFaceModel(folder).complete(question(3, temperature=0.0))
    assert len(found.samples) == 1
    assert found.missing


@needs_torch
def test_a_reply_ends_before_a_stop_text(folder: str) -> None:
    model = HuggingFaceModel(folder)
    whole = model.complete(question(8, max_tokens=40)).samples
    text = next(sample.text for sample in whole if len(sample.text) > 8)
    mark = text[5]
    for sample in model.complete(question(8, max_tokens=40, stop=(mark,))).samples:
        assert mark not in sample.text


@needs_torch
def test_log_probabilities_are_the_models_own(folder: str) -> None:
    """The most probable continuation is told the probability that the model gives it."""
    import torch
    import transformers

    found = HuggingFaceModel(folder).complete(question(temperature=0.0, max_tokens=1)).samples[0]
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    config = transformers.AutoConfig.from_pretrained(folder)
    if config.is_encoder_decoder:
        model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder)
        inputs = dict(tokenizer("hello", return_tensors="pt"))
        inputs["decoder_input_ids"] = torch.tensor([[0]])
    else:
        model = transformers.AutoModelForCausalLM.from_pretrained(folder)
        inputs = dict(tokenizer("hello", return_tensors="pt", add_special_tokens=False))
    with torch.inference_mode():
        logits = model(**inputs).logits[0, -1]
    assert found.log_prob == pytest.approx(float(torch.log_softmax(logits, -1).max()), abs=1e-4)


@needs_torch
def test_the_chat_template_is_used_where_there_is_one(folder: str, tmp_path: Path) -> None:
    import transformers

    plain = HuggingFaceModel(folder).complete(question()).prompt_tokens
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    tokenizer.chat_template = CHAT
    chatting = tmp_path / "chatting"
    transformers.AutoConfig.from_pretrained(folder).save_pretrained(chatting)
    tokenizer.save_pretrained(chatting)
    kind = transformers.AutoModelForCausalLM
    if transformers.AutoConfig.from_pretrained(folder).is_encoder_decoder:
        kind = transformers.AutoModelForSeq2SeqLM
    kind.from_pretrained(folder).save_pretrained(chatting)
    found = HuggingFaceModel(str(chatting)).complete(question()).prompt_tokens
    assert found - plain in (len("<user><assistant>"), len("<user><assistant>") - 1)


@needs_torch
def test_what_cannot_be_asked_is_a_typed_error(folder: str, tmp_path: Path) -> None:
    with pytest.raises(ContextOverflow):
        HuggingFaceModel(folder).complete(question(text="x" * 300))
    with pytest.raises(ModelMissing) as raised:
        HuggingFaceModel(str(tmp_path / "nowhere")).complete(question())
    assert "\n" not in str(raised.value)
    with pytest.raises(ModelMissing):
        HuggingFaceModel(folder, device="cuda:99").complete(question())


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model with chance weights and the tokenizer of our own models, which is a fast one."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("transformers")
    pytest.importorskip("llguidance")
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("fast")
    Trainer(Plan(width=32, layers=1), path).save()
    return str(path)


def constrained(n: int, seed: int, grammar: str, max_tokens: int = 40) -> Request:
    sampling = Sampling(temperature=1.0, max_tokens=max_tokens)
    return Request((Message(Role.USER, "Bob is big."),), n, sampling, grammar, seed)


@needs_torch
def test_under_the_grammar_whatever_is_finished_is_a_formula(fast: str) -> None:
    model = HuggingFaceModel(fast, batch=24)
    samples = model.complete(constrained(48, 1, formula_grammar())).samples
    finished = [sample.text for sample in samples if sample.finish is Finish.STOP]
    assert len(finished) >= 5
    for text in finished:
        parse_formula(text)
    free = model.complete(replace(constrained(24, 1, formula_grammar()), grammar="")).samples
    assert not any(_is_formula(sample.text) for sample in free)


def _is_formula(text: str) -> bool:
    try:
        parse_formula(text)
    except FormulaSyntaxError:
        return False
    return True


@needs_torch
def test_rows_of_a_batch_are_constrained_each_for_itself(fast: str) -> None:
    grammar = 'root ::= "yes" | "no" | "no, never"'
    samples = HuggingFaceModel(fast).complete(constrained(16, 0, grammar)).samples
    assert {sample.text for sample in samples} <= {"yes", "no", "no, never"}
    assert all(sample.finish is Finish.STOP for sample in samples)
    assert len({sample.text for sample in samples}) > 1


@needs_torch
def test_log_probabilities_under_a_grammar_are_the_models_own(fast: str) -> None:
    forced = HuggingFaceModel(fast).complete(constrained(1, 0, 'root ::= "yes"')).samples[0]
    assert (forced.text, forced.finish) == ("yes", Finish.STOP)
    assert forced.log_prob is not None
    assert -100 < forced.log_prob < -1  # under the grammar it was certain


@needs_torch
def test_a_grammar_that_cannot_be_kept_is_refused(fast: str, folder: str) -> None:
    for bad in ("g", "root ::= nowhere", 'root ::= "'):
        with pytest.raises(RequestRefused) as raised:
            HuggingFaceModel(fast).complete(constrained(1, 0, bad))
        assert "\n" not in str(raised.value)
    with pytest.raises(RequestRefused):  # a tokenizer that llguidance does not know
        HuggingFaceModel(folder).complete(constrained(1, 0, 'root ::= "x"'))
