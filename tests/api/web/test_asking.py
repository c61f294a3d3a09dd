"""Asking with and without JavaScript."""

from __future__ import annotations

from typing import Any

import httpx2

from tests.api.rest.servers import endless
from tests.api.web.conftest import ask

BIRDS = "All birds can fly.\nTweety is a bird.\nTherefore: Tweety can fly."


def hard(number: int) -> str:
    problem = endless(number)
    return "\n".join([*problem["premises"], f"Therefore: {problem['goal']}"])


def test_asking_without_javascript(opened: Any) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/")
    page.fill("#text", BIRDS)
    page.click("#decide")
    page.wait_for_selector("h1:text-is('Proved')")  # the page looks again by itself
    assert "/proofs/" in page.url
    assert "2 steps" not in page.inner_text("main")
    assert page.locator(".sentences li.used").count() == 2
    assert "Tweety can fly" in page.inner_text(".proof")
    assert page.locator("svg#drawing g.node").count() == 3


def test_a_job_that_takes_long_is_followed_and_can_be_cancelled_without_javascript(
    opened: Any,
) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/")
    page.fill("#text", hard(71))
    page.click("#decide")
    page.wait_for_selector(".stages li[data-stage=translated].reached")
    assert "6 premises read" in page.inner_text(".stages")
    page.click("text=Cancel")
    page.wait_for_selector("h1:text-is('Cancelled')")
    assert "f(x, y) = f(y, x)" in page.inner_text(".asked")


def test_progress_is_live_and_the_answer_comes_by_itself(opened: Any) -> None:
    page = opened()
    page.goto("/")
    page.click("summary")
    page.fill("[name=budget]", "1.5")
    page.fill("#text", hard(72))
    page.click("#decide")
    page.wait_for_selector(".stages .now")
    page.wait_for_selector(".stages li[data-stage=translated].reached")
    assert "6 premises read" in page.inner_text(".stages")
    page.wait_for_selector("h1:text-is('Unknown')", timeout=15_000)


def test_an_example_goes_into_the_box(opened: Any) -> None:
    page = opened()
    page.goto("/")
    page.click("text=A travel policy")
    assert "Mia travels abroad." in page.input_value("#text")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("h1:text-is('Proved')")
    assert page.inner_text(".question") == "Does the director sign the form?"


def test_the_proof_on_the_page_is_as_alive_as_in_the_export(opened: Any) -> None:
    page = opened()
    ask(page, BIRDS)
    page.hover("#n3")
    assert page.locator("g.node[data-relation=up]").count() == 2
    page.fill("#search", "tweety")
    assert page.inner_text("#matches") == "2 matches"
    page.keyboard.press("Escape")


def test_downloads_and_the_share_link(opened: Any, http: httpx2.Client) -> None:
    page = opened()
    ask(page, BIRDS)
    links = page.eval_on_selector_all(".menu a", "found => found.map(a => a.getAttribute('href'))")
    assert len(links) == 4
    assert [http.get(link).status_code for link in links] == [200] * 4
    shared = http.get(page.get_attribute("#share", "href"))
    assert shared.status_code == 200
    assert "Tweety can fly" in shared.text


def test_an_earlier_question_can_be_edited(opened: Any) -> None:
    page = opened()
    ask(page, BIRDS)
    page.click("text=Ask again")
    assert page.input_value("#text") == BIRDS


def test_two_situations_are_shown_for_what_is_open(opened: Any) -> None:
    page = opened()
    ask(page, "All birds can fly.\nTherefore: Tweety can fly.")
    assert page.locator(".model").count() == 2


def test_the_clash_is_shown_for_what_is_inconsistent(opened: Any) -> None:
    page = opened()
    ask(page, "Tom is a cat.\nTom is not a cat.\nBob is a dog.\nTherefore: Bob is a cat.")
    assert page.inner_text("h1") == "Inconsistent"
    assert page.locator(".sentences li.core").count() == 2


def test_the_place_of_a_wrong_formula_is_marked(opened: Any) -> None:
    page = opened()
    ask(page, "∀x (Bird(x) → Fly(x)\nBird(tweety)\nTherefore: Fly(tweety)")
    assert page.inner_text("h1") == "Could not be read"
    assert "line 1, column 21" in page.inner_text(".trouble")
    assert page.locator(".marked mark").count() == 1
    page.click("text=Edit and ask again")
    assert "Bird(tweety)" in page.input_value("#text")


def test_nothing_to_decide_is_said_beside_the_box(http: httpx2.Client) -> None:
    answer = http.post("/", data={"text": "  "}, headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "There is nothing to decide" in answer.text
    budget = http.post("/", data={"text": BIRDS, "budget": "-1"}, headers={"Accept": "text/html"})
    assert budget.status_code == 422
    assert "Tweety is a bird." in budget.text  # what was written is still there


def test_a_long_proof_is_drawn_by_a_worker_in_a_frame(opened: Any) -> None:
    page = opened()
    rules = [f"∀x (P{n}(x) → P{n + 1}(x))" for n in range(160)]
    page.goto("/")
    page.fill("#text", "\n".join(["P0(a)", *rules, "Therefore: P160(a)"]))
    page.click("#decide")
    page.wait_for_selector("iframe")
    frame = page.frame_locator("iframe")
    frame.locator("h1:text-is('Proved')").wait_for()
    assert frame.locator("g.node").count() > 5
