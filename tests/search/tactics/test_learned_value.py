"""From finished searches a value learns which states could be proved."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from prover.errors import InputError
from prover.lean.goals import read_goal
from prover.lean.session import TacticState
from prover.lean.verify import LeanKernel
from search.strategy import (
    Budget,
    Opened,
    Outcome,
    Proposal,
    SearchTree,
    Status,
    Task,
    make_strategy,
)
from search.tactics.learned_value import LearnedValue, StateModel, features
from search.tactics.policy import HandWritten
from search.tactics.prove import LeanGoal, prove
from search.tactics.space import Value
from search.tactics.value import goal_value
from translators.tip import read_tip, to_lean

SHARED = Path(__file__).parents[4] / "shared" / "data" / "tip" / "isaplanner"


def searched(path: Path, lean: LeanKernel) -> list[SearchTree[TacticState, str]]:
    found = to_lean(read_tip(path.read_text("utf-8")))
    goal = LeanGoal(found.statement, found.preamble, found.functions)
    policy = HandWritten(goal.definitions)
    budget = Budget(calls=96)
    strategies = [make_strategy(name) for name in ("best-first", "mcts")]
    return [prove(goal, lean, policy, strategy, budget).tree for strategy in strategies]


def order(tree: SearchTree[TacticState, str], value: Value) -> list[float]:
    """For every pair of a state that was proved and one that was not: 1 if the first scores higher.

    Roots are left out, and searches without a proof: nobody knows what they could have proved.
    """
    if tree.root.status is not Status.PROVED:
        return []
    scores = [(node.status is Status.PROVED, value(node.state)) for node in tree.nodes[1:]]
    good = [score for is_good, score in scores if is_good]
    bad = [score for is_good, score in scores if not is_good]
    return [(g > b) + 0.5 * (g == b) for g in good for b in bad]


@pytest.mark.slow
def test_states_on_proofs_score_higher_in_searches_not_seen(lean: LeanKernel) -> None:
    """Trained on every second problem, asked about the others."""
    paths = sorted(SHARED.glob("*.smt2"))[:50]
    if not paths:
        pytest.skip(f"{SHARED} is not here")
    model = StateModel()
    for path in paths[::2]:
        for tree in searched(path, lean):
            model.learn(tree)
    held_out = [tree for path in paths[1::2] for tree in searched(path, lean)]
    learned = [pair for tree in held_out for pair in order(tree, model.probability)]
    base = [pair for tree in held_out for pair in order(tree, goal_value)]
    print(
        f"\nStates of proofs before others: learned {mean(learned):.3f}, by hand {mean(base):.3f}"
        f" of {len(base)} pairs; {model.seen} states seen"
    )
    assert mean(learned) > 0.65


def test_what_tells_good_states_is_found() -> None:
    """In this search, states with two goals were dead ends."""
    tree: SearchTree[TacticState, str] = SearchTree.rooted(state("⊢ True"), "root")
    proposals = tuple(Proposal(name, 0.1) for name in "abcdefgh")
    tree.open(Task(0), Opened(proposals, 0.5))
    for index in range(8):
        text = f"n{index} : Nat\n⊢ n{index} = n{index}"
        goals = (text,) if index == 7 else (text, text)
        reached = TacticState("theorem t : True", ("x",), tuple(read_goal(goal) for goal in goals))
        tree.grow(Task(0, index), Outcome((reached,)), (index,))
    tree.open(Task(8), Opened((Proposal("rfl", 1.0),), 0.5))
    tree.grow(Task(8, 0), Outcome(()), ())
    model = StateModel()
    model.learn(tree)
    assert model.seen == 8
    one, two = (read_goal(f"m : Nat\n⊢ m = m{tail}") for tail in ("", " + 0"))
    single = TacticState("theorem u : True", ("y",), (two,))
    double = TacticState("theorem u : True", ("y",), (one, two))
    assert model.probability(single) > model.probability(double) + 0.25


def state(text: str, *tactics: str) -> TacticState:
    return TacticState("theorem t (n : Nat) : n = n", tactics, (read_goal(text),))


def test_features_tell_what_a_state_looks_like() -> None:
    found = features(state("n m : Nat\nh : n = m\n⊢ n + foo m = m", "simp"))
    assert found["head ="] == 1
    assert found["goals"] == 0.25
    assert found["novelty"] == pytest.approx(2 / 3)
    assert all(0 <= value <= 2 for value in found.values())


def test_without_experience_the_value_is_its_base() -> None:
    known = state("⊢ True")
    assert LearnedValue(StateModel())(known) == goal_value(known)
    assert LearnedValue(StateModel({"bias": 30.0}, {}, 10**6))(known) == pytest.approx(1, abs=1e-3)


def test_the_model_is_kept(tmp_path: Path) -> None:
    model = StateModel({"bias": 0.5}, {"bias": 2.0}, 7)
    model.save(tmp_path / "value.json")
    assert StateModel.load(tmp_path / "value.json") == model
    (tmp_path / "value.json").write_text("{}")
    with pytest.raises(InputError):
        StateModel.load(tmp_path / "value.json")
