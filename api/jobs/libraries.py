"""Premises that were uploaded once, to be asked about often."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time
from typing import Any

from sqlalchemy import Row, delete, insert, select

from api.jobs.database import Database
from api.jobs.errors import LibraryUnknown
from api.jobs.tables import libraries
from api.reading.language import Language
from api.wire import Library, LibraryUpload

__all__ = ["Libraries", "LibraryRecord"]


@dataclass(frozen=True, slots=True)
class LibraryRecord:
    """A library, whose it is, and its text."""

    library: Library
    owner: str
    text: str


class Libraries:
    """The libraries of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, upload: LibraryUpload, owner: str, premises: int, untranslated: Sequence[str]
    ) -> Library:
        """Keep a library that has been read: ``premises`` sentences, some not understood."""
        library = Library(
            id=secrets.token_urlsafe(12),
            name=upload.name,
            language=upload.language,
            premises=premises,
            untranslated=list(untranslated),
            created=datetime.fromtimestamp(time(), UTC),
        )
        with self._database.writing() as connection:
            connection.execute(
                insert(libraries).values(
                    id=library.id,
                    owner=owner,
                    name=library.name,
                    language=library.language.value,
                    text=upload.text,
                    premises=premises,
                    untranslated=json.dumps(library.untranslated, ensure_ascii=False),
                    created=library.created.timestamp(),
                )
            )
        return library

    def get(self, id_: str) -> LibraryRecord:
        """The library of that id.

        Raises:
            LibraryUnknown: there is none.
        """
        with self._database.reading() as connection:
            row = connection.execute(select(libraries).where(libraries.c.id == id_)).first()
        if row is None:
            raise LibraryUnknown("there is no such library", hint="see GET /v1/libraries")
        return LibraryRecord(_library(row), row.owner, row.text)

    def of(self, owner: str) -> list[Library]:
        """The libraries of ``owner``, the newest first."""
        wanted = (
            select(libraries)
            .where(libraries.c.owner == owner)
            .order_by(libraries.c.created.desc(), libraries.c.id)
        )
        with self._database.reading() as connection:
            return [_library(row) for row in connection.execute(wanted)]

    def delete(self, id_: str) -> None:
        """Forget a library; what was answered with it stays.

        Raises:
            LibraryUnknown: there is none of that id.
        """
        with self._database.writing() as connection:
            done = connection.execute(delete(libraries).where(libraries.c.id == id_))
        if not done.rowcount:
            raise LibraryUnknown("there is no such library", hint="see GET /v1/libraries")


def _library(row: Row[Any]) -> Library:
    return Library(
        id=row.id,
        name=row.name,
        language=Language(row.language),
        premises=row.premises,
        untranslated=json.loads(row.untranslated),
        created=datetime.fromtimestamp(row.created, UTC),
    )
