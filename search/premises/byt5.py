"""ReProver's retriever: a ByT5 encoder over the bytes of states and premises.

Yang et al. (NeurIPS 2023), section 4: the vector of a text is the mean of the encoder's last
hidden states, padding left out.  Premises are encoded with ``<a>…</a>`` around their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search.premises.dense import Encoder
from search.premises.errors import EncoderMissing

__all__ = ["byte_encoder", "marked_code"]

_LONGEST = 1024
"""Bytes of a text that are read, ReProver's ``max_seq_len`` for retrieval."""

_BATCH = 16


def byte_encoder(folder: Path) -> Encoder:
    """The encoder in ``folder``, as ReProver's retriever is published; nothing is downloaded.

    Raises:
        EncoderMissing: torch or transformers is not installed, or there is no such encoder.
    """
    try:
        torch, library = import_module("torch"), import_module("transformers")
    except ImportError as error:
        hint = "pip install 'neurosymbolic-prover[llm]'"
        raise EncoderMissing("byte-level embeddings need transformers", hint=hint) from error
    model = _loaded(library, folder)
    tokenizer = library.ByT5Tokenizer()

    def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = [_means(torch, model, tokenizer, batch) for batch in _batches(texts)]
        return np.concatenate(rows) if rows else np.zeros((0, model.config.d_model), np.float32)

    return encode


def marked_code(name: str, code: str) -> str:
    """The code of a premise with its name, or what it has of the name, marked for ReProver."""
    mark = f"<a>{name}</a>"
    code = code.replace(f"_root_.{name}", mark)
    parts = name.split(".")
    for start in range(len(parts)):
        written = re.escape(".".join(parts[start:]))
        marked = re.sub(rf"(?<=\s)«?{written}»?", lambda _: mark, code)
        if marked != code:
            return marked
    return code


def _loaded(library: Any, folder: Path) -> Any:
    """The encoder, of which nothing may be missing."""
    try:
        model, report = library.T5EncoderModel.from_pretrained(
            str(folder), local_files_only=True, output_loading_info=True
        )
    except (OSError, ValueError) as error:
        hint = "give the folder of a T5 encoder: config.json and its weights"
        raise EncoderMissing(f"{folder} holds no byte-level encoder", hint=hint) from error
    if report["missing_keys"]:
        raise EncoderMissing(f"the encoder in {folder} lacks weights")
    return model.eval()


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _BATCH):
        yield texts[start : start + _BATCH]


def _means(torch: Any, model: Any, tokenizer: Any, texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """The mean of each text's last hidden states."""
    read = tokenizer(
        list(texts), padding="longest", truncation=True, max_length=_LONGEST, return_tensors="pt"
    )
    with torch.no_grad():
        states = model(
            input_ids=read.input_ids, attention_mask=read.attention_mask
        ).last_hidden_state
    mask = read.attention_mask.unsqueeze(2)
    means = (states * mask).sum(dim=1) / mask.sum(dim=1)
    return np.asarray(means.float().cpu().numpy(), np.float32)
