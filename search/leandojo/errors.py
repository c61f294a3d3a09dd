"""What can go wrong with LeanDojo, its library and its files."""

from __future__ import annotations

from prover.errors import ProverError

__all__ = ["BenchmarkUnreadable", "LeanDojoMissing", "TraceFailed"]


class BenchmarkUnreadable(ProverError):
    """A file is not of a LeanDojo Benchmark; the message says where it is wrong."""

    code = "leandojo-benchmark"


class LeanDojoMissing(ProverError):
    """lean-dojo, or a program that it needs, is not installed."""

    code = "leandojo-missing"


class TraceFailed(ProverError):
    """lean-dojo could not trace a repository."""

    code = "leandojo-trace"
