"""Local models through ``transformers``: causal ones and sequence-to-sequence ones.

Nothing is fetched and no code that comes with a model is run: ``model`` is a folder, or the
name of a model in the local cache.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any

from translators.llm.clients.constraint import Constrainer
from translators.llm.conversation import Completion, Finish, Request, Sample
from translators.llm.errors import ContextOverflow, ModelMissing

__all__ = ["HuggingFaceModel"]

_TAIL = 64
"""Tokens at the end of a reply in which a stop text is looked for."""

_UNBOUNDED = 10**9
"""Tokenizers without a limit give an astronomic one."""


@dataclass
class HuggingFaceModel:
    """A model in this process; loaded with the first question, asked by one thread at a time.

    Args:
        model: a folder or a cached name.
        device: ``cpu``, ``cuda`` or ``cuda:1``.
        dtype: ``auto`` (as it was saved), ``float32``, ``bfloat16``, ``float16``.
        batch: samples drawn side by side.
    """

    model: str
    device: str = "cpu"
    dtype: str = "auto"
    batch: int = 16
    _loaded: _Loaded | None = field(default=None, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    @property
    def name(self) -> str:
        """As certificates name it."""
        return f"hf:{self.model}"

    def complete(self, request: Request) -> Completion:
        """The samples; at temperature 0 there is one only.

        Raises:
            ModelMissing: no such model, or torch or transformers is not installed.
            ContextOverflow: the question is longer than the model can read.
            RequestRefused: the grammar is none, or does not fit the model's tokenizer.
        """
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self)
            return self._loaded.complete(request, self.batch)


def _load(model: HuggingFaceModel) -> _Loaded:
    try:
        torch, transformers = import_module("torch"), import_module("transformers")
    except ImportError as error:
        raise ModelMissing(
            f"local models need {error.name}", hint="pip install 'neurosymbolic-prover[llm]'"
        ) from None
    try:
        config = transformers.AutoConfig.from_pretrained(model.model, local_files_only=True)
        tokenizer = transformers.AutoTokenizer.from_pretrained(model.model, local_files_only=True)
        kind = transformers.AutoModelForCausalLM
        if config.is_encoder_decoder:
            kind = transformers.AutoModelForSeq2SeqLM
        weights = kind.from_pretrained(model.model, local_files_only=True, dtype=model.dtype)
        weights = weights.to(model.device).eval()
    except (OSError, ValueError, RuntimeError, AssertionError) as error:
        why = str(error).splitlines()[0][:200]
        raise ModelMissing(
            f"cannot load the model {model.model}: {why}",
            hint="give a folder, or the name of a model in the local cache",
        ) from None
    return _Loaded(torch, tokenizer, weights, bool(config.is_encoder_decoder))


@dataclass(frozen=True)
class _Loaded:
    """A model in memory, its tokenizer, and the library that runs it."""

    torch: Any
    tokenizer: Any
    weights: Any
    is_encoder_decoder: bool

    def complete(self, request: Request, batch: int) -> Completion:
        inputs = self._inputs(request)
        read = int(inputs["input_ids"].shape[1])
        self._check_length(read)
        wanted = request.n if request.sampling.temperature > 0 else 1
        samples: list[Sample] = []
        # The caller's own chance goes on as if nothing had been drawn here.
        with self.torch.random.fork_rng(), self.torch.inference_mode():
            self.torch.manual_seed(request.seed)
            while len(samples) < wanted:
                samples += self._drawn(inputs, request, min(batch, wanted - len(samples)))
        missing = "" if len(samples) == request.n else "at temperature 0 there is one answer only"
        return Completion(tuple(samples), read, missing)

    def _inputs(self, request: Request) -> Any:
        messages = [{"role": m.role.value, "content": m.text} for m in request.messages]
        if self.tokenizer.chat_template:
            text = self.tokenizer.apply_chat_template(
                messages, tokenize=False, add_generation_prompt=True
            )
        else:
            text = "\n\n".join(message["content"] for message in messages)
        # A chat template writes its own special tokens; a causal model must not read an end.
        special = self.is_encoder_decoder and not self.tokenizer.chat_template
        inputs = self.tokenizer(text, return_tensors="pt", add_special_tokens=special)
        inputs.pop("token_type_ids", None)
        return inputs.to(self.weights.device)

    def _check_length(self, read: int) -> None:
        limits = [self.tokenizer.model_max_length]
        if not self.is_encoder_decoder:
            limits.append(getattr(self.weights.config, "max_position_embeddings", _UNBOUNDED))
        limit = min(limit or _UNBOUNDED for limit in limits)
        if read >= limit:
            raise ContextOverflow(f"the question has {read} tokens, the model reads {limit}")

    def _drawn(self, inputs: Any, request: Request, count: int) -> list[Sample]:
        sampling = request.sampling
        how: dict[str, Any] = {"do_sample": False}
        if sampling.temperature > 0:
            # The whole distribution: no nucleus, no top k that the model's own defaults set.
            how = {"do_sample": True, "temperature": sampling.temperature, "top_k": 0, "top_p": 1.0}
        if request.grammar:
            how["logits_processor"] = [self._constrainer.constraint(request.grammar)]
        if sampling.stop:
            begin = 0 if self.is_encoder_decoder else int(inputs["input_ids"].shape[1])
            how["stopping_criteria"] = [self._stopping(begin, sampling.stop)]
        pad = self.tokenizer.pad_token_id
        made = self.weights.generate(
            **inputs,
            **how,
            max_new_tokens=sampling.max_tokens,
            num_return_sequences=count,
            pad_token_id=self.tokenizer.eos_token_id if pad is None else pad,
            return_dict_in_generate=True,
            output_logits=True,
        )
        scores = self.weights.compute_transition_scores(
            made.sequences, made.logits, normalize_logits=True
        )
        written = made.sequences[:, -scores.shape[1] :]
        return [
            self._sample(tokens, row, sampling.stop)
            for tokens, row in zip(written.tolist(), scores.tolist(), strict=True)
        ]

    @cached_property
    def _constrainer(self) -> Constrainer:
        return Constrainer(self.tokenizer, int(self.weights.config.vocab_size))

    def _stopping(self, begin: int, stop: tuple[str, ...]) -> Callable[..., Any]:
        """Tells which rows are done: the library's own way fails where tokens are bytes."""

        def is_done(rows: Any, *_: Any, **__: Any) -> Any:
            tails = rows[:, max(begin, rows.shape[1] - _TAIL) :]
            texts = self.tokenizer.batch_decode(tails, skip_special_tokens=True)
            done = [any(mark in text for mark in stop) for text in texts]
            return self.torch.tensor(done, device=rows.device)

        return is_done

    def _sample(self, tokens: list[int], scores: list[float], stop: tuple[str, ...]) -> Sample:
        ends = {self.tokenizer.eos_token_id, self.tokenizer.pad_token_id}
        length = next((i for i, token in enumerate(tokens) if token in ends), len(tokens))
        text = self.tokenizer.decode(tokens[:length], skip_special_tokens=True)
        cuts = [place for mark in stop if (place := text.find(mark)) >= 0]
        finish = Finish.STOP if cuts or length < len(tokens) else Finish.LENGTH
        # The end that the model chose is part of what it said; padding after a stop is not.
        counted = length + (length < len(tokens) and not cuts)
        text = text[: min(cuts)] if cuts else text
        return Sample(text, finish, counted, sum(scores[:counted]), counted)
