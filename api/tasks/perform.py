"""What a worker does: one task after the other, and errors as outcomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import assert_never

from pydantic import ValidationError

from api.settings import Settings
from api.tasks.checking import check
from api.tasks.errors import error_entry, invalid_entry
from api.tasks.explaining import explained
from api.tasks.proving import prove
from api.tasks.reading import read_library
from api.tasks.rendering import render
from api.tasks.searching import search
from api.tasks.task import Json, Outcome, Progress, Result, Task, TaskKind
from api.tasks.translating import translate
from api.tasks.workbench import Workbench
from prover.errors import ProverError

__all__ = ["Performer"]

Report = Callable[[Progress], None]


@dataclass(slots=True)
class Performer:
    """Performs tasks in one process, one after the other, and keeps the checkers warm.

    Args:
        settings: how the server is set up; a task's options go before them.
    """

    settings: Settings
    _workbench: Workbench = field(init=False)

    def __post_init__(self) -> None:
        self._workbench = Workbench(self.settings)

    def __enter__(self) -> Performer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what runs in the background."""
        self._workbench.close()

    def perform(self, task: Task, report: Report) -> Outcome:
        """Do ``task`` within its time.

        Args:
            task: what is to be done.
            report: is told what has been reached on the way.

        Returns:
            The document asked for, or what is wrong with the input.
        """
        deadline = monotonic() + task.seconds
        try:
            return Outcome(Result.DONE, self._document(task, report, deadline))
        except ProverError as error:
            return Outcome(Result.FAILED, error=error_entry(error))
        except ValidationError as error:
            return Outcome(Result.FAILED, error=invalid_entry(error))
        except MemoryError:
            return Outcome(Result.OUT_OF_MEMORY)

    def _document(self, task: Task, report: Report, deadline: float) -> Json:
        bench, payload = self._workbench, task.payload
        match task.kind:
            case TaskKind.PROVE:
                return prove(payload, bench, report, deadline)
            case TaskKind.TRANSLATE:
                return translate(payload, bench, deadline)
            case TaskKind.CHECK:
                return check(payload, bench, deadline)
            case TaskKind.SEARCH:
                return search(payload, bench, report, deadline)
            case TaskKind.RENDER:
                return render(payload)
            case TaskKind.EXPLAIN:
                return explained(payload, bench)
            case TaskKind.LIBRARY:
                return read_library(payload, bench)
            case _:
                assert_never(task.kind)
