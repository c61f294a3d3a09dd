"""Dense retrieval: premises by the angle between embeddings (Karpukhin et al. 2020)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

import numpy as np
import numpy.typing as npt

from search.premises.errors import EncoderMissing
from search.premises.premise import Accessible, Ranked, best

__all__ = ["Dense", "Encoder", "Vectors", "embed", "sentence_encoder"]

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Texts into vectors, one row each."""

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.floating]:
        """The vectors of ``texts``."""
        ...


def sentence_encoder(model: str) -> Encoder:
    """The encoder ``model``, a name or a folder that sentence-transformers knows.

    Raises:
        EncoderMissing: sentence-transformers is not installed, or knows no such model.
    """
    try:
        library = import_module("sentence_transformers")
    except ImportError as error:
        raise EncoderMissing(
            "embeddings need sentence-transformers",
            hint="pip install 'neurosymbolic-prover[embeddings]'",
        ) from error
    try:
        encode = library.SentenceTransformer(model).encode
    except (OSError, ValueError) as error:
        hint = "give the name or the folder of a sentence-transformers model"
        raise EncoderMissing(f"cannot load the encoder {model}", hint=hint) from error
    return lambda texts: np.asarray(encode(list(texts), show_progress_bar=False), np.float32)


def embed(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """The vectors of ``texts``, of length 1."""
    return _unit(encoder(texts))


class Dense:
    """Ranks by cosine similarity; ``vectors`` come from :func:`embed` with the same encoder."""

    def __init__(self, vectors: Vectors, encoder: Encoder) -> None:
        self._vectors = vectors
        self._encoder = encoder

    def retrieve(self, query: str, k: int, accessible: Accessible | None = None) -> list[Ranked]:
        """The premises whose vectors are closest to that of ``query``, best first."""
        if k <= 0 or not len(self._vectors):
            return []
        scores = self._vectors @ embed([query], self._encoder)[0]
        return best(scores, k, accessible, floor=-np.inf)


def _unit(vectors: npt.NDArray[np.floating]) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths), np.float32)
