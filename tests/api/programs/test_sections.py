"""Programs find their reader, and the examples that models are shown are read and decided."""

from __future__ import annotations

import re
from functools import partial

import pytest

from api.model import prompt_text
from api.programs.author import program_in
from api.programs.sections import LogicQuestion, question_of
from api.recorded.solving import solve
from api.service import ProofService
from api.settings import Settings
from prover.answer import Semantics
from prover.constraints import OptionProblem
from translators.logic_programs.errors import ProgramError

EXAMPLE = re.compile(r"Problem:\n```\n(.*?)```\nProgram:\n```\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(
    ("program", "semantics"),
    [
        ("Facts:\nMite(Ada)\nQuery:\nMite(Ada)", Semantics.RULES),
        ("Premises:\nMite(ada)\nConclusion:\nMite(ada)", Semantics.CLASSICAL),
    ],
)
def test_sections_say_how_premises_are_meant(program: str, semantics: Semantics) -> None:
    question = question_of(program)
    assert isinstance(question, LogicQuestion)
    assert question.semantics is semantics


def test_constraints_and_variables_make_problems_with_options() -> None:
    declared = "# Declarations\na = EnumSort([x, y])\n# Options\nis_valid(x != y) ::: (A)"
    domain = "Variables:\na [IN] [1, 2]\nConstraints:\na < 2\nQuery:\nA) a == 1"
    assert isinstance(question_of(declared), OptionProblem)
    assert isinstance(question_of(domain), OptionProblem)


def test_other_text_is_no_program() -> None:
    with pytest.raises(ProgramError, match="sections: none"):
        question_of("The answer is B.")


@pytest.mark.parametrize(
    ("style", "answers"),
    [("rules.v1", ["refuted", "proved"]), ("constraints.v1", ["D", "B"])],
)
def test_the_examples_of_the_prompts_are_read_and_decided(style: str, answers: list[str]) -> None:
    found = []
    with ProofService(Settings()) as service:
        for problem, program in EXAMPLE.findall(prompt_text(style)):
            question, *options = problem.partition("Question: ")[2].splitlines()
            solved = solve(partial(question_of, program, question, tuple(options)), service)
            assert solved.certified
            assert not [note for note in solved.notes if "supposes" not in note]
            found.append(solved.chosen or solved.verdict.value)
    assert found == answers


@pytest.mark.parametrize(
    "reply",
    [
        "Facts:\nP(a)",
        "```\nFacts:\nP(a)\n```",
        "Here it is:\n```text\nFacts:\nP(a)\n```\nThe answer is B.",
        "```\nQuery:\nP(b)\n```\nor rather\n```\nFacts:\nP(a)\n```",
        "```\nFacts:\nP(a)",
    ],
)
def test_the_last_fenced_block_is_the_program(reply: str) -> None:
    assert program_in(reply) == "Facts:\nP(a)"
