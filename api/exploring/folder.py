"""The folder of a book: claimed before anything is explored, and gone on with later."""

from __future__ import annotations

import json
from pathlib import Path

from prover.errors import InputError
from prover.theory import Theory

__all__ = ["claim"]

_BOOK, _STATE = "book.json", "exploration.json"


def claim(folder: Path, theory: Theory) -> Path:
    """Make ``folder`` if it is missing, and make sure that it is for a book of ``theory``.

    Returns:
        The file in it that keeps the exploration, there or not.

    Raises:
        InputError: it holds something else, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file", hint="--out names a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = {path.name for path in folder.iterdir()}
        trial = folder / ".trial.partial"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise InputError(f"cannot write {folder}: {error.strerror}") from None
    if names.isdisjoint({_BOOK, _STATE}) and names:
        raise InputError(
            f"{folder} is not empty, and no book is in it",
            hint="name a new folder, or one that an earlier run has written",
        )
    other = _theory_of(folder / _BOOK) if _BOOK in names else theory.name
    if other != theory.name:
        raise InputError(f"{folder} has the book of {other}", hint="name another folder")
    return folder / _STATE


def _theory_of(path: Path) -> str:
    """The theory that a book is about.

    Raises:
        InputError: it is no book, or cannot be read.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return str(document["theory"]["name"])
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = "name another folder, or remove this one"
        raise InputError(f"{path} is no book, or is damaged", hint=hint) from None
