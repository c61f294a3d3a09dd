"""Definitions whose recursion is not seen to end: assumed, computed with, read back."""

from __future__ import annotations

from dataclasses import replace

from prover.theory import Axiom, Theory
from prover.theory.assumed import assumed, assuming, computing
from prover.theory.reader import read_theory
from prover.theory.wellformed import check_theory
from search.induction import refute

TEXT = """
datatype Nat = 0 | S(Nat)

function half : Nat → Nat
  half(0) = 0
  half(S(0)) = 0
  half(S(S(x))) = S(half(x))

predicate even : Nat
  even(0)
  even(S(x)) ↔ ¬even(x)

theorem false: half(S(x)) = half(x)
theorem more: half(x) = x
"""


def theory() -> Theory:
    return read_theory(TEXT, "numbers")


def test_an_assumed_definition_keeps_its_facts() -> None:
    given = theory()
    open_one = assuming(assuming(given, "half"), "even")
    check_theory(open_one)
    assert not open_one.definitions
    assert [symbol.name for symbol in assumed(open_one)] == ["half", "even"]
    assert dict(open_one.facts) == dict(given.facts)
    assert dict(computing(open_one).facts) == dict(given.facts)
    assert {d.symbol.name for d in computing(open_one).definitions} == {"half", "even"}


def test_what_is_not_shaped_as_cases_stays_an_axiom() -> None:
    open_one = assuming(theory(), "half")
    first, *others = open_one.axioms
    incomplete = replace(open_one, axioms=tuple(others))
    assert computing(incomplete) is incomplete
    renamed = replace(open_one, axioms=(Axiom("zero", first.formula), *others))
    assert computing(renamed) is renamed


def test_goals_are_refuted_by_computing_what_is_assumed() -> None:
    open_one = assuming(theory(), "half")
    false, more = open_one.goals
    assert refute(open_one, false.formula) is not None
    assumed_more = Axiom("assumption", more.formula)
    larger = replace(open_one, axioms=(*open_one.axioms, assumed_more))
    assert refute(larger, false.formula) is None
