"""``PROVER_ENGINES`` says which other provers may take part."""

from __future__ import annotations

import pytest

from api.settings import load_settings
from api.shown.diagnosis import diagnosis
from prover.errors import InputError
from search.engines.engine import ENGINE_HINTS


@pytest.mark.parametrize(
    ("value", "names"),
    [("auto", ("auto",)), ("off", ()), ("e", ("e",)), ("e, cvc5", ("e", "cvc5"))],
)
def test_engines_are_named_in_a_list(
    monkeypatch: pytest.MonkeyPatch, value: str, names: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PROVER_ENGINES", value)
    assert load_settings().engine_names == names


def test_an_unknown_engine_is_refused_with_those_that_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROVER_ENGINES", "e,otter")
    with pytest.raises(InputError, match=r"no engine is called 'otter': .* e, vampire, z3, cvc5"):
        load_settings()


def test_the_doctor_shows_every_engine_or_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = diagnosis(load_settings())["engines"]
    assert found.keys() == ENGINE_HINTS.keys()
    assert found["e"] == "not found (apt install eprover)"
    assert " at " in found["z3"]
