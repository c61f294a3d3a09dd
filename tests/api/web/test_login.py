"""A server that asks for a key: the login form, and what the cookie is worth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api.jobs.store import JobStore
from tests.api.rest.servers import Served, serving

BROWSER = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[tuple[Served, str]]:
    store = JobStore(f"sqlite:///{tmp_path / 'jobs.db'}")
    secret = store.api_keys.add("mia").secret
    store.close()
    with serving(tmp_path) as server:
        yield server, secret


def test_the_key_opens_the_pages(locked: tuple[Served, str], browser: Any) -> None:
    server, secret = locked
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    page.goto("/history")
    assert page.inner_text("h1") == "Log in"
    page.fill("[name=key]", "wrong")
    page.click("button.first")
    assert "not known" in page.inner_text(".trouble")
    page.fill("[name=key]", secret)
    page.click("button.first")
    page.wait_for_url("**/history")
    assert page.inner_text("h1") == "What was asked"
    (cookie,) = context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"

    page.goto("/")
    page.fill("#text", "Tom is a cat.\nTherefore: Tom is a cat.")
    page.click("#decide")
    page.wait_for_selector("h1:text-is('Proved')")  # live progress takes the cookie, too
    page.click("text=Log out")
    page.goto("/history")
    assert page.inner_text("h1") == "Log in"
    context.close()


@pytest.mark.parametrize("onwards", ["//evil.invalid", "https://evil.invalid", "/\\evil.invalid"])
def test_the_form_leads_nowhere_else(locked: tuple[Served, str], onwards: str) -> None:
    server, secret = locked
    with httpx2.Client(base_url=server.url) as client:
        answer = client.post("/login", data={"key": secret, "next": onwards})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


def test_programs_are_not_sent_to_a_form(locked: tuple[Served, str]) -> None:
    server, secret = locked
    with httpx2.Client(base_url=server.url, headers=BROWSER) as client:
        assert client.get("/v1/proofs").status_code == 401
        assert client.get("/", headers={"Accept": "*/*"}).status_code == 401
        assert client.get("/").headers["location"] == "/login?next=/"
        assert client.post("/", data={"text": "x"}).status_code == 401
        assert client.get("/", headers={"Cookie": f"prover_key={secret}"}).status_code == 200
        assert client.get("/static/web.css").status_code == 200
