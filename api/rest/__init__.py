"""The REST face: a FastAPI application over the proof engine.

Everything a caller sees of an error is ``application/problem+json`` (``problems``); every
request passes the ``gate`` (host, size, key, rate) before it is routed.
"""

from api.rest.app import create_app

__all__ = ["create_app"]
