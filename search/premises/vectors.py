"""Vectors of premises: computed once, kept as one file, mapped into memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from search.premises.dense import Encoder, Vectors, embed

__all__ = ["kept_vectors"]

_BATCH = 256


def kept_vectors(
    file: Path,
    texts: Sequence[str],
    encoder: Encoder,
    *,
    on_text: Callable[[int], None] = lambda _: None,
) -> Vectors:
    """The vectors of ``texts``, from ``file`` if it has as many, else computed and kept there.

    A file that cannot be written costs time only.

    Args:
        file: named after the encoder and the corpus, ``….npy``.
        texts: what to embed.
        encoder: used only where the file does not help.
        on_text: told how many texts have been embedded.
    """
    known = _read(file)
    if known is not None and len(known) == len(texts):
        return known
    parts: list[Vectors] = []
    for start in range(0, len(texts), _BATCH):
        parts.append(embed(texts[start : start + _BATCH], encoder))
        on_text(min(start + _BATCH, len(texts)))
    vectors = np.concatenate(parts) if parts else np.zeros((0, 1), np.float32)
    _write(file, vectors)
    return vectors


def _read(file: Path) -> Vectors | None:
    try:
        found = np.load(file, mmap_mode="r")
    except (OSError, ValueError, EOFError):
        return None
    return found if found.ndim == 2 and found.dtype == np.float32 else None


def _write(file: Path, vectors: Vectors) -> None:
    partial = file.with_suffix(f".{os.getpid()}.npy")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.save(partial, vectors)
        partial.replace(file)
    except OSError:
        partial.unlink(missing_ok=True)
