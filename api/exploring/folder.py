"""The folder of a book: claimed before anything is explored, and gone on with later."""

from __future__ import annotations

import json
from pathlib import Path

from prover.errors import InputError
from prover.export.development import development_from_json, is_development
from prover.theory import Development, Theory
from search.exploration import Finding, State, Status

__all__ = ["claim", "kept_in"]

_BOOK = "book.json"
_PROVED = (Status.ESSENTIAL.value, Status.COROLLARY.value)


def claim(folder: Path) -> None:
    """Make ``folder`` if it is missing, and make sure that a book can be written into it.

    Raises:
        InputError: it holds something else, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file", hint="--out names a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / _BOOK).is_file():
            raise InputError(
                f"{folder} is not empty, and there is no book in it",
                hint="name a new folder, or one that an earlier run has written",
            )
        trial = folder / ".book.partial"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise InputError(f"cannot write {folder}: {error.strerror}") from None


def kept_in(folder: Path, theory: Theory) -> State:
    """What an earlier run has left in ``folder``: nothing, if there was none.

    The theorems are those of the book; whether they still stand is for the checkers to say.

    Raises:
        InputError: there is something else in it, or the book of another theory.
    """
    path = folder / _BOOK
    if not path.is_file():
        return State()
    hint = "name another folder, or remove this one"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from None
    except ValueError:
        raise InputError(f"{path} is damaged", hint=hint) from None
    if not is_development(document):
        raise InputError(f"{path} is no book", hint=hint)
    development = development_from_json(document)
    if development.theory.name != theory.name:
        raise InputError(f"{folder} has the book of {development.theory.name}", hint=hint)
    findings, seconds = _findings(document, development)
    return State(findings, development.theorems, seconds)


def _findings(
    document: dict[str, object], development: Development
) -> tuple[tuple[Finding, ...], float]:
    """The proved findings of a book, and the seconds spent on it; what is malformed counts not."""
    book = document.get("book")
    rows = book.get("findings") if isinstance(book, dict) else None
    theorems = development.by_name
    findings = [
        Finding(row["name"], theorems[row["name"]].statement, Status(row["status"]))
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and row.get("name") in theorems and row.get("status") in _PROVED
    ]
    figures = book.get("figures") if isinstance(book, dict) else None
    seconds = figures.get("seconds") if isinstance(figures, dict) else None
    return tuple(findings), float(seconds) if isinstance(seconds, int | float) else 0.0
