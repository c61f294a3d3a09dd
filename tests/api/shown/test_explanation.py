"""An answer in words: every line says what it rests on, and what is missing is said, too."""

from __future__ import annotations

from api.reading.problems import read_problem
from api.service import ProofService
from api.settings import Settings
from api.shown.explanation import explain
from api.wire.explanation import Explanation


def explained(text: str) -> Explanation:
    question = read_problem(text)
    with ProofService(Settings()) as service:
        return explain(service.answer(question.problem, verbalise=question.verbalise))


def test_every_line_of_a_proof_names_its_sentences_and_who_checked_it() -> None:
    told = explained(
        "Every dog is an animal.\nEvery animal is alive.\nRex is a dog.\nTom is a cat.\n"
        "Therefore: Rex is alive.\n"
    )
    last = told.steps[-1]
    assert told.certified
    assert set(last.sentences) == {"p1", "p2", "p3"}
    assert [sentence.used for sentence in told.sentences] == [True, True, True, False]
    assert all(step.checked for step in told.steps)
    assert all(parent < step.number for step in told.steps for parent in step.parents)


def test_a_proof_by_contradiction_ends_in_its_claim() -> None:
    told = explained("∀x (P(x) ∨ Q(x))\n∀x (P(x) → R(a))\n∀x (Q(x) → R(a))\nTherefore: R(a)\n")
    assert told.verdict == "proved"
    assert told.steps[-1].formula == "R(a)"
    assert set(told.steps[-1].sentences) == {"p1", "p2", "p3"}


def test_an_uncertain_answer_has_a_situation_for_either_side() -> None:
    told = explained("Rex is a dog.\nTherefore: Rex is big.\n")
    assert told.steps == []
    assert ["true" in told.situations[0], "false" in told.situations[1]] == [True, True]


def test_contradicting_sentences_are_named() -> None:
    told = explained("Rex is a dog.\nRex is big.\nRex is not a dog.\nTherefore: Rex is big.\n")
    assert told.contradiction == ["p1", "p3"]


def test_what_was_not_understood_is_said() -> None:
    told = explained("Zug flarg.\nTherefore: Rex is big.\n")
    assert told.verdict == "untranslated"
    assert told.not_understood[0].startswith("p1: Zug flarg.")
    assert not told.certified
