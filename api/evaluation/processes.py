"""Many pieces of work in several processes, of which one that dies costs one piece only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from typing import TypeVar

from api.settings import Settings
from api.tasks.limits import limit_process

__all__ = ["LOST", "in_processes", "mishap"]

LOST = "its process ended: out of memory, or a defect of a solver"
"""Why a piece of work has no result."""

Piece = TypeVar("Piece")
Result = TypeVar("Result")


def in_processes(
    work: Callable[[Sequence[Piece]], list[Result]],
    pieces: Sequence[Piece],
    lost: Callable[[Piece], Result],
    settings: Settings,
    jobs: int,
    chunk: int = 4,
) -> Iterator[Result]:
    """The results of all pieces, in order.

    Args:
        work: done in a process, on several pieces; a result for each, in order.
        pieces: what there is to do.
        lost: the result of a piece whose process ended, though it had nothing else to do.
        settings: how much memory a process may use.
        jobs: processes.
        chunk: pieces a process takes at a time.
    """
    done = 0
    while done < len(pieces):
        try:
            for results in _mapped(work, pieces[done:], settings, jobs, chunk):
                yield from results
                done += len(results)
        except BrokenProcessPool:
            # Which piece it was shows when each of the next ones has a process for itself.
            for piece in pieces[done : done + jobs * chunk]:
                yield _alone(work, piece, lost, settings)
                done += 1


def mishap(error: Exception) -> str:
    """Why a piece of work that raised ``error``, which nobody expected, has no result."""
    if isinstance(error, MemoryError):
        return "memory: a process may use no more (PROVER_WORKER_MEMORY_MB says how much)"
    return f"internal error: {type(error).__name__}: {error}"


def _mapped(
    work: Callable[[Sequence[Piece]], list[Result]],
    pieces: Sequence[Piece],
    settings: Settings,
    jobs: int,
    chunk: int,
) -> Iterator[list[Result]]:
    source = iter(pieces)
    chunks = iter(lambda: tuple(islice(source, chunk)), ())
    limited = partial(limit_process, settings.worker_memory_mb)
    with ProcessPoolExecutor(jobs, initializer=limited) as pool:
        yield from pool.map(work, chunks)


def _alone(
    work: Callable[[Sequence[Piece]], list[Result]],
    piece: Piece,
    lost: Callable[[Piece], Result],
    settings: Settings,
) -> Result:
    try:
        [[result]] = _mapped(work, [piece], settings, 1, 1)
    except BrokenProcessPool:
        return lost(piece)
    return result
