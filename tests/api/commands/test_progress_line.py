"""The line on the terminal while one waits."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from api.commands import progress_line as module
from api.commands.progress_line import progress_line, said
from prover.watch import AskingLean, Checking, Consistency, Event, Searching, ignore

EVENTS: list[Event] = [
    Consistency(True),
    Searching("saturation", 12_345, 678),
    Checking(3, 7),
    AskingLean(),
]


def drawn(events: list[Event], *, terminal: bool) -> str:
    console = Console(file=StringIO(), force_terminal=terminal, width=100)
    with progress_line(console) as watch:
        for event in events:
            watch(event)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_nothing_is_shown_where_the_answer_comes_at_once() -> None:
    assert drawn(EVENTS[:3], terminal=True) == ""


def test_nobody_watches_where_there_is_no_terminal() -> None:
    with progress_line(Console(file=StringIO(), force_terminal=False)) as watch:
        assert watch is ignore


def test_a_long_search_is_shown_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", -1.0)
    shown = drawn([Searching("saturation", 12_345, 678)], terminal=True)
    assert "12,345 clauses, 678 kept" in shown
    assert shown.rstrip().endswith("\x1b[2K")  # the line is erased


def test_lean_is_announced_at_once() -> None:
    assert "asking Lean" in drawn([AskingLean()], terminal=True)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_words(event: Event) -> None:
    assert said(event)
