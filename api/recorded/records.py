"""Files of recorded translations, and the data set their questions come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from api.json_line import json_object
from api.recorded.formats import Record
from prover.errors import InputError

__all__ = ["companion", "read_records", "rows_by_id"]

_MAX_COMPANION = 50_000_000
"""Largest file, in bytes, that is looked into for the questions."""


def read_records(path: Path, limit: int | None = None) -> tuple[Record, ...]:
    """The JSON objects in the lines of ``path``, or the first ``limit``.

    Raises:
        InputError: the file is missing, empty, or no JSON lines.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start})") from None
    records = tuple(_records(text))
    if not records:
        raise InputError(f"{path} has no records", hint="one JSON object a line is expected")
    return records[:limit]


def _records(text: str) -> Iterator[Record]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield json_object(line, number, "record")


def rows_by_id(path: Path) -> Mapping[str, Record]:
    """The rows of a data set by their ``id``; raises what :func:`read_records` raises."""
    return {str(row["id"]): row for row in read_records(path) if "id" in row}


def companion(translations: Path, records: tuple[Record, ...]) -> Path | None:
    """The data set that has all the ids of ``records`` and asks questions, if it is near.

    Looked for beside the file and in the folders beside its own.
    """
    wanted = {str(record.get("id", "")) for record in records}
    here = translations.resolve().parent
    for path in sorted({*here.glob("*.jsonl"), *here.parent.glob("*/*.jsonl")}):
        if path == translations.resolve() or path.stat().st_size > _MAX_COMPANION:
            continue
        try:
            rows = rows_by_id(path)
        except InputError:
            continue
        asks = all("question" in rows[i] or "conclusion" in rows[i] for i in wanted & rows.keys())
        if asks and wanted <= rows.keys():
            return path
    return None
