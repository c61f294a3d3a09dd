"""How much one caller may ask: a token bucket for requests, a cap on open ones.

The token bucket is the classic one (a bucket of ``burst`` tokens is filled with ``rate`` tokens
a second, a request takes one); it needs two numbers a caller and no timer.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from api.rest.errors import TooManyRequests

__all__ = ["Limits"]

_REMEMBERED = 10_000


@dataclass(slots=True)
class _Account:
    """One caller: tokens at the time ``at``, and requests that are not answered yet."""

    tokens: float
    at: float
    open: int = 0


@dataclass(slots=True)
class Limits:
    """The accounts of all callers, the one that was idle longest forgotten first.

    Args:
        rate: requests a second.
        burst: requests at once, after a pause.
        concurrent: requests that are open at the same time.
        clock: seconds, for tests.
    """

    rate: float
    burst: int
    concurrent: int
    clock: Callable[[], float] = monotonic
    _accounts: OrderedDict[str, _Account] = field(default_factory=OrderedDict)

    def enter(self, caller: str) -> None:
        """Count a request of ``caller``; ``leave`` has to follow.

        Raises:
            TooManyRequests: with the seconds to wait; ``leave`` must not follow.
        """
        now = self.clock()
        account = self._account(caller, now)
        account.tokens = min(self.burst, account.tokens + (now - account.at) * self.rate)
        account.at = now
        if account.tokens < 1:
            raise _refusal("too many requests", (1 - account.tokens) / self.rate)
        if account.open >= self.concurrent:
            raise _refusal(f"{self.concurrent} requests are open already", 1)
        account.tokens -= 1
        account.open += 1

    def leave(self, caller: str) -> None:
        """A request of ``caller`` is answered."""
        account = self._accounts.get(caller)
        if account is not None:
            account.open -= 1

    def _account(self, caller: str, now: float) -> _Account:
        account = self._accounts.get(caller)
        if account is None:
            account = self._accounts[caller] = _Account(self.burst, now)
            self._forget()
        else:
            self._accounts.move_to_end(caller)
        return account

    def _forget(self) -> None:
        """Drop the oldest accounts, except those with open requests."""
        while len(self._accounts) > _REMEMBERED:
            oldest = next(iter(self._accounts))
            if self._accounts[oldest].open:
                return
            del self._accounts[oldest]


def _refusal(message: str, seconds: float) -> TooManyRequests:
    wait = str(max(1, math.ceil(seconds)))
    return TooManyRequests(message, hint=f"try again after {wait} s", headers={"Retry-After": wait})
