"""What a worker gets and may use: environment, settings, memory, the life of its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

import api
from api.settings import Settings

__all__ = ["die_with_parent", "environment", "limit_process", "settings_for_workers"]

_PASSED_ON = (
    "CUDA_VISIBLE_DEVICES",
    "HF_HOME",
    "HF_HUB_OFFLINE",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LD_LIBRARY_PATH",
    "OMP_NUM_THREADS",
    "PATH",
    "SSL_CERT_FILE",
    "TMPDIR",
    "TZ",
    "XDG_CACHE_HOME",
)
_OF_THE_SERVER = frozenset(
    {
        "engine",
        "lease_seconds",
        "max_budget",
        "max_queued",
        "ray_address",
        "result_cache_mb",
        "store",
        "workers",
    }
)
_PR_SET_PDEATHSIG = 1
_MIB = 2**20


def environment() -> dict[str, str]:
    """All of the environment that a worker gets: no settings, no secrets.

    The code it runs is that of this process, wherever it was imported from.
    """
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed, "PYTHONPATH": str(Path(api.__file__).parents[1])}


def settings_for_workers(settings: Settings) -> dict[str, Any]:
    """``settings`` as JSON values: those of the work, with the one secret that it may need."""
    values = settings.model_dump(mode="json", exclude=set(_OF_THE_SERVER))
    asks_a_server = settings.model.startswith("openai:")
    values["model_key"] = settings.model_key.get_secret_value() if asks_a_server else ""
    return values


def limit_process(memory_mb: int) -> None:
    """Lower what this process may use.

    Only soft limits are lowered: Lean, which this process may start, reserves far more memory
    than it uses, and has limits of its own (:mod:`prover.lean.sandbox`).
    """
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = memory_mb * _MIB
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with_parent(parent: int) -> bool:
    """Have the kernel kill this process when its parent ends, where it can do that.

    Returns:
        False where ``parent`` has ended already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    return os.getppid() == parent
