"""What ``prover solve`` does once its limits hold: read, answer, write and show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import typer
from rich.console import Console

from api.by_model import judges_options
from api.commands.face import Face, naming_errors, show_answer
from api.commands.options import leave
from api.commands.progress_line import progress_line
from api.guard import Guarded
from api.reading.language import Language
from api.reading.problems import Question, read_question
from api.service import ProofService
from api.settings import Settings
from api.shown.exports import write_exports
from prover.answer import Answer
from prover.errors import InputError

__all__ = ["Asked", "solve"]

Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be solved, and what is to become of the answer.

    Attributes:
        file: where the problem is.
        settings: with what was given on the command line.
        language: in which the problem is written, as far as told.
        library: a theory, or a file of premises, that may be used.
        exports: where to write the answer, by the names of forms.
        face: whom it is shown to.
        begun: value of :func:`time.monotonic` from which a limit that was asked for counts;
            without one, the time counts from when the work begins.
    """

    file: str
    settings: Settings
    language: Language
    library: Path | None
    exports: Mapping[str, Path | None]
    face: Face
    begun: float | None


def solve(asked: Asked, guarded: Guarded | None) -> typer.Exit:
    """Answer, write what is to be written, and show it.

    Args:
        asked: what is to be solved.
        guarded: who is told that the answer is there, in a child that has a guard.

    Returns:
        How the command ends.

    Raises:
        ProverError: the input is bad, or a file cannot be written.
    """
    settings = asked.settings
    deadline = (monotonic() if asked.begun is None else asked.begun) + settings.timeout
    with naming_errors(asked.face, asked.file):
        if asked.library is not None:
            answer, more = _by_library(asked.file, asked.library, settings, deadline)
        else:
            question = read_question(asked.file, settings, asked.language)
            if judges_options(question, settings):
                return leave(_judged(question, asked))
            answer, more = _answer(question, settings, deadline)
    code = leave(answer.verdict.is_decided)
    write_exports(answer, asked.exports)
    if guarded is not None:
        guarded.leaving(code.exit_code)
    show_answer(answer, asked.face, asked.file, more)
    return code


def _judged(question: Question, asked: Asked) -> bool:
    """Whether the options of a question have an answer, which is printed."""
    from api.commands.translator import judge_options

    return judge_options(question, asked.settings, asked.exports, asked.face is Face.JSON)


def _by_library(
    file: str, library: Path, settings: Settings, deadline: float
) -> tuple[Answer, Entry]:
    """The answer with premises of a library, and what it took of it."""
    from api.libraries.files import answer_with_library, library_at

    if settings.translator == "model":
        raise InputError("a library is read by the grammar", hint="leave --translator out")
    with (
        ProofService(settings, deadline=deadline) as service,
        progress_line(Console(stderr=True)) as watch,
    ):
        found = answer_with_library(file, library_at(library, settings), service, watch)
    return found.answer, found.entry


def _answer(question: Question, settings: Settings, deadline: float) -> tuple[Answer, Entry]:
    """The answer, and how a language model understood the question, if it was asked."""
    if settings.translator == "model":
        from api.commands.translator import answer_by_model

        return answer_by_model(question, settings)
    from api.libraries.large import answer_question

    with (
        ProofService(settings, deadline=deadline) as service,
        progress_line(Console(stderr=True)) as watch,
    ):
        return answer_question(question, service, watch), {}
