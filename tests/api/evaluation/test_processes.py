"""Work spread over processes: in order, and what kills a process costs one piece."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

from api.evaluation.processes import LOST, in_processes, mishap
from api.settings import Settings

_GIB = 1 << 30


def squares(numbers: Sequence[int]) -> list[str]:
    return [str(number**2) for number in numbers]


def squares_but_of_seven(numbers: Sequence[int]) -> list[str]:
    if 7 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return squares(numbers)


def greedy(numbers: Sequence[int]) -> list[str]:
    try:
        return [str(len(bytearray(number * _GIB))) for number in numbers]
    except MemoryError as error:
        return [mishap(error) for _ in numbers]


def lost(number: int) -> str:
    return f"{number}: {LOST}"


def test_results_come_in_order() -> None:
    found = list(in_processes(squares, range(30), lost, Settings(), jobs=2, chunk=3))
    assert found == squares(range(30))


def test_what_kills_a_process_is_lost_and_nothing_else() -> None:
    found = list(in_processes(squares_but_of_seven, range(20), lost, Settings(), jobs=2))
    assert found == [lost(7) if n == 7 else str(n * n) for n in range(20)]


def test_several_that_kill_are_lost_each() -> None:
    pieces = [7, 1, 7, 7, 2]
    found = list(in_processes(squares_but_of_seven, pieces, lost, Settings(), jobs=2, chunk=1))
    assert found == [lost(7), "1", lost(7), lost(7), "4"]


def test_no_process_takes_all_the_memory_there_is() -> None:
    [found] = in_processes(greedy, [4], lost, Settings(worker_memory_mb=512), jobs=2)
    assert found.startswith("memory: ")


def test_an_unexpected_error_is_named() -> None:
    assert mishap(ValueError("no such thing")) == "internal error: ValueError: no such thing"
