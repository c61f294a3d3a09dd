"""Programs of formulas: premises, a conclusion, and what is mended in them."""

from __future__ import annotations

import pytest

from prover.logic.printers import to_unicode
from prover.problem import Problem
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.formulas import read_formulas
from translators.logic_programs.polarity import with_polarity_of
from translators.logic_programs.sections import split_sections


def read(program: str, question: str = "") -> Problem:
    return read_formulas(split_sections(program), program, question)


def test_premises_and_conclusion_keep_their_english() -> None:
    problem = read(
        "Predicates:\nOld(x) ::: x is old.\n"
        "Premises:\n∀x (Old(x) → Wise(x)) ::: The old are wise.\n"
        "Old(ida) ::: Ida is old.\nConclusion:\nWise(ida) ::: Ida is wise.\n"
    )
    assert [premise.english for premise in problem.premises] == ["The old are wise.", "Ida is old."]
    assert problem.goal is not None
    assert to_unicode(problem.goal.formula) == "Wise(ida)"


def test_what_is_said_of_a_list_is_said_of_each_member() -> None:
    problem = read("Premises:\nHas(shop, [tea, rice]) ∧ Open(shop)\nConclusion:\nHas(shop, tea)")
    assert to_unicode(problem.premises[0].formula) == (
        "(Has(shop, tea) ∧ Has(shop, rice)) ∧ Open(shop)"
    )
    assert "each of its members" in problem.warnings[0]


def test_a_line_that_is_no_formula_does_not_spoil_the_others() -> None:
    problem = read("Premises:\nOld(ida) →\nOld(ida)\nConclusion:\nOld(ida)")
    assert [premise.name for premise in problem.premises] == ["p2"]
    assert [unread.name for unread in problem.untranslated] == ["p1"]


def test_a_conclusion_that_is_no_formula_is_the_missing_goal() -> None:
    problem = read("Premises:\nOld(ida)\nConclusion:\n→ →")
    assert problem.goal is None
    assert problem.untranslated[0].name == "goal"


def test_a_conclusion_is_needed() -> None:
    with pytest.raises(ProgramError, match="no conclusion"):
        read("Premises:\nOld(ida)")


@pytest.mark.parametrize("program", ["", "   \n", "x" * 300_000])
def test_empty_and_huge_programs_are_refused(program: str) -> None:
    with pytest.raises(ProgramError):
        split_sections(program)


@pytest.mark.parametrize(
    ("formula", "sentence", "meant"),
    [
        ("Old(ida)", "Ida is not old.", "¬Old(ida)"),
        ("¬Old(ida)", "Ida is old.", "Old(ida)"),
        ("¬Old(ida)", "Ida isn't old.", "¬Old(ida)"),
        ("NotOld(ida)", "Ida is not old.", "NotOld(ida)"),
        ("¬Old(ida)", "If Ida is old, she is not wise.", "¬Old(ida)"),
        ("¬Old(ida)", "", "¬Old(ida)"),
        ("Old(ida) ∧ Wise(ida)", "Ida is not old.", "Old(ida) ∧ Wise(ida)"),
    ],
)
def test_polarity_follows_the_sentence_where_that_can_be_told(
    formula: str, sentence: str, meant: str
) -> None:
    from prover.logic.reader import parse_formula

    turned, note = with_polarity_of(parse_formula(formula), sentence)
    assert to_unicode(turned) == meant
    assert bool(note) is (meant != formula)
