"""Messages between the server and its workers: JSON objects, each behind its length.

A frame is four bytes, the length of what follows as an unsigned big-endian number, and so many
bytes of UTF-8 JSON.
"""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

from prover.errors import ProverError

__all__ = ["MAX_FRAME", "FrameError", "encode", "read", "read_async"]

MAX_FRAME = 256 * 2**20
"""Longest message in bytes; a longer one means that the stream is out of order."""

_LENGTH = struct.Struct(">I")


class FrameError(ProverError):
    """What came is not a frame: the other side is out of order or has ended."""

    code = "bad-frame"


def encode(message: Mapping[str, Any]) -> bytes:
    """``message`` as one frame.

    Raises:
        FrameError: it is too long.
    """
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
    if len(body) > MAX_FRAME:
        raise FrameError(f"a message of {len(body):,} bytes", hint=f"the limit is {MAX_FRAME:,}")
    return _LENGTH.pack(len(body)) + body


def read(stream: BinaryIO) -> dict[str, Any] | None:
    """The next message of a blocking stream; ``None`` at its end.

    Raises:
        FrameError: the stream ends inside a frame, or it is none.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    body = stream.read(_size(head))
    if len(body) < _size(head):
        raise FrameError("the stream ended inside a message")
    return _decode(body)


async def read_async(stream: asyncio.StreamReader) -> dict[str, Any]:
    """The next message.

    Raises:
        FrameError: the stream ends before or inside a frame, or it is none.
    """
    try:
        head = await stream.readexactly(_LENGTH.size)
        return _decode(await stream.readexactly(_size(head)))
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise FrameError("the stream has ended") from error


def _size(head: bytes) -> int:
    if len(head) < _LENGTH.size:
        raise FrameError("the stream ended inside a message")
    size: int = _LENGTH.unpack(head)[0]
    if size > MAX_FRAME:
        raise FrameError(f"a message of {size:,} bytes", hint=f"the limit is {MAX_FRAME:,}")
    return size


def _decode(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except ValueError as error:
        raise FrameError("a message is not JSON") from error
    if not isinstance(message, dict):
        raise FrameError("a message is not a JSON object")
    return message
