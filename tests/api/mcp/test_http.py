"""The same tools over HTTP, for who listens on this machine."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from mcp import Client

from tests.api.mcp.assistant import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """``prover mcp --http`` at a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from api.cli import main; main()", "mcp", "--http"]
    process = subprocess.Popen([*command, "--port", str(port)], cwd=ROOT)
    end = monotonic() + 30
    while socket.socket().connect_ex(("127.0.0.1", port)):
        assert monotonic() < end
        sleep(0.05)
    yield f"http://127.0.0.1:{port}/mcp"
    process.terminate()
    assert process.wait(15) is not None


def test_a_tool_answers(url: str) -> None:
    async def ask() -> str:
        async with Client(url) as client:
            arguments = {"premises": ["P(a)"], "goal": "P(a)", "language": "fol"}
            result = await client.call_tool("solve", arguments)
            assert result.structured_content is not None
            verdict: str = result.structured_content["verdict"]
            return verdict

    assert asyncio.run(ask()) == "proved"


def test_a_page_of_elsewhere_is_not_let_in(url: str) -> None:
    request = Request(
        url,
        data=b"{}",
        headers={"Origin": "https://example.org", "Content-Type": "application/json"},
    )
    with pytest.raises(HTTPError) as refused:
        urlopen(request, timeout=10)
    assert refused.value.code == 403
