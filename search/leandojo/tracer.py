"""``python -m search.leandojo.tracer REPOSITORY COMMIT FOLDER``: lean-dojo at work.

It runs in a process of its own (:mod:`search.leandojo.tracing` starts it): importing lean-dojo
may ask GitHub, it sets up logging and workers for the whole process, and it ends in any of a
dozen exceptions of other libraries.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import networkx as nx

from search.leandojo.files import write_corpus, write_theorems
from search.leandojo.rows import (
    Place,
    Provenance,
    SourceFile,
    SourcePremise,
    TracedTactic,
    TracedTheorem,
)

__all__ = ["export", "split"]

SPLIT = "random"
"""LeanDojo's name for the folder of theorems split at random."""

_SEED = 3407
_SHARE = 0.02
"""The part of the theorems that goes to ``val.json``, and to ``test.json``."""


def export(traced: Any, folder: Path) -> None:
    """Write what lean-dojo has traced, a ``TracedRepo``, as a benchmark."""
    write_corpus(folder / "corpus.jsonl", _files(traced))
    for name, theorems in split(tuple(_theorems(traced))).items():
        write_theorems(folder / SPLIT / f"{name}.json", theorems)


def split(theorems: Sequence[TracedTheorem]) -> dict[str, Sequence[TracedTheorem]]:
    """Theorems for training, validation and test, at random but always the same."""
    shuffled = list(theorems)
    Random(_SEED).shuffle(shuffled)
    held = max(1, int(len(shuffled) * _SHARE)) if len(shuffled) > 2 else 0
    rest = len(shuffled) - 2 * held
    return {
        "train": shuffled[:rest],
        "val": shuffled[rest : rest + held],
        "test": shuffled[rest + held :],
    }


def _files(traced: Any) -> Iterator[SourceFile]:
    """The files, each after those that it imports."""
    graph = traced.traced_files_graph
    for path in reversed(list(nx.topological_sort(graph))):
        file = graph.nodes[path]["traced_file"]
        premises = tuple(
            SourcePremise(
                row["full_name"], row["code"], _place(row["start"]), _place(row["end"]), row["kind"]
            )
            for row in file.get_premise_definitions()
        )
        yield SourceFile(str(file.path), tuple(map(str, graph.successors(path))), premises)


def _theorems(traced: Any) -> Iterator[TracedTheorem]:
    """The theorems of the repository and its dependencies, without those of Lean itself."""
    packages = {repo: name for name, repo in traced.dependencies.items()}
    for theorem in traced.get_traced_theorems():
        if theorem.repo.is_lean4:
            continue
        path = str(theorem.theorem.file_path)
        if theorem.repo != traced.repo:
            path = f".lake/packages/{packages[theorem.repo]}/{path}"
        yield TracedTheorem(
            traced.repo.url,
            traced.repo.commit,
            path,
            theorem.theorem.full_name,
            _place(theorem.start),
            _place(theorem.end),
            tuple(_tactics(theorem)),
        )


def _tactics(theorem: Any) -> Iterator[TracedTactic]:
    """The tactics, without those that LeanDojo leaves out: blocks, and what follows the end."""
    for tactic in theorem.get_traced_tactics():
        if tactic.state_before == "no goals" or "·" in tactic.tactic:
            continue
        text, found = tactic.get_annotated_tactic()
        provenances = tuple(
            Provenance(
                p["full_name"], p["def_path"], _place(p["def_pos"]), _place(p["def_end_pos"])
            )
            for p in found
        )
        annotated = (text, provenances)
        yield TracedTactic(tactic.tactic, annotated, tactic.state_before, tactic.state_after)


def _place(position: Any) -> Place:
    line, column = position
    return int(line), int(column)


def main(repository: str, commit: str, folder: str) -> None:
    """Trace a repository, a folder or a URL, at a commit or the latest."""
    library = import_module("lean_dojo")
    if Path(repository).is_dir():
        repo = library.LeanGitRepo.from_path(repository)
    else:
        commit = commit or library.get_latest_commit(repository)
        repo = library.LeanGitRepo(repository, commit)
    export(library.trace(repo), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
