"""Logic-LM's logic programs: one program a problem (Pan et al., "Logic-LM", 2023).

A record has ``id``, ``label`` (a letter) and ``program``, which ``api.programs.sections`` reads.
"""

from __future__ import annotations

from functools import partial

from api.programs.sections import question_of
from api.recorded.formats import Record, RecordedProblem
from prover.errors import InputError
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.sections import split_sections

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
            name, label, (partial(question_of, program, _sentence(row), _options(row)),)
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
