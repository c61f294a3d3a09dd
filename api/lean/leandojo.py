"""LeanDojo's files from the command line: written from our library and proofs, and measured."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from api.lean.kernel import open_kernel
from api.lean.premises import ranked_by
from api.reading.files import write_whole
from api.settings import Settings
from prover.lean.library import library_modules, library_theorems
from prover.lean.verify import LeanKernel
from search.leandojo import (
    LEAN_URL,
    Corpus,
    Quality,
    library_files,
    measure,
    questions,
    read_corpus,
    read_theorems,
    traced_theorem,
    write_corpus,
    write_theorems,
)
from search.premises import Fusion, Retriever
from search.tactics.prove import LeanGoal, ProofFound

__all__ = ["keep_trace", "quality_view", "retrieval_quality", "write_library"]

_POSITIONS = "one line for each theorem, in the order of the compiled module; not of the source"


def write_library(folder: Path, settings: Settings, console: Console) -> dict[str, object]:
    """Write ``corpus.jsonl`` and ``metadata.json`` of the library, and say what is in them.

    Raises:
        LeanError: the library cannot be listed.
        InputError: the folder cannot be written.
    """
    with open_kernel(settings) as kernel:
        corpus = _library_corpus(settings, kernel, console)
        commit = kernel.toolchain.commit
    write_corpus(folder / "corpus.jsonl", corpus.files)
    source = {"url": LEAN_URL, "commit": commit}
    metadata = json.dumps({"from_repo": source, "positions": _POSITIONS}, indent=2)
    write_whole(folder / "metadata.json", metadata + "\n")
    return {
        "folder": str(folder),
        "commit": commit,
        "files": len(corpus.files),
        "premises": len(corpus.premises),
    }


def _library_corpus(settings: Settings, kernel: LeanKernel, console: Console) -> Corpus:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("listing the theorems of the library", total=None)
        cache = settings.lean_cache.expanduser()
        listed = library_theorems(
            kernel.pool, cache=cache, on_row=lambda done: bar.update(task, completed=done)
        )
        theorems = kernel.wait(listed)
    return Corpus.of(library_files(kernel.wait(library_modules(kernel.pool)), theorems))


def keep_trace(
    path: Path, goal: LeanGoal, found: ProofFound, settings: Settings, console: Console
) -> None:
    """Add a proof to the LeanDojo theorems in ``path``.

    Raises:
        BenchmarkUnreadable: there is something else in the file.
        LeanError: the library cannot be listed.
        InputError: the file cannot be written.
    """
    kept = tuple(read_theorems(path)) if path.exists() else ()
    with open_kernel(settings) as kernel:
        corpus = _library_corpus(settings, kernel, console)
        row = traced_theorem(goal, found.tree, corpus, kernel.toolchain.commit)
    write_theorems(path, [*kept, row])


def retrieval_quality(
    corpus_file: Path, theorems: Path, settings: Settings, console: Console
) -> dict[str, Quality]:
    """How well each way to retrieve finds what the proofs of a benchmark mention.

    Raises:
        BenchmarkUnreadable: a file is damaged.
        EncoderMissing: the encoder of the settings is not there.
    """
    corpus = Corpus.of(read_corpus(corpus_file))
    asked = tuple(questions(corpus, read_theorems(theorems)))
    codes = [(premise.full_name or "", premise.code) for premise in corpus.premises]
    ways: dict[str, Retriever] = ranked_by(corpus.index(), codes, settings, console)
    ways["fusion"] = Fusion(list(ways.values()))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("asking", total=len(asked) * len(ways))
        return {
            name: measure(way, corpus, asked, on_question=lambda: bar.advance(task))
            for name, way in ways.items()
        }


def quality_view(found: dict[str, Quality]) -> Table:
    """The same as a table."""
    table = Table("retriever", "tactics", "recall@1", "recall@10", "MRR", box=None)
    for name, quality in found.items():
        number, *shares = asdict(quality).values()
        table.add_row(name, str(number), *(f"{share:.3f}" for share in shares))
    return table
