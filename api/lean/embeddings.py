"""Embeddings of premises, as the settings choose them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.settings import Settings
from search.premises import (
    CorpusKey,
    Dense,
    byte_encoder,
    kept_vectors,
    marked_code,
    sentence_encoder,
)

__all__ = ["dense_retriever"]


def dense_retriever(
    key: CorpusKey, codes: Sequence[tuple[str, str]], settings: Settings, console: Console
) -> Dense | None:
    """Retrieval by embeddings, if ``settings`` ask for it; they are computed once and kept.

    Args:
        key: which premises these are.
        codes: name and code of each.
        settings: the encoder, and the folder for vectors.
        console: shows how far the embedding is.

    Raises:
        EncoderMissing: the encoder or its library is not there.
    """
    if not settings.embeddings:
        return None
    kind, _, name = settings.embeddings.partition(":")
    if kind == "byt5":
        encode = byte_encoder(Path(name).expanduser())
        texts = [marked_code(*row) for row in codes]
    else:
        encode = sentence_encoder(name)
        texts = [code for _, code in codes]
    identity = f"{settings.embeddings} {_weights(name)} {key}"
    digest = hashlib.sha256(identity.encode()).hexdigest()[:16]
    file = settings.lean_cache.expanduser() / f"vectors-{key.commit[:12]}-{digest}.npy"
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("embedding the premises (once)", total=len(texts))
        vectors = kept_vectors(
            file, texts, encode, on_text=lambda done: bar.update(task, completed=done)
        )
    return Dense(vectors, encode)


def _weights(name: str) -> str:
    """Size and time of the weights, where the encoder is a folder: they may be trained on."""
    folder = Path(name).expanduser()
    files = sorted((*folder.glob("*.safetensors"), *folder.glob("*.bin")))
    stats = [(file.name, file.stat()) for file in files]
    return " ".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
