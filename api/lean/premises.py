"""The index of the Lean library's theorems: built once for a toolchain, then loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console

from api.lean.embeddings import dense_retriever
from api.lean.kernel import lean_options
from api.settings import Settings
from prover.lean.goals import Goal
from prover.lean.library import library_theorems
from prover.lean.verify import LeanKernel
from search.premises import (
    Accessible,
    CorpusKey,
    Fusion,
    IndexUnreadable,
    Premise,
    PremiseIndex,
    Retriever,
    WrongToolchain,
    build_index,
    library_premises,
    load_index,
    save_index,
)

__all__ = ["Library", "library_index", "open_library", "premise_texts", "ranked_by", "retriever"]


@dataclass(frozen=True, slots=True)
class Library:
    """The library's premises, and what ranks them."""

    premises: tuple[Premise, ...]
    ranking: Retriever


def open_library(settings: Settings, kernel: LeanKernel, console: Console) -> Library:
    """The library, ranked by words and symbols, and by embeddings where the settings have them.

    Raises:
        LeanError: the library cannot be listed.
        EncoderMissing: the encoder of the settings is not there.
    """
    index = library_index(settings, kernel, console)
    codes = [(premise.name, premise.code) for premise in index.premises]
    ways = ranked_by(index, codes, settings, console)
    return Library(index.premises, Fusion(list(ways.values())))


def ranked_by(
    index: PremiseIndex, codes: Sequence[tuple[str, str]], settings: Settings, console: Console
) -> dict[str, Retriever]:
    """All ways to rank premises that there are, by name.

    Args:
        index: the premises.
        codes: name and code of each, for embeddings.
        settings: the encoder, if any, and where its vectors are kept.
        console: shows how far the embedding is.

    Raises:
        EncoderMissing: the encoder of the settings is not there.
    """
    ways: dict[str, Retriever] = {"bm25": index.bm25(), "overlap": index.overlap()}
    dense = dense_retriever(index.key, codes, settings, console)
    return ways if dense is None else {**ways, "dense": dense}


def library_index(settings: Settings, kernel: LeanKernel, console: Console) -> PremiseIndex:
    """The index for the kernel's toolchain and imports; building it takes half a minute.

    Raises:
        LeanError: the library cannot be listed.
    """
    options = lean_options(settings)
    key = CorpusKey(kernel.toolchain.commit, options.imports)
    folder = options.cache / f"premises-{key.commit[:12]}-{'-'.join(options.imports)}"
    try:
        return load_index(folder, key)
    except (IndexUnreadable, WrongToolchain):
        with console.status("listing the theorems of the library (once)…"):
            listed = kernel.wait(library_theorems(kernel.pool, cache=options.cache))
            index = build_index(library_premises(listed), key)
        try:
            save_index(index, folder)
        except OSError as error:
            console.print(f"note: the index cannot be kept: {error}")
        return index


def retriever(
    library: Library, count: int, accessible: Accessible | None = None
) -> Callable[[Goal], Sequence[str]]:
    """Names of the ``count`` premises that fit a goal best."""
    return lambda goal: [premise.name for premise in _best(library, goal, count, accessible)]


def premise_texts(
    library: Library, count: int, accessible: Accessible | None = None
) -> Callable[[Goal], Sequence[str]]:
    """The same premises in words: name and statement."""
    return lambda goal: [premise.code for premise in _best(library, goal, count, accessible)]


def _best(
    library: Library, goal: Goal, count: int, accessible: Accessible | None
) -> Sequence[Premise]:
    found = library.ranking.retrieve(goal.text, count, accessible)
    return [library.premises[ranked.index] for ranked in found]
