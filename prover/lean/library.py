"""The theorems that a Lean toolchain comes with, listed once and kept; its modules."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from prover.lean.pool import LeanPool
from prover.lean.wire import LibraryModule, LibraryTheorem, Reply

__all__ = ["library_modules", "library_theorems"]

_ROWS = TypeAdapter(tuple[LibraryTheorem, ...])
_SECONDS = 600.0


class _Count(Reply):
    count: int


async def library_theorems(
    pool: LeanPool,
    *,
    prefix: str = "",
    types: bool = True,
    cache: Path | None = None,
    on_row: Callable[[int], None] = lambda _: None,
) -> tuple[LibraryTheorem, ...]:
    """Every theorem of the imported modules whose names start with ``prefix``.

    Printing the types of ``Init``'s 25,000 theorems takes half a minute, so the list is kept in
    ``cache``, in a file named after the toolchain's commit and the modules.

    Args:
        pool: servers to ask.
        prefix: of module names; all modules by default.
        types: whether to print each statement.
        cache: folder for the list; nothing is kept without one.
        on_row: told how many theorems have come so far.

    Raises:
        LeanError: Lean could not be asked.
    """
    async with pool.lease() as server:
        assert server.ready is not None
        identity = f"{server.ready.commit} {server.ready.imports} {prefix} {types}"
        digest = hashlib.sha256(identity.encode()).hexdigest()[:16]
        kept = cache / f"library-{digest}.json" if cache else None
        if kept is not None and (found := _read(kept)) is not None:
            return found
        rows: list[LibraryTheorem] = []

        def take(row: str) -> None:
            rows.append(LibraryTheorem.model_validate_json(row))
            on_row(len(rows))

        await server.request(
            "premises", _Count, seconds=_SECONDS, on_row=take, prefix=prefix, types=types
        )
    if kept is not None:
        _write(kept, tuple(rows))
    return tuple(rows)


async def library_modules(pool: LeanPool) -> tuple[LibraryModule, ...]:
    """The modules that were imported with all below them; each comes after what it imports.

    Raises:
        LeanError: Lean could not be asked.
    """
    rows: list[LibraryModule] = []
    async with pool.lease() as server:
        await server.request(
            "modules",
            _Count,
            on_row=lambda row: rows.append(LibraryModule.model_validate_json(row)),
        )
    names = {row.name for row in rows}
    return tuple(
        row.model_copy(
            update={"imports": tuple(i for i in dict.fromkeys(row.imports) if i in names)}
        )
        for row in rows
    )


def _read(path: Path) -> tuple[LibraryTheorem, ...] | None:
    try:
        return _ROWS.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _write(path: Path, rows: tuple[LibraryTheorem, ...]) -> None:
    """Keep the list if that is possible; a cache that cannot be written costs time only."""
    partial = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(_ROWS.dump_json(rows))
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
