"""What evaluations found, on the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.evaluation.measures import Outcome, Summary

__all__ = ["differences_view", "summary_view"]


def summary_view(summary: Summary) -> RenderableType:
    """The figures of an evaluation."""
    table = Table(show_header=False, show_edge=False, pad_edge=False)
    table.add_row("accuracy", f"{summary.accuracy:.1%}  ({summary.correct} of {summary.n})")
    table.add_row("certified", f"{summary.certified} of {summary.decided} decided")
    if summary.kernel_asked:
        table.add_row(
            "Lean kernel",
            f"accepts {summary.kernel_accepted} of {summary.kernel_asked},"
            f" median {summary.kernel_median_ms} ms, worst {summary.kernel_max_ms} ms",
        )
    table.add_row("verdicts", ", ".join(f"{k} {v}" for k, v in summary.verdicts.items()))
    table.add_row("time a problem", f"median {summary.median_ms} ms, p95 {summary.p95_ms} ms")
    table.add_row("  of it reading", f"median {summary.translation_median_ms} ms")
    table.add_row(
        "  of it answer",
        f"median {summary.answer_median_ms} ms, p95 {summary.answer_p95_ms} ms (checked)",
    )
    verdicts = list(summary.verdicts)
    confusion = Table("gold \\ verdict", *verdicts, show_edge=False, pad_edge=False)
    for label, row in sorted(summary.confusion.items()):
        confusion.add_row(label, *(str(row.get(verdict, 0)) for verdict in verdicts))
    return Group(table, Text(), confusion)


def differences_view(outcomes: Iterable[Outcome]) -> RenderableType:
    """Every row whose answer is not its label, with the proof that explains it."""
    parts: list[RenderableType] = []
    for outcome in outcomes:
        if not outcome.correct:
            said = outcome.verdict + (f" ({outcome.reason})" if outcome.reason else "")
            parts.append(Text(f"{outcome.id}: gold {outcome.label}, {said}", style="bold"))
            parts += [Text(f"  {line}") for line in outcome.explanation]
            parts += [Text(f"  note: {line}", style="yellow") for line in outcome.warnings]
    return Group(*parts)
