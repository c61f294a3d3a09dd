"""A real PostgreSQL for tests, from what the system has installed; never run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["postgres_server"]


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of an empty database, on a socket that only this machine can reach."""
    programs = _programs()
    if programs is None:
        pytest.skip("there is no initdb: apt install postgresql makes this test run")
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="prover-pg-"))
    try:
        if os.getuid() == 0:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data = folder / "data"
        _run(user, programs / "initdb", "-D", data, "-A", "trust", "-U", "prover", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=40"
        log = folder / "log"
        _run(user, programs / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield f"postgresql://prover@/postgres?host={folder}"
        finally:
            _run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def _user() -> str:
    """Who runs the server: PostgreSQL refuses to be run by root."""
    if os.getuid():
        return pwd.getpwuid(os.getuid()).pw_name
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("there is no user to run PostgreSQL, and root may not")


def _run(user: str, *command: object) -> None:
    subprocess.run(
        [str(part) for part in command],
        user=user if os.getuid() == 0 else None,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=60,
    )
