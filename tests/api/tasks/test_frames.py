"""Messages behind their length, over a pipe that may end anywhere."""

from __future__ import annotations

import asyncio
import io
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.tasks import frames

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
messages = st.dictionaries(st.text(), json_values, max_size=4)


@given(st.lists(messages, max_size=4))
def test_what_is_written_is_read(sent: list[dict[str, Any]]) -> None:
    stream = io.BytesIO(b"".join(frames.encode(message) for message in sent))
    assert [frames.read(stream) for _ in sent] == sent
    assert frames.read(stream) is None


@given(messages, st.data())
def test_a_stream_that_ends_inside_a_message_is_an_error(
    message: dict[str, Any], data: st.DataObject
) -> None:
    frame = frames.encode(message)
    cut = data.draw(st.integers(1, len(frame) - 1))
    with pytest.raises(frames.FrameError):
        frames.read(io.BytesIO(frame[:cut]))


@pytest.mark.parametrize("body", [b"[1]", b"\xff", b"nonsense"])
def test_what_is_no_object_is_an_error(body: bytes) -> None:
    with pytest.raises(frames.FrameError):
        frames.read(io.BytesIO(struct.pack(">I", len(body)) + body))


def test_a_length_beyond_the_limit_is_not_believed() -> None:
    with pytest.raises(frames.FrameError, match="bytes"):
        frames.read(io.BytesIO(struct.pack(">I", frames.MAX_FRAME + 1)))


def test_the_same_frames_are_read_asynchronously() -> None:
    async def read() -> list[dict[str, Any]]:
        stream = asyncio.StreamReader()
        stream.feed_data(frames.encode({"ä": 1}) + frames.encode({"large": "x" * 200_000})[:-1])
        first = await frames.read_async(stream)
        stream.feed_eof()
        with pytest.raises(frames.FrameError):
            await frames.read_async(stream)
        return [first]

    assert asyncio.run(read()) == [{"ä": 1}]
