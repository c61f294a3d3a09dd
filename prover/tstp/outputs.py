"""What stands where in the output of a prover: its SZS status and its output blocks.

A prover's output is mostly talk, so where there are ``SZS output start`` lines only what
stands between them and the matching ``SZS output end`` is read; a text without them is read
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prover.tstp.errors import TstpSyntaxError

__all__ = ["Output", "is_tstp", "outputs", "status_in"]

_BEFORE = r"^[ \t\d./]*+[%#]*+[ \t]*+SZS[ \t]++"
"""What a line starts with that speaks in terms of SZS; a time stamp may come first."""

_STATUS = re.compile(_BEFORE + r"status[ \t]++(\w+)", re.MULTILINE)
_OUTPUT = re.compile(_BEFORE + r"output[ \t]++(start|end)[ \t]++(\w+)[^\n]*", re.MULTILINE)
_STATEMENT = re.compile(r"^[ \t]*+(?:fof|cnf|tff|thf|tcf)[ \t]*+\(", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Output:
    """A block: its text is ``[start, end)``.

    ``kind`` is what the SZS lines call it; it is empty for a text without such lines.
    """

    kind: str
    start: int
    end: int


def is_tstp(text: str) -> bool:
    """Whether ``text`` looks like what a prover of the TPTP world prints."""
    return any(pattern.search(text) for pattern in (_STATUS, _OUTPUT, _STATEMENT))


def status_in(text: str) -> str:
    """The first SZS status in ``text``; empty if there is none."""
    found = _STATUS.search(text)
    return found[1] if found is not None else ""


def outputs(text: str) -> Iterator[Output]:
    """Each output block of ``text``; the whole text if there is none.

    Raises:
        TstpSyntaxError: a block has no end.
    """
    opened: re.Match[str] | None = None
    found = False
    for mark in _OUTPUT.finditer(text):
        if mark[1] == "start":
            opened = mark
        elif opened is not None:
            yield Output(opened[2], opened.end(), mark.start())
            opened, found = None, True
    if opened is not None:
        hint = f"a line 'SZS output end {opened[2]}' is expected"
        raise TstpSyntaxError.at(text, opened.start(), "this output has no end", hint)
    if not found and not (_STATUS.search(text) and not _STATEMENT.search(text)):
        yield Output("", 0, len(text))
