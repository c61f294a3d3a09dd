"""Readable for everyone: contrast, narrow screens, keyboard, labels."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product
from typing import Any

import pytest

from tests.api.web.conftest import ask
from tests.contrast import contrast, shades

INKS = (
    "ink", "soft", "premise", "assumption", "derived", "skolem", "claim", "contradiction",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_of_wcag_aa(scheme: str) -> None:
    base = (files("prover.export") / "page" / "base.css").read_text("utf-8")
    shade = shades(base, scheme)
    for ink, ground in product(INKS, ("paper", "card")):
        assert contrast(shade[ink], shade[ground]) >= 4.5, (ink, ground)
    for line, ground in product(("focus", "field"), ("paper", "card")):
        assert contrast(shade[line], shade[ground]) >= 3, (line, ground)  # parts of controls
    assert contrast(shade["ink"], shade["mark"]) >= 4.5
    assert contrast(shade["paper"], shade["ink"]) >= 4.5  # the first button


def test_pages_bring_no_colours_of_their_own() -> None:
    own = (files("api.web") / "static" / "web.css").read_text("utf-8")
    assert not re.search(r"#[0-9a-f]{3,8}\b", own)
    assert set(re.findall(r"rgba?\([^)]*\)", own)) == {"rgb(0 0 0 / .14)"}  # a shadow


def test_no_page_is_wider_than_a_phone(opened: Any) -> None:
    page = opened(viewport={"width": 360, "height": 780})
    job = ask(page, "All birds can fly.\nTweety is a bird.\nTherefore: Tweety can fly.")
    page.goto("/libraries")
    page.fill("[name=name]", "A library with a name that is rather long for a telephone")
    page.fill("[name=text]", "Every employee who travels abroad needs an approval. Of than.")
    page.click("text=Keep it")
    page.wait_for_url("**/libraries/*")
    for address in (
        page.url, "/", "/?example=family", f"/proofs/{job}", f"/review/{job}", "/history",
        "/libraries", "/login", "/nowhere",
    ):  # fmt: skip
        page.goto(address)
        for details in page.locator("details").all():
            details.evaluate("details => { details.open = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_everything_can_be_reached_and_seen_with_the_keyboard(opened: Any) -> None:
    page = opened()
    page.goto("/")
    wanted = page.locator("a:visible, button:visible, textarea:visible, summary:visible").count()
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
        outline = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle + s.outlineWidth; })()"
        )
        assert outline == "solid2px", reached[-1]
    assert len(set(reached)) == wanted
    assert 'class="skip"' in reached[0]


@pytest.mark.parametrize("address", ["/", "/libraries", "/history", "/login"])
def test_fields_have_labels_and_pages_a_heading(opened: Any, address: str) -> None:
    page = opened()
    page.goto(address)
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    unnamed = page.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden], [hidden]), textarea, select')]"
        ".filter(e => !e.labels.length).map(e => e.outerHTML)"
    )
    assert unnamed == []


def test_the_theme_is_remembered(opened: Any) -> None:
    page = opened(color_scheme="light")
    page.goto("/")
    page.click("#theme")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto("/history")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.inner_text("#theme") == "Light"
