"""The diagnosis shows how the program is set up, and no secrets."""

from __future__ import annotations

from api.settings import Settings
from api.shown.diagnosis import diagnosis


def test_the_password_of_the_database_is_not_shown() -> None:
    shown = diagnosis(Settings(store="postgresql://me:pa:ss@host/jobs"))["settings"]
    assert shown["PROVER_STORE"] == "postgresql://me:…@host/jobs"
