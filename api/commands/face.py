"""Whom the answer of ``prover solve`` is for, and how it is shown to them.

Programs that run provers are spoken to in the language of the problem.  TPTP: an SZS status and
TSTP, as in CASC.  SMT-LIB: ``unsat``, ``sat`` or ``unknown``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from importlib import import_module
from pathlib import Path

from rich.console import Console

from api.commands.options import print_json
from api.reading.language import SMTLIB_SUFFIXES, TPTP_SUFFIXES, Language
from prover.answer import Answer
from prover.errors import InputError, ProverError
from prover.export.szs import status_line, szs_status

__all__ = ["Face", "face_of", "naming_errors", "prepare_to_show", "show_answer"]


class Face(Enum):
    """Whom an answer is for, and in which words its status is said."""

    PEOPLE = "people"
    JSON = "one JSON object"
    SZS_AND_PEOPLE = "the SZS status first"
    SMTLIB_AND_PEOPLE = "the answer to check-sat first"
    SZS = "SZS and TSTP only"
    SMTLIB = "the answer to check-sat only"


def face_of(szs: bool | None, file: str, language: Language, *, as_json: bool = False) -> Face:
    """The face for a problem.

    Args:
        szs: what ``--szs`` and ``--no-szs`` say.
        file: where the problem is.
        language: in which it is written, as far as told.
        as_json: whether JSON is wanted, whatever the problem is written in.
    """
    suffix = Path(file).suffix.lower()
    if as_json:
        return Face.JSON
    if szs:
        return Face.SZS
    plain = szs is None and not sys.stdout.isatty()
    if language is Language.SMTLIB or (language is Language.AUTO and suffix in SMTLIB_SUFFIXES):
        return Face.SMTLIB if plain else Face.SMTLIB_AND_PEOPLE
    if language is Language.TPTP or (language is Language.AUTO and suffix in TPTP_SUFFIXES):
        return Face.SZS if plain else Face.SZS_AND_PEOPLE
    return Face.PEOPLE


def prepare_to_show(face: Face) -> None:
    """Load what answers are shown by, so that nothing is left to load when time is up."""
    if face is not Face.SMTLIB:
        import_module(_SHOWN_BY.get(face, "api.shown.console"))


_SHOWN_BY = {Face.JSON: "prover.export.document", Face.SZS: "prover.export.tstp"}


def show_answer(
    answer: Answer, face: Face, file: str, more: Mapping[str, object] | None = None
) -> None:
    """Print an answer.

    Args:
        answer: to the problem.
        face: whom it is for.
        file: where the problem is.
        more: what JSON says besides.
    """
    match face:
        case Face.JSON:
            from prover.export import to_document

            print_json({**to_document(answer), **(more or {})})
        case Face.SZS:
            from prover.export import to_tstp

            print(to_tstp(answer, _name(file)), end="")
        case Face.SMTLIB:
            _print_status(answer, face, file)
        case _:
            from api.shown.console import answer_view

            _print_status(answer, face, file)
            Console().print(answer_view(answer))


def _print_status(answer: Answer, face: Face, file: str) -> None:
    """What was found out in one line, where the language of the problem has words for it."""
    if face is Face.SZS_AND_PEOPLE:
        print(status_line(szs_status(answer), _name(file)))
    elif face in (Face.SMTLIB, Face.SMTLIB_AND_PEOPLE):
        print(_CHECK_SAT.get(szs_status(answer), "unknown"))


_CHECK_SAT = {"Unsatisfiable": "unsat", "Satisfiable": "sat"}


@contextmanager
def naming_errors(face: Face, file: str) -> Iterator[None]:
    """Print a status for errors of the input, which are raised on."""
    try:
        yield
    except ProverError as error:
        from prover.logic.reader import FormulaSyntaxError

        remark = " ".join(str(error).split())
        if face is Face.SZS:
            wrong = "InputError" if isinstance(error, InputError) else "ResourceOut"
            status = "SyntaxError" if isinstance(error, FormulaSyntaxError) else wrong
            print(status_line(status, _name(file), remark), flush=True)
        elif face is Face.SMTLIB:
            quoted = remark.replace('"', '""')
            print(f'(error "{quoted}")', flush=True)
        raise


def _name(file: str) -> str:
    """What the problem in a file is called."""
    return "stdin" if file == "-" else Path(file).stem
