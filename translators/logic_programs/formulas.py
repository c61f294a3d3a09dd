"""Programs of first-order formulas (premises, a conclusion) become problems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prover.errors import InputError
from prover.logic.reader import FormulaSyntaxError, Reading, parse_formula, parse_formulas
from prover.logic.syntax import Formula, FormulaTooDeep
from prover.problem import Premise, Problem, Span, Untranslated
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.merging import merged
from translators.logic_programs.polarity import with_polarity_of
from translators.logic_programs.sections import Line, Sections

__all__ = ["read_formulas"]

_LISTS = "what is said of a list is said of each of its members"
_LIST = re.compile(r"[\[{]([^\[\](){}∧∨→↔¬]*,[^\[\](){}∧∨→↔¬]*)[\]}]")
_ATOM = re.compile(r"(?<![\w'-])[\w'-]+\((?:[^()\[\]{}]|[\[{][^()\[\]{}]*[\]}])*\)")


def read_formulas(sections: Sections, program: str, question: str = "") -> Problem:
    """The problem that the sections *premises* and *conclusion* state.

    Args:
        sections: from :func:`~translators.logic_programs.sections.split_sections`.
        program: the whole text.
        question: the sentence that the conclusion stands for; by default the one beside it.

    Raises:
        ProgramError: there is no conclusion.
        SortConflictError: one name is used at two sorts.
    """
    conclusions = sections.get("conclusion", ()) or sections.get("query", ())
    if not conclusions:
        raise ProgramError("the program has no conclusion", hint="it stands after 'Conclusion:'")
    lines = (*sections.get("premises", ()), conclusions[0])
    names = [*(f"p{number}" for number in range(1, len(lines))), "goal"]
    written = [_Written(name, line) for name, line in zip(names, lines, strict=True)]
    readable: list[_Written] = written
    unread: list[Untranslated] = []
    try:
        reading = _parsed(readable)
    except (InputError, FormulaTooDeep):
        readable, unread = _sifted(written)
        reading = _parsed(readable)
    notes = [f"{each.name}: {_LISTS}" for each in readable if each.text != each.line.formula]
    notes += [f"{readable[w.formula].name}: {w.message}" for w in reading.warnings]
    formulas, merges = merged(reading.formulas)
    notes += merges
    read = _premises(readable, formulas)
    goal = read.pop() if read and read[-1].name == "goal" else None
    if goal is not None:
        goal, note = _turned(goal, question)
        notes += [f"goal: {note}"] if note else []
    return Problem(tuple(read), goal, program, tuple(unread), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Written:
    """A line with the name its formula will have."""

    name: str
    line: Line

    @property
    def text(self) -> str:
        """What is parsed."""
        return _without_lists(self.line.formula)


def _parsed(written: Sequence[_Written]) -> Reading:
    return parse_formulas([each.text for each in written], tolerant=True)


def _sifted(written: Sequence[_Written]) -> tuple[list[_Written], list[Untranslated]]:
    """The lines that are formulas, and those that are not."""
    readable: list[_Written] = []
    unread: list[Untranslated] = []
    for each in written:
        try:
            parse_formula(each.text, tolerant=True)
        except (InputError, FormulaTooDeep) as error:
            unread.append(_unread(each.name, each.line, error))
        else:
            readable.append(each)
    return readable, unread


def _premises(readable: Sequence[_Written], formulas: Sequence[Formula]) -> list[Premise]:
    return [
        Premise(each.name, formula, each.line.sentence, each.line.gloss)
        for each, formula in zip(readable, formulas, strict=True)
    ]


def _turned(goal: Premise, question: str) -> tuple[Premise, str]:
    formula, note = with_polarity_of(goal.formula, question or goal.english)
    return replace(goal, formula=formula), note


def _without_lists(text: str) -> str:
    """``P(a, [b, c])`` as ``(P(a, b) ∧ P(a, c))``."""
    return _ATOM.sub(lambda match: _distributed(match[0]), text)


def _distributed(atom: str) -> str:
    found = _LIST.search(atom)
    if found is None:
        return atom
    members = [member.strip() for member in found[1].split(",") if member.strip()]
    before, after = atom[: found.start()], atom[found.end() :]
    return f"({' ∧ '.join(_distributed(f'{before}{member}{after}') for member in members)})"


def _unread(name: str, line: Line, error: InputError | FormulaTooDeep) -> Untranslated:
    position = error.position if isinstance(error, FormulaSyntaxError) else None
    offset = line.start + (0 if position is None else position.offset)
    span = Span(offset, max(offset + 1, line.start + len(line.formula)))
    return Untranslated(name, line.sentence, span, error.message)
