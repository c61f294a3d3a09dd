"""One server for all tests of the tools: starting it takes longer than they do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("mcp", reason="the extra mcp is not installed")

from tests.api.mcp.assistant import Assistant, an_assistant


@pytest.fixture(scope="session")
def assistant() -> Iterator[Assistant]:
    with an_assistant() as found:
        yield found
