"""The files of a LeanDojo Benchmark: read row by row, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO, TypeVar

from pydantic import TypeAdapter, ValidationError

from prover.errors import InputError
from search.leandojo.errors import BenchmarkUnreadable
from search.leandojo.rows import SourceFile, TracedTheorem

__all__ = ["read_corpus", "read_theorems", "write_corpus", "write_theorems"]

_FILE = TypeAdapter(SourceFile)
_THEOREM = TypeAdapter(TracedTheorem)
_OPTIONAL = ("def_end_pos", "theorem_statement")
_CHUNK = 1 << 16
_MARGIN = 16
"""A literal of JSON that the end of a buffer cuts off is shorter than this."""

Row = TypeVar("Row")


def read_corpus(path: Path) -> Iterator[SourceFile]:
    """The files that ``corpus.jsonl`` lists, in its order.

    Raises:
        BenchmarkUnreadable: a line is damaged, or the file cannot be read.
    """
    with _reading(path) as text:
        for number, line in enumerate(text, start=1):
            if not line.strip():
                continue
            where = f"{path}, line {number}"
            try:
                data = json.loads(line)
            except ValueError as error:
                raise _damaged(where, error) from None
            yield _row(_FILE, data, where)


def read_theorems(path: Path) -> Iterator[TracedTheorem]:
    """The theorems of ``train.json`` and its like: one list, of which a part at a time is held.

    Raises:
        BenchmarkUnreadable: a theorem is damaged, or the file cannot be read.
    """
    with _reading(path) as text:
        for number, (offset, data) in enumerate(_items(text, path), start=1):
            yield _row(_THEOREM, data, f"{path}, theorem {number} (character {offset + 1})")


def write_corpus(path: Path, files: Iterable[SourceFile]) -> None:
    """Write ``corpus.jsonl``; give files after those that they import.

    Raises:
        InputError: the file cannot be written.
    """
    with _writing(path) as out:
        for file in files:
            out.write(json.dumps(asdict(file)) + "\n")


def write_theorems(path: Path, theorems: Iterable[TracedTheorem]) -> None:
    """Write theorems as one list.

    Raises:
        InputError: the file cannot be written.
    """
    with _writing(path) as out:
        separator = "["
        for theorem in theorems:
            out.write(separator + json.dumps(asdict(theorem, dict_factory=_without_nothing)))
            separator = ", "
        out.write("]" if separator == ", " else "[]")


def _without_nothing(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A row without the fields that not every version of LeanDojo has."""
    return {key: value for key, value in pairs if value is not None or key not in _OPTIONAL}


def _row(adapter: TypeAdapter[Row], data: object, where: str) -> Row:
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise _damaged(where, f"{field}: {first['msg']}" if field else first["msg"]) from None


def _items(text: TextIO, path: Path) -> Iterator[tuple[int, Any]]:
    """The items of a JSON list with their offsets; no more than one and a chunk are in memory."""
    decoder = json.JSONDecoder()
    buffer, start = "", 0  # the buffer begins at character `start` of the file
    expected = "["
    while True:
        buffer, start = _skipped(buffer, start, text)
        if not buffer or buffer[0] not in expected:
            wanted = " or ".join(expected)
            raise _damaged(f"{path}, character {start + 1}", f"expected {wanted}")
        closes = buffer[0] == "]"
        buffer, start = _skipped(buffer[1:], start + 1, text)
        if closes or (expected == "[" and buffer.startswith("]")):
            return
        expected = ",]"
        item, end, buffer = _decoded(decoder, buffer, start, text, path)
        yield start, item
        buffer, start = buffer[end:], start + end


def _skipped(buffer: str, start: int, text: TextIO) -> tuple[str, int]:
    """The buffer from its first character that is no white space."""
    while not (rest := buffer.lstrip()):
        start += len(buffer)
        if not (buffer := text.read(_CHUNK)):
            return "", start
    return rest, start + len(buffer) - len(rest)


def _decoded(
    decoder: json.JSONDecoder, buffer: str, start: int, text: TextIO, path: Path
) -> tuple[Any, int, str]:
    """The item at the start of ``buffer``, where it ends, and the buffer, which may have grown."""
    size = _CHUNK
    while True:
        try:
            item, end = decoder.raw_decode(buffer)
            return item, end, buffer
        except json.JSONDecodeError as error:
            is_cut = error.pos > len(buffer) - _MARGIN or error.msg.startswith("Unterminated")
            more = text.read(size) if is_cut else ""
            if not more:
                raise _damaged(f"{path}, character {start + error.pos + 1}", error.msg) from None
            buffer += more
            size *= 2


def _damaged(where: str, why: object) -> BenchmarkUnreadable:
    return BenchmarkUnreadable(f"{where}: {why}")


@contextmanager
def _reading(path: Path) -> Iterator[TextIO]:
    try:
        with path.open(encoding="utf-8") as text:
            yield text
    except OSError as error:
        raise BenchmarkUnreadable(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _damaged(str(path), "not UTF-8") from None


@contextmanager
def _writing(path: Path) -> Iterator[TextIO]:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8") as out:
            yield out
        partial.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from None
    finally:
        partial.unlink(missing_ok=True)
