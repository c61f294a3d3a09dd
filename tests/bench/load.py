"""A load client: connections that are kept alive, each with one request under way at a time.

As a program it prints one JSON object, so that a benchmark can run it as a process of its own
and the server has a core to itself:

    python -m tests.bench.load URL --bodies FILE --seconds 5 --connections 32
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import cast
from urllib.parse import urlsplit

import uvloop

__all__ = ["Load", "Report", "post", "run_load"]


@dataclass(frozen=True)
class Report:
    """What came back.

    Attributes:
        requests: answers.
        seconds: from the first request to the last answer.
        p50_ms: half of the answers took at most that long.
        p99_ms: of a hundred answers, one took longer.
        worst_ms: the slowest.
        statuses: how many answers had which status.
    """

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    worst_ms: float
    statuses: dict[str, int]

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


@dataclass
class Load:
    """Requests to be sent, and what is known of their answers.

    Args:
        requests: whole requests, head and body; the load ends with them.
        deadline: no request is sent after it, in the seconds of ``perf_counter``.
    """

    requests: Iterator[bytes]
    deadline: float
    times: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)

    def next_request(self) -> bytes | None:
        return None if perf_counter() > self.deadline else next(self.requests, None)

    def answered(self, status: str, seconds: float) -> None:
        self.times.append(seconds)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def report(self, seconds: float) -> Report:
        ordered = sorted(self.times) or [0.0]

        def percentile(share: float) -> float:
            return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000

        return Report(
            len(self.times), seconds, percentile(0.5), percentile(0.99), ordered[-1] * 1000,
            self.statuses,
        )  # fmt: skip


class Connection(asyncio.Protocol):
    """One connection: a request is sent when the answer to the last one is complete."""

    def __init__(self, load: Load, done: Callable[[], None]) -> None:
        self.load, self.done = load, done
        self.buffer = bytearray()
        self.missing = -1
        self.status = ""
        self.sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.WriteTransport, transport)  # uvloop's is no subclass
        self.send()

    def send(self) -> None:
        request = self.load.next_request()
        if request is None:
            self.transport.close()
            return
        self.sent = perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.missing < 0 and not self.read_head():
            return
        if len(self.buffer) < self.missing:
            return
        del self.buffer[: self.missing]
        self.missing = -1
        self.load.answered(self.status, perf_counter() - self.sent)
        self.send()

    def read_head(self) -> bool:
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.buffer[:end]).lower()
        del self.buffer[: end + 4]
        self.status = head[9:12].decode()
        length = head.find(b"content-length:")
        assert length >= 0, head
        self.missing = int(head[length + 15 :].split(b"\r\n", 1)[0])
        return True

    def connection_lost(self, _: Exception | None) -> None:
        self.done()


def post(url: str, body: bytes, key: str = "") -> bytes:
    """A whole request: ``body`` to the proofs of the server at ``url``."""
    head = (
        f"POST /v1/proofs HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    )
    if key:
        head += f"Authorization: Bearer {key}\r\n"
    return head.encode() + b"\r\n" + body


async def run_load(url: str, requests: Iterator[bytes], seconds: float, connections: int) -> Report:
    """Send ``requests`` over so many connections for so long, or until there are no more."""
    address = urlsplit(url)
    begin = perf_counter()
    load = Load(requests, begin + seconds)
    loop = asyncio.get_running_loop()
    ends = [loop.create_future() for _ in range(connections)]

    def ending(index: int) -> Callable[[], None]:
        return lambda: ends[index].done() or ends[index].set_result(None)

    for index in range(connections):
        await loop.create_connection(
            lambda index=index: Connection(load, ending(index)), address.hostname, address.port
        )
    await asyncio.gather(*ends)
    return load.report(perf_counter() - begin)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--bodies", type=Path, required=True, help="one JSON body a line")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--once", action="store_true", help="each body once, not in a circle")
    options = parser.parse_args(arguments)
    requests = [post(options.url, line) for line in options.bodies.read_bytes().splitlines()]
    endless = iter(requests) if options.once else itertools.cycle(requests)
    report = uvloop.run(run_load(options.url, endless, options.seconds, options.connections))
    print(json.dumps({**asdict(report), "per_second": report.per_second}))


if __name__ == "__main__":
    main()
