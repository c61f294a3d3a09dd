"""What a request asks for, within what the server allows."""

from __future__ import annotations

from typing import get_args

import pytest

from api.settings import Settings
from api.tasks.reading import settings_for
from api.wire import ProofOptions
from search.engines.engine import ENGINE_HINTS


@pytest.mark.parametrize(
    ("allowed", "wanted", "used"),
    [
        ("auto", None, ("auto",)),
        ("auto", ["e", "z3"], ("e", "z3")),
        ("auto", [], ()),
        ("e", ["e", "z3"], ("e",)),
        ("e", None, ("e",)),
        ("off", ["e"], ()),
    ],
)
def test_a_request_gets_no_engine_that_the_server_may_not_use(
    allowed: str, wanted: list[str] | None, used: tuple[str, ...]
) -> None:
    options = ProofOptions.model_validate({"engines": wanted})
    assert settings_for(options, Settings(engines=allowed), 5.0).engine_names == used


def test_requests_name_engines_as_settings_do() -> None:
    listed = ProofOptions.model_fields["engines"].annotation
    names = {
        name for part in get_args(listed) for item in get_args(part) for name in get_args(item)
    }
    assert names == set(ENGINE_HINTS)
