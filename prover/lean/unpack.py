"""Archives from elsewhere, unpacked file by file into one folder and nowhere else."""

from __future__ import annotations

import shutil
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from prover.lean.errors import LeanError

__all__ = ["BadArchive", "unpack"]


class BadArchive(LeanError):
    """An archive is damaged, or has something in it that it should not."""

    code = "lean-archive"


def unpack(archive: Path, folder: Path, top: str, wanted: Callable[[PurePosixPath], bool]) -> None:
    """Unpack ``archive`` (tar, gzip) into ``folder``.

    Only plain files are made, with the rights that new files have; macOS's ``._`` companions
    are left out.

    Args:
        archive: the file.
        folder: where to; made if it is missing.
        top: the folder that everything in the archive lies in, not made again; or empty.
        wanted: which paths, relative to ``top``, are wanted.

    Raises:
        BadArchive: damaged, or with links, devices or paths that lead out of ``folder``.
    """
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for member in tar:
                path = _safe(member, top)
                if member.isdir() or path.name.startswith("._") or not wanted(path):
                    continue
                _write(tar, member, folder / path)
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk's fault, not the archive's
        raise BadArchive(
            f"{archive.name} cannot be unpacked: {error}", hint="run `prover lean install` again"
        ) from error


def _safe(member: tarfile.TarInfo, top: str) -> PurePosixPath:
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
        raise BadArchive(
            f"the archive contains {member.name!r}, which is not a plain file below it",
            hint="do not use this archive",
        )
    parts = [part for part in path.parts if part != "."]
    return PurePosixPath(*(parts[1:] if parts[:1] == [top] else parts))


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    source = tar.extractfile(member)
    assert source is not None
    target.parent.mkdir(parents=True, exist_ok=True)
    with source, target.open("xb") as file:
        shutil.copyfileobj(source, file, 1 << 18)
