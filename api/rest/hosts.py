"""Which site a request is for, and which site's page sent it.

A page on another site can make a browser send requests here: to a name of its own that it
rebinds to this address (so ``Host`` is checked), or straight to this address (so ``Origin`` and
``Sec-Fetch-Site`` are).  No path allows other origins, hence no CORS headers anywhere.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from api.rest.errors import CrossSite, WrongHost

__all__ = ["HostGuard", "is_loopback"]

_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on ``host``."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class HostGuard:
    """Names that the server may be called by; none at all means any.

    Attributes:
        names: lower case, without ports.
    """

    names: frozenset[str] = frozenset()

    @staticmethod
    def serving(host: str, allowed: tuple[str, ...]) -> HostGuard:
        """The guard of a server that listens on ``host`` and is known by the names ``allowed``."""
        names = frozenset(name.lower() for name in allowed)
        if is_loopback(host):
            names |= _LOOPBACK_NAMES | {host.lower()}
        return HostGuard(names)

    def check(self, method: str, headers: Mapping[bytes, bytes]) -> None:
        """Let a request pass.

        Raises:
            WrongHost: it is meant for another site.
            CrossSite: it changes something, and another site's page sends it.
        """
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if self.names and _without_port(host) not in self.names:
            raise WrongHost(
                "this server is not called that",
                hint="add the name to PROVER_ALLOWED_HOSTS",
                field="Host",
            )
        if method in _SAFE:
            return
        origin = headers.get(b"origin", b"").decode("latin-1").lower()
        foreign = headers.get(b"sec-fetch-site", b"") == b"cross-site"
        if foreign or (origin and _host_of(origin) != host):
            raise CrossSite("another site's page sends this request", field="Origin")


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _host_of(origin: str) -> str:
    """The host and port in an origin; an opaque or unreadable one has none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
