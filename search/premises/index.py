"""An index of premises: built once for a toolchain, kept in one folder, mapped into memory."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from search.premises.bm25 import Bm25
from search.premises.errors import IndexUnreadable, WrongToolchain
from search.premises.overlap import SymbolOverlap
from search.premises.postings import Postings, build_postings
from search.premises.premise import Premise
from search.premises.tokens import symbols, words

__all__ = ["CorpusKey", "PremiseIndex", "build_index", "load_index", "save_index"]

_FORMAT = 1
_ARRAYS = ("starts", "documents", "counts", "lengths")
_TABLE = "premises.json"
_FILES = frozenset(
    [_TABLE, *(f"{name}-{part}.npy" for name in ("words", "symbols") for part in _ARRAYS)]
)


@dataclass(frozen=True, slots=True)
class CorpusKey:
    """Which theorems an index lists: a toolchain's commit, and the modules imported."""

    commit: str
    modules: tuple[str, ...]

    def __str__(self) -> str:
        return f"commit {self.commit} with {', '.join(self.modules)}"


@dataclass(frozen=True, slots=True)
class PremiseIndex:
    """Premises with the words and symbols of each."""

    key: CorpusKey
    premises: tuple[Premise, ...]
    words: Postings
    symbols: Postings

    def bm25(self) -> Bm25:
        """Retrieval by words."""
        return Bm25(self.words)

    def overlap(self) -> SymbolOverlap:
        """Retrieval by symbols."""
        return SymbolOverlap(self.symbols)


def build_index(premises: Sequence[Premise], key: CorpusKey) -> PremiseIndex:
    """The index of ``premises``: words of name and statement, symbols of the statement."""
    return PremiseIndex(
        key,
        tuple(premises),
        build_postings([*words(p.name), *words(p.statement)] for p in premises),
        build_postings(symbols(p.statement) for p in premises),
    )


def save_index(index: PremiseIndex, folder: Path) -> None:
    """Keep ``index`` in ``folder``, whole or not at all; what was there is replaced.

    Raises:
        IndexUnreadable: there is something in the folder that is no index; it is left alone.
        OSError: the folder cannot be written.
    """
    if folder.exists() and not {path.name for path in folder.iterdir()} <= _FILES:
        hint = "choose a folder of its own"
        raise IndexUnreadable(f"{folder} holds something that is no premise index", hint=hint)
    partial = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    table = {
        "format": _FORMAT,
        "commit": index.key.commit,
        "modules": index.key.modules,
        "premises": [astuple(premise) for premise in index.premises],
        "words": index.words.terms,
        "symbols": index.symbols.terms,
    }
    (partial / _TABLE).write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    for name, postings in (("words", index.words), ("symbols", index.symbols)):
        for part in _ARRAYS:
            np.save(partial / f"{name}-{part}.npy", getattr(postings, part))
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)


def load_index(folder: Path, key: CorpusKey) -> PremiseIndex:
    """The index kept in ``folder``; its arrays stay on disk until they are used.

    Raises:
        WrongToolchain: it was made for another toolchain or other modules than ``key``.
        IndexUnreadable: there is none, or it is damaged.
    """
    try:
        table = json.loads((folder / _TABLE).read_bytes())
        if table["format"] != _FORMAT:
            raise ValueError(f"format {table['format']}")
        found = CorpusKey(table["commit"], tuple(table["modules"]))
        if found != key:
            message = f"the premise index is for {found}, not for {key}"
            raise WrongToolchain(message, hint="build it again with this toolchain")
        return PremiseIndex(
            key,
            tuple(Premise(*row) for row in table["premises"]),
            _load_postings(folder, "words", table),
            _load_postings(folder, "symbols", table),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        message = f"no premise index can be read from {folder}: {error}"
        raise IndexUnreadable(message, hint="build it again") from error


def _load_postings(folder: Path, name: str, table: dict[str, Any]) -> Postings:
    arrays = [np.load(folder / f"{name}-{part}.npy", mmap_mode="r") for part in _ARRAYS]
    return Postings(tuple(table[name]), *arrays)
