"""A database by its URL: opened, brought to the newest form, its errors given names.

SQLite is used with a write-ahead log, so that readers and the one writer do not wait for each
other, and with transactions that take the lock for writing at once (``BEGIN IMMEDIATE``): two
servers never see the same queued job.  PostgreSQL has row locks for that.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from api.jobs.errors import StoreConflict, StoreFull, StoreUnavailable

__all__ = ["Database"]

_BUSY_MS = 10_000
_MIGRATION_LOCK = 0x70726F766572
"""An arbitrary number that all our servers take: one of them migrates, the others wait."""

_DISK_FULL = ("database or disk is full", "No space left on device", "DiskFull")


class Database:
    """An open database with all tables.

    Args:
        url: ``sqlite:///FILE`` or ``postgresql://USER@HOST/NAME``.

    Raises:
        StoreUnavailable: it cannot be opened.
    """

    def __init__(self, url: str) -> None:
        self._engine = _open(url)
        self.is_sqlite = self._engine.dialect.name == "sqlite"
        self._reads = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._migrate()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for single statements that change nothing.

        Raises:
            StoreUnavailable: the database fails.
        """
        with _named_errors(), self._reads.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, committed when the block ends and rolled back when it fails.

        Raises:
            StoreConflict: somebody else has just written a row with the same key.
            StoreFull: the disk is full; nothing was written.
            StoreUnavailable: the database fails otherwise.
        """
        with _named_errors(), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _migrate(self) -> None:
        config = Config()
        folder = resources.files("api.jobs") / "migrations"
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        with self.writing() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise StoreConflict("the same was written by somebody else", hint="try again") from error
    except DBAPIError as error:
        why = str(error.orig).strip().splitlines()[0]
        if any(sign in f"{type(error.orig).__name__}: {why}" for sign in _DISK_FULL):
            raise StoreFull(
                "the disk of the database is full", hint="free some space; nothing is lost"
            ) from error
        raise StoreUnavailable(f"the database fails: {why}", hint="see PROVER_STORE") from error


def _open(given: str) -> Engine:
    try:
        url = make_url(given)
        if url.get_backend_name() == "sqlite":
            return _open_sqlite(url)
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreUnavailable(
            "PROVER_STORE is not the URL of a database",
            hint="sqlite:///FILE or postgresql://USER@HOST/NAME",
        ) from error
    except ModuleNotFoundError as error:
        raise StoreUnavailable(
            f"the module {error.name} is missing",
            hint="pip install 'neurosymbolic-prover[postgres]'",
        ) from error


def _open_sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise StoreUnavailable("the database must be a file", hint="sqlite:///FILE")
    path = Path(url.database).expanduser()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_private(path)
    except OSError as error:
        raise StoreUnavailable(f"{path}: {error.strerror}", hint="see PROVER_STORE") from error
    engine = create_engine(url.set(database=str(path)))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def _make_private(path: Path) -> None:
    """Make the file readable by its owner alone: what people ask is nobody else's business.

    A file that is there is not opened: closing it would drop the locks that SQLite holds on it
    in this process (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    _switch_to_write_ahead_log(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _switch_to_write_ahead_log(cursor: Any) -> None:
    """Wait for our turn: SQLite asks no busy handler when two switch a new file at once."""
    deadline = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
