"""Asking again after a fault that may pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from translators.llm.errors import ModelError, RateLimited

__all__ = ["Patience"]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Patience:
    """How often, and for how long, a question is asked again.

    Args:
        tries: times that it is asked at most.
        seconds: waits together are no longer than this.
        first_wait: before the second try; doubled before each later one.
        sleep: waits.
    """

    tries: int = 4
    seconds: float = 60.0
    first_wait: float = 0.5
    sleep: Callable[[float], None] = time.sleep

    def ask(self, question: Callable[[], Result]) -> Result:
        """The answer, asked for again after transient errors, as late as the server wishes.

        Raises:
            ModelError: the last one, when patience is at an end.
        """
        left, wait = self.seconds, self.first_wait
        for _ in range(self.tries - 1):
            try:
                return question()
            except ModelError as error:
                wished = error.wait if isinstance(error, RateLimited) else None
                pause = max(0.0, wait if wished is None else wished)
                if not error.is_transient or pause > left:
                    raise
                self.sleep(pause)
                left, wait = left - pause, 2 * wait
        return question()
