"""How ``prover solve`` speaks to programs that run provers, in the language of the problem.

TPTP: an SZS status and TSTP, as in CASC.  SMT-LIB: ``unsat``, ``sat`` or ``unknown``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from api.reading.problems import SMTLIB_SUFFIXES, TPTP_SUFFIXES, Language
from prover.answer import Answer
from prover.errors import InputError, ProverError
from prover.export.szs import status_line, szs_status
from prover.logic.reader import FormulaSyntaxError

__all__ = ["Face", "face_of", "naming_errors", "print_answer", "print_status"]


class Face(Enum):
    """Whom an answer is for, and in which words its status is said."""

    PEOPLE = "people"
    SZS_AND_PEOPLE = "the SZS status first"
    SMTLIB_AND_PEOPLE = "the answer to check-sat first"
    SZS = "SZS and TSTP only"
    SMTLIB = "the answer to check-sat only"

    @property
    def is_plain(self) -> bool:
        """Whether only programs are to read it."""
        return self in (Face.SZS, Face.SMTLIB)


def face_of(szs: bool | None, file: str, language: Language) -> Face:
    """The face for a problem.

    Args:
        szs: what ``--szs`` and ``--no-szs`` say.
        file: where the problem is.
        language: in which it is written, as far as told.
    """
    suffix = Path(file).suffix.lower()
    if szs:
        return Face.SZS
    plain = szs is None and not sys.stdout.isatty()
    if language is Language.SMTLIB or (language is Language.AUTO and suffix in SMTLIB_SUFFIXES):
        return Face.SMTLIB if plain else Face.SMTLIB_AND_PEOPLE
    if language is Language.TPTP or (language is Language.AUTO and suffix in TPTP_SUFFIXES):
        return Face.SZS if plain else Face.SZS_AND_PEOPLE
    return Face.PEOPLE


def print_status(answer: Answer, face: Face, file: str) -> None:
    """Print what was found out in one line, where the language of the problem has words for it."""
    match face:
        case Face.SZS | Face.SZS_AND_PEOPLE:
            print(status_line(szs_status(answer), _name(file)))
        case Face.SMTLIB | Face.SMTLIB_AND_PEOPLE:
            print(_CHECK_SAT.get(szs_status(answer), "unknown"))
        case Face.PEOPLE:
            pass


_CHECK_SAT = {"Unsatisfiable": "unsat", "Satisfiable": "sat"}


def print_answer(answer: Answer, face: Face, file: str) -> None:
    """Print all that a program expects."""
    from prover.export import to_tstp

    if face is Face.SZS:
        print(to_tstp(answer, _name(file)), end="")
    else:
        print_status(answer, face, file)


@contextmanager
def naming_errors(face: Face, file: str) -> Iterator[None]:
    """Print a status for errors of the input, which are raised on."""
    try:
        yield
    except ProverError as error:
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
