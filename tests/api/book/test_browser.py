"""The book in a browser, from disk: filters, search, copying, folding, highlighting, keys."""

from __future__ import annotations

from typing import Any

import pytest

PAGES = ["index.html", "map.html", "rules.html", "theorems/theorem-add-comm.html"]
COMM = "hand/theorems/theorem-add-comm.html"


def shown(page: Any) -> list[str]:
    found: list[str] = page.locator(".finding:visible .open").all_inner_texts()
    return found


def test_filters_and_search_of_the_index(opened: Any) -> None:
    page = opened("hand/index.html")
    assert len(shown(page)) == 5
    page.click(".chips [data-status=corollary]")
    assert shown(page) == ["S(x) + y = S(x + y)"]
    page.click(".chips [data-status='']")
    page.keyboard.press("/")
    page.keyboard.type("x+y=y+x")
    assert shown(page) == ["x + y = y + x"]
    assert page.inner_text("#matches") == "1 of 5"
    page.fill("#find", "commutativity")
    assert shown(page) == ["x + y = y + x"]
    page.fill("#find", "no such thing")
    assert shown(page) == []
    assert page.is_visible("#none")
    page.keyboard.press("Escape")
    assert len(shown(page)) == 5


def test_findings_are_walked_with_the_arrow_keys(opened: Any) -> None:
    page = opened("hand/index.html")
    page.keyboard.press("/")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/theorem-add-comm.html")
    page.keyboard.press("[")
    page.wait_for_url("**/theorem-succ-add.html")
    page.keyboard.press("]")
    page.wait_for_url("**/theorem-add-comm.html")


def test_the_lean_source_is_copied(opened: Any) -> None:
    page = opened(COMM, permissions=["clipboard-read", "clipboard-write"])
    page.click("button.copy")
    page.wait_for_function("document.querySelector('button.copy').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == '-- why\ntheorem t : "</script>" ≠ "" := by decide\n'


def test_obligations_are_folded_in_the_graph_and_unfold(opened: Any) -> None:
    page = opened(COMM)
    assert page.locator("#drawing .node").count() == 4
    assert page.locator("#drawing .folded").all_text_contents() == [
        "+ 3 folded",
        "+ 5 folded",
        "",
        "",
    ]
    step = page.locator("#drawing .node", has_text="obligation").nth(1)
    step.focus()
    page.keyboard.press("c")
    assert page.locator("#drawing .node").count() > 6
    page.keyboard.press("c")
    assert page.locator("#drawing .node").count() == 4
    page.locator("#drawing .folded", has_text="+ 3 folded").click()
    assert page.locator("#drawing .node").count() > 4


def test_subproofs_of_the_text_fold(opened: Any) -> None:
    page = opened(COMM)
    rows = page.locator(".chain li:visible")
    assert rows.count() == 5
    page.click("#fold")
    assert rows.count() == 0
    page.click("#unfold")
    assert rows.count() == 5
    page.click("summary:has-text('Base case')")
    assert rows.count() == 3


def test_a_link_to_a_folded_line_unfolds_it(opened: Any) -> None:
    page = opened(COMM)
    page.click("#fold")
    page.evaluate("location.hash = '#line-7'")
    page.wait_for_selector("#line-7:visible")


def test_hovering_a_row_highlights_what_it_rests_on(opened: Any) -> None:
    page = opened(COMM)
    last = page.locator(".chain").nth(1).locator("li").last
    last.hover()
    assert last.get_attribute("data-relation") == "self"
    first = page.locator(".chain").nth(1).locator("li").first
    assert first.get_attribute("data-relation") == "up"
    base = page.locator(".chain").nth(0).locator("li").first
    assert base.get_attribute("data-relation") is None
    lemma = page.locator(".uses li", has_text="succ_add")
    assert lemma.get_attribute("data-relation") == "up"
    theorem = page.locator("#drawing .node", has_text="theorem").last
    assert theorem.get_attribute("data-relation") == "down"


def test_a_box_that_is_clicked_is_described(opened: Any) -> None:
    page = opened(COMM)
    page.locator("#drawing .node", has_text="induction").click()
    assert "which completes the induction" in page.inner_text("#detail")
    assert "Rests on +.1, +.2, succ_add, zero_add." in page.inner_text("#detail")
    page.keyboard.press("Escape")
    assert not page.is_visible("#detail")


def test_the_map_opens_pages(opened: Any) -> None:
    page = opened("hand/map.html")
    page.locator("#drawing .node", has_text="Commutativity").hover()
    chain = page.locator("#drawing .node[data-relation]")
    assert chain.count() == page.locator("#drawing .node").count()
    page.locator("#drawing .node", has_text="Commutativity").click()
    page.wait_for_url("**/theorem-add-comm.html")
    page.go_back()
    page.locator("#drawing .node", has_text="Commutativity").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/theorems/theorem-*-add.html")


def test_the_map_is_searched(opened: Any) -> None:
    page = opened("large/map.html")
    page.keyboard.press("/")
    page.keyboard.type("commutativity")
    assert page.inner_text("#matches") == "10 matches"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [360, 800, 1440])
def test_no_page_is_wider_than_its_window(opened: Any, address: str, width: int) -> None:
    page = opened(f"hand/{address}", viewport={"width": width, "height": 780})
    for details in page.locator("details").all():
        details.evaluate("details => { details.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ["index.html", "map.html", "rules.html"])
def test_hostile_books_do_nothing(opened: Any, address: str) -> None:
    page = opened(f"hostile/{address}")
    page.wait_for_timeout(50)
    assert page.locator("img").count() == 0


def test_pages_have_one_heading_and_labelled_fields(opened: Any) -> None:
    for address in PAGES:
        page = opened(f"hand/{address}")
        assert page.locator("h1").count() == 1
        assert page.locator("main").count() == 1
        unnamed = page.evaluate(
            "[...document.querySelectorAll('input')].filter(e => !e.labels.length).length"
        )
        assert unnamed == 0


def test_everything_is_readable_without_scripts(opened: Any) -> None:
    page = opened(COMM, java_script_enabled=False)
    assert page.is_visible("#drawing")
    assert page.locator(".chain li:visible").count() == 5
    page = opened("hand/index.html", java_script_enabled=False)
    assert len(shown(page)) == 5


@pytest.mark.timed
def test_a_large_index_is_there_at_once(opened: Any) -> None:
    page = opened("large/index.html")
    assert page.locator(".finding").count() == 180
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < 1000


def test_print_shows_the_whole_proof(opened: Any) -> None:
    page = opened(COMM)
    page.click("#fold")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".chain li:visible").count() == 5
    assert not page.is_visible(".top")
