"""Logic-LM's logic programs: one program a problem (Pan et al., "Logic-LM", 2023).

A record has ``id``, ``label`` (a letter) and ``program``.  The sections of the program say which
reader it is for.
"""

from __future__ import annotations

from functools import partial

from api.recorded.formats import LogicQuestion, Question, Record, RecordedProblem
from prover.answer import Semantics
from prover.errors import InputError
from translators.logic_programs.constraints import read_assignments, read_options
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.formulas import read_formulas
from translators.logic_programs.rules import read_rules
from translators.logic_programs.sections import Sections, split_sections

__all__ = ["LogicLm"]

_TRUTH = {"A": "True", "B": "False", "C": "Uncertain"}


class LogicLm:
    """The format of Logic-LM's ``outputs/logic_programs``."""

    name = "logic-lm"

    def recognises(self, record: Record) -> bool:
        """Whether there is a program."""
        return isinstance(record.get("program"), str)

    def problem(self, record: Record, row: Record | None) -> RecordedProblem:
        """The problem with its one sample; letters are truth values where nothing is chosen."""
        program, label = str(record["program"]), str(record.get("label", "")).strip()
        name = str(record.get("id", ""))
        if not label:
            raise InputError(f"record {name!r} has no label")
        if not _has_options(program):
            label = _TRUTH.get(label, label)
        if label not in ("True", "False", "Uncertain") and not (
            label.isupper() and len(label) == 1
        ):
            raise InputError(
                f"record {name!r} has the label {label!r}", hint="a letter is expected"
            )
        return RecordedProblem(
            name, label, (partial(_question, program, _sentence(row), _options(row)),)
        )


def _sentence(row: Record | None) -> str:
    """The question's sentence in the data set."""
    return "" if row is None else str(row.get("question") or row.get("conclusion") or "")


def _options(row: Record | None) -> tuple[str, ...]:
    """The options in English, if the data set has some."""
    listed = () if row is None else row.get("options") or ()
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def _has_options(program: str) -> bool:
    try:
        sections = split_sections(program)
    except ProgramError:
        return False
    return "options" in sections or "variables" in sections or "constraints" in sections


def _question(program: str, sentence: str, options: tuple[str, ...]) -> Question:
    """Read ``program`` by the reader for its sections."""
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
