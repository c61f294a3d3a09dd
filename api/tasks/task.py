"""What travels between the server and its workers: plain values, written as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

__all__ = ["Outcome", "Progress", "Result", "Task", "TaskKind"]

Json = Mapping[str, Any]


class TaskKind(StrEnum):
    """What a worker can do, and what the payload of the task is."""

    PROVE = "prove"
    """payload: a ``ProofRequest`` without ``wait``, and ``library_text`` where it names one."""
    TRANSLATE = "translate"
    """payload: a ``TranslationRequest``."""
    CHECK = "check"
    """payload: a ``CheckRequest``."""
    SEARCH = "search"
    """payload: a ``SearchRequest``."""
    RENDER = "render"
    """payload: ``answer`` (a document) and ``format``: html, lean, tstp, dot or markdown."""
    EXPLAIN = "explain"
    """payload: an ``ExplanationRequest``; the document is an ``Explanation``."""
    LIBRARY = "library"
    """payload: a ``LibraryUpload``; the document counts its premises."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do.

    Attributes:
        id: for logs and events.
        kind: what to do.
        payload: with what.
        seconds: the budget of the work itself; a worker that overruns it is killed.
    """

    id: str
    kind: TaskKind
    payload: Json
    seconds: float


@dataclass(frozen=True, slots=True)
class Progress:
    """What a worker reports on its way: a stage of ``api.wire.Stage`` and its data.

    The stage ``translated`` carries ``draft`` besides: the answer document as it stands, an
    ``unknown``, which is what is left if the worker has to be killed.
    """

    stage: str
    data: Json = field(default_factory=dict)


class Result(StrEnum):
    """How a task ended."""

    DONE = "done"
    FAILED = "failed"
    """The input was wrong: ``error`` says how."""
    TIMED_OUT = "timed-out"
    OUT_OF_MEMORY = "out-of-memory"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task.

    Attributes:
        result: how it ended.
        document: what was asked for, where it is done; a text rendering under ``text``.
        error: ``code``, ``message``, ``hint`` and, where known, ``position``.
    """

    result: Result
    document: Json | None = None
    error: Json | None = None
