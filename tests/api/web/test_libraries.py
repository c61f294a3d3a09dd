"""Libraries: kept, looked at, asked about, deleted."""

from __future__ import annotations

from typing import Any

import httpx2

POLICY = "Every employee who travels abroad needs an approval.\nMia is an employee.\nColourless of."


def test_a_library_is_kept_asked_about_and_deleted(opened: Any) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/libraries")
    page.fill("[name=name]", "Travel policy")
    page.fill("[name=text]", POLICY)
    page.click("text=Keep it")
    assert page.inner_text("h1") == "Travel policy"
    assert page.locator(".premises li").count() == 3
    assert "not understood" in page.inner_text(".premises li.unread")

    page.fill("[name=goal]", "Mia needs an approval.")
    page.click("summary")
    page.fill("[name=premises]", "Mia travels abroad.")
    page.click("text=Decide")
    page.wait_for_selector("h1:text-is('Proved')")

    page.goto("/libraries")
    page.click(".jobs a")
    page.click("text=Delete")
    assert page.url.endswith("/libraries")
    assert "Travel policy" not in page.inner_text("main")


def test_a_library_that_cannot_be_read_is_refused_with_the_place(http: httpx2.Client) -> None:
    answer = http.post("/libraries", data={"name": "Broken", "text": "∀x (P(x)\nP(a)"})
    assert answer.status_code == 422
    assert "line 1" in answer.text
    assert "∀x (P(x)" in answer.text
