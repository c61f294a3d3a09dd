"""Databases to test with: SQLite, and PostgreSQL where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from api.jobs.store import JobStore
from tests.api.jobs.postgres import postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/jobs.db"
    server: str = request.getfixturevalue("postgres")
    with create_engine(server.replace("postgresql", "postgresql+psycopg", 1)).begin() as database:
        database.execute(text("DROP SCHEMA public CASCADE"))
        database.execute(text("CREATE SCHEMA public"))
    return server


@pytest.fixture
def store(url: str) -> Iterator[JobStore]:
    opened = JobStore(url)
    yield opened
    opened.close()
