"""Translation review: sentences beside formulas, corrected and decided again."""

from __future__ import annotations

from typing import Any

from tests.api.web.conftest import ask

STRANGE = "All birds can fly.\nTweety colourless than green of.\nTherefore: Tweety can fly."


def test_a_person_gives_the_formula_of_a_sentence_that_was_not_understood(opened: Any) -> None:
    page = opened()
    ask(page, STRANGE)
    assert page.inner_text(".sentences mark") == "than"
    page.click("text=Review the formulas")
    assert page.input_value("#formula-p1") == "∀x (bird(x) → can_fly(x))"
    assert page.input_value("#formula-p2") == ""
    page.fill("#formula-p2", "bird(tweety)")
    page.click("text=Decide with these formulas")
    page.wait_for_selector("h1:text-is('Proved')")
    sentence = page.locator(".sentences li", has_text="colourless")
    assert "bird(tweety)" in sentence.inner_text()
    assert "Read as: Tweety is a bird." in sentence.inner_text()
    assert "p2: its formula was written by hand" in page.inner_text(".warnings")
    page.click("text=Review the formulas")  # what it stands for is remembered
    assert "colourless" in page.inner_text("#sentence-p2")


def test_a_corrected_formula_is_said_in_words_again_without_javascript(opened: Any) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/")
    page.fill("#text", "All birds can fly.\nTweety is a bird.\nTherefore: Tweety can fly.")
    page.click("#decide")
    page.wait_for_selector("h1:text-is('Proved')")
    page.click("text=Review the formulas")
    page.fill("#formula-p1", "∃x (bird(x) ∧ can_fly(x))")
    page.click("text=Say them in words")
    assert "Says: A bird can fly." in page.inner_text(".rows")
    page.click("text=Decide with these formulas")
    page.wait_for_selector("h1:text-is('Uncertain')")


def test_a_formula_that_cannot_be_read_is_marked_where_it_is_wrong(opened: Any) -> None:
    page = opened()
    ask(page, STRANGE)
    page.click("text=Review the formulas")
    page.fill("#formula-p2", "bird(tweety))")
    page.click("text=Decide with these formulas")
    page.wait_for_selector("[aria-invalid]")
    assert page.get_attribute("[aria-invalid]", "id") == "formula-p2"
    assert page.evaluate("document.activeElement.id") == "formula-p2"
    assert page.evaluate("document.activeElement.selectionStart") == 12
    assert page.locator(".rows mark").inner_text() == ")"
    assert page.input_value("#formula-p1") == "∀x (bird(x) → can_fly(x))"


def test_another_reading_is_taken_with_one_click(opened: Any) -> None:
    page = opened()
    ask(page, "Bob is red and blue or green.\nTherefore: Bob is red.")
    page.click("text=Review the formulas")
    assert page.input_value("#formula-p1") == "(red(bob) ∧ blue(bob)) ∨ green(bob)"
    page.click(".use")
    assert page.input_value("#formula-p1") == "red(bob) ∧ (blue(bob) ∨ green(bob))"
    page.click("text=Decide with these formulas")
    page.wait_for_selector("h1:text-is('Proved')")
