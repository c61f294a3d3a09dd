"""Equations between sums, simplified as multisets."""

from __future__ import annotations

from time import monotonic

import pytest

from prover.logic.syntax import Application, Equality, Formula, FunctionSymbol, Term, Variable
from prover.theory.reader import read_theory
from search.induction import InductionProver
from search.induction.knowledge import Knowledge
from search.induction.sequents import Sequent
from tests.search.induction.test_prover import rejections
from tests.search.induction.theories import PEANO, theory

LAWS = ("x + y = y + x", "(x + y) + z = x + (y + z)", "x + (y + z) = y + (x + z)")
GIVEN = theory(PEANO, *LAWS)
NAT = GIVEN.datatypes[0].sort
PLUS = next(s for s in GIVEN.symbols if isinstance(s, FunctionSymbol) and s.name == "+")
A, B, C, D = (Variable(letter, NAT) for letter in "abcd")


def total(*terms: Term) -> Term:
    first, *rest = terms
    for each in rest:
        first = Application(PLUS, (first, each))
    return first


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    known = Knowledge(GIVEN)
    prover = InductionProver(GIVEN)
    for goal in GIVEN.goals:
        for theorem in prover.prove(goal.name, goal.formula, monotonic() + 30).theorems:
            prover.learn(theorem)
            known.learn(theorem)
    return known


def reduced(knowledge: Knowledge, goal: Formula, *hypotheses: Formula) -> list[Formula]:
    sequent = Sequent(goal, hypotheses=hypotheses)
    return [new.goal for each in knowledge.summands.reductions(sequent) for new in each.goals]


def test_takes_off_what_both_sides_share(knowledge: Knowledge) -> None:
    goal = Equality(total(A, B, C), total(C, D, A))
    assert reduced(knowledge, goal) == [Equality(B, D)]


def test_uses_a_hypothesis_whose_summands_are_apart(knowledge: Knowledge) -> None:
    goal = Equality(total(A, B, C), total(B, D))
    assert Equality(total(D, B), total(B, D)) in reduced(knowledge, goal, Equality(total(A, C), D))


def test_leaves_alone_what_shares_nothing(knowledge: Knowledge) -> None:
    assert reduced(knowledge, Equality(total(A, B), total(C, D))) == []


@pytest.mark.slow
def test_the_sum_of_cubes_is_a_square() -> None:
    given = read_theory(CUBES, "cubes")
    (goal,) = given.goals
    theorems = InductionProver(given).prove(goal.name, goal.formula, monotonic() + 60).theorems
    assert theorems
    assert rejections(given, theorems) == {}


CUBES = """
datatype Nat = 0 | S(Nat)

function + : Nat × Nat → Nat
  x + 0 = x
  x + S(y) = S(x + y)

function · : Nat × Nat → Nat
  x · 0 = 0
  x · S(y) = x · y + x

function Σ : Nat → Nat
  Σ(0) = 0
  Σ(S(n)) = Σ(n) + S(n)

function cubes : Nat → Nat
  cubes(0) = 0
  cubes(S(n)) = cubes(n) + S(n) · (S(n) · S(n))

theorem sum of the first cubes: cubes(n) = Σ(n) · Σ(n)
"""
