"""Candidates: what Lean refuses, what is flagged, and which ones say the same."""

from __future__ import annotations

import pytest

from prover.lean.verify import LeanKernel
from translators.lean_goals import NoCandidate, NotUnderstood, formalize
from translators.lean_goals.attempts import Attempts
from translators.lean_goals.candidates import Examined, Flag, Outcome
from translators.lean_goals.formalization import Agreement, agreed, examine, proposed
from translators.lean_goals.statement import LeanStatement, read_statement


@pytest.fixture
def attempts(lean: LeanKernel) -> Attempts:
    return Attempts(lean)


def examined(statement: str, attempts: Attempts) -> Examined:
    return examine(proposed(f"theorem goal {statement}", "test"), attempts)


def elaborating(statement: str) -> Examined:
    """A candidate that is only to be compared."""
    return Examined(proposed(f"theorem goal {statement}", "test"), Outcome.ELABORATES)


def test_a_statement_is_binders_and_a_claim() -> None:
    read = read_statement("lemma foo {α : Type} (xs : List α) :\n  xs = xs := by\n  rfl")
    assert read == LeanStatement("{α : Type} (xs : List α)", "xs = xs")
    assert read.theorem == "theorem goal {α : Type} (xs : List α) : xs = xs"
    assert read.negation == "¬(∀ {α : Type} (xs : List α), xs = xs)"


@pytest.mark.parametrize(
    "text", ["", "1 = 1", "theorem goal", "theorem goal : ", "theorem goal : True -- easy", "def x"]
)
def test_other_texts_are_no_statements(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_statement(text)


@pytest.mark.parametrize(
    ("statement", "flag"),
    [
        ("(n : Nat) (h : n < 0) : n = 5", Flag.VACUOUS),
        ("(n : Int) (h1 : n % 2 = 0) (h2 : n % 2 = 1) : n = 3", Flag.VACUOUS),
        ("(p q : Prop) (h1 : p ∧ ¬p) : q", Flag.VACUOUS),
        (": 2 + 2 = 4", Flag.TRIVIAL),
        ("(n : Nat) : n + 0 = n", Flag.TRIVIAL),
        ("(p : Prop) (h : p) : p", Flag.TRIVIAL),
        ("(n : Nat) : n % 2 = 0", Flag.REFUTED),
        ("(xs : List Nat) : xs.length = 1", Flag.REFUTED),
    ],
)
def test_doubtful_statements_are_flagged(statement: str, flag: Flag, attempts: Attempts) -> None:
    (warned,) = examined(statement, attempts).flags
    assert warned.flag is flag
    source = f"{warned.theorem} := by\n  {warned.script}\n"
    assert attempts.kernel.verify(source, "goal", warned.theorem).accepted


@pytest.mark.parametrize(
    "statement",
    [
        "(n m : Nat) : n + m = m + n",
        "(p q : Prop) (h : p ∨ q) : q ∨ p",
        "(n : Nat) (h : 6 ∣ n) : 3 ∣ n",
    ],
)
def test_sound_statements_are_not_flagged(statement: str, attempts: Attempts) -> None:
    made = examined(statement, attempts)
    assert made.outcome is Outcome.ELABORATES
    assert not made.flags


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("theorem goal : (sorry : Prop)", Outcome.FORBIDDEN),
        ("theorem goal : (by native_decide : 1 = 1) = rfl", Outcome.FORBIDDEN),
        ("theorem goal : (by run_tac pure () : 1 = 1) = rfl", Outcome.FORBIDDEN),
        ("theorem goal : True\n#eval 1", Outcome.FORBIDDEN),
        ("theorem goal : False\naxiom oops : False", Outcome.FORBIDDEN),
        ("axiom oops : False\ntheorem goal : False", Outcome.UNREADABLE),
        ("theorem goal : True := by trivial\naxiom oops : False", Outcome.FORBIDDEN),
        ("theorem first : True := trivial\ntheorem goal : False", Outcome.REJECTED),
        ("theorem goal (n : ℕ) : n = n", Outcome.REJECTED),
        ("theorem goal (n : Nat) : n = m", Outcome.REJECTED),
        ("theorem goal (n : Nat) ꞉ n = n", Outcome.UNREADABLE),
        ("theorem goal (h : 1 = 2 : True", Outcome.UNREADABLE),
        ("theorem goal : 1 \u200b= 1", Outcome.REJECTED),
        ("theorem goal : True) ∧ (False", Outcome.REJECTED),
    ],
)
def test_what_is_not_a_plain_statement_goes_no_further(
    text: str, outcome: Outcome, attempts: Attempts
) -> None:
    made = examine(proposed(text, "test"), attempts)
    assert made.outcome is outcome
    assert made.message
    assert not made.is_statement
    with pytest.raises(NoCandidate):
        agreed([made], attempts)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("(n m : Nat) : n + m = m + n", "(a b : Nat) : a + b = b + a"),
        ("(p q : Prop) (h : p ∧ q) : q ∧ p", "(p q : Prop) (h1 : p) (h2 : q) : q ∧ p"),
        ("(n : Nat) (h : 0 < n) : n ∣ n * n", "(n : Nat) (h : n ≠ 0) : n ∣ n * n"),
        ("(a b : Int) (h : a * b = 0) : b = 0", "(x y : Int) (h : x * y = 0) : 0 = y"),
        ("(n : Nat) (h : n % 2 = 0) : n = 4", "(k : Nat) (h : 2 ∣ k) : k = 4"),
    ],
)
def test_paraphrases_are_one_class(first: str, second: str, attempts: Attempts) -> None:
    found = agreed([elaborating(first), elaborating(second)], attempts)
    assert found.agreement is Agreement.AGREED
    (shown,) = found.classes[0].proofs
    assert shown.proof.judged.accepted


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("(n m : Nat) : n + m = m + n", "(n m : Nat) : n * m = m * n"),
        ("(n : Nat) : n % 2 = 0 ∨ n % 2 = 1", "(n : Nat) : n < n + 1"),
        ("(n : Nat) (h : n % 2 = 0) : n = 4", "(n : Nat) (h : n % 3 = 0) : n = 6"),
        ("(n : Nat) : ∃ m : Nat, n < m", ": ∃ m : Nat, ∀ n : Nat, n < m"),
        ("(p q : Prop) (h : p → q) : ¬q → ¬p", "(p q : Prop) (h : p → q) : ¬p → ¬q"),
    ],
)
def test_different_statements_stay_apart(first: str, second: str, attempts: Attempts) -> None:
    found = agreed([elaborating(first), elaborating(second)], attempts)
    assert found.agreement is Agreement.AMBIGUOUS
    assert len(found.classes) == 2


def test_most_votes_win(attempts: Attempts) -> None:
    wrong, *right = (
        elaborating(s)
        for s in ("(n : Nat) : n = n + 1", "(n : Nat) : n ≤ n + 1", "(k : Nat) : k ≤ k + 1")
    )
    found = agreed([wrong, *right], attempts)
    assert found.chosen.claim == "n ≤ n + 1"
    assert [one.votes for one in found.classes] == [2, 1]


def test_paraphrases_in_english_agree(attempts: Attempts) -> None:
    texts = (
        "If a natural number is divisible by 4 then it is even.",
        "Let k be a natural number. Suppose k is a multiple of 4. Then k is even.",
    )
    made = [elaborating(formalize(t).statement.removeprefix("theorem goal ")) for t in texts]
    assert agreed(made, attempts).agreement is Agreement.AGREED
