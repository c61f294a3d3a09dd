"""An executor without processes, for tests of what is built on one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType

from api.settings import Settings
from api.tasks.executor import Report
from api.tasks.perform import Performer
from api.tasks.task import Outcome, Task

__all__ = ["HereAndNow"]


class HereAndNow:
    """Performs tasks in this process; ``before`` is told of each, and may say what becomes of it.

    Args:
        settings: of the work.
        before: asked first; the task is performed where it gives nothing.
    """

    ready = 1
    busy = 0

    def __init__(
        self, settings: Settings, before: Callable[[Task], Outcome | None] = lambda _: None
    ) -> None:
        self.settings = settings
        self._before = before
        self._performer = Performer(settings)

    async def __aenter__(self) -> HereAndNow:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def run(self, task: Task, report: Report) -> Outcome:
        """The outcome, at once."""
        await asyncio.sleep(0)
        return self._before(task) or self._performer.perform(task, report)

    async def close(self, drain: float = 10.0) -> None:
        """End what the performer has started."""
        self._performer.close()
