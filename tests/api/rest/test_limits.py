"""Token buckets and caps, on a clock of the test's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rest.errors import TooManyRequests
from api.rest.limits import Limits


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def passed(limits: Limits, caller: str, times: int) -> int:
    count = 0
    for _ in range(times):
        try:
            limits.enter(caller)
        except TooManyRequests:
            continue
        limits.leave(caller)
        count += 1
    return count


def test_a_burst_passes_and_then_the_rate() -> None:
    clock = Clock()
    limits = Limits(rate=2, burst=5, concurrent=9, clock=clock)
    assert passed(limits, "a", 10) == 5
    clock.now = 1.0
    assert passed(limits, "a", 10) == 2


def test_callers_do_not_share_a_bucket() -> None:
    limits = Limits(rate=1, burst=1, concurrent=9, clock=Clock())
    assert passed(limits, "a", 2) == 1
    assert passed(limits, "b", 2) == 1


def test_a_refusal_says_when_to_come_back() -> None:
    limits = Limits(rate=0.25, burst=1, concurrent=9, clock=Clock())
    limits.enter("a")
    with pytest.raises(TooManyRequests) as refused:
        limits.enter("a")
    assert refused.value.headers == {"Retry-After": "4"}


def test_open_requests_are_capped_and_a_refused_one_costs_no_token() -> None:
    limits = Limits(rate=1, burst=3, concurrent=1, clock=Clock())
    limits.enter("a")
    with pytest.raises(TooManyRequests, match="open already"):
        limits.enter("a")
    limits.leave("a")
    assert passed(limits, "a", 5) == 2


@given(st.lists(st.floats(0, 3), max_size=60))
def test_no_more_than_burst_and_rate_allow_ever_pass(pauses: list[float]) -> None:
    clock = Clock()
    limits = Limits(rate=2, burst=4, concurrent=9, clock=clock)
    count = 0
    for pause in pauses:
        clock.now += pause
        count += passed(limits, "a", 1)
    assert count <= 4 + 2 * clock.now + 1e-6
