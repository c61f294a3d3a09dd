"""A browser that opens pages of a book from disk and hears everything that they do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.book import write_book
from tests.api.book.books import by_hand, hostile, large
from tests.chromium import chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three books."""
    folder = tmp_path_factory.mktemp("books")
    write_book(by_hand(), folder / "hand")
    write_book(hostile(), folder / "hostile")
    write_book(large(copies=10, open_statements=150), folder / "large")
    return folder


@pytest.fixture
def opened(browser: Any, shelf: Path) -> Iterator[Callable[..., Any]]:
    """Opens pages of the books; fails on messages, dialogues and requests that leave the disk."""
    trouble: list[str] = []
    contexts = []

    def show(address: str, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "data:")) else trouble.append(r.url),
        )
        page.goto((shelf / address).as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert not trouble
