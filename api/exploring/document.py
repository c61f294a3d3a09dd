"""What ``prover explore`` prints."""

from __future__ import annotations

from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from api.book import Status
from api.book.machine import finding_document
from api.book.setting import setting_of
from api.exploring.run import Explored

__all__ = ["explored_document", "explored_view"]

_NUMBERS = (
    "enumerated",
    "refuted",
    "denied",
    "proved",
    "essential",
    "open",
    "kernel_accepted",
    "denials_kernel_accepted",
    "seconds",
)
_SHOWN = 40
"""Theorems that are listed on the terminal; the book has all of them."""


def explored_document(explored: Explored, folder: Path) -> dict[str, object]:
    """The numbers, and every finding, ready for JSON."""
    book = explored.book
    setting = setting_of(book)
    document: dict[str, object] = {name: book.figures[name] for name in _NUMBERS}
    document["theory"] = book.development.theory.name
    document["book"] = str(folder / "index.html")
    document["without_lean"] = explored.without_lean
    document["findings"] = [finding_document(entry, setting) for entry in book.entries]
    return document


def explored_view(explored: Explored) -> RenderableType:
    """The essential theorems and the numbers."""
    book = explored.book
    typesetter = setting_of(book).typesetter
    essential = [entry for entry in book.proved if entry.status is Status.ESSENTIAL]
    lines = [
        Text("  ✓ ", style="green").append(typesetter.text(entry.statement), style="default")
        for entry in essential[:_SHOWN]
    ]
    if len(essential) > _SHOWN:
        lines.append(Text(f"  and {len(essential) - _SHOWN} more", style="dim"))
    numbers = ", ".join(f"{name} {_number(book.figures[name])}" for name in _NUMBERS)
    lines.append(Text(numbers.replace("_", " "), style="bold"))
    if explored.without_lean:
        lines.append(Text(f"Lean's kernel had no say: {explored.without_lean}", style="yellow"))
    return Group(*lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
