"""A model server on this machine that speaks OpenAI's protocol and can be told to misbehave."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Exchange"], None]
"""Writes the reply to one request."""


@dataclass
class Exchange:
    """One request, and ways to reply to it."""

    handler: BaseHTTPRequestHandler
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def prompt(self) -> str:
        return str(self.body["messages"][-1]["content"])

    def send(self, status: int, text: str | bytes, **headers: str) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", "application/json")
        self.handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(data)

    def fail(self, status: int, message: str, **headers: str) -> None:
        self.send(status, json.dumps({"error": {"message": message}}), **headers)

    def say(self, *texts: str, log_probs: tuple[float, ...] = (), finish: str = "stop") -> None:
        choices: list[dict[str, Any]] = []
        for index, text in enumerate(texts):
            choice: dict[str, Any] = {
                "index": index,
                "message": {"role": "assistant", "content": text},
                "finish_reason": finish,
            }
            if log_probs:
                tokens = [{"token": "x", "logprob": p, "top_logprobs": []} for p in log_probs]
                choice["logprobs"] = {"content": tokens}
            choices.append(choice)
        usage = {"prompt_tokens": 11, "completion_tokens": 5 * len(texts), "total_tokens": 0}
        self.send(200, json.dumps({"id": "c", "choices": choices, "usage": usage}))


def says(*texts: str, **more: Any) -> Answer:
    """As many samples as are asked for, from ``texts`` in turn."""

    def answer(exchange: Exchange) -> None:
        n = int(exchange.body.get("n", 1))
        exchange.say(*(texts[i % len(texts)] for i in range(n)), **more)

    return answer


def fails(status: int, message: str = "no", **headers: str) -> Answer:
    return lambda exchange: exchange.fail(status, message, **headers)


def sends(text: str) -> Answer:
    return lambda exchange: exchange.send(200, text)


def hangs(exchange: Exchange) -> None:
    time.sleep(1.5)


def drips(exchange: Exchange) -> None:
    """A byte now and then: no read of the client ever times out."""
    handler = exchange.handler
    handler.send_response(200)
    handler.end_headers()
    for _ in range(30):
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.05)


def breaks_off(exchange: Exchange) -> None:
    """A chunked body that ends in the middle."""
    handler = exchange.handler
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b'10\r\n{"choices": [{"m\r\n')
    handler.wfile.flush()
    handler.close_connection = True


def hangs_up(exchange: Exchange) -> None:
    """No reply at all."""
    exchange.handler.close_connection = True


@dataclass
class Loopback:
    """The server: it gives ``answers`` in turn, the last one again and again."""

    answers: list[Answer]
    url: str = ""
    seen: list[Exchange] = field(default_factory=list)

    def next_answer(self, exchange: Exchange) -> Answer:
        self.seen.append(exchange)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(*answers: Answer) -> Iterator[Loopback]:
    """The server, until the block ends."""
    state = Loopback(list(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(size))
            exchange = Exchange(self, body, {k.lower(): v for k, v in self.headers.items()})
            assert self.path == "/v1/chat/completions"
            state.next_answer(exchange)(exchange)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
