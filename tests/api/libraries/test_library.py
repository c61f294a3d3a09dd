"""Libraries: read once, asked often, and meaning what they mean in one text with the question."""

from __future__ import annotations

import pytest

from api.libraries.library import PremiseLibrary, read_library
from api.libraries.selection import selection
from api.libraries.shelf import Shelf
from api.reading.language import Language
from prover.errors import InputError
from prover.logic.printers import to_unicode
from prover.problem import Problem

POLICY = """\
All employees of the company are insured.
Blorp the of and.
Everyone who is insured can see the doctor.
Ann is an employee of the company.
"""


def names(problem: Problem) -> list[str]:
    return [premise.name for premise in problem.premises]


def assert_in_place(problem: Problem) -> None:
    """Every sentence stands in the text where its span says."""
    every = [*problem.premises, *problem.untranslated, *([problem.goal] if problem.goal else [])]
    for item in every:
        span = item.sentence.span
        assert problem.text[span.start : span.end] == item.sentence.text


def test_a_sentence_keeps_its_number_whatever_is_not_understood() -> None:
    library = read_library(POLICY)
    assert names(library.problem) == ["p1", "p3", "p4"]
    assert [item.name for item in library.problem.untranslated] == ["p2"]


def test_a_question_speaks_of_what_the_library_speaks_of() -> None:
    asked = read_library(POLICY).ask(None, None, "Ann can see the doctor.")
    problem = asked.question.problem
    assert problem.goal is not None
    assert to_unicode(problem.goal.formula) == "can_see(ann, doctor)"
    assert any("can_see(x, doctor)" in to_unicode(p.formula) for p in problem.premises)
    assert [item.name for item in asked.left_out] == ["p2"]
    assert not problem.untranslated


def test_premises_of_the_question_have_names_of_their_own() -> None:
    library = read_library(POLICY)
    for asked in (
        library.ask(None, ["Ben is insured."], "Ben can see the doctor."),
        library.ask("Ben is insured.\nTherefore: Ben can see the doctor.", None, None),
    ):
        assert names(asked.question.problem) == ["p1", "p3", "p4", "q1"]
        assert set(asked.library) == {"p1", "p3", "p4"}


def test_what_is_not_understood_of_a_question_is_its_own() -> None:
    asked = read_library(POLICY).ask(None, ["Blorp of the and."], "Ann is insured.")
    assert [item.name for item in asked.question.problem.untranslated] == ["q1"]
    own = selection(asked.question.problem, set())
    assert_in_place(own)
    failure = own.untranslated[0]
    assert own.text[failure.span.start : failure.span.end] in failure.sentence.text


@pytest.mark.parametrize("chosen", [set(), {"p3"}, {"p1", "p4", "q1"}])
def test_a_selection_is_a_text_of_its_own(chosen: set[str]) -> None:
    library = read_library(POLICY)
    asked = library.ask(None, ["Ben is insured."], "Ben can see the doctor.")
    part = selection(asked.question.problem, chosen)
    assert set(names(part)) == chosen
    assert_in_place(part)
    assert part.text.count("\n") == len(chosen)


FORMULAS = "bird(tweety)\n∀x (bird(x) → flies(x))\n∀x (fish(x) → swims(x))"


def test_formulas_are_read_apart_and_share_their_symbols() -> None:
    library = read_library(FORMULAS)
    asked = library.ask(None, ["fish(nemo)"], "swims(nemo)")
    problem = asked.question.problem
    assert library.language is Language.FOL
    assert problem.premises[:3] == library.problem.premises
    assert asked.library[0] == "p3"
    assert_in_place(problem)


def test_sorts_are_found_for_library_and_question_together() -> None:
    library = read_library("∀x:animal (bird(x) → flies(x))\nbird(tweety)")
    goal = library.ask(None, None, "flies(tweety)").question.problem.goal
    assert goal is not None
    assert [s.name for s in goal.formula.predicate.argument_sorts] == ["animal"]  # type: ignore


def test_a_slip_in_a_question_is_told_with_its_place_in_the_question() -> None:
    with pytest.raises(InputError) as error:
        read_library(FORMULAS).ask(None, ["fish(nemo)", "fish(ne"], "swims(nemo)")
    assert error.value.position is not None
    assert error.value.position.line == 2


def test_a_text_without_premises_is_no_library() -> None:
    for text in ("\n", "# nothing yet\n"):
        with pytest.raises(InputError):
            read_library(text)


def test_a_shelf_reads_a_text_once_and_forgets_what_is_not_asked_about() -> None:
    shelf = Shelf(places=2)
    first = shelf.library(FORMULAS)
    assert shelf.library(FORMULAS) is first
    shelf.library("p(a)")
    assert shelf.library(FORMULAS) is first
    shelf.library("q(a)")
    shelf.library("r(a)")
    assert shelf.library(FORMULAS) is not first


def test_the_language_of_a_text_is_part_of_what_a_shelf_looks_for() -> None:
    shelf = Shelf()
    english = shelf.library("Ann is kind.", Language.ENGLISH)
    assert isinstance(english, PremiseLibrary)
    assert shelf.library("Ann is kind.") is not english
