"""The name of this server among those that share a database."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Collection

import psutil

__all__ = ["dead_holders", "holder_name"]


def holder_name() -> str:
    """A name for this process that no other has had: ``HOST/PID/BIRTH/NONCE``."""
    born = psutil.Process().create_time()
    return f"{_host()}/{os.getpid()}/{born:.2f}/{secrets.token_hex(3)}"


def dead_holders(names: Collection[str]) -> frozenset[str]:
    """Those of ``names`` that are processes of this host and do not run any more.

    Their jobs need not wait until the leases are over.
    """
    return frozenset(name for name in names if _is_dead(name))


def _is_dead(name: str) -> bool:
    host, pid, born, _ = name.split("/")
    if host != _host():
        return False
    try:
        return f"{psutil.Process(int(pid)).create_time():.2f}" != born
    except psutil.NoSuchProcess:
        return True


def _host() -> str:
    return socket.gethostname().replace("/", "_")
