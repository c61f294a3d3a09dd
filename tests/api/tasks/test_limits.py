"""What a worker gets from the server, and what it may use."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pydantic import SecretStr

from api.settings import Settings
from api.tasks.limits import environment, settings_for_workers


def test_the_environment_is_a_list_of_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVER_MODEL_KEY", "sk-secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("PROVER_STORE", "postgresql://user:password@host/jobs")
    given = environment()
    assert given["PATH"] == os.environ["PATH"]
    assert not any("secret" in value or "password" in value for value in given.values())
    assert not any(name.startswith("PROVER_") for name in given)


def test_only_work_that_asks_a_model_server_gets_its_key() -> None:
    key = SecretStr("sk-secret")
    assert "sk-secret" not in str(settings_for_workers(Settings(model_key=key)))
    asking = settings_for_workers(Settings(model_key=key, model="openai:m"))
    assert asking["model_key"] == "sk-secret"


def test_the_database_is_no_business_of_workers() -> None:
    assert "store" not in settings_for_workers(Settings(store="postgresql://u:pw@h/d"))


def test_settings_survive_the_way_to_a_worker() -> None:
    settings = Settings(timeout=3.5, lean_imports=("Init", "Std"), presuppose=False)
    there = Settings(**settings_for_workers(settings))
    assert (there.timeout, there.lean_imports, there.presuppose) == (3.5, ("Init", "Std"), False)


def test_memory_beyond_the_limit_is_refused_to_the_process_itself() -> None:
    program = (
        "from api.tasks.limits import limit_process\n"
        "limit_process(512)\n"
        "kept = bytearray(128 * 2**20)\n"
        "try:\n"
        "    bytearray(512 * 2**20)\n"
        "except MemoryError:\n"
        "    print('refused')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "refused\n"
