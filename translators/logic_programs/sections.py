"""A program cut into its sections, and each section into lines ``formula ::: English``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from prover.problem import Sentence, Span
from translators.logic_programs.errors import ProgramError

__all__ = ["Line", "Sections", "split_sections"]

Sections = Mapping[str, tuple["Line", ...]]
"""Lines by the name of their section, in the order of the program."""

MAX_LENGTH = 50_000
"""Longest program, in characters, that is read."""

_NAMES = {
    "predicate": "predicates",
    "premise": "premises",
    "conclusion": "conclusion",
    "fact": "facts",
    "rule": "rules",
    "query": "query",
    "question": "query",
    "answer": "answer",
    "domain": "domain",
    "variable": "variables",
    "constraint": "constraints",
    "declaration": "declarations",
    "option": "options",
}
_HEADING = re.compile(
    rf"\s*(?:[#*]+\s*)?({'|'.join(_NAMES)})s?\s*(?:\**\s*:(?!:)\**[ \t]*|\**\s*$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of a program with the English that its author put beside it.

    ``start`` is the offset of ``formula`` in the program; ``whole`` is the line as written.
    """

    formula: str
    gloss: str
    start: int
    whole: str

    @property
    def sentence(self) -> Sentence:
        """The line as a piece of the program."""
        return Sentence(self.whole, Span(self.start, self.start + len(self.whole)))


def split_sections(program: str) -> Sections:
    """The sections of ``program``; a heading may stand on a line of its own or begin one.

    What stands before the first heading is in the section ``""``.

    Raises:
        ProgramError: the program is empty or longer than :data:`MAX_LENGTH`.
    """
    if not program.strip():
        raise ProgramError("the program is empty")
    if len(program) > MAX_LENGTH:
        raise ProgramError(f"the program has {len(program):,} characters")
    sections: dict[str, list[Line]] = {}
    current = ""
    offset = 0
    for raw in program.splitlines(keepends=True):
        heading = _HEADING.match(raw)
        begin = 0
        if heading is not None:
            current = _NAMES[heading[1].lower()]
            sections.setdefault(current, [])
            begin = heading.end()
        line = _line(raw, begin, offset)
        if line is not None:
            sections.setdefault(current, []).append(line)
        offset += len(raw)
    return {name: tuple(lines) for name, lines in sections.items()}


def _line(raw: str, begin: int, offset: int) -> Line | None:
    text = raw[begin:].rstrip()
    stripped = text.lstrip()
    if not stripped or not stripped.strip("`-= "):
        return None
    start = offset + begin + len(text) - len(stripped)
    formula, _, gloss = stripped.partition(":::")
    return Line(formula.rstrip(), gloss.strip(), start, stripped)
