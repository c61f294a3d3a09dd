"""The tables of the database; ``migrations`` makes them, and is compared with them in tests.

Times are seconds since 1970, the same in every database.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = ["api_keys", "events", "idempotency", "jobs", "libraries", "metadata"]

metadata = MetaData()

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("share", String(32), nullable=False, unique=True),
    Column("owner", String(64), nullable=False),
    Column("request_key", String(64), nullable=False),  # content and versions
    Column("request", Text, nullable=False),
    Column("budget", Float, nullable=False),
    Column("status", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("holder", String(128)),  # the server that works on it, until …
    Column("lease", Float),  # … this time, unless it is renewed
    Column("created", Float, nullable=False),
    Column("started", Float),
    Column("finished", Float),
    Column("verdict", String(16)),
    Column("answer", LargeBinary),  # JSON, compressed
    Column("digest", String(64)),  # SHA-256 of the JSON
    Column("error", Text),
    Column("reusable", Boolean, nullable=False),  # answers equal requests
    Index("jobs_by_status", "status", "created"),
    Index("jobs_by_request", "request_key"),
    Index("jobs_by_owner", "owner", "created"),
)

events = Table(
    "events",
    metadata,
    Column("job", String(32), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("stage", String(16), nullable=False),
    Column("at", Float, nullable=False),
    Column("data", Text, nullable=False),
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("job", String(32), nullable=False),
    Column("request_key", String(64), nullable=False),
    Column("created", Float, nullable=False),
)

libraries = Table(
    "libraries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("name", String(200), nullable=False),
    Column("language", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("premises", Integer, nullable=False),
    Column("untranslated", Text, nullable=False),  # a JSON list
    Column("created", Float, nullable=False),
    Index("libraries_by_owner", "owner", "created"),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of the secret
    Column("created", Float, nullable=False),
    Column("revoked", Float),
)
