"""Steps about the same things are written in one place, and read like a calculation."""

from __future__ import annotations

from prover.export.lean.entailment import Eigenvariables
from prover.export.lean.scopes import scopes
from prover.export.lean.steps import step_proof
from prover.export.lean.terms import Name
from prover.export.lean.theory import lean_development
from prover.logic.syntax import And, Equality, Formula, Implies
from prover.proof import Proof, Rule, Step
from tests.prover.export.lean.theories import ZERO, X, Y, Z, closed
from tests.prover.theory.peano_by_hand import DEVELOPMENT, plus

SAME = Equality(plus(X, Y), plus(Y, X))


def proof_of(*steps: Step) -> Proof:
    return Proof(steps[-1].conclusion, steps)


def step(name: str, body: Formula, *parents: str, instance: bool = True) -> Step:
    hints = tuple(((X, X), (Y, Y)) if instance else ((X, Y), (Y, X)) for _ in parents)
    return Step(name, closed([X, Y], body), Rule.DEMODULATION, parents, instances=hints)


def test_a_step_joins_the_one_that_uses_it_as_it_is() -> None:
    found = scopes(proof_of(step("s1", SAME), step("s2", SAME, "s1"), step("s3", SAME, "s2")))
    assert [each.name for each in found["s1"].steps] == ["s1", "s2", "s3"]


def test_a_step_that_is_used_for_other_things_is_stated_by_itself() -> None:
    assert not scopes(proof_of(step("s1", SAME), step("s2", SAME, "s1", instance=False)))


def test_steps_under_another_hypothesis_are_stated_by_themselves() -> None:
    given, other = Equality(X, ZERO), Equality(Y, ZERO)
    found = scopes(
        proof_of(
            step("s1", Implies(other, SAME)),
            step("s2", Implies(given, SAME)),
            step("s3", Implies(given, SAME), "s1", "s2"),
        )
    )
    assert set(found) == {"s2", "s3"}


def test_a_chain_of_equations_is_a_calculation() -> None:
    source = lean_development(DEVELOPMENT).excerpt("add_comm")
    assert "    calc\n" in source
    assert "      _ = " in source


def test_a_hypothesis_is_used_for_the_thing_the_parent_is_about() -> None:
    """``∀x (∀y A → ∀y B)`` from ``∀x ∀y (A → B)``."""
    before, after = Implies(SAME, Equality(X, Y)), Equality(plus(X, Y), X)
    parent = closed([X, Y], Implies(before, after))
    conclusion = closed([X], Implies(closed([Y], before), closed([Y], after)))
    hints = (((X, X), (Y, Y)),)
    assert step_proof(conclusion, [(parent, Name("p"))], hints, Eigenvariables()) is not None


def test_equals_are_put_for_equals_in_a_quantified_hypothesis() -> None:
    """The hypothesis about x is one about 0 where x = 0."""
    about_x = closed([Z], Equality(plus(X, Z), Z))
    about_zero = closed([Z], Equality(plus(ZERO, Z), Z))
    conclusion = closed([X], Implies(And((about_x, Equality(X, ZERO))), Equality(Y, X)))
    conclusion = closed([Y], conclusion)
    parent = closed([Y], Implies(about_zero, Equality(Y, ZERO)))
    hints = (((Y, Y),),)
    assert step_proof(conclusion, [(parent, Name("p"))], hints, Eigenvariables()) is not None
