"""What a command of ``prover`` answers when a test runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

__all__ = ["Result", "Run"]


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]
