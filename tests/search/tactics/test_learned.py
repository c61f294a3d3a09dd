"""What helped before is tried earlier, and what never helped later."""

from __future__ import annotations

from pathlib import Path

import pytest

from prover.errors import InputError
from prover.lean.goals import read_goal
from prover.lean.session import TacticState
from search.strategy import Opened, Outcome, Proposal, SearchTree, Task
from search.tactics.learned import Experience, Learned, head_of, shape_of

GOAL = read_goal("n m : Nat\n⊢ n + m = m + n")


class Fixed:
    def propose(self, state: TacticState, attempt: int) -> tuple[Proposal[str], ...]:
        return (Proposal("simp", 0.6), Proposal("induction n <;> omega", 0.4))


def state(done: bool = False) -> TacticState:
    return TacticState("t", (), () if done else (GOAL,), done)


def finished(winner: int) -> SearchTree[TacticState, str]:
    tree: SearchTree[TacticState, str] = SearchTree.rooted(state(), "root")
    tree.open(Task(0), Opened(Fixed().propose(state(), 0), 0.5))
    for index in (1 - winner, winner):
        tree.grow(Task(0, index), Outcome(() if index == winner else None), ())
    return tree


def test_shapes_have_no_names_of_the_goal() -> None:
    names = ["n", "m", "xs"]
    assert shape_of("induction n generalizing m <;> simp_all [T.add]", names) == (
        "induction # generalizing # <;> simp_all @"
    )
    assert shape_of("rename_i v1 v2\ncases v2", names) == "cases #"
    assert shape_of("simp", names) == "simp"


@pytest.mark.parametrize(
    ("target", "head"),
    [
        ("n + m = m + n", "="),
        ("p ∧ (q = r)", "∧"),
        ("List.Sorted xs", "List.Sorted"),
        ("(a = b) → c", "→"),
        ("False", "False"),
    ],
)
def test_the_head_is_the_outermost_relation(target: str, head: str) -> None:
    assert head_of(read_goal(f"⊢ {target}")) == head


def test_experience_changes_the_order() -> None:
    experience = Experience()
    policy = Learned(Fixed(), experience)
    before = policy.propose(state(), 0)
    assert [p.action for p in before] == ["simp", "induction n <;> omega"]
    for _ in range(5):
        experience.learn(finished(winner=1))
    after = {p.action: p.prior for p in policy.propose(state(), 0)}
    assert after["induction n <;> omega"] > after["simp"]
    assert sum(after.values()) == pytest.approx(1)


def test_searches_without_a_proof_teach_nothing() -> None:
    tree: SearchTree[TacticState, str] = SearchTree.rooted(state(), "root")
    tree.open(Task(0), Opened(Fixed().propose(state(), 0), 0.5))
    tree.grow(Task(0, 0), Outcome(None), ())
    experience = Experience()
    experience.learn(tree)
    assert experience.counts == {}


def test_experience_is_kept(tmp_path: Path) -> None:
    experience = Experience()
    experience.learn(finished(winner=0))
    path = tmp_path / "policy.json"
    experience.save(path)
    assert Experience.load(path) == experience
    path.write_text("[1]")
    with pytest.raises(InputError):
        Experience.load(path)
