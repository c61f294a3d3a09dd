"""Every refutation becomes a proof that the checker accepts, and no damaged one does."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.check import Z3Session, check_proof
from prover.clausify import Clausifier
from prover.logic.reader import parse_formulas
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import symbols
from prover.proof import Proof, Rule
from search.assembly import ProofAssembly
from search.saturation import Instantiation, Outcome, Slice, Strategy, refute
from search.saturation.strategies import (
    ARITY,
    BOTTOM_UP,
    EAGER,
    GOAL_SYMBOLS,
    GOALS_FIRST,
    LESS_SELECTION,
    PATH_ORDER,
    UNSELECTED,
)
from tests.prover.logic.small import small_formulas
from tests.search.saturation.test_run import REFUTABLE

SESSION = Z3Session()
STRATEGIES = (
    GOALS_FIRST,
    EAGER,
    LESS_SELECTION,
    GOAL_SYMBOLS,
    ARITY,
    UNSELECTED,
    BOTTOM_UP,
    PATH_ORDER,
    Instantiation(),
)


def proof_of(
    formulas: dict[str, Formula], strategy: Strategy | Instantiation, seconds: float = 2
) -> tuple[Outcome, Proof | None]:
    """A proof of falsity from the formulas, by one strategy."""
    clausifier = Clausifier(frozenset(s.name for each in formulas.values() for s in symbols(each)))
    entries = [
        entry for name, each in formulas.items() for entry in clausifier.clausify(each, name)
    ]
    outcome, empty = refute(
        entries, deadline=monotonic() + seconds, schedule=(Slice(strategy, 1.0),)
    )
    if empty is None:
        return outcome, None
    return outcome, ProofAssembly(FALSE, formulas, clausifier.steps).from_refutation(empty)


@pytest.mark.parametrize("name", REFUTABLE)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_proofs_are_accepted(name: str, strategy: Strategy | Instantiation) -> None:
    texts = parse_formulas(REFUTABLE[name]).formulas
    formulas = {f"p{n}": each for n, each in enumerate(texts)}
    _, proof = proof_of(formulas, strategy)
    if proof is None:  # associativity is not for every strategy
        assert "group" in name
        return
    assert check_proof(formulas, FALSE, proof, SESSION).accepted


@given(st.lists(small_formulas(binary=True, depth=2), min_size=2, max_size=5), st.data())
def test_random_proofs_are_accepted(formulas: list[Formula], data: st.DataObject) -> None:
    named = {f"p{n}": each for n, each in enumerate(formulas)}
    _, proof = proof_of(named, data.draw(st.sampled_from(STRATEGIES)), 1)
    if proof is not None:
        assert check_proof(named, FALSE, proof, SESSION).accepted


def test_a_proof_without_one_of_its_steps_is_rejected() -> None:
    texts = parse_formulas(REFUTABLE["congruence"]).formulas
    formulas = {f"p{n}": each for n, each in enumerate(texts)}
    _, proof = proof_of(formulas, GOALS_FIRST)
    assert proof is not None
    derived = [step for step in proof.steps if step.rule is not Rule.PREMISE]
    for step in derived:
        for parent in step.parents:
            damaged = replace(step, parents=tuple(p for p in step.parents if p != parent))
            damaged = replace(damaged, instances=())
            steps = tuple(damaged if each is step else each for each in proof.steps)
            assert not check_proof(formulas, FALSE, replace(proof, steps=steps), SESSION).accepted
