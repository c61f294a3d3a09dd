"""A browser page that opens an answer's HTML from a file and hears everything that it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prover.answer import Answer
from prover.export import to_html
from tests.chromium import chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens an answer's page from a file, or none yet; fails on any message, request or dialog."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
    page.on(
        "request", lambda r: None if r.url.startswith(("file:", "data:")) else trouble.append(r.url)
    )

    def show(answer: Answer | None = None) -> Any:
        if answer is None:
            return page
        path = tmp_path / "page.html"
        path.write_text(to_html(answer), encoding="utf-8")
        page.goto(path.as_uri())
        return page

    yield show
    page.close()
    assert not trouble
