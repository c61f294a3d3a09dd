"""Logic programs that a language model wrote: the sections of each say which reader it is for.

The notations are Logic-LM's (Pan et al., "Logic-LM", 2023).  Programs are read and never run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prover.answer import Semantics
from prover.constraints import OptionProblem
from prover.problem import Problem
from translators.logic_programs.constraints import read_assignments, read_options
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.formulas import read_formulas
from translators.logic_programs.rules import read_rules
from translators.logic_programs.sections import Sections, split_sections

__all__ = ["LogicQuestion", "Question", "question_of"]


@dataclass(frozen=True, slots=True)
class LogicQuestion:
    """A problem and how its premises are meant to be read."""

    problem: Problem
    semantics: Semantics


Question = LogicQuestion | OptionProblem


def question_of(program: str, sentence: str = "", options: Sequence[str] = ()) -> Question:
    """What ``program`` asks, read by the reader for its sections.

    Args:
        program: the whole text.
        sentence: the question in English; by default the one that the program has.
        options: the options in English, as ``A) …``, if known.

    Raises:
        ProgramError: no reader knows such sections, or a line cannot be read; with its place.
        SortConflictError: one name is used at two sorts.
    """
    sections = split_sections(program)
    match _kind(sections):
        case "options":
            return read_options(sections, program, sentence, options)
        case "assignments":
            return read_assignments(sections, program, sentence)
        case "formulas":
            return LogicQuestion(read_formulas(sections, program, sentence), Semantics.CLASSICAL)
        case "rules":
            return LogicQuestion(read_rules(sections, program, sentence), Semantics.RULES)
    found = ", ".join(name for name in sections if name) or "none"
    raise ProgramError(
        f"the program has the sections: {found}",
        hint="premises and a conclusion, facts and a query, or constraints and options",
    )


def _kind(sections: Sections) -> str:
    if "options" in sections or "declarations" in sections:
        return "options"
    if "variables" in sections:
        return "assignments"
    if "premises" in sections or "conclusion" in sections:
        return "formulas"
    return "rules" if "facts" in sections or "rules" in sections else ""
