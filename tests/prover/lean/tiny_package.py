"""A package as small as can be, a web site that misbehaves as told, and a registry."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from prover.lean.install import Progress
from prover.lean.package import Package
from prover.lean.registry import RegistryFailed


def tar(*members: tuple[str, bytes | tarfile.TarInfo]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in members:
            if isinstance(content, tarfile.TarInfo):
                archive.addfile(content)
                continue
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


LIBRARY = tar(
    ("./Init.olean", b"init" * 1000),
    ("./._Init.olean", b"companion"),
    ("./Init/Core.olean", b"core"),
    ("./Init/Core.trace", b"not needed"),
)
ARCHIVE = tar(
    ("package/package.json", b"{}"),
    ("package/lean.js", b"js"),
    ("package/lean.wasm", os.urandom(300_000)),
    ("package/lean-lib.tar.gz", LIBRARY),
)


def integrity_of(data: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


PACKAGE = Package("tiny-lean", "1.2.3", integrity_of(ARCHIVE), "4.99.0", "c0ffee", len(ARCHIVE))


@dataclass
class Site:
    """A web site that misbehaves as told: one entry of ``plan`` for each request, then well."""

    data: bytes = ARCHIVE
    plan: list[str] = field(default_factory=list)
    ranges: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    cut_at: int = 100_000
    address: str = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range")
        self.ranges.append(asked)
        self.paths.append(request.path)
        how = self.plan.pop(0) if self.plan else "well"
        if how.isdigit():
            request.send_error(int(how))
            return
        start = 0 if asked is None or how == "no ranges" else int(asked[6:].rstrip("-"))
        if start >= len(self.data):
            request.send_error(416)
            return
        body = self.data[start:]
        request.send_response(206 if asked and how != "no ranges" else 200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if how == "wrong":
            body = bytes(reversed(body))
        request.wfile.write(body[: self.cut_at] if how == "cut" else body)


@contextmanager
def running_site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.answer(self)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}/tiny-lean-1.2.3.tgz"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


@dataclass
class Place:
    """A registry that knows addresses, and whose own client gives what it is told to."""

    known: tuple[str, ...]
    packed: bytes | None = None
    asked: int = 0

    def addresses(self, package: Package) -> tuple[str, ...]:
        self.asked += 1
        return self.known

    def pack(self, package: Package, folder: Path) -> Path:
        if self.packed is None:
            raise RegistryFailed("npm pack failed")
        target = folder / f"{package.name}-{package.version}.tgz"
        target.write_bytes(self.packed)
        return target


def silent(_: Progress) -> None:
    pass


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
