"""Equal keys mean equal answers, and only those."""

from __future__ import annotations

import pytest

from api.jobs.request_key import RequestKeys
from api.settings import Settings
from tests.api.jobs.engines import birds

KEYS = RequestKeys(Settings())


def test_how_long_one_waits_makes_no_difference() -> None:
    assert KEYS.key(birds(wait=0)) == KEYS.key(birds(wait=60))


@pytest.mark.parametrize(
    "changed", [{"goal": "Tweety is a bird."}, {"options": {"strict": True}}, {"language": "fol"}]
)
def test_everything_else_does(changed: dict[str, object]) -> None:
    assert KEYS.key(birds()) != KEYS.key(birds(**changed))


@pytest.mark.parametrize("changed", [{"timeout": 5.0}, {"step_rlimit": 1000}, {"lean": "off"}])
def test_so_do_the_settings_of_the_work(changed: dict[str, object]) -> None:
    assert KEYS.key(birds()) != RequestKeys(Settings(**changed)).key(birds())


@pytest.mark.parametrize("changed", [{"workers": 7}, {"worker_memory_mb": 1024}])
def test_but_not_those_of_the_server(changed: dict[str, object]) -> None:
    assert KEYS.key(birds()) == RequestKeys(Settings(**changed)).key(birds())
