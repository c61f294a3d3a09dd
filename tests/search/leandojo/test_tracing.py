"""Tracing runs lean-dojo in a process of its own; a stand-in for it says what it would."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.leandojo import (
    LeanDojoMissing,
    TraceFailed,
    read_corpus,
    read_theorems,
    trace_repository,
)
from search.leandojo.tracer import split
from tests.search.leandojo.benchmark import BY_TERM, SECOND

STAND_IN = """
import networkx as nx
from types import SimpleNamespace as Of

class Repo:
    is_lean4 = False
    def __init__(self, url, commit): self.url, self.commit = url, commit
    def __eq__(self, other): return self.url == other.url
    def __hash__(self): return hash(self.url)

class LeanGitRepo(Repo):
    @classmethod
    def from_path(cls, path): return cls(str(path), "c1")

def get_latest_commit(url): return "c2"

def file(path, names):
    rows = [{"full_name": n, "code": f"theorem {n}", "start": [i, 1], "end": [i, 9], "kind": "k"}
            for i, n in enumerate(names, 1)]
    return Of(path=path, get_premise_definitions=lambda: rows)

def tactic(text, before):
    where = {"full_name": "A.a", "def_path": "A.lean", "def_pos": [1, 1], "def_end_pos": [1, 9]}
    return Of(tactic=text, state_before=before, state_after="no goals",
              get_annotated_tactic=lambda: ("exact <a>A.a</a>", [where]))

def theorem(repo, path, name, tactics):
    named = Of(file_path=path, full_name=name)
    return Of(repo=repo, theorem=named, start=(1, 1), end=(1, 9),
              get_traced_tactics=lambda: tactics)

def trace(repo):
    if repo.url == "broken":
        raise RuntimeError("the build failed")
    print("tracing", repo.url)
    std, lean = Repo("std", "c3"), Repo("lean4", "c4")
    lean.is_lean4 = True
    graph = nx.DiGraph()
    graph.add_node("B.lean", traced_file=file("B.lean", ["B.b"]))
    graph.add_node("A.lean", traced_file=file("A.lean", ["A.a", None]))
    graph.add_edge("B.lean", "A.lean")
    tactics = [tactic("exact A.a", "⊢ p"), tactic("· simp", "⊢ p"), tactic("simp", "no goals")]
    theorems = [theorem(repo, "B.lean", "B.b", tactics), theorem(std, "S.lean", "S.s", []),
                theorem(lean, "L.lean", "L.l", [])]
    return Of(repo=repo, dependencies={"std": std}, traced_files_graph=graph,
              get_traced_theorems=lambda: theorems)
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with lean-dojo, git, elan and lake, as far as can be seen."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("git", "elan", "lake"):
        (programs / name).write_text("#!/bin/sh\n")
        (programs / name).chmod(0o755)
    library = tmp_path / "library"
    library.mkdir()
    (library / "lean_dojo.py").write_text(STAND_IN)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("PYTHONPATH", str(library))
    monkeypatch.syspath_prepend(library)
    return programs


def test_a_traced_repository_becomes_a_benchmark(installed: Path, tmp_path: Path) -> None:
    said: list[str] = []
    trace_repository("https://example.org/toy", tmp_path / "out", on_line=said.append)
    assert said == ["tracing https://example.org/toy"]
    files = list(read_corpus(tmp_path / "out" / "corpus.jsonl"))
    assert [(file.path, file.imports) for file in files] == [
        ("A.lean", ()),
        ("B.lean", ("A.lean",)),
    ]
    assert [p.full_name for p in files[0].premises] == ["A.a", None]
    theorems = {
        theorem.full_name: theorem
        for name in ("train", "val", "test")
        for theorem in read_theorems(tmp_path / "out" / "random" / f"{name}.json")
    }
    assert set(theorems) == {"B.b", "S.s"}
    assert theorems["S.s"].file_path == ".lake/packages/std/S.lean"
    assert theorems["B.b"].commit == "c2"
    assert [tactic.tactic for tactic in theorems["B.b"].traced_tactics] == ["exact A.a"]


def test_a_folder_is_traced_at_its_own_commit(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "repository").mkdir()
    trace_repository(str(tmp_path / "repository"), tmp_path / "out")
    train = read_theorems(tmp_path / "out" / "random" / "train.json")
    assert {theorem.commit for theorem in train} == {"c1"}


def test_a_failure_is_told_in_one_line(installed: Path, tmp_path: Path) -> None:
    with pytest.raises(TraceFailed, match="RuntimeError: the build failed"):
        trace_repository("broken", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("program", ["git", "elan", "lake"])
def test_a_missing_program_is_named(installed: Path, tmp_path: Path, program: str) -> None:
    (installed / program).unlink()
    with pytest.raises(LeanDojoMissing, match=f"needs {program} "):
        trace_repository("https://example.org/toy", tmp_path / "out")


def test_without_lean_dojo_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.leandojo.tracing.find_spec", lambda _: None)
    with pytest.raises(LeanDojoMissing, match=r"neurosymbolic-prover\[leandojo\]"):
        trace_repository("https://example.org/toy", tmp_path / "out")


def test_a_split_loses_nothing_and_is_always_the_same() -> None:
    theorems = [SECOND, BY_TERM] * 60
    parts = split(theorems)
    assert [len(parts[name]) for name in ("train", "val", "test")] == [116, 2, 2]
    assert sorted(t.full_name for part in parts.values() for t in part) == sorted(
        t.full_name for t in theorems
    )
    assert split(theorems) == parts
    assert {name: len(part) for name, part in split([SECOND]).items()}["train"] == 1
