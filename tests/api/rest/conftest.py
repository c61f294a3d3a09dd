"""One server for all tests that change nothing about it, and a client of it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from tests.api.rest.servers import Served, serving


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def http(served: Served) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=served.url, timeout=30) as client:
        yield client
