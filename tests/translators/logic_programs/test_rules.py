"""Rule programs: facts, rules and a query, in the notations that models write."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.logic.printers import to_unicode
from prover.problem import Problem
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.rule_syntax import MAX_NESTING, read_statement
from translators.logic_programs.rules import read_rules
from translators.logic_programs.sections import split_sections

PROGRAM = """Predicates:
Warm($x, bool) ::: Is x warm?
Facts:
Warm(Ada, True) ::: Ada is warm.
Chases(grey owl, Ada) ::: The grey owl chases Ada.
Rules:
Warm($x, True) && Chases($y, $x) >>> Calm($y, False) ::: What chases something warm is not calm.
Query:
Calm(grey owl, True) ::: The grey owl is calm.
"""


def read(program: str, question: str = "") -> Problem:
    return read_rules(split_sections(program), program, question)


def formulas(program: str) -> list[str]:
    return [to_unicode(premise.formula) for premise in read(program).premises]


def one(fact: str, query: str = "P(a, True)") -> str:
    return formulas(f"Facts:\n{fact}\nQuery:\n{query}")[0]


def test_the_last_argument_may_be_the_polarity() -> None:
    problem = read(PROGRAM)
    assert [to_unicode(premise.formula) for premise in problem.premises] == [
        "Warm(Ada)",
        "Chases(grey_owl, Ada)",
        "∀x ∀y (Warm(x) ∧ Chases(y, x) → ¬Calm(y))",
    ]
    assert problem.goal is not None
    assert to_unicode(problem.goal.formula) == "Calm(grey_owl)"
    assert not problem.warnings


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Warm(a, False)", "¬Warm(a)"),
        ("Not(Warm(a, True))", "¬Warm(a)"),
        ("Not(Warm(a), True)", "¬Warm(a)"),
        ("not Warm(a, True)", "¬Warm(a)"),
        ("~Chases(a, b)", "¬Chases(a, b)"),
        ("Chases(a, b) = False", "¬Chases(a, b)"),
        ("Chases(a, not b)", "¬Chases(a, b)"),
        ("Chases(a, b, True)", "Chases(a, b)"),
        ("Warm(a, True", "Warm(a)"),
        ("Warm(a, True))", "Warm(a)"),
        ("Ada is not warm.", "¬warm(Ada)"),
        ("Warm(a) <<< Cold(b) && Dry(b)", "Cold(b) ∧ Dry(b) → Warm(a)"),
        ("Warm(a) => Cold(a)", "Warm(a) → Cold(a)"),
    ],
)
def test_the_usual_slips(written: str, meant: str) -> None:
    assert one(written) == meant


def test_spellings_of_one_name_are_merged_and_said() -> None:
    problem = read(
        "Facts:\nSees(Bald Crow, cat)\nSee(BaldCrow, Cats)\nQuery:\nSees(bald_crow, cat)"
    )
    assert len({premise.formula for premise in problem.premises}) == 1
    assert "predicate 'See' taken for 'Sees'" in problem.warnings
    assert "individual 'BaldCrow' taken for 'Bald_Crow'" in problem.warnings


def test_a_conclusion_about_everything_is_no_rule_and_is_left_out_with_a_note() -> None:
    problem = read("Facts:\nTiny($x, True) ::: Mites are tiny.\nMite(Ada)\nQuery:\nTiny(Ada)")
    assert [premise.name for premise in problem.premises] == ["p2"]
    assert "left out" in problem.warnings[0]


def test_an_individual_that_rules_call_by_a_predicate_is_one() -> None:
    problem = read("Rules:\nAda($x, True) >>> Mite($x, True)\nQuery:\nMite(Ada, True)")
    assert [to_unicode(premise.formula) for premise in problem.premises][-1] == "Ada(Ada)"
    assert problem.premises[-1].presupposed
    assert any("taken to hold" in warning for warning in problem.warnings)


def test_what_cannot_be_read_is_listed_with_its_place() -> None:
    program = "Facts:\nAll damp things are cold.\nWarm(a)\nQuery:\nWarm(a)"
    problem = read(program)
    (unread,) = problem.untranslated
    assert unread.name == "p1"
    assert program[unread.sentence.span.start :].startswith("All damp things")


def test_a_query_is_needed() -> None:
    with pytest.raises(ProgramError, match="no query"):
        read("Facts:\nWarm(a)")


def test_the_query_keeps_the_polarity_of_its_sentence() -> None:
    program = "Facts:\nMite(Ada)\nQuery:\nTiny(Ada, False)"
    turned = read(program, "Ada is tiny.")
    assert turned.goal is not None
    assert to_unicode(turned.goal.formula) == "Tiny(Ada)"
    assert "denies nothing" in turned.warnings[0]
    kept = read(program, "Ada is not tiny.")
    assert kept.goal is not None
    assert to_unicode(kept.goal.formula) == "¬Tiny(Ada)"
    assert not kept.warnings


@pytest.mark.parametrize("text", ["", ")", "&&", "P(a) >>>", "$x", "P(a) Q(b) (", "P((((", "∀"])
def test_nonsense_is_a_typed_error(text: str) -> None:
    with pytest.raises(ProgramError):
        read_statement(text)


@given(st.text(alphabet="PQab$x(),&!>=<^|~ not is True False'", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ProgramError):
        read_statement(text)


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ProgramError, match="deep"):
        read_statement("!" * (MAX_NESTING + 2) + "P(a)")
    with pytest.raises(ProgramError, match="deep"):
        read_statement("(" * 5000 + "P(a)" + ")" * 5000)
