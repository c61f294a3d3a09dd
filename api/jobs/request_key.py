"""When two requests are equal: same content, same versions, same settings."""

from __future__ import annotations

import json
from hashlib import blake2b
from importlib.metadata import version

from api.settings import Settings
from api.tasks.limits import settings_for_workers
from api.wire import ProofRequest

__all__ = ["RequestKeys"]

_PARTS_OF_AN_ANSWER = ("neurosymbolic-prover", "z3-solver", "python-sat", "lemminflect")
_NO_PART = ("model_key", "worker_memory_mb")


class RequestKeys:
    """Names of requests, equal where their answers must be.

    Args:
        settings: those that the workers get are part of every name.
    """

    def __init__(self, settings: Settings) -> None:
        given = settings_for_workers(settings)
        parts = {
            "versions": {package: version(package) for package in _PARTS_OF_AN_ANSWER},
            "settings": {name: given[name] for name in sorted(given) if name not in _NO_PART},
        }
        self._digest = blake2b(json.dumps(parts).encode(), digest_size=32).digest()

    def key(self, request: ProofRequest) -> str:
        """The name of ``request``, whoever sends it and however long they wait."""
        content = request.model_dump_json(exclude={"wait"}).encode()
        return blake2b(content, digest_size=24, key=self._digest).hexdigest()
