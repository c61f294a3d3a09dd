"""The index of the Lean library's theorems: built once for a toolchain, then loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console

from api.kernel import lean_options
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
    WrongToolchain,
    build_index,
    library_premises,
    load_index,
    save_index,
)

__all__ = ["library_index", "premise_texts", "retriever"]


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
    index: PremiseIndex, count: int, accessible: Accessible | None = None
) -> Callable[[Goal], Sequence[str]]:
    """Names of the ``count`` premises that fit a goal best, by words and symbols together."""
    found = _best(index, count, accessible)
    return lambda goal: [premise.name for premise in found(goal)]


def premise_texts(
    index: PremiseIndex, count: int, accessible: Accessible | None = None
) -> Callable[[Goal], Sequence[str]]:
    """The same premises in words: name and statement."""
    found = _best(index, count, accessible)
    return lambda goal: [f"theorem {p.name} : {p.statement}" for p in found(goal)]


def _best(
    index: PremiseIndex, count: int, accessible: Accessible | None
) -> Callable[[Goal], Sequence[Premise]]:
    fusion = Fusion([index.bm25(), index.overlap()])

    def best(goal: Goal) -> Sequence[Premise]:
        found = fusion.retrieve(goal.text, count, accessible)
        return [index.premises[ranked.index] for ranked in found]

    return best
