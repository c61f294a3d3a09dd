"""What the induction prover proves from definitions alone, and that its proofs are checked."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import pytest

from prover.check.development import check_development
from prover.check.smt import Z3Session
from prover.proof import Rule
from prover.theory import Development, Theorem, Theory
from search.induction import Attempt, InductionProver
from tests.search.induction.theories import GROUPS, LISTS, PEANO, theory

NUMBERS = [
    "0 + x = x",
    "x + y = y + x",
    "(x + y) + z = x + (y + z)",
    "x + y = x + z → y = z",
    "y + x = z + x → y = z",
    "x + y = 0 → x = 0",
    "S(0) · x = x",
    "x · (y + z) = x · y + x · z",
    "x ≤ x",
    "x ≤ y ∧ y ≤ z → x ≤ z",
    "x ≤ y ∧ y ≤ x → x = y",
    "x ≤ y ∨ y ≤ x",
    "half(x + x) = x",
]
"""From recursion on the second argument: most need a lemma, and ``half`` two steps at once."""

WITNESSED = [
    "x ≤ y → ∃z (x + z = y)",
    "x ≤ y ↔ ∃z (x + z = y)",
    "x = 0 ∨ ∃y (x = S(y))",
    "∃y (x = y + y ∨ x = S(y + y))",
    "S(x) ≠ x",
    "S(S(x)) ≠ x",
]
"""With something that exists, or with nothing but constructors."""

LISTED = [
    "app(app(xs, ys), zs) = app(xs, app(ys, zs))",
    "rev(app(xs, ys)) = app(rev(ys), rev(xs))",
    "rev(rev(xs)) = xs",
    "onto(xs, ys) = app(rev(xs), ys)",
    "length(rev(xs)) = length(xs)",
    "filter(app(xs, ys)) = app(filter(xs), filter(ys))",
]
"""With accumulators, conditions, and lemmas that come from stuck goals."""


def attempt(given: Theory, seconds: float = 30) -> Attempt:
    (goal,) = given.goals
    return InductionProver(given).prove("goal", goal.formula, monotonic() + seconds)


def rejections(given: Theory, theorems: Sequence[Theorem]) -> dict[str, dict[str, str]]:
    certificates = check_development(Development(given, tuple(theorems)), Z3Session())
    return {name: dict(c.rejections) for name, c in certificates.items() if not c.accepted}


@pytest.mark.parametrize("statement", [*NUMBERS, *WITNESSED])
def test_proves_of_numbers(statement: str) -> None:
    given = theory(PEANO, statement)
    theorems = attempt(given).theorems
    assert theorems[-1].statement is given.goals[0].formula
    assert rejections(given, theorems) == {}


@pytest.mark.parametrize("statement", [*LISTED, "xs ≠ cons(x, xs)"])
def test_proves_of_lists(statement: str) -> None:
    given = theory(LISTS, statement)
    theorems = attempt(given).theorems
    assert theorems[-1].statement is given.goals[0].formula
    assert rejections(given, theorems) == {}


@pytest.mark.parametrize("statement", ["inv(inv(x)) = x", "x · y = x · z → y = z"])
def test_proves_from_axioms_without_induction(statement: str) -> None:
    given = theory(GROUPS, statement)
    theorems = attempt(given).theorems
    assert [theorem.name for theorem in theorems] == ["goal"]
    assert rejections(given, theorems) == {}


@pytest.mark.parametrize(
    "statement", ["x + y = x", "x · y = y", "x ≤ y", "half(x + y) = half(x) + half(y)"]
)
def test_does_not_prove_what_is_false(statement: str) -> None:
    assert attempt(theory(PEANO, statement)).theorems == ()


def test_obligations_are_theorems_that_belong_to_the_main_one() -> None:
    *obligations, main = attempt(theory(PEANO, "0 + x = x")).theorems
    assert [(each.name, each.part_of) for each in obligations] == [
        ("goal.0", "goal"),
        ("goal.S", "goal"),
    ]
    assert Rule.INDUCTION in {step.rule for step in main.proof.steps}


def test_only_lemmas_that_are_used_are_given() -> None:
    theorems = attempt(theory(PEANO, "x + y = y + x")).theorems
    used = {name for theorem in theorems for name in theorem.proof.premises_used}
    assert all(theorem.name in used for theorem in theorems[:-1])


def test_uses_what_it_has_learnt_by_its_name() -> None:
    given = theory(PEANO, "x + y = y + x", "S(0) + x = S(x)")
    prover = InductionProver(given)
    first, second = given.goals
    for theorem in prover.prove("commutativity", first.formula, monotonic() + 30).theorems:
        prover.learn(theorem)
    (theorem,) = prover.prove("one more", second.formula, monotonic() + 30).theorems
    assert theorem.proof.premises_used


def test_what_it_has_learnt_is_not_proved_again() -> None:
    given = theory(PEANO, "x + y = y + x")
    prover = InductionProver(given)
    (goal,) = given.goals
    for theorem in prover.prove("commutativity", goal.formula, monotonic() + 30).theorems:
        prover.learn(theorem)
    (again,) = prover.prove("again", goal.formula, monotonic() + 30).theorems
    assert again.proof.premises_used == ("commutativity",)


@pytest.mark.timed
def test_keeps_its_deadline_and_says_where_it_got_stuck() -> None:
    given = theory(PEANO, "half(x · (x + S(0))) + half(x · (x + S(0))) = x · x + x")
    begun = monotonic()
    answer = attempt(given, seconds=0.3)
    assert monotonic() - begun < 2.5
    assert answer.theorems or answer.open_goals
