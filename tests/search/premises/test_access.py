"""Which premises may be used for a theorem."""

from __future__ import annotations

import pytest

from prover.errors import InputError
from search.premises import Premise, accessible_for

PREMISES = (
    Premise("Early.a", "1 + 1 = 2", "Early"),
    Premise("Middle.a", "p ∧ q ↔ q ∧ p", "Middle"),
    Premise("Middle.same", "p ∧ q ↔ q ∧ p", "Middle"),
    Premise("Middle.z", "p → p", "Middle"),
    Premise("Late.a", "True", "Late"),
)


def names(theorem: str) -> list[str]:
    accessible = accessible_for(PREMISES, theorem)
    return [premise.name for place, premise in enumerate(PREMISES) if accessible(place)]


def test_earlier_modules_and_the_same_one_are_accessible() -> None:
    assert names("Late.a") == ["Early.a", "Middle.a", "Middle.same", "Middle.z"]
    assert names("Early.a") == []


def test_neither_the_theorem_nor_its_twin_is() -> None:
    assert names("Middle.a") == ["Early.a", "Middle.z"]


def test_a_theorem_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match="no theorem Nowhere"):
        accessible_for(PREMISES, "Nowhere.a")
