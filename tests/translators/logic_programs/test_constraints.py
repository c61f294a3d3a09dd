"""Constraint programs: sorts, functions, constraints, options, and what is mended in them."""

from __future__ import annotations

from contextlib import suppress

import pytest

from prover.constraints import OptionProblem, judge
from translators.logic_programs.constraints import read_assignments, read_options
from translators.logic_programs.constraints.syntax import parse
from translators.logic_programs.constraints.wording import asked_standing
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.sections import split_sections

SHELF = """Domain:
1: bottom
3: top
Variables:
jam [IN] [1, 2, 3]
tea [IN] [1, 2, 3]
oil [IN] [1, 2, 3]
Constraints:
jam < tea ::: The jam is below the tea.
oil == 3 ::: The oil is on top.
AllDifferentConstraint([jam, tea, oil]) ::: One on each board.
Query:
A) jam == 2 ::: The jam is in the middle.
B) tea == 2 ::: The tea is in the middle.
C) oil == 2 ::: The oil is in the middle.
"""
QUEUE = """# Declarations
guests = EnumSort([Ann, Bo, Cy])
place = Function([guests] -> [int])
ForAll([g:guests], And(1 <= place(g), place(g) <= 3))

# Constraints
Distinct([g:guests], place(g)) ::: no two guests are in one place
place(Ann) < place(Bo) ::: Ann is before Bo

# Options
"""


def options(lines: str, question: str = "", wordings: tuple[str, ...] = ()) -> OptionProblem:
    program = QUEUE + lines
    return read_options(split_sections(program), program, question, wordings)


def with_constraint(line: str) -> str:
    return QUEUE.replace("# Options", f"{line}\n# Options") + "is_sat(place(Bo) == 2) ::: (A)\n"


def right(problem: OptionProblem) -> tuple[str, ...]:
    judgement = judge(problem)
    assert judgement.consistent.possible
    assert judgement.settled
    return judgement.right


def test_the_option_that_must_be_true() -> None:
    assert right(read_assignments(split_sections(SHELF), SHELF)) == ("B",)


def test_options_say_what_they_claim() -> None:
    problem = options(
        "is_sat(place(Bo) == 1) ::: (A)\n"
        "is_valid(place(Ann) <= 2) ::: (B)\n"
        "is_unsat(place(Ann) == 3) ::: (C)\n"
        "is_exception(is_sat(place(Bo) == 1)) ::: (D)\n"
        "is_min(place(Bo), 2) ::: (E)\n"
        "is_max(place(Ann)) ::: (F) two\n"
    )
    assert right(problem) == ("B", "C", "D", "E", "F")


def test_the_question_has_the_last_word_on_what_is_asked() -> None:
    lines = "is_sat(place(Ann) == 1) ::: (A)\nis_sat(place(Ann) < 3) ::: (B)\n"
    problem = options(lines, "Which one of the following must be true?")
    assert right(problem) == ("B",)
    assert any("the question what must be true" in note for note in problem.notes)


@pytest.mark.parametrize(
    ("question", "standing"),
    [
        ("Which one of the following must be true?", "must be true"),
        ("Each of the following could be true EXCEPT:", "cannot be true"),
        ("Each of the following must be true EXCEPT:", "could be false"),
        ("If Bo must leave, which one of the following could be true?", "could be true"),
        ("Which one of the following CANNOT be first?", "cannot be true"),
        ("What is the greatest number of guests?", None),
        ("Which rule, if put instead of another, would have the same effect?", None),
        ("The order is fully determined if which one is true?", "leaves one possibility"),
    ],
)
def test_what_questions_ask(question: str, standing: str | None) -> None:
    assert asked_standing(question) == standing


def test_the_option_that_leaves_one_possibility() -> None:
    lines = "is_sat(place(Cy) == 3) ::: (A)\nis_sat(place(Ann) == 1) ::: (B)\n"
    assert right(options(lines, "The order is fully determined if which of these is true?")) == (
        "A",
    )


def test_a_condition_is_read_like_a_sentence_of_the_program() -> None:
    problem = options(
        "is_sat(place(Ann) == 1) ::: (A)\nis_sat(place(Bo) == 3) ::: (B)\n",
        "If Cy is before Ann, then which one of the following could be true?",
        ("A) Ann is in place 1.", "B) Bo is in place 3."),
    )
    assert right(problem) == ("B",)
    assert any("read like 'Ann is before Bo'" in note for note in problem.notes)


def test_a_denied_condition_is_read_like_the_sentence_without_not() -> None:
    problem = options(
        "is_sat(place(Ann) == 1) ::: (A)\nis_sat(place(Cy) == 1) ::: (B)\n",
        "If Ann is not in place 1, which one of the following must be true?",
        ("A) Ann is in place 1.", "B) Cy is in place 1."),
    )
    assert right(problem) == ("B",)


def test_a_complete_list_denies_what_it_leaves_out() -> None:
    program = (
        "# Declarations\nteas = EnumSort([mint, sage, rose])\nsold = Function([teas] -> [bool])\n"
        "# Constraints\nImplies(sold(mint), sold(sage)) ::: mint only with sage\n# Options\n"
        "is_sat(sold(mint)) ::: (A)\nis_sat(And(sold(sage), sold(rose))) ::: (B)\n"
    )
    question = "Which one of the following could be a complete list of the teas sold?"
    assert right(read_options(split_sections(program), program, question)) == ("B",)


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("place(Bo) > place(Ann)) ::: surplus", "surplus closing bracket"),
        ("And(place(Bo) > 1, place(Cy) > 0 ::: missing", "missing ')'"),
        ("place(Bo) > 1, place(Cy) > 0 ::: comma", "read as 'and'"),
        ("place(Dee) > 0 ::: unknown guest", "added to guests"),
        ("happy(Bo) ::: unknown predicate", "read as a function of (guests) to bool"),
        ("place(Cy) ::: number as formula", "it is not 0"),
        ("place(g) > 0 ::: unbound", "read as 'for all g'"),
        ("Or(place(Bo) == 2, place(Bo) == 3) ::: either, but not both", "read as xor"),
    ],
)
def test_every_repair_is_a_note(written: str, note: str) -> None:
    program = (
        QUEUE.replace("# Options", f"{written}\n# Options") + "is_sat(place(Bo) == 2) ::: (A)\n"
    )
    problem = read_options(split_sections(program), program)
    assert any(note in found for found in problem.notes), problem.notes
    assert judge(problem).settled


def test_sorts_inside_larger_sorts_and_unions() -> None:
    program = (
        "# Declarations\ncats = EnumSort([Tom, Kit])\ndogs = EnumSort([Rex])\n"
        "room = Function([cats + dogs] -> [int])\n# Constraints\n"
        "ForAll([c:cats], room(c) == 1)\nroom(Rex) == 2\n# Options\n"
        "is_valid(room(Kit) < room(Rex)) ::: (A)\n"
    )
    assert right(read_options(split_sections(program), program)) == ("A",)


def test_numerals_stand_for_themselves_and_what_lies_outside_a_sort_does_not_hold() -> None:
    program = (
        "# Declarations\ndays = EnumSort([4, 6, 8])\nfull = Function([days] -> [bool])\n"
        "# Constraints\nForAll([d:days], full(d))\n# Options\n"
        "is_valid(full(4 + 2)) ::: (A)\nis_sat(full(5)) ::: (B)\n"
    )
    assert right(read_options(split_sections(program), program)) == ("A",)


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('echo hacked')",
        "(lambda: 1)()",
        "place(Ann).__class__ == 1",
        "[x for x in ().__class__.__bases__]",
        "exec('1')",
        "place(Ann) == 1; import os",
        "f'{open(1)}' == 1",
    ],
)
def test_program_text_is_never_run(formula: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Python that is no formula is refused, or read as an unknown function: never called."""
    program = (
        QUEUE.replace("# Options", f"{formula}\n# Options") + "is_sat(place(Bo) == 2) ::: (A)\n"
    )
    with suppress(ProgramError):
        judge(read_options(split_sections(program), program))
    assert "hacked" not in capfd.readouterr().out


def test_errors_point_into_the_program() -> None:
    program = QUEUE + "is_sat(place(Bo) == 2.5) ::: (A)\n"
    with pytest.raises(ProgramError) as caught:
        read_options(split_sections(program), program)
    assert caught.value.position is not None
    line = program.splitlines()[caught.value.position.line - 1]
    assert "2.5" in line


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "not " * 5000 + "x",
        "[" * 3000,
        "f(" * 3000,
        "a => " * 3000 + "a",
        "a + " * 3000 + "a",
        "a" + "[1]" * 3000,
    ],
)
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(ProgramError):
        parse(text)


@pytest.mark.parametrize(
    "line",
    [
        "x" * 40_000,
        " " * 20_000 + "x" + " " * 20_000 + "y",
        "a < " * 9_000 + "a",
        "but not " * 5_000,
    ],
)
def test_long_lines_do_not_hang(line: str) -> None:
    for program in (with_constraint(line), with_constraint(f"place(Bo) == 2 ::: {line}")):
        with suppress(ProgramError):
            read_options(split_sections(program), program)
    with suppress(ProgramError):
        program = SHELF.replace("jam [IN]", f"{line} [IN]")
        read_assignments(split_sections(program), program)
