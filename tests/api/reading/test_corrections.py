"""Formulas of a person, told in the words of the sentences that they stand for."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from api.reading.corrections import read_corrected
from api.service import ProofService
from api.settings import Settings
from api.wire import ProofRequest, TranslationRequest
from prover.errors import InputError
from prover.verdict import Verdict

SENTENCES = ["All birds can fly.", "Tweety colourless than.", "Tweety can fly."]
FORMULAS = ["∀x (bird(x) → can_fly(x))", "bird(tweety)"]


def test_sentences_keep_their_places_and_formulas_get_their_words() -> None:
    problem = read_corrected(FORMULAS, "can_fly(tweety)", SENTENCES).problem
    assert problem.goal is not None
    every = (*problem.premises, problem.goal)
    assert [p.sentence.text for p in every] == SENTENCES
    assert all(problem.text[p.sentence.span.start :].startswith(p.sentence.text) for p in every)
    assert [p.english for p in every] == [
        "Every bird can fly.",
        "Tweety is a bird.",
        "Tweety can fly.",
    ]


def test_only_what_differs_from_our_reading_is_called_written_by_hand() -> None:
    problem = read_corrected(FORMULAS, "can_fly(tweety)", SENTENCES).problem
    assert problem.warnings == ("p2: its formula was written by hand",)


def test_the_steps_of_the_proof_are_said_in_words() -> None:
    question = read_corrected(FORMULAS, "can_fly(tweety)", SENTENCES)
    with ProofService(Settings()) as service:
        answer = service.answer(question.problem, verbalise=question.verbalise)
    assert answer.verdict is Verdict.PROVED
    assert "Tweety can fly." in answer.step_english.values()


def test_a_formula_without_a_sentence_stays_a_formula() -> None:
    problem = read_corrected(["P(a)"], "P(a)", ["", ""]).problem
    assert problem.premises[0].sentence.text == "P(a)"
    assert problem.warnings == ()


def test_the_line_of_an_error_counts_the_formulas() -> None:
    with pytest.raises(InputError) as found:
        read_corrected(["P(a)", "P(\n b))"], "P(a)", ["", "", ""])
    assert found.value.position is not None
    assert (found.value.position.line, found.value.position.column) == (2, 6)


@pytest.mark.parametrize("model", [ProofRequest, TranslationRequest])
def test_there_is_a_sentence_for_each_formula(
    model: type[ProofRequest] | type[TranslationRequest],
) -> None:
    with pytest.raises(ValidationError, match="one sentence for each premise"):
        model(premises=["P(a)"], goal="P(a)", sentences=["One."])
    with pytest.raises(ValidationError, match="one sentence for each premise"):
        model(text="P(a)\nTherefore: P(a)", sentences=["One."])
