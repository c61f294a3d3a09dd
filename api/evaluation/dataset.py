"""Rows of reasoning data sets, in the shapes that people publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.json_line import json_object
from prover.errors import InputError, Position

__all__ = ["Field", "Row", "read_rows"]

Field = str
"""``english`` or ``fol``: which of a row's two texts is solved."""

_LABELS = {
    "true": "True",
    "false": "False",
    "uncertain": "Uncertain",
    "unknown": "Uncertain",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One problem of a data set with its gold label (True, False or Uncertain).

    ``premises`` is running text or a list of sentences or formulas.
    """

    name: str
    premises: str | tuple[str, ...]
    goal: str
    label: str


def read_rows(path: Path, field: Field, limit: int | None = None) -> tuple[Row, ...]:
    """All rows of a JSON-lines file, or the first ``limit``.

    Raises:
        InputError: the file is missing, empty, no JSON lines, or has none of the known shapes.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start})") from None
    rows: list[Row] = []
    for number, line in enumerate(_lines(text), start=1):
        if limit is not None and len(rows) >= limit:
            break
        rows.append(_row(line, number, field))
    if not rows:
        raise InputError(f"{path} has no rows", hint="one JSON object a line is expected")
    return tuple(rows)


def _lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.strip())


def _row(line: str, number: int, field: Field) -> Row:
    record = json_object(line, number, "row")
    premises, goal = _texts(record, number, field)
    label = _LABELS.get(str(record.get("label", "")).lower())
    if label is None:
        raise InputError(
            f"label {record.get('label')!r} is not known",
            position=Position(number, 1, 0),
            hint="True, False, Uncertain or Unknown",
        )
    return Row(str(record.get("id", number)), premises, goal, label)


_SHAPES: Mapping[Field, tuple[tuple[str, str], ...]] = {
    "english": (("context", "question"), ("premises", "conclusion")),
    "fol": (("premises_fol", "conclusion_fol"), ("premises-FOL", "conclusion-FOL")),
}


def _texts(
    record: Mapping[str, Any], number: int, field: Field
) -> tuple[str | tuple[str, ...], str]:
    for premises_key, goal_key in _SHAPES[field]:
        if premises_key in record and goal_key in record:
            premises, goal = record[premises_key], record[goal_key]
            if isinstance(premises, str) and isinstance(goal, str):
                return premises, goal
            if isinstance(premises, list) and isinstance(goal, str):
                return tuple(str(premise) for premise in premises), goal
    keys = ", ".join(sorted(record)) or "none"
    wanted = " or ".join("+".join(shape) for shape in _SHAPES[field])
    raise InputError(
        f"the row has fields {keys}",
        position=Position(number, 1, 0),
        hint=f"--field {field} needs {wanted}",
    )
