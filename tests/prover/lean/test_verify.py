"""What counts as checked: cheats are refused, honest proofs are not."""

from __future__ import annotations

import pytest

from prover.lean.verify import LeanKernel
from tests.prover.lean.cheats import CHEATS, HONEST, Attempt


def test_there_are_enough_cheats() -> None:
    assert len(CHEATS) >= 40


def test_this_kernel_refuses_falsehoods(lean: LeanKernel) -> None:
    probed = lean.probe()
    assert probed.passed
    assert probed.probes == 9


@pytest.mark.parametrize("cheat", CHEATS, ids=lambda attempt: attempt.name)
def test_a_cheat_is_refused(cheat: Attempt, lean: LeanKernel) -> None:
    judged = lean.verify(cheat.source, "claim", cheat.statement)
    assert not judged.accepted
    assert judged.code
    assert judged.reason


@pytest.mark.parametrize("twin", HONEST, ids=lambda attempt: attempt.name)
def test_its_honest_twin_is_accepted(twin: Attempt, lean: LeanKernel) -> None:
    judged = lean.verify(twin.source, "claim", twin.statement)
    assert judged.accepted, [message.text for message in judged.messages] or judged.reason
    assert set(judged.axioms) <= {"propext", "Classical.choice", "Quot.sound"}


@pytest.mark.parametrize("twin", HONEST, ids=lambda attempt: attempt.name)
def test_an_honest_proof_does_not_prove_falsity(twin: Attempt, lean: LeanKernel) -> None:
    judged = lean.verify(twin.source, "claim", "theorem t : 2 + 2 = 5")
    assert not judged.accepted
    assert judged.code == "statement"


def test_a_refusal_says_where(lean: LeanKernel) -> None:
    judged = lean.verify("theorem a : 1 = 1 := rfl\n\naxiom b : 1 = 2\n", "a", "1 = 1")
    assert (judged.code, judged.line) == ("forbidden", 3)


def test_errors_have_places(lean: LeanKernel) -> None:
    judged = lean.verify("theorem a : 1 = 1 := by\n  rewrite [foo]\n", "a", "1 = 1")
    assert ("error", 2, 12) in [(m.severity, m.line, m.column) for m in judged.messages]


def test_messages_alone_are_no_verdict(lean: LeanKernel) -> None:
    source = "axiom cheat : 1 = 2\ntheorem claim : 1 = 2 := cheat\n"
    assert lean.check(source).clean
    assert not lean.verify(source, "claim", "1 = 2").accepted


def test_the_statement_comes_back_without_names(lean: LeanKernel) -> None:
    one = lean.verify("theorem a (p q : Prop) (h : p ∧ q) : q := h.2", "a")
    two = lean.verify("theorem b {x : Prop} : ∀ y : Prop, x ∧ y → y := fun _ h => h.2", "b")
    assert one.accepted
    assert two.accepted
    assert one.type == two.type == "(∀ Sort 0 (∀ Sort 0 (∀ (And #1 #0) #1)))"


def test_a_wrong_statement_is_named(lean: LeanKernel) -> None:
    judged = lean.verify("theorem a : 1 = 1 := rfl", "a", "1 = ")
    assert judged.code == "statement"
    judged = lean.verify("theorem a : 1 = 1 := rfl", "a", "Nat")
    assert not judged.accepted


def test_goals_at_a_line(lean: LeanKernel) -> None:
    source = "theorem t (p q : Prop) : p → q → p ∧ q := by\n  intro a b\n  exact ⟨a, b⟩\n"
    found = lean.goals_at(source, 3, 3)
    assert found.goals == ("p q : Prop\na : p\nb : q\n⊢ p ∧ q",)
    assert not lean.goals_at("theorem t : True := trivial\n", 1).found


NUMBERS = """namespace T
inductive N where
  | z
  | s (n : N)
def add : N → N → N
  | .z, m => m
  | .s n, m => .s (add n m)
end T
"""


def test_a_statement_may_speak_of_given_definitions(lean: LeanKernel) -> None:
    statement = "theorem t (n : T.N) : T.add n T.N.z = n"
    proof = statement + " := by\n  induction n <;> simp_all [T.add]\n"
    judged = lean.verify(proof, "t", statement, NUMBERS)
    assert judged.accepted
    assert judged.fresh > 3
    assert not lean.verify(proof.replace("= n", "= .z"), "t", statement, NUMBERS).accepted
    assert lean.verify(proof, "t", statement).code == "errors"


def test_names_mean_what_they_mean_where_the_definitions_end(lean: LeanKernel) -> None:
    inside = NUMBERS.replace("end T\n", "open Nat in\ndef one := succ 0\nopen Nat\n")
    statement = "theorem t (n : N) (k : Nat) : add n .z = n ∧ succ k ≠ 0"
    proof = statement + " := by\n  constructor\n  · induction n <;> simp_all [add]\n  · simp\n"
    assert lean.verify(proof, "t", statement, inside).accepted
    assert not lean.verify(proof, "t", statement.replace("≠", "="), inside).accepted
    assert lean.verify(proof, "t", statement, NUMBERS).code == "errors"


@pytest.mark.parametrize("preamble", ["axiom cheat : False", "def n : Nat := x", "#eval 1"])
def test_a_preamble_is_audited_too(preamble: str, lean: LeanKernel) -> None:
    judged = lean.verify("theorem t : 1 = 1 := rfl", "t", "1 = 1", preamble)
    assert (judged.accepted, judged.code) == (False, "preamble")
