"""Terms and statements on data: what they denote, where they hold and fail."""

from __future__ import annotations

from prover.logic.walk import strip_universals
from search.exploration.observations import Observations
from search.exploration.pools import pools
from search.exploration.structures import countermodel, observations
from tests.search.exploration.theories import GROUPS, NATURALS, ORDER, statement, theory


def naturals() -> Observations:
    found = theory(NATURALS, ORDER)
    variables = [v for row in pools(found, 3).values() for v in row]
    return observations(found, variables, seed=1)


def fails(text: str) -> bool:
    _, body = strip_universals(statement(text, NATURALS, ORDER))
    return bool(naturals().truth(body).fails)


def test_true_statements_fail_nowhere() -> None:
    assert not fails("x + y = y + x")
    assert not fails("x ≤ y ∨ y ≤ x")
    assert not fails("x + y = x + z → y = z")


def test_false_statements_fail_somewhere() -> None:
    assert fails("x + y = x")
    assert fails("x ≤ y → y ≤ x")


def test_what_exists_is_looked_for() -> None:
    assert not fails("x ≤ y → ∃z (x + z = y)")
    assert fails("∃z (S(z) = x)")


def test_the_witness_of_a_failure_says_the_values() -> None:
    data = naturals()
    variables, body = strip_universals(statement("x + y = x", NATURALS))
    truth = data.truth(body)
    row = (truth.fails & -truth.fails).bit_length() - 1
    assert data.witness(row, variables) == "x = 0, y = 1"


def test_the_same_seed_gives_the_same_rows() -> None:
    assert [repr(s.rows) for s in naturals().samples] == [repr(s.rows) for s in naturals().samples]


def test_groups_are_observed_in_finite_groups() -> None:
    groups = theory(GROUPS)
    variables = [v for row in pools(groups, 3).values() for v in row]
    data = observations(groups, variables, seed=1)
    assert data.samples
    for axiom in groups.axioms:
        assert not data.truth(strip_universals(axiom.formula)[1]).fails


def test_not_every_group_is_commutative() -> None:
    groups = theory(GROUPS)
    model = countermodel(groups, statement("x ∘ y = y ∘ x", GROUPS), seconds=10.0)
    assert model is not None
    assert model.size == 6
