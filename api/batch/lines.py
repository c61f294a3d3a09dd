"""What a batch asks: lines of a file, or the files of a folder, each with a name of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from api.reading.files import load_text
from api.reading.language import Language
from api.settings import Settings
from api.tasks.errors import invalid_entry
from api.wire import ProofRequest
from prover.errors import InputError

__all__ = ["BatchItem", "count_items", "read_items"]

_SUFFIXES = {
    ".txt": Language.AUTO,
    ".json": Language.AUTO,
    ".fol": Language.FOL,
    ".p": Language.TPTP,
    ".tptp": Language.TPTP,
    ".smt2": Language.SMTLIB,
    ".lean": Language.LEAN,
}
"""Files of a folder that are problems, and what they are written in."""


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One problem of a batch, or what is wrong with its line.

    ``digest`` tells whether an answer found in a file answers this problem.
    """

    id: str
    digest: str
    request: ProofRequest | None = None
    error: InputError | None = None


def count_items(source: Path) -> int:
    """How many problems ``source`` holds.

    Raises:
        InputError: it cannot be read.
    """
    if source.is_dir():
        return len(_problem_files(source))
    try:
        with source.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError as error:
        raise _unreadable(source, error) from None


def read_items(source: Path, settings: Settings) -> Iterator[BatchItem]:
    """The problems of ``source``, in order; a bad line is an item with an error.

    Args:
        source: JSON lines, each a ``ProofRequest`` and perhaps its ``id`` (the number of the
            line by default), or a folder of problem files, which are named by their paths.
        settings: how large a line or a file may be.

    Raises:
        InputError: ``source`` cannot be read.
    """
    return _files(source, settings) if source.is_dir() else _lines(source, settings)


def _lines(source: Path, settings: Settings) -> Iterator[BatchItem]:
    seen: set[str] = set()
    try:
        with source.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                item = _from_line(line, number, settings.max_input_bytes)
                if item.id in seen:
                    error = InputError(
                        f"line {number}: the id {item.id!r} was used before",
                        hint="give every line an id of its own, or none",
                    )
                    item = BatchItem(f"{item.id} (line {number})", item.digest, error=error)
                seen.add(item.id)
                yield item
    except OSError as error:
        raise _unreadable(source, error) from None


def _from_line(line: bytes, number: int, limit: int) -> BatchItem:
    digest, name = _digest(line.strip()), str(number)
    try:
        if len(line) > limit:
            raise InputError(f"{len(line):,} bytes, more than the limit of {limit:,}")
        fields = json.loads(line)
        if not isinstance(fields, dict):
            raise InputError("is no JSON object", hint='{"premises": ["…"], "goal": "…"}')
        name = _id(fields.pop("id", number))
        return BatchItem(name, digest, _request(fields))
    except (ValueError, RecursionError) as error:
        reason = InputError(f"not JSON: {error}", hint="one JSON object a line is expected")
    except InputError as error:
        reason = error
    reason.message = f"line {number}: {reason.message}"
    return BatchItem(name, digest, error=reason)


def _id(value: object) -> str:
    if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
        return str(value)
    raise InputError("id: text or a number is expected")


def _request(fields: dict[str, object]) -> ProofRequest:
    if "wait" in fields:
        raise InputError("wait: a batch waits for every answer", hint="leave it out")
    if fields.get("library") is not None:
        raise InputError("library: libraries are kept by a server", hint="ask POST /v1/batch")
    try:
        return ProofRequest.model_validate(fields)
    except ValidationError as error:
        said = invalid_entry(error)
        raise InputError(
            f"{said['field']}: {said['message']}" if said["field"] else str(said["message"]),
            hint='{"premises": ["…"], "goal": "…"} or {"text": "…"} is expected',
        ) from None


def _files(folder: Path, settings: Settings) -> Iterator[BatchItem]:
    for path in _problem_files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            text = load_text(str(path), settings)
        except InputError as error:
            yield BatchItem(name, "", error=error)
            continue
        request = ProofRequest(text=text, language=_SUFFIXES[path.suffix.lower()])
        yield BatchItem(name, _digest(text.encode()), request)


def _problem_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file()
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _unreadable(source: Path, error: OSError) -> InputError:
    return InputError(f"cannot read {source}: {error.strerror}")
