"""The formats of recorded translations that are known."""

from __future__ import annotations

from api.recorded.formats import Record, RecordedFormat
from api.recorded.logic_lm import LogicLm
from prover.errors import InputError

__all__ = ["FORMATS", "format_of"]

FORMATS: tuple[RecordedFormat, ...] = (LogicLm(),)


def format_of(record: Record) -> RecordedFormat:
    """The format of ``record``.

    Raises:
        InputError: no format is like this.
    """
    for known in FORMATS:
        if known.recognises(record):
            return known
    keys = ", ".join(sorted(record)) or "none"
    names = ", ".join(known.name for known in FORMATS)
    raise InputError(f"the records have the fields {keys}", hint=f"known formats: {names}")
