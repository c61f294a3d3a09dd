"""What the statements say, by Lean's own judgement."""

from __future__ import annotations

import pytest

from prover.lean.verify import LeanKernel
from tests.translators.lean_goals.sentences import FALSE, SENTENCES
from translators.lean_goals import formalize
from translators.lean_goals.attempts import Attempts
from translators.lean_goals.candidates import Flag, Outcome
from translators.lean_goals.formalization import examine, proposed

PROVABLE = [(text, script) for text, _, script in SENTENCES if script]
OPEN = [text for text, _, script in SENTENCES if not script]


@pytest.mark.parametrize(("text", "script"), PROVABLE)
def test_true_sentences_are_provable(text: str, script: str, lean: LeanKernel) -> None:
    statement = formalize(text).statement
    judged = lean.verify(f"{statement} := by\n  {script}\n", "goal", statement)
    assert judged.accepted, judged.messages


@pytest.mark.parametrize("text", OPEN)
def test_harder_ones_elaborate(text: str, lean: LeanKernel) -> None:
    assert Attempts(lean).goal(formalize(text).statement).target


@pytest.mark.parametrize("text", FALSE)
def test_false_sentences_are_refuted(text: str, lean: LeanKernel) -> None:
    made = examine(proposed(formalize(text).statement, "controlled"), Attempts(lean))
    assert made.outcome is Outcome.ELABORATES
    (warned,) = made.flags
    assert warned.flag is Flag.REFUTED
    assert warned.judged.accepted
