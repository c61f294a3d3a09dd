"""A line of a constraint program as a formula, errors placed in the whole program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prover.constraints.theory import Expression, Quantifier
from prover.errors import Position
from translators.logic_programs.constraints.meaning import Meaning, UndeclaredElement
from translators.logic_programs.constraints.syntax import parse
from translators.logic_programs.constraints.wording import as_said
from translators.logic_programs.errors import ProgramError
from translators.logic_programs.sections import Line

__all__ = ["formula_of", "placed"]


def formula_of(
    meaning: Meaning, program: str, line: Line, text: str, quantifier: Quantifier
) -> Expression:
    """The formula ``text``, a part of ``line``; free variables are bound by ``quantifier``.

    Raises:
        ProgramError: with the place in ``program``.
    """
    start = line.start + max(line.whole.find(text), 0)
    with placed(program, start):
        raw, notes = parse(text)
        for note in notes:
            meaning.note(f"{note}: {text!r}")
        raw, note = as_said(raw, line.gloss)
        if note:
            meaning.note(note)
        return meaning.closed(raw, quantifier)


@contextmanager
def placed(program: str, start: int) -> Iterator[None]:
    """Errors inside point into ``program``, their texts beginning at ``start``."""
    try:
        yield
    except UndeclaredElement:
        raise
    except ProgramError as error:
        offset = 0 if error.position is None else error.position.offset
        error.position = Position.of(program, start + offset)
        raise
