"""The HTML page: self-contained, safe, complete, and usable with and without its script."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from time import perf_counter
from typing import Any

import pytest

from prover.answer import Answer
from prover.export import to_html
from prover.logic.printers import to_unicode
from tests.contrast import contrast, shades
from tests.prover.export.answers import (
    ALL,
    ambiguous,
    by_contradiction,
    hostile,
    inconsistent,
    long_proof,
    proved,
    rules,
    uncertain,
    unknown,
    untranslated,
)

ROLES = ("premise", "assumption", "derived", "skolem", "claim", "contradiction")
VOID = {"meta", "link", "input", "br", "img", "hr"}
SVG_EMPTY = {"path", "rect"}


class Page(HTMLParser):
    """Elements, attributes and visible text; complains about wrong nesting."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.problems: list[str] = []
        self.text: list[str] = []
        self.raw: dict[str, str] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.raw[self.open[-1]] = self.raw.get(self.open[-1], "") + data
        else:
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())

    def having(self, name: str) -> Iterator[tuple[str, dict[str, str | None]]]:
        return ((tag, attrs) for tag, attrs in self.elements if name in attrs)


@pytest.mark.parametrize("name", ALL)
def test_page_is_well_formed_and_self_contained(name: str) -> None:
    html = to_html(ALL[name]())
    page = Page(html)
    assert not page.problems
    assert not page.open
    names = [attrs["id"] for _, attrs in page.having("id")]
    assert len(names) == len(set(names))
    for attribute in ("src", "href", "action", "xlink:href", "data"):
        for _, attrs in page.having(attribute):
            assert (attrs[attribute] or "").startswith(("#", "data:,"))
    assert not re.search(r"@import|url\(", html)
    assert not any(a.startswith("on") or a == "style" for _, at in page.elements for a in at)


@pytest.mark.parametrize("name", ALL)
def test_policy_allows_exactly_this_style_and_script(name: str) -> None:
    page = Page(to_html(ALL[name]()))
    (policy,) = (
        attrs["content"] or ""
        for tag, attrs in page.elements
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        digest = b64encode(sha256(page.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    tags = [tag for tag, _ in page.elements]
    assert (tags.count("script"), tags.count("style")) == (1, 1)


def test_hostile_text_stays_text() -> None:
    html = to_html(hostile())
    page = Page(html)
    assert not page.problems
    assert "<img" not in html
    assert page.words.count("</script><img src=x onerror=alert(1)>") > 5
    assert "{{ 7*7 }}" in page.words


@pytest.mark.parametrize("name", ALL)
def test_every_sentence_formula_and_step_is_there(name: str) -> None:
    answer: Answer = ALL[name]()
    page = Page(to_html(answer))
    for premise in answer.problem.premises:
        assert " ".join(premise.sentence.text.split()) in page.words
        assert to_unicode(premise.formula) in page.words
    for item in answer.problem.untranslated:
        assert item.reason.lower() in page.words.lower()
    boxes = [a for _, a in page.having("data-parents")]
    steps = answer.proof.steps if answer.proof else ()
    assert len(boxes) >= len(steps)
    for line in range(1, len(steps) + 1):
        assert f"line-{line}" in {attrs["id"] for _, attrs in page.having("id")}
    for warning in answer.warnings:
        assert warning in page.words


def test_verdicts_in_plain_words() -> None:
    assert "16 steps" not in Page(to_html(proved())).words
    words = {name: Page(to_html(made())).words for name, made in ALL.items()}
    assert "3 steps, each checked: 1 by Z3, 2 against the input" in words["proved"]
    assert "2 models, 2 formulas evaluated true in each" in words["uncertain"]
    assert "Two situations in which every sentence holds" in words["uncertain"]
    assert "not certified" in words["unknown"]
    assert "time: no proof and no model" in words["unknown"]
    assert "Everything that the rules derive" in words["rules"]
    assert "Or as: Some cat is an animal." in words["ambiguous"]
    assert "part of the contradiction" in words["inconsistent"]
    assert "The assumption is therefore wrong" in words["by_contradiction"]


def test_where_reading_stopped_is_marked() -> None:
    html = to_html(untranslated())
    assert "Colourless <mark>than</mark> green." in html
    assert "Expected here: a verb." in html
    assert html.count('class="unread"') == 2


def test_differences_between_models_are_marked() -> None:
    html = to_html(uncertain())
    assert html.count('<td class="differs">') == 4  # animal(tom), friend(tom, bob), in each
    assert "unlike in the other model" in html


def test_a_proof_nobody_checked_is_not_shown_as_checked() -> None:
    from dataclasses import replace

    words = Page(to_html(replace(proved(), certificates=()))).words
    assert "Proof, not certified" in words
    assert "no checker has confirmed it" in words
    assert "not checked" in words
    assert "✓" not in words


@pytest.mark.timed
def test_a_long_proof_is_rendered_fast() -> None:
    start = perf_counter()
    html = to_html(long_proof(100))
    assert perf_counter() - start < 3
    assert len(html) < 1_000_000


def test_pages_are_the_same_whatever_the_hash_seed() -> None:
    program = (
        "from tests.prover.export.answers import by_contradiction\n"
        "from prover.export import to_dot, to_html\n"
        "print(to_html(by_contradiction()), to_dot(by_contradiction()))"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=20,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(pages) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_of_wcag_aa(scheme: str) -> None:
    shade = shades(Page(to_html(proved())).raw["style"], scheme)
    for ink in ("ink", "soft", *ROLES):
        for ground in ("paper", "card"):
            assert contrast(shade[ink], shade[ground]) >= 4.5, (ink, ground)
    assert contrast(shade["ink"], shade["differs"]) >= 4.5
    assert contrast(shade["ink"], shade["mark"]) >= 4.5


# --- the script, in a browser ------------------------------------------------------------


def related(page: Any, selector: str) -> list[str]:
    found = page.eval_on_selector_all(
        f"{selector}[data-relation]", "e => e.map(x => x.dataset.node + ':' + x.dataset.relation)"
    )
    return sorted(found)


def test_hover_shows_the_chain_everywhere(opened: Any) -> None:
    page = opened(inconsistent())
    page.hover("#n4")
    assert related(page, "g.node") == ["1:up", "2:up", "4:self", "6:down"]
    assert related(page, ".proof li") == ["1:up", "2:up", "4:self", "6:down"]
    assert related(page, ".sentences li") == ["1:up", "2:up"]
    assert page.locator(".edge[data-relation]").count() == 3


def test_click_pins_and_escape_lets_go(opened: Any) -> None:
    page = opened(proved())
    page.click("#n3")
    page.hover("h1")
    assert page.locator("#n3").get_attribute("aria-pressed") == "true"
    assert "Rests on p1, p2." in page.inner_text("#detail")
    assert related(page, "g.node") == ["1:up", "2:up", "3:self"]
    page.keyboard.press("Escape")
    assert related(page, "g.node") == []
    assert page.is_hidden("#detail")


def test_keys_follow_the_edges(opened: Any) -> None:
    page = opened(inconsistent())
    page.focus("#n6")
    focused = "document.activeElement.id"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(focused) in ("n4", "n5")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "n6"
    page.focus("#n4")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused) == "n4"
    page.keyboard.press("Enter")
    assert page.locator("#n4").get_attribute("aria-pressed") == "true"
    page.keyboard.press("/")
    assert page.evaluate(focused) == "search"


def test_search_marks_what_matches(opened: Any) -> None:
    page = opened(inconsistent())
    page.fill("#search", "no cat")
    assert page.inner_text("#matches") == "2 matches"
    matching = page.eval_on_selector_all("g.node[data-match]", "e => e.map(x => x.dataset.node)")
    assert matching == ["3", "5"]
    page.keyboard.press("Enter")
    assert page.inner_text("#matches") == "1 of 2"
    page.keyboard.press("Escape")
    assert page.locator("[data-match]").count() == 0


def test_folding_hides_what_a_node_rests_on(opened: Any) -> None:
    page = opened(inconsistent())
    page.focus("#n4")
    page.keyboard.press("c")
    assert page.is_hidden("#n1")
    assert page.is_visible("#n2")  # the other step rests on it as well
    assert page.text_content("#n4 .folded") == "+ 1 folded"
    page.keyboard.press("c")
    assert page.is_visible("#n1")


def test_folding_closes_the_gap(opened: Any) -> None:
    page = opened(long_proof(40))
    page.focus("#n80")
    page.keyboard.press("c")
    assert page.text_content("#n80 .folded") == "+ 78 folded"
    assert page.evaluate("document.getElementById('drawing').viewBox.baseVal.height") < 500
    page.keyboard.press("c")
    assert page.text_content("#n80 .folded") == ""
    assert page.evaluate("document.getElementById('drawing').viewBox.baseVal.height") > 3000


def test_zoom_fits_a_long_proof(opened: Any) -> None:
    page = opened(long_proof(60))
    page.click("#fit")
    height = "document.getElementById('canvas').scrollHeight"
    room = "document.getElementById('canvas').clientHeight"
    assert page.evaluate(height) <= page.evaluate(room) + 2
    before = page.evaluate("document.getElementById('drawing').clientHeight")
    page.click("#larger")
    assert page.evaluate("document.getElementById('drawing').clientHeight") > before


def test_a_sentence_leads_to_its_node(opened: Any) -> None:
    page = opened(long_proof(60))
    page.click(".sentences li >> nth=0")
    page.wait_for_timeout(50)
    assert page.evaluate(
        """() => { const c = document.getElementById('canvas').getBoundingClientRect();
        const n = document.getElementById('n1').getBoundingClientRect();
        return n.top >= c.top - 1 && n.bottom <= c.bottom + 1; }"""
    )


def test_theme_can_be_chosen(opened: Any) -> None:
    page = opened(unknown())
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != before
    page.click("#theme")
    assert page.evaluate(ground) == before


@pytest.mark.parametrize(
    "made",
    [proved, by_contradiction, uncertain, untranslated, ambiguous, rules, hostile, long_proof],
)
def test_no_page_is_wider_than_a_phone(opened: Any, made: Any) -> None:
    page = opened(made())
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
