"""One server for the pages' tests, and a browser that hears everything that they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from tests.api.rest.servers import Served, serving
from tests.chromium import chromium


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("pages")) as server:
        yield server


@pytest.fixture
def http(served: Served) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=served.url, timeout=30) as client:
        yield client


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def opened(browser: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens pages of the server; fails on errors, dialogues, and requests to other hosts."""
    trouble: list[str] = []
    contexts = []

    def make(**options: Any) -> Any:
        context = browser.new_context(base_url=served.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: trouble.append(m.text) if _matters(m.text) else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: None if _is_own(r.url, served) else trouble.append(r.url))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not trouble


def _is_own(url: str, served: Served) -> bool:
    return url.startswith((f"{served.url}/", "data:", "about:"))


def _matters(message: str) -> bool:
    """The browser's own note on a refused request is no trouble: tests look at those pages."""
    return not message.startswith("Failed to load resource: the server responded")


def ask(page: Any, text: str) -> str:
    """Have ``text`` decided; the id of the job, whose answer is open now."""
    page.goto("/")
    page.fill("#text", text)
    page.click("#decide")
    page.wait_for_selector("main#evidence, main.ended")
    return str(page.url).rpartition("/")[2]
