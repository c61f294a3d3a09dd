"""Whatever people write stays text on every page, and nobody else's page acts for them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.rest.servers import Served, serving
from tests.payloads import PAYLOADS

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
STRANGE = "img, iframe, object, embed, video, audio, marquee, math, base, svg script"


@pytest.mark.slow
def test_fifty_payloads_are_inert_on_every_page(opened: Any) -> None:
    page = opened()
    page.goto("/")
    page.click("summary")
    page.select_option("[name=language]", "english")
    page.fill("#text", "\n".join([*PAYLOADS, f"Therefore: {PAYLOADS[0]}"]))
    page.click("#decide")
    page.wait_for_selector("h1:text-is('Not understood')")
    job = page.url.rpartition("/")[2]
    said = " ".join(page.inner_text("body").split())
    page.goto("/libraries")
    page.fill("[name=name]", PAYLOADS[1])
    page.fill("[name=text]", "\n".join(PAYLOADS))
    page.select_option("[name=language]", "english")
    page.click("text=Keep it")
    page.wait_for_url("**/libraries/*")
    library = page.url
    for address in (
        f"/proofs/{job}",
        f"/review/{job}",
        f"/?again={job}",
        "/history",
        f"/history?containing={PAYLOADS[7]}",
        "/libraries",
        library,
        f"/{PAYLOADS[7]}",
        f"/login?next={PAYLOADS[7]}",
        f"/?example={PAYLOADS[7]}",
        f"/proofs/{job}/graph",
    ):
        page.goto(address)
        assert page.locator(STRANGE).count() == 0, address
        assert page.evaluate(
            "[...document.querySelectorAll('*')].every(e => [...e.attributes].every("
            "a => !a.name.startsWith('on') && a.name !== 'style'"
            " && !(a.name === 'href' && a.value.startsWith('javascript:'))))"
        ), address
        page.keyboard.press("Tab")
    assert sum(" ".join(p.split()) in said for p in PAYLOADS) > 40  # some are split as sentences


PAGES = ("/", "/history", "/libraries", "/login", "/nowhere", "/proofs/nothing", "/?again=nothing")


@pytest.mark.parametrize("address", PAGES)
def test_pages_run_our_own_files_only(http: httpx2.Client, address: str) -> None:
    answer = http.get(address, headers=BROWSER)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "<style" not in answer.text
    assert not re.search(r"<script(?! src=\"/static/[\w.]+\?v=\w+\")", answer.text)
    for found in re.findall(r"(?:src|href)=\"([^\"]*)\"", answer.text):
        assert found.startswith(("/", "#", "data:,"))


def test_static_files_are_kept_for_good_by_their_digest(http: httpx2.Client) -> None:
    address = re.findall(r"/static/web\.css\?v=\w{12}", http.get("/").text)[0]
    answer = http.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")
    assert http.get("/static/../pages.py").status_code == 404
    assert http.get("/static/pages.py").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.invalid"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
def test_another_site_cannot_send_our_forms(http: httpx2.Client, headers: dict[str, str]) -> None:
    for address in ("/", "/libraries", "/proofs/x/cancel", "/logout", "/login", "/review/x"):
        answer = http.post(address, data={"text": "Therefore: x."}, headers=BROWSER | headers)
        assert answer.status_code == 403, address
        assert "another site" in answer.text.lower()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere", 404, "There is nothing here"),
        ("/proofs/nothing", 404, "There is no such job"),
        ("/libraries/nothing", 404, "There is no such library"),
        ("/proofs/%00", 422, ""),
    ],
)
def test_browsers_get_errors_as_pages(
    http: httpx2.Client, address: str, status: int, words: str
) -> None:
    answer = http.get(address, headers=BROWSER)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_programs_get_errors_as_problems(http: httpx2.Client) -> None:
    for headers in ({}, {"Accept": "application/json"}):
        answer = http.get("/v1/proofs/nothing", headers=headers)
        assert answer.headers["content-type"] == "application/problem+json"
    assert http.get("/v1/proofs/nothing", headers=BROWSER).headers["content-type"] in (
        "application/problem+json",
    )


def test_a_text_that_is_too_long_is_refused_with_a_page(http: httpx2.Client) -> None:
    answer = http.post("/", data={"text": "a " * 600_000}, headers=BROWSER)
    assert answer.status_code == 413
    assert "That is too long" in answer.text


def test_what_is_no_form_is_refused(http: httpx2.Client) -> None:
    answer = http.post("/", content=b"{}", headers={"Content-Type": "application/json"})
    assert answer.status_code == 415
    broken = {"Content-Type": "application/x-www-form-urlencoded"}
    assert http.post("/", content=b"text=%ff", headers=broken).status_code == 422
    assert http.post("/", content=b"text=a%00b", headers=broken).status_code == 422


@pytest.fixture
def limited(tmp_path: Path) -> Any:
    with serving(tmp_path, rate=0.001, rate_burst=2) as server:
        yield server


def test_too_many_requests_are_told_with_a_page(limited: Served) -> None:
    with httpx2.Client(base_url=limited.url, headers=BROWSER) as client:
        answers = [client.get("/login") for _ in range(4)]
    refused = answers[-1]
    assert refused.status_code == 429
    assert "Too much at once" in refused.text
    assert int(refused.headers["retry-after"]) > 0
