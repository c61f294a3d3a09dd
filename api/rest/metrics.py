"""Counters for Prometheus, in a registry of each application's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

__all__ = ["Metrics"]

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """What the server has done, and what it is doing.

    Args:
        counts: the engine's own numbers, asked whenever somebody looks.
    """

    def __init__(self, counts: Callable[[], Mapping[str, int]]) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "prover_http_requests", "Answered requests", ("method", "route", "status"),
            registry=self.registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "prover_http_request_seconds", "Time to the end of the answer", ("route",),
            buckets=_SECONDS, registry=self.registry,
        )  # fmt: skip
        self._open = Gauge(
            "prover_http_open_requests", "Requests that are being answered", registry=self.registry
        )
        self._children: dict[tuple[str, str, int], _Route] = {}
        self.registry.register(_Engine(counts))

    def begin(self) -> None:
        """A request has come."""
        self._open.inc()

    def end(self, method: str, route: str, status: int, seconds: float) -> None:
        """It is answered; ``route`` is the path's template, never the path itself."""
        key = (method, route, status)
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = _Route(
                self._requests.labels(method, route, str(status)), self._seconds.labels(route)
            )
        child.requests.inc()
        child.seconds.observe(seconds)
        self._open.dec()

    def text(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self.registry)


@dataclass(frozen=True, slots=True)
class _Route:
    """The time series of one method, route and status; looking labels up costs more."""

    requests: Counter
    seconds: Histogram


@dataclass(frozen=True, slots=True)
class _Engine(Collector):
    """The engine's numbers as gauges."""

    counts: Callable[[], Mapping[str, int]]

    def collect(self) -> Iterator[Metric]:
        """One gauge a number."""
        for name, value in self.counts().items():
            yield GaugeMetricFamily(f"prover_{name}", f"{name} of the engine", value=value)
