"""What a model says becomes a tactic, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.tactics.replies import is_refused, script_of, tactic_of

CASES = "cases h with\n| inl hp => exact Or.inr hp\n| inr hq => exact Or.inl hq"


@pytest.mark.parametrize(
    ("reply", "tactic"),
    [
        ("simp", "simp"),
        ("  omega \n", "omega"),
        ("by simp", "simp"),
        (":= by simp", "simp"),
        ("by\n  intro x\n  simp", "intro x\nsimp"),
        ("by intro x\n   simp", "intro x\nsimp"),
        ("1. simp", "simp"),
        ("2) omega", "omega"),
        ("- rfl", "rfl"),
        ("Tactic: rfl", "rfl"),
        ("`rfl`", "rfl"),
        ("```lean\nomega\n```", "omega"),
        ("Let us try this:\n```lean4\nomega\n```\nIt works because …", "omega"),
        ("```\nomega", "omega"),
        (f"```lean\n{CASES}\n```", CASES),
        ("<think>maybe sorry?</think>\nomega", "omega"),
        ("-- easy\nomega", "omega"),
        ("constructor\n· simp\n· rfl", "constructor\n· simp\n· rfl"),
        ("have h : p := by\n  simp\nexact h", "have h : p := by\n  simp\nexact h"),
        ("exact infer_instance", "exact infer_instance"),
        ("open Classical in simp", "open Classical in simp"),
        ("", ""),
        ("```lean\n```", ""),
        ("-- nothing", ""),
        ("x" * 10_000, ""),
    ],
)
def test_tactics_are_cleaned(reply: str, tactic: str) -> None:
    assert tactic_of(reply) == tactic


@pytest.mark.parametrize(
    "reply",
    [
        "sorry",
        "exact sorry",
        "admit",
        "native_decide",
        "exact sorryAx _ false",
        "theorem x : False := by sorry",
        "theorem x : False := by omega",
        "#eval IO.println 1",
        "set_option debug.skipKernelTC true in simp",
        "run_tac pure ()",
        "exact by_elab return default",
        "simp\naxiom cheat : False",
        "@[simp] def f := 1",
        "import Lean",
        "```lean\nunsafe def f := 1\n```",
        "exact Lean.ofReduceBool a b h",
    ],
)
def test_what_proves_nothing_is_refused(reply: str) -> None:
    assert tactic_of(reply) == ""


def test_words_that_only_look_alike_are_not() -> None:
    assert not is_refused("exact h.sorry_free")
    assert not is_refused("classical\nconstructor")


def test_a_whole_proof_loses_its_statement_and_keeps_its_gaps() -> None:
    script = "have h : p := by sorry\nexact h"
    assert (
        script_of(f"```lean\ntheorem t (n : Nat := 3) : p := by\n  {script}\n```")
        == ("have h : p := by sorry\n  exact h")
        or script_of(f"```lean\ntheorem t : p := by\n{script}\n```") == script
    )
    assert script_of("theorem t : p ∧ q := by\n  constructor\n  · simp\n  · rfl") == (
        "constructor\n· simp\n· rfl"
    )
    assert script_of(script) == script


PIECES = st.lists(
    st.sampled_from(
        ["sorry", "by", "simp", "```lean", "```", "\n", "  ", "1. ", "· ", "theorem t : p := by",
         "#eval 1", "<think>", "</think>", "-- x", "/- y -/", ":=", "have h : p := by", "`"]
    )
).map(" ".join)  # fmt: skip


@given(PIECES | st.text(max_size=200))
def test_whatever_is_said_no_tactic_is_one_that_is_refused(reply: str) -> None:
    tactic = tactic_of(reply)
    assert not is_refused(tactic)
    assert tactic == tactic.strip()
    script_of(reply)
