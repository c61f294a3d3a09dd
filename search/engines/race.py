"""The race: other provers at work on our clauses, beside our own engine.

Nothing they say is believed.  A refutation becomes a :class:`Derivation` whose leaves are the
given clauses, a model a :class:`FiniteModel`; both are checked later like our own.  An engine
that crashes, hangs or talks nonsense is noted, and the next strategy takes its place.
"""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep
from types import TracebackType

from prover.clausify import InputClause
from prover.errors import ProverError
from prover.logic.syntax import Symbol
from prover.model import FiniteModel
from search.derivation import Derivation
from search.engines.answers import Answers
from search.engines.child import Child
from search.engines.engine import Engine, available
from search.engines.strategies import SCHEDULE, Strategy

__all__ = ["Race"]

_SHORTEST_SLICE = 0.5
_LOOK_EVERY = 0.01
_FOR_PYTHON = 0.2
"""Seconds of CPU time that are added for starting a process."""


@dataclass(frozen=True, slots=True)
class _Runner:
    """A strategy at work, and when it is ended whatever it does."""

    strategy: Strategy
    child: Child
    end: float


@dataclass(slots=True, weakref_slot=True)
class Race:
    """Engines that try to refute clauses, or to find a model of them.

    It starts at once.  Use it in one thread, as a context manager: whatever happens, no child
    outlives it, nor this process.

    Args:
        entries: the clauses.
        engines: who takes part; by default all that are installed.
        seconds: wall-clock time for all of it.
        memory_mb: MiB for each child.
        at_once: how many children run side by side.
        goal_sources: sources of the clauses that deny the goal; some engines make use of it.
        vocabulary: symbols that a model has to interpret besides those of the clauses.
        schedule: what is tried, in this order.

    Attributes:
        notes: what came of strategies that found nothing, in a line each.
    """

    entries: Sequence[InputClause]
    engines: Sequence[Engine] = field(default_factory=available)
    seconds: float = 10.0
    memory_mb: int = 1_024
    at_once: int = 2
    goal_sources: Container[str] = frozenset()
    vocabulary: Iterable[Symbol] = ()
    schedule: Sequence[Strategy] = SCHEDULE
    notes: list[str] = field(default_factory=list)
    _answers: Answers = field(init=False)
    _end: float = field(init=False)
    _waiting: deque[tuple[Strategy, Engine]] = field(init=False)
    _running: list[_Runner] = field(default_factory=list)
    _finalize: weakref.finalize[..., Race] = field(init=False)

    def __post_init__(self) -> None:
        self._end = monotonic() + self.seconds
        self._answers = Answers(self.entries, self.goal_sources, self.vocabulary)
        by_name = {engine.name: engine for engine in self.engines}
        self._waiting = deque(
            (strategy, by_name[strategy.engine])
            for strategy in self.schedule
            if strategy.engine in by_name and self._answers.suits(strategy.engine)
        )
        self._finalize = weakref.finalize(self, _end_all, self._running)  # at exit at the latest
        self._start_more()

    def poll(self) -> Derivation | FiniteModel | None:
        """The next usable result, if there is one by now; takes the time to read it only."""
        for runner in tuple(self._running):
            late = monotonic() > min(runner.end, self._end)
            if runner.child.is_running and not late:
                continue
            result = self._finished(runner)
            self._start_more()
            if result is not None:
                return result
        return None

    def wait(self, deadline: float) -> Derivation | FiniteModel | None:
        """The next usable result, or ``None`` when the race is over or ``deadline`` has passed.

        Args:
            deadline: a value of :func:`time.monotonic`.
        """
        while True:
            result = self.poll()
            if result is not None or self.is_over or monotonic() >= deadline:
                return result
            sleep(_LOOK_EVERY)

    @property
    def is_over(self) -> bool:
        """Whether nothing runs any more, nor will."""
        return not self._running

    def close(self) -> None:
        """Kill what runs; nothing is started any more.  Safe to call twice."""
        self._waiting.clear()
        _end_all(self._running)

    def __enter__(self) -> Race:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- children ----------------------------------------------------------------------

    def _start_more(self) -> None:
        while self._waiting and len(self._running) < self.at_once and monotonic() < self._end:
            strategy, engine = self._waiting.popleft()
            self._start(strategy, engine)

    def _start(self, strategy: Strategy, engine: Engine) -> None:
        seconds = max(_SHORTEST_SLICE, strategy.seconds * self.seconds / 10)
        command = strategy.command(engine, seconds, self.memory_mb)
        text = self._answers.question(engine.name)
        cpu = seconds + _FOR_PYTHON
        try:
            child = Child.start(command, text, seconds=cpu, memory_mb=self.memory_mb)
        except OSError as error:
            self._note(strategy, f"cannot be started: {error.strerror}")
            return
        # Processes that share a core get a part of its time; one that sleeps gets no more.
        self._running.append(_Runner(strategy, child, monotonic() + 3 * cpu))

    def _finished(self, runner: _Runner) -> Derivation | FiniteModel | None:
        """What a child has found, after its end."""
        self._running.remove(runner)
        try:
            return self._answers.read(runner.strategy.engine, runner.child.answer(), self._end)
        except ProverError as error:
            self._note(runner.strategy, error.message)
            return None
        finally:
            runner.child.end()

    def _note(self, strategy: Strategy, words: str) -> None:
        self.notes.append(f"{strategy.engine}: {words}")


def _end_all(running: list[_Runner]) -> None:
    while running:
        running.pop().child.end()
