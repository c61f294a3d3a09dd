"""That two things differ is read as what tells them apart."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from hypothesis import given, settings
from hypothesis import strategies as st

from prover.check import Z3Session, check_proof
from prover.check.smt import Answer, Entailment
from prover.clausify import Clausifier
from prover.logic.reader import parse_formulas
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import symbols
from search.assembly import ProofAssembly
from search.derivation import Derivation
from search.saturation import Outcome, Slice, Strategy, refute
from search.saturation.strategies import GOALS_FIRST, LESS_SELECTION
from tests.prover.logic.small import small_formulas
from tests.search.saturation.test_run import clauses

SESSION = Z3Session()
EXTENSIONAL = (LESS_SELECTION, replace(GOALS_FIRST, extensionality=True))
SETS = (
    "∀x ∀y (x = y ↔ ∀z (M(z, x) ↔ M(z, y)))",
    "∀x ∀y ∀z (M(z, cap(x, y)) ↔ M(z, x) ∧ M(z, y))",
    "∀x ∀y ∀z (M(z, cup(x, y)) ↔ M(z, x) ∨ M(z, y))",
    "cup(a, cap(b, c)) ≠ cap(cup(a, b), cup(a, c))",
)
"""Union distributes over intersection."""


def searched(
    formulas: dict[str, Formula], strategy: Strategy, max_processed: int
) -> tuple[Outcome, Derivation | None, Clausifier]:
    clausifier = Clausifier(frozenset(s.name for each in formulas.values() for s in symbols(each)))
    listed = [entry for name, each in formulas.items() for entry in clausifier.clausify(each, name)]
    outcome, empty = refute(
        listed,
        deadline=monotonic() + 10,
        schedule=(Slice(strategy, 1.0),),
        max_processed=max_processed,
    )
    return outcome, empty, clausifier


def test_equal_sets_are_shown_by_their_elements() -> None:
    formulas = dict(zip("pqrs", parse_formulas(SETS).formulas, strict=True))
    outcome, empty, clausifier = searched(formulas, LESS_SELECTION, max_processed=150)
    assert outcome is Outcome.REFUTED
    assert empty is not None
    proof = ProofAssembly(FALSE, formulas, clausifier.steps).from_refutation(empty)
    assert check_proof(formulas, FALSE, proof, SESSION).accepted


def test_without_it_that_takes_longer() -> None:
    formulas = dict(zip("pqrs", parse_formulas(SETS).formulas, strict=True))
    strategy = replace(LESS_SELECTION, extensionality=False)
    assert searched(formulas, strategy, max_processed=150)[0] is Outcome.RESOURCE_OUT


@given(st.lists(small_formulas(binary=True, depth=2), min_size=2, max_size=4), st.data())
@settings(max_examples=30, deadline=None)
def test_it_is_sound_and_keeps_the_search_complete(
    formulas: list[Formula], data: st.DataObject
) -> None:
    [apart] = parse_formulas(["∀x ∀y ∃z (x = y ∨ R(x, z) ∨ R(z, y))"]).formulas
    premises = (*formulas, apart)
    strategy = data.draw(st.sampled_from(EXTENSIONAL))
    schedule = (Slice(strategy, 1.0),)
    outcome, _ = refute(clauses(*premises), deadline=monotonic() + 1, schedule=schedule)
    [answer] = SESSION.decide([Entailment(premises, FALSE)])
    if outcome is Outcome.REFUTED:
        assert answer is Answer.ENTAILED
    elif outcome is Outcome.SATURATED:
        assert answer is not Answer.ENTAILED
