"""Fits a small T5 to pairs of sentence and formula.

The pairs are drawn as they are needed and none is seen twice, so there is no overfitting to
guard against: what is measured along the way are pairs with words that training never shows.
The first steps see short sentences only, from which copying is learned sooner.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import islice
from math import cos, pi
from pathlib import Path
from typing import Any

from translators.llm.clients.one_sentence import ONE_SENTENCE, READS
from translators.llm.training.pairs import Pair, pairs
from translators.llm.training.tokenizer import build_tokenizer

__all__ = ["Plan", "Trainer"]

_CHUNK = 16
"""Batches drawn together, so that sentences of one length share a batch."""

_IGNORED = -100
"""The label that counts for nothing."""


_ENCODER_OFFSETS = (1, 2, 3, 16 + 1)
_DECODER_OFFSETS = (1, 2, 3, 0)
"""Buckets of the neighbour that a head looks at first; the encoder's count after 16 forwards."""

_EYES = 5.0
"""How much."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A model and how it is trained.

    Attributes:
        steps: batches in all.
        batch: pairs in a batch.
        rate: the highest learning rate, after ``warmup`` steps; it falls as a cosine.
        simple: steps at the beginning that see short sentences only.
        width: of the model (``d_model``), with ``layers`` in encoder and decoder each.
    """

    steps: int = 1600
    batch: int = 32
    rate: float = 2.5e-3
    warmup: int = 50
    simple: int = 160
    width: int = 128
    layers: int = 3
    seed: int = 0

    def rate_at(self, step: int) -> float:
        """The learning rate of a step."""
        if step < self.warmup:
            return self.rate * (step + 1) / self.warmup
        done = (step - self.warmup) / max(1, self.steps - self.warmup)
        return self.rate * (0.02 + 0.49 * (1 + cos(pi * min(1.0, done))))


class Trainer:
    """Training that can be broken off and taken up again in its folder.

    Args:
        plan: what is trained.
        folder: where the model, its curve and the state of training are written.
    """

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.torch: Any = import_module("torch")
        self.torch.manual_seed(plan.seed)
        self.torch.set_num_threads(1)
        self.tokenizer = build_tokenizer()
        self.model = _model(plan, len(self.tokenizer))
        self.optimizer = self.torch.optim.AdamW(
            self.model.parameters(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.step = 0
        self.seconds = 0.0
        self.curve: list[dict[str, float]] = []
        self._resume()

    def run(self, every: int = 250) -> None:
        """Train to the end, writing everything down ``every`` so many steps."""
        held_out = self._encoded(list(islice(pairs(self.plan.seed + 1, held_out=True), 128)))
        losses: list[float] = []
        start = time.monotonic() - self.seconds
        for batch in self._batches():
            losses.append(self.learn(batch))
            if self.step % every and self.step < self.plan.steps:
                continue
            self.seconds = time.monotonic() - start
            self.curve.append(
                {
                    "step": self.step,
                    "seconds": round(self.seconds),
                    "loss": round(sum(losses) / len(losses), 4),
                    **self._checked(held_out),
                }
            )
            print(json.dumps(self.curve[-1]), flush=True)
            losses = []
            self.save()

    def learn(self, batch: dict[str, Any]) -> float:
        """One step; the loss before it."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate_at(self.step)
        self.model.train()
        loss = self.model(**batch).loss
        self.optimizer.zero_grad()
        loss.backward()
        self.torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return float(loss.detach())

    def _batches(self) -> Iterator[dict[str, Any]]:
        plan = self.plan
        while self.step < plan.steps:
            chunk, at = divmod(self.step, _CHUNK)
            source = pairs(plan.seed * 1_000_003 + 17 + chunk, simple=self.step < plan.simple)
            drawn = sorted(islice(source, _CHUNK * plan.batch), key=lambda pair: len(pair.sentence))
            cut = [drawn[i : i + plan.batch] for i in range(0, len(drawn), plan.batch)]
            # Long and short in turn, the same way each time: 7 and the chunk share no factor.
            for i in range(at, min(_CHUNK, plan.steps - chunk * _CHUNK)):
                yield self._encoded(cut[7 * i % _CHUNK])

    def _encoded(self, batch: Sequence[Pair]) -> dict[str, Any]:
        read = self.tokenizer([pair.sentence for pair in batch], padding=True, return_tensors="pt")
        write = self.tokenizer([pair.text for pair in batch], padding=True, return_tensors="pt")
        labels = write["input_ids"].masked_fill(write["attention_mask"] == 0, _IGNORED)
        return {
            "input_ids": read["input_ids"],
            "attention_mask": read["attention_mask"],
            "labels": labels,
        }

    def _checked(self, batch: dict[str, Any]) -> dict[str, float]:
        """Loss, and the share of formulas right token by token, each told the one before."""
        self.model.eval()
        with self.torch.inference_mode():
            made = self.model(**batch)
        labels = batch["labels"]
        right = (made.logits.argmax(-1) == labels) | (labels == _IGNORED)
        return {
            "held_out_loss": round(float(made.loss), 4),
            "held_out_right": round(float(right.all(dim=1).float().mean()), 4),
        }

    def save(self) -> None:
        """The model, the curve, and what training needs to go on."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.model.save_pretrained(self.folder)
        self.tokenizer.save_pretrained(self.folder)
        note = {"plan": asdict(self.plan), "curve": self.curve}
        (self.folder / "training.json").write_text(json.dumps(note, indent=1) + "\n", "utf-8")
        state = {
            "step": self.step,
            "seconds": self.seconds,
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }
        self.torch.save(state, self._state_file())

    def _state_file(self) -> Path:
        return self.folder / "state.pt"

    def _resume(self) -> None:
        if not self._state_file().exists():
            return
        state = self.torch.load(self._state_file(), weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seconds = state["step"], state["seconds"]
        self.curve = json.loads((self.folder / "training.json").read_text("utf-8"))["curve"]


def _model(plan: Plan, vocabulary: int) -> Any:
    transformers = import_module("transformers")
    config = transformers.T5Config(
        vocab_size=-(-vocabulary // 16) * 16,
        d_model=plan.width,
        d_kv=32,
        num_heads=plan.width // 32,
        d_ff=4 * plan.width,
        num_layers=plan.layers,
        dropout_rate=0.0,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
        **{READS: ONE_SENTENCE},
    )
    model = transformers.T5ForConditionalGeneration(config)
    _look_aside(model)
    return model


def _look_aside(model: Any) -> None:
    """Let each head of self-attention begin with its eyes on one neighbour: 1, 2, 3 … back.

    Copying needs to know what stood before, and this is where a model is long to find out.  The
    first buckets of T5's relative positions are single offsets.
    """
    for stack, offsets in ((model.encoder, _ENCODER_OFFSETS), (model.decoder, _DECODER_OFFSETS)):
        attention = stack.block[0].layer[0].SelfAttention
        bias = attention.relative_attention_bias.weight.data
        bias.zero_()
        for head in range(bias.shape[1]):
            bias[offsets[head % len(offsets)], head] = _EYES
