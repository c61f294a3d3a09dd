"""What a batch came to, in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rich.console import RenderableType
from rich.table import Table

from api.batch.results import Finished

__all__ = ["Figures", "figures_view"]


@dataclass(slots=True)
class Figures:
    """Counts over all results in the file; ``skipped`` of them are an earlier run's."""

    total: int
    skipped: int = 0
    done: int = 0
    answered: int = 0
    certified: int = 0
    failed: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)

    def skip(self, result: Finished) -> None:
        """Count a result that was there before."""
        self.skipped += 1
        self._count(result)

    def add(self, result: Finished) -> None:
        """Count a new result."""
        self.done += 1
        self._count(result)

    def _count(self, result: Finished) -> None:
        self.failed += result.status == "failed"
        if result.verdict is not None:
            self.verdicts[result.verdict.value] += 1
            self.answered += result.verdict.is_decided
            self.certified += result.certified

    @property
    def complete(self) -> bool:
        """Whether every problem has a line now."""
        return self.skipped + self.done == self.total

    @property
    def all_answered(self) -> bool:
        """Whether every problem has a decided verdict."""
        return self.answered == self.total

    def document(self, seconds: float) -> dict[str, object]:
        """The figures, ready for JSON."""
        return {
            "total": self.total,
            "skipped": self.skipped,
            "done": self.done,
            "answered": self.answered,
            "certified": self.certified,
            "failed": self.failed,
            "verdicts": dict(sorted(self.verdicts.items())),
            "complete": self.complete,
            "seconds": round(seconds, 3),
            "per_second": round(self.done / seconds, 1) if seconds else 0.0,
        }


def figures_view(figures: Figures, seconds: float) -> RenderableType:
    """The figures as a small table."""
    table = Table.grid(padding=(0, 2))
    for verdict, count in sorted(figures.verdicts.items()):
        table.add_row(verdict, str(count))
    if figures.failed:
        table.add_row("failed", str(figures.failed), style="red")
    table.add_row("certified", str(figures.certified))
    if figures.skipped:
        table.add_row("answered before", str(figures.skipped))
    rate = figures.done / seconds if seconds else 0.0
    table.add_row("seconds", f"{seconds:.1f}  ({rate:.1f} a second)")
    return table
