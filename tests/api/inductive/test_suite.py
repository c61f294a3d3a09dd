"""Problems in the style of TIP's, our own: read, decided, and every proof checked."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from api.inductive.reading import read_inductive
from api.inductive.refuting import witness_against
from api.settings import load_settings
from prover.check.development import check_development
from prover.check.smt import Z3Session
from prover.theory import Development
from search.induction import InductionProver

SUITE = Path(__file__).parent / "suite"
SECONDS = 60
REFUTED = {"not_any_sorted_list", "head_of_nil"}
SLOW = {
    "a_lemma_for_all_sorts",
    "bind_is_associative",
    "division_with_remainder",
    "flatten_a_stack",
    "merge_counts",
    "merge_keeps_order",
    "product_of_a_monoid",
}


def named(names: set[str]) -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in sorted(names)
    ]


@pytest.mark.parametrize("name", named({path.stem for path in SUITE.glob("*.smt2")} - REFUTED))
def test_goals_are_proved(name: str) -> None:
    problem = read_inductive(str(SUITE / f"{name}.smt2"), load_settings())
    assert problem.theory is not None
    prover = InductionProver(problem.theory)
    (goal,) = problem.theory.goals
    assert witness_against(problem.theory, goal.formula) is None
    theorems = prover.prove(goal.name, goal.formula, monotonic() + SECONDS).theorems
    assert theorems
    development = Development(problem.theory, theorems)
    certificates = check_development(development, Z3Session(total_ms=600_000))
    assert all(certificate.accepted for certificate in certificates.values())


@pytest.mark.parametrize("name", sorted(REFUTED))
def test_goals_that_are_false_are_refuted(name: str) -> None:
    problem = read_inductive(str(SUITE / f"{name}.smt2"), load_settings())
    assert problem.theory is not None
    (goal,) = problem.theory.goals
    assert witness_against(problem.theory, goal.formula) is not None
