"""One file from the network: resumed where it broke off, used only when its hash is right."""

from __future__ import annotations

import base64
import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from prover.lean.errors import LeanError

__all__ = ["Corrupt", "DownloadFailed", "download", "matches"]

_CHUNK = 1 << 18
_SECONDS = 30.0
_BREAKS = 5
"""Times in a row that a connection may break without bringing anything new."""


class DownloadFailed(LeanError):
    """The file could not be fetched; what has arrived is kept for the next attempt."""

    code = "lean-download"


class Corrupt(LeanError):
    """What arrived is not what was asked for."""

    code = "lean-corrupt"


def download(
    address: str, target: Path, integrity: str, on_bytes: Callable[[int, int], None]
) -> None:
    """Fetch ``address`` to ``target``, which appears only when it is whole and right.

    Proxies are taken from the environment.  A file with the wrong hash is fetched once more
    from the beginning.

    Args:
        address: where the file is.
        target: where it goes; ``target.part`` collects it.
        integrity: its hash, as npm writes it: ``sha512-…``.
        on_bytes: told bytes so far and in all (0: not known).

    Raises:
        DownloadFailed: the server cannot be reached or refuses.
        Corrupt: the hash is wrong twice.
    """
    part = target.with_name(target.name + ".part")
    for _ in range(2):
        _collect(address, part, on_bytes)
        if matches(part, integrity):
            part.replace(target)
            return
        part.unlink()
    raise Corrupt(
        f"{address} is not the file that was expected (wrong hash, twice)",
        hint="a proxy or a mirror changes it: try another network or registry",
    )


def matches(path: Path, integrity: str) -> bool:
    """Whether the file has the hash ``integrity``."""
    algorithm, _, expected = integrity.partition("-")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, algorithm).digest()
    return base64.b64encode(digest).decode("ascii") == expected


def _collect(address: str, part: Path, on_bytes: Callable[[int, int], None]) -> None:
    """Request the rest of the file until there is no rest."""
    breaks = 0
    while breaks < _BREAKS:
        before = _size(part)
        try:
            if _append(address, part, on_bytes):
                return
            reason = "the connection broke off"
        except urllib.error.HTTPError as error:
            raise DownloadFailed(
                f"{address} answers {error.code} {error.reason}",
                hint="check the registry that npm is configured for",
            ) from error
        except (OSError, http.client.HTTPException) as error:
            reason = str(getattr(error, "reason", "") or error)
        breaks = 0 if _size(part) > before else breaks + 1
        time.sleep(0.1 * breaks)
    raise DownloadFailed(
        f"{address} cannot be downloaded: {reason}",
        hint="check the network and proxy settings; the next attempt resumes this one",
    )


def _append(address: str, part: Path, on_bytes: Callable[[int, int], None]) -> bool:
    """One request; whether the file is complete afterwards."""
    have = _size(part)
    headers = {"Range": f"bytes={have}-"} if have else {}
    try:
        # An opener of our own: the shared one keeps the proxies of its first use.
        opener = urllib.request.build_opener()
        answer = opener.open(urllib.request.Request(address, headers=headers), timeout=_SECONDS)
    except urllib.error.HTTPError as error:
        if error.code != 416:  # what is there is longer than the file, or all of it
            raise
        return True
    with answer:
        resumed = answer.status == 206
        length = int(answer.headers.get("Content-Length") or 0)
        have = have if resumed else 0
        with part.open("ab" if resumed else "wb") as file:
            done = _copy(answer, file, have, have + length if length else 0, on_bytes)
    return not length or done == have + length


def _copy(
    answer: BinaryIO, file: BinaryIO, done: int, total: int, on_bytes: Callable[[int, int], None]
) -> int:
    while chunk := answer.read(_CHUNK):
        file.write(chunk)
        done += len(chunk)
        on_bytes(done, total)
    return done


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0
