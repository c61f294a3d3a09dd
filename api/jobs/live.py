"""Jobs that this server has to do with: what happens to them, for whoever listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from api.jobs.record import JobRecord
from api.jobs.view import finished_event
from api.tasks.task import Json
from api.wire import ProofEvent, Stage

__all__ = ["LiveJob"]

_MOST_EVENTS = 500


@dataclass(slots=True, eq=False)
class LiveJob:
    """A job while it waits or is worked on.

    Attributes:
        record: as it stands.
        events: what has happened; a long search tells of its first steps only.
        gone: it has ended, or another server has it now.
    """

    record: JobRecord
    events: list[ProofEvent] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, stage: Stage, data: Json | None = None) -> None:
        """Something has happened."""
        if len(self.events) < _MOST_EVENTS:
            at = datetime.now(UTC)
            number = len(self.events) + 1
            self._add(ProofEvent(sequence=number, stage=stage, at=at, data=dict(data or {})))

    def end(self, record: JobRecord) -> None:
        """It has ended as ``record`` says."""
        self.record = record
        if not self.gone.is_set():
            self._add(finished_event(record, len(self.events) + 1))
            self.leave()

    def leave(self) -> None:
        """Nothing more will be told here."""
        self.gone.set()
        self._news.set()

    async def follow(self, after: int) -> AsyncIterator[ProofEvent]:
        """The events after number ``after``, and those to come, until the job is gone."""
        told = 0
        while True:
            news = self._news
            while told < len(self.events):
                event = self.events[told]
                told += 1
                if event.sequence > after or event.stage is Stage.FINISHED:
                    yield event
            if self.gone.is_set():
                return
            await news.wait()

    def _add(self, event: ProofEvent) -> None:
        self.events.append(event)
        self._news.set()
        self._news = asyncio.Event()
