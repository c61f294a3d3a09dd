"""The migrations lead to the tables that the code expects; opening twice changes nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from api.jobs.database import Database
from api.jobs.errors import StoreUnavailable
from api.jobs.tables import metadata


def test_migrations_make_the_tables_of_the_code(url: str) -> None:
    database = Database(url)
    with database.writing() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    database.close()


def test_servers_that_start_together_migrate_once(url: str) -> None:
    with ThreadPoolExecutor(4) as threads:
        for database in threads.map(lambda _: Database(url), range(4)):
            database.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql+nothing://host/x", "sqlite://"])
def test_what_is_no_database_is_said_to_be_none(url: str) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        Database(url)
    assert refused.value.hint


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable):
        Database(f"sqlite:///{tmp_path}/file/jobs.db")
