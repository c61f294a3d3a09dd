"""The table: who solved what, how fast, and whether anybody contradicts a known status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rich.table import Table

from tests.peers.question import Said

__all__ = ["Row", "contradictions", "figures", "quick_median", "table"]

_KNOWN = {
    "Theorem": Said.UNSAT,
    "Unsatisfiable": Said.UNSAT,
    "CounterSatisfiable": Said.SAT,
    "Satisfiable": Said.SAT,
}
_QUICK = 0.1
"""Seconds within which E solves what counts as easy."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results."""

    contestant: str
    file: str
    status: str
    said: Said
    certified: bool
    seconds: float
    note: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the known status was found; never where none is known."""
        return self.said is _KNOWN.get(self.status)

    @property
    def is_wrong(self) -> bool:
        """Whether the known status is another one."""
        known = _KNOWN.get(self.status)
        return known is not None and self.said.contradicts(known)


def figures(rows: Sequence[Row]) -> Mapping[str, Mapping[str, object]]:
    """For every contestant what the table has."""
    return {name: _of([r for r in rows if r.contestant == name]) for name in _names(rows)}


def _of(rows: Sequence[Row]) -> dict[str, object]:
    theorems = [row for row in rows if _KNOWN.get(row.status) is Said.UNSAT]
    others = [row for row in rows if _KNOWN.get(row.status) is Said.SAT]
    open_ones = [row for row in rows if row.status not in _KNOWN]
    right = [row for row in theorems if row.is_right]
    return {
        "theorems": len(theorems),
        "solved": len(right),
        "certified": sum(row.certified for row in right),
        "median": round(median(row.seconds for row in right), 3) if right else None,
        "non-theorems": len(others),
        "answered": sum(row.is_right for row in others),
        "with a checked model": sum(row.is_right and row.certified for row in others),
        "of unknown status": sum(row.said is not Said.UNKNOWN for row in open_ones),
        "contradictions": sum(row.is_wrong for row in rows),
        "seconds": round(sum(row.seconds for row in rows)),
    }


def contradictions(rows: Iterable[Row]) -> list[Row]:
    """Answers that cannot be true."""
    return [row for row in rows if row.is_wrong]


def quick_median(rows: Sequence[Row], name: str) -> float | None:
    """The median time on theorems that E solves at once; unsolved ones count in full."""
    easy = {r.file for r in rows if r.contestant == "e" and r.is_right and r.seconds < _QUICK}
    times = [
        row.seconds
        for row in rows
        if row.contestant == name and row.file in easy and _KNOWN.get(row.status) is Said.UNSAT
    ]
    return round(median(times), 3) if times else None


def table(rows: Sequence[Row], title: str) -> Table:
    """All figures, one line a contestant."""
    found = figures(rows)
    heads = next(iter(found.values()), {})
    shown = Table("contestant", *heads, title=title)
    for name, values in found.items():
        shown.add_row(name, *("–" if value is None else str(value) for value in values.values()))
    return shown


def _names(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.contestant for row in rows))
