"""Files read within limits, and written whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

from api.reading.language import THEORY_SUFFIXES, Language
from api.reading.problems import Question, decode, read_problem, too_large
from api.settings import Settings
from prover.errors import InputError

__all__ = ["load_text", "not_a_theory", "read_question", "write_whole"]


def load_text(file: str, settings: Settings) -> str:
    """The text of a file, or of standard input for ``-``.

    Raises:
        InputError: it cannot be read, is too large, or is not UTF-8.
    """
    limit, setting = settings.max_input_bytes, "PROVER_MAX_INPUT_BYTES"
    if Path(file).suffix.lower() in THEORY_SUFFIXES:
        limit, setting = settings.max_theory_bytes, "PROVER_MAX_THEORY_BYTES"
    if file == "-":
        return decode(sys.stdin.buffer.read(limit + 1), "standard input", limit)
    try:
        size = Path(file).stat().st_size
        if size > limit:
            raise too_large(file, size, limit, setting)
        return decode(Path(file).read_bytes(), file, limit)
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}") from None


def read_question(file: str, settings: Settings, language: Language = Language.AUTO) -> Question:
    """The problem in a file, its language found out unless it is given.

    Raises:
        InputError: the file cannot be read, or is no problem.
    """
    not_a_theory(file)
    text = load_text(file, settings)
    if file == "-":
        return read_problem(text, language=language)
    path = Path(file)
    return read_problem(
        text,
        suffix=path.suffix.lower(),
        language=language,
        path=path,
        max_bytes=settings.max_theory_bytes,
    )


def not_a_theory(file: str) -> None:
    """Have theories asked about where induction is known.

    Raises:
        InputError: ``file`` is called like a theory.
    """
    if Path(file).suffix == ".theory":
        raise InputError(
            f"{file} is a theory, not a single question",
            hint="`prover prove-by-induction FILE` decides its goals, `prover explore FILE` looks "
            "for theorems",
        )


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` by way of a temporary neighbour.

    Raises:
        InputError: the file cannot be written; nothing is left behind.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"cannot write {path}: {error.strerror}") from None
