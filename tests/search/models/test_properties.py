"""What is found is a model; what is not found does not exist (brute force, and Z3)."""

from __future__ import annotations

from math import inf
from time import monotonic

import pytest
from hypothesis import given

from prover.check import Z3Session
from prover.logic.syntax import Formula
from prover.model import FiniteModel, evaluate
from search.models import Core
from search.models.ground import GroundTheory
from search.models.problem import FlatProblem, numbered_problem
from tests.search.models.problems import (
    CLAUSES,
    SIGNATURE,
    clauses_of,
    finder_of,
    formulas_of,
    has_model,
    is_model,
    structures,
)

ONE, TWO = list(structures(1)), list(structures(2))


def problem_of(texts: list[str]) -> tuple[dict[str, Formula], FlatProblem]:
    formulas = formulas_of("\n".join(texts))
    return formulas, numbered_problem(clauses_of(formulas), SIGNATURE)


@given(CLAUSES)
def test_there_is_a_model_of_a_size_exactly_if_brute_force_finds_one(texts: list[str]) -> None:
    formulas, problem = problem_of(texts)
    for size, every in ((1, ONE), (2, TWO)):
        expected = any(all(evaluate(f, m) for f in formulas.values()) for m in every)
        assert has_model(problem, [*formulas], size) == expected


@given(CLAUSES)
def test_breaking_symmetry_loses_no_size(texts: list[str]) -> None:
    """The same clauses over one sort, its elements told apart, have models of the same sizes."""
    formulas, problem = problem_of(texts)
    for size in (1, 2, 3):
        theory = GroundTheory(
            dict.fromkeys(problem.sorting.declared, size), problem.sorting.profiles
        )
        for function in problem.functions:
            theory.add_function(function)
        theory.add(problem.groups)
        found = theory.solve([*formulas], inf, 10**6)
        assert has_model(problem, [*formulas], size) == isinstance(found, frozenset)
        theory.close()


@given(CLAUSES)
def test_what_is_found_is_a_model_and_a_core_has_none(texts: list[str]) -> None:
    formulas = formulas_of("\n".join(texts))
    finder = finder_of(formulas)
    found = finder.find(deadline=monotonic() + 0.2)
    finder.close()
    if isinstance(found, FiniteModel):
        assert is_model(found, formulas)
    elif isinstance(found, Core):
        of_core = {name: formulas[name] for name in found.groups}
        assert not any(all(evaluate(f, m) for f in of_core.values()) for m in (*ONE, *TWO))


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("∀x (P(x) → Q(x)) \n P(c) \n ¬Q(c)", True),
        ("∀x x = c \n ¬c = d", True),
        ("∀x (x = c ∨ x = d) \n ∀x ¬R(x, x) \n ∀x ∀y (R(x, y) → R(y, x)) \n R(c, c)", True),
        ("∀x ∀y (f(x) = f(y) → x = y) \n ∀x ¬f(x) = c", False),
    ],
)
def test_only_what_needs_no_larger_structure_is_decided(text: str, decided: bool) -> None:
    finder = finder_of(formulas_of(text))
    assert finder.is_decisive == decided
    found = finder.find(deadline=monotonic() + 0.3)
    assert isinstance(found, Core) == decided
    finder.close()


def test_a_core_leaves_out_what_is_not_needed() -> None:
    finder = finder_of(formulas_of("P(c) \n R(c, c) \n ∀x (P(x) → Q(x)) \n ¬Q(c)"))
    assert finder.find() == Core(("p0", "p2", "p3"))
    assert finder.minimal_core(["p0", "p1", "p2", "p3"]) == ("p0", "p2", "p3")
    finder.close()


def test_sorts_of_finite_herbrand_universes_are_decided_in_spite_of_functions() -> None:
    """f leads from one sort to another and no further, so there are two ground terms."""
    finder = finder_of(formulas_of("∀x (P(x) → Q(f(x))) \n P(c) \n ∀x ¬Q(x)"))
    assert finder.is_decisive
    assert isinstance(finder.find(deadline=inf), Core)
    finder.close()


@given(CLAUSES)
def test_decisions_agree_with_z3(texts: list[str]) -> None:
    formulas = formulas_of("\n".join(texts))
    finder = finder_of(formulas)
    found = finder.find(deadline=monotonic() + 0.2)
    finder.close()
    if found is not None:
        refuted = Z3Session(2_000_000, 2_000).unsatisfiable_core(formulas) is not None
        assert not (refuted and isinstance(found, FiniteModel))
        if isinstance(found, Core):
            assert refuted
