"""Our library and our proofs in LeanDojo's format."""

from __future__ import annotations

import pytest

from prover.lean.goals import read_goal
from prover.lean.session import TacticState
from prover.lean.wire import LibraryModule, LibraryTheorem
from search.leandojo import Corpus, Provenance, library_files, module_path, traced_theorem
from search.strategy import (
    Budget,
    Cost,
    Opened,
    Outcome,
    Proposal,
    SearchTree,
    make_strategy,
    search,
)
from search.tactics.prove import LeanGoal, Tree

MODULES = (
    LibraryModule(name="Init.Core", imports=()),
    LibraryModule(name="Init.Nat", imports=("Init.Core",)),
)
THEOREMS = (
    LibraryTheorem(name="Nat.add_comm", module="Init.Nat", type="∀ (n m : Nat), n + m = m + n"),
    LibraryTheorem(name="rfl", module="Init.Core", type="∀ {a : α}, a = a"),
    LibraryTheorem(name="Nat.le_refl", module="Init.Nat", type="∀ (n : Nat), n ≤ n"),
)
CORPUS = Corpus.of(library_files(MODULES, THEOREMS))
NAT = ".lake/packages/lean4/src/lean/Init/Nat.lean"
CALL = Cost(calls=1)
START = "a b : Nat\n⊢ a + b = b + a ∧ a ≤ a"


class Scripted:
    """A space in which one script leads through given states."""

    def __init__(self, *tactics: str) -> None:
        self.tactics = tactics

    def key(self, state: TacticState) -> tuple[str, ...]:
        return state.tactics

    def open(self, state: TacticState, attempt: int) -> Opened[str]:
        return Opened((Proposal("fails", 0.9), Proposal(self.tactics[len(state.tactics)], 0.1)), 1)

    def apply(self, state: TacticState, action: str) -> Outcome[TacticState]:
        if action == "fails":
            return Outcome(None, cost=CALL)
        done = (*state.tactics, action)
        if done == self.tactics:
            return Outcome((), cost=CALL)
        goals = tuple(read_goal(f"h : step = {len(done)}\n⊢ g{i}") for i in (1, 2))
        return Outcome((TacticState("t", done, goals),), cost=CALL)


def tree_of(*tactics: str) -> Tree:
    root = TacticState("t", (), (read_goal(START),))
    tree: Tree = SearchTree.rooted(root, root.tactics)
    search(Scripted(*tactics), tree, make_strategy("best-first"), Budget(calls=20))
    return tree


def test_each_module_is_a_file_with_its_theorems() -> None:
    core, nat = CORPUS.files
    assert (nat.path, nat.imports) == (NAT, (module_path("Init.Core"),))
    assert [p.full_name for p in nat.premises] == ["Nat.add_comm", "Nat.le_refl"]
    first, second = nat.premises
    assert first.code == "theorem Nat.add_comm : ∀ (n m : Nat), n + m = m + n"
    assert first.end < second.start
    assert [p.full_name for p in core.premises] == ["rfl"]


def test_a_proof_has_every_state_it_passed() -> None:
    tree = tree_of("constructor", "omega", "simp")
    row = traced_theorem(LeanGoal("theorem both (a b : Nat) : …"), tree, CORPUS, "c0ffee")
    assert (row.full_name, row.commit, row.file_path) == ("both", "c0ffee", "Goal.lean")
    assert [t.tactic for t in row.traced_tactics] == ["constructor", "omega", "simp"]
    assert row.traced_tactics[0].state_before == START
    between = "h : step = 1\n⊢ g1\n\nh : step = 1\n⊢ g2"
    assert row.traced_tactics[0].state_after == between == row.traced_tactics[1].state_before
    assert row.traced_tactics[-1].state_after == "no goals"


@pytest.mark.parametrize(
    ("tactic", "marked", "names"),
    [
        ("exact Nat.add_comm a b", "exact <a>Nat.add_comm</a> a b", ["Nat.add_comm"]),
        (
            "simp [Nat.add_comm, ← Nat.le_refl]",
            "simp [<a>Nat.add_comm</a>, ← <a>Nat.le_refl</a>]",
            ["Nat.add_comm", "Nat.le_refl"],
        ),
        ("rfl", "rfl", []),
        ("first | rfl | exact rfl", "first | rfl | exact <a>rfl</a>", ["rfl"]),
        ("exact My.Nat.add_comm", "exact My.Nat.add_comm", []),
        ("exact Nat.add_comm'", "exact Nat.add_comm'", []),
    ],
)
def test_premises_are_marked_where_a_tactic_names_them(
    tactic: str, marked: str, names: list[str]
) -> None:
    (row,) = traced_theorem(LeanGoal("t"), tree_of(tactic), CORPUS, "c").traced_tactics
    assert row.annotated_tactic[0] == marked
    assert [p.full_name for p in row.annotated_tactic[1]] == names


def test_a_premise_is_where_the_corpus_has_it() -> None:
    tree = tree_of("exact Nat.le_refl a")
    (row,) = traced_theorem(LeanGoal("t"), tree, CORPUS, "c").traced_tactics
    (found,) = row.annotated_tactic[1]
    assert found == Provenance("Nat.le_refl", NAT, (2, 1), (2, len(CORPUS.premises[2].code) + 1))
    located = CORPUS.locate(found.def_path, found.def_pos)
    assert located is not None
    assert CORPUS.premises[located].full_name == "Nat.le_refl"


def test_a_library_theorem_proved_again_keeps_its_place() -> None:
    goal = LeanGoal("Nat.add_comm", is_library=True)
    row = traced_theorem(goal, tree_of("omega"), CORPUS, "c")
    assert (row.full_name, row.file_path, row.start) == ("Nat.add_comm", NAT, (1, 1))
