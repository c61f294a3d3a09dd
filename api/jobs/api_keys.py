"""Who may use the server: keys, of which only the hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time
from typing import Any

from sqlalchemy import Row, insert, select, update

from api.jobs.database import Database
from api.jobs.tables import api_keys

__all__ = ["ApiKey", "ApiKeys", "NewApiKey"]

_PREFIX = "nsp_"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key: the SHA-256 of its secret, and since when it is not accepted any more, if so."""

    id: str
    name: str
    digest: str
    created: datetime
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewApiKey:
    """A key with its secret, which is shown once and kept nowhere."""

    key: ApiKey
    secret: str


class ApiKeys:
    """The keys of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str) -> NewApiKey:
        """Make a key.  Its secret has 256 random bits, so a plain hash of it is safe to keep."""
        secret = _PREFIX + secrets.token_urlsafe(32)
        key = ApiKey(
            secrets.token_hex(6), name, _digest(secret), datetime.fromtimestamp(time(), UTC)
        )
        with self._database.writing() as connection:
            connection.execute(
                insert(api_keys).values(
                    id=key.id, name=name, digest=key.digest, created=key.created.timestamp()
                )
            )
        return NewApiKey(key, secret)

    def find(self, secret: str) -> ApiKey | None:
        """The key whose secret this is, unless it was revoked."""
        digest = _digest(secret)
        valid = select(api_keys).where(api_keys.c.digest == digest, api_keys.c.revoked.is_(None))
        with self._database.reading() as connection:
            row = connection.execute(valid).first()
        if row is None or not hmac.compare_digest(row.digest, digest):
            return None
        return _key(row)

    def all(self) -> list[ApiKey]:
        """All keys, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(api_keys).order_by(api_keys.c.created))
            return [_key(row) for row in rows]

    def digests(self) -> dict[str, str]:
        """The hash of each valid key, by its id."""
        valid = select(api_keys.c.id, api_keys.c.digest).where(api_keys.c.revoked.is_(None))
        with self._database.reading() as connection:
            return {row.id: row.digest for row in connection.execute(valid)}

    def revoke(self, id_: str) -> bool:
        """Accept a key no longer; false where no valid one has that id."""
        with self._database.writing() as connection:
            done = connection.execute(
                update(api_keys)
                .where(api_keys.c.id == id_, api_keys.c.revoked.is_(None))
                .values(revoked=time())
            )
        return bool(done.rowcount)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _key(row: Row[Any]) -> ApiKey:
    revoked = None if row.revoked is None else datetime.fromtimestamp(row.revoked, UTC)
    return ApiKey(row.id, row.name, row.digest, datetime.fromtimestamp(row.created, UTC), revoked)
