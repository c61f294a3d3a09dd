"""What exploring theories has to show; minutes, so it runs with the other benches only."""

from __future__ import annotations

import pytest

from tests.bench.explore.__main__ import failures, measured
from tests.bench.explore.measures import MEASURES


@pytest.mark.bench
@pytest.mark.parametrize("name", MEASURES)
def test_measure_shows_what_it_should(name: str) -> None:
    row = measured(name)
    print(name, row)
    assert not failures(name, row)
