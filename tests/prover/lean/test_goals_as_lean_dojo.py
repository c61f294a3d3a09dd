"""Goals are read as lean-dojo reads them, where it is installed."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.lean.goals import Goal, read_goal

_TYPES = st.sampled_from(
    ["Nat", "p ∧\n  q", "∀ (x : Nat), x = x", "List α", "(n : Nat := 2) → Nat", "a ≤ b"]
)
_NAMES = st.lists(st.sampled_from(["a", "b", "h", "inst✝", "x✝¹", "ih_1", "α"]), min_size=1)
_HYPOTHESES = st.builds("{} : {}\n".format, _NAMES.map(" ".join), _TYPES)
_DEFINED = st.builds("{} : {} := {}\n".format, st.just("y"), st.just("Nat"), st.just("a + 1"))
_CASES = st.sampled_from(["", "case succ\n", "case h.left\n"])
_GOALS = st.builds("{}{}⊢ {}".format, _CASES, st.lists(_HYPOTHESES | _DEFINED).map("".join), _TYPES)


@pytest.fixture(scope="module")
def lean_dojo() -> ModuleType:
    """lean-dojo, imported without what would make it call GitHub."""
    if shutil.which("git") is None:
        pytest.skip("lean-dojo needs git")
    os.environ.pop("GITHUB_ACCESS_TOKEN", None)
    try:
        return import_module("lean_dojo")
    except ImportError:
        pytest.skip("lean-dojo is not installed: pip install 'neurosymbolic-prover[leandojo]'")


def declared(goal: Goal) -> list[tuple[str, str]]:
    """Hypotheses one by one; lean-dojo has a value as a part of the type."""
    return [
        (name, f"{row.type} := {row.value}" if row.value else row.type)
        for row in goal.hypotheses
        for name in row.names
    ]


@given(texts=st.lists(_GOALS, min_size=1, max_size=3))
def test_hypotheses_and_targets_are_the_same(lean_dojo: ModuleType, texts: list[str]) -> None:
    theirs = lean_dojo.parse_goals("\n\n".join(texts))
    ours = [read_goal(text) for text in texts]
    assert [declared(goal) for goal in ours] == [
        [(d.ident, d.lean_type) for d in goal.assumptions] for goal in theirs
    ]
    assert [goal.target for goal in ours] == [goal.conclusion for goal in theirs]
