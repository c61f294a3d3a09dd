"""A worker: ``python -m api.tasks.worker PARENT``, tasks on standard input, outcomes on output.

It imports what it needs and answers a small problem before it says that it is ready, so that
the first task finds it warm.  It ends when its input does, when memory runs out, and when the
process ``PARENT`` does.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, BinaryIO, NoReturn

from api.settings import Settings
from api.tasks import frames, wire
from api.tasks.limits import die_with_parent, limit_process
from api.tasks.perform import Performer
from api.tasks.task import Outcome, Progress, Result, Task, TaskKind

__all__ = ["main"]

_WARM_UP = {
    "premises": ["Every bird that is not a penguin can fly.", "Tweety is a bird."],
    "goal": "Tweety can fly.",
    "options": {"translator": "controlled"},
}

Messages = SimpleQueue[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Channel:
    """The two ends of the pipes to the server."""

    source: BinaryIO
    sink: BinaryIO

    def send(self, message: dict[str, Any]) -> None:
        self.sink.write(frames.encode(message))
        self.sink.flush()


def main(parent: int) -> NoReturn:
    """Serve until the server closes the pipe."""
    if not die_with_parent(parent):
        os._exit(0)
    channel = _take_standard_streams()
    first = frames.read(channel.source)
    if first is None:
        os._exit(0)
    limit_process(first["memory_mb"])
    messages: Messages = SimpleQueue()
    threading.Thread(target=_listen, args=(channel.source, messages), daemon=True).start()
    with Performer(Settings(**first["settings"])) as performer:
        performer.perform(Task("warm-up", TaskKind.PROVE, _WARM_UP, 30.0), lambda _: None)
        gc.freeze()
        channel.send({"ready": True})
        while True:
            task = wire.read_task(messages.get())
            channel.send({"begun": task.id})
            outcome = _perform(performer, task, channel)
            channel.send(wire.outcome_message(outcome))
            if outcome.result is Result.OUT_OF_MEMORY:
                os._exit(1)


def _perform(performer: Performer, task: Task, channel: _Channel) -> Outcome:
    def report(progress: Progress) -> None:
        channel.send(wire.progress_message(progress))

    try:
        return performer.perform(task, report)
    except MemoryError:
        return Outcome(Result.OUT_OF_MEMORY)


def _take_standard_streams() -> _Channel:
    """The pipes, kept from everyone else: what is printed goes to standard error."""
    channel = _Channel(os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb"))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return channel


def _listen(source: BinaryIO, messages: Messages) -> None:
    """Pass messages on; the end of the input is the end of the process, whatever it does."""
    try:
        while (message := frames.read(source)) is not None:
            messages.put(message)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
