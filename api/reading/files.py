"""Files read within limits, and written whole or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

from api.reading.language import THEORY_SUFFIXES
from api.settings import Settings
from prover.errors import InputError

__all__ = ["load_text", "not_a_theory", "write_whole"]


def load_text(file: str, settings: Settings) -> str:
    """The text of a file, or of standard input for ``-``.

    Raises:
        InputError: it cannot be read, is too large, or is not UTF-8.
    """
    limit, setting = settings.max_input_bytes, "PROVER_MAX_INPUT_BYTES"
    if Path(file).suffix.lower() in THEORY_SUFFIXES:
        limit, setting = settings.max_theory_bytes, "PROVER_MAX_THEORY_BYTES"
    if file == "-":
        return _decoded(sys.stdin.buffer.read(limit + 1), "standard input", limit)
    try:
        size = Path(file).stat().st_size
        if size > limit:
            raise _too_large(file, size, limit, setting)
        return _decoded(Path(file).read_bytes(), file, limit)
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}") from None


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


def _decoded(data: bytes, source: str, limit: int) -> str:
    """The text in ``data``.

    Raises:
        InputError: empty, binary, not UTF-8 or larger than ``limit`` bytes.
    """
    if len(data) > limit:
        raise _too_large(source, len(data), limit)
    if b"\x00" in data:
        raise InputError(
            f"{source} is a binary file", hint="plain text is expected, JSON, TPTP, SMT-LIB or Lean"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{source} is not UTF-8 text (byte {error.start})") from None
    if not text.strip():
        raise InputError(f"{source} is empty", hint="write premises and a goal after 'Therefore:'")
    return text


def _too_large(
    source: str, size: int, limit: int, setting: str = "PROVER_MAX_INPUT_BYTES"
) -> InputError:
    """The error for an input of ``size`` bytes, beyond the ``limit`` that a setting gives."""
    return InputError(
        f"{source} has {size:,} bytes, more than the limit of {limit:,}",
        hint=f"split it, or raise {setting}",
    )
