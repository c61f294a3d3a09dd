"""A proof of two thousand steps, found by the prover, is interactive at once."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from api.service import ProofService
from api.settings import Settings
from prover.answer import Answer
from prover.logic.reader import parse_formula
from prover.problem import Premise, Problem, Sentence, Span
from prover.verdict import Verdict

FRAME = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


def problem(formulas: list[str], goal: str) -> Problem:
    premises = [
        Premise(f"p{n}", parse_formula(formula), Sentence(f"Sentence {n}.", Span(n, n)))
        for n, formula in enumerate(formulas)
    ]
    return Problem(
        tuple(premises), Premise("goal", parse_formula(goal), Sentence(goal, Span(0, 0)))
    )


def chain(length: int) -> Problem:
    """One rule after the other."""
    return problem(
        ["P0(a)", *(f"∀x (P{n}(x) → P{n + 1}(x))" for n in range(length))], f"P{length}(a)"
    )


def web(width: int, layers: int) -> Problem:
    """Every statement of a layer rests on two or three of the layer before."""
    choice = random.Random(1)
    formulas = [f"Q0_{n}(a)" for n in range(width)]
    for layer in range(1, layers + 1):
        for n in range(width):
            used = sorted({n, (n + 1) % width, choice.randrange(width)})
            body = " ∧ ".join(f"Q{layer - 1}_{m}(x)" for m in used)
            formulas.append(f"∀x ({body} → Q{layer}_{n}(x))")
    last = " ∧ ".join(f"Q{layers}_{n}(x)" for n in range(width))
    return problem([*formulas, f"∀x ({last} → Goal(x))"], "Goal(a)")


def solved(asked: Problem) -> Answer:
    with ProofService(Settings()) as service:
        answer = service.answer(asked, seconds=60)
    assert answer.verdict is Verdict.PROVED
    assert answer.is_certified
    assert answer.proof is not None
    assert len(answer.proof.steps) >= 2000
    return answer


@pytest.mark.slow
@pytest.mark.timed
@pytest.mark.parametrize(
    ("shape", "size"),
    [(chain, (1000,)), (web, (20, 50)), (web, (100, 10))],
    ids=["chain", "web", "wide"],
)
def test_two_thousand_nodes_are_interactive_within_two_seconds(
    opened: Any, shape: Callable[..., Problem], size: tuple[int, ...]
) -> None:
    page = opened()
    watch = page.context.new_cdp_session(page)
    watch.send("Performance.enable", {"timeDomain": "threadTicks"})
    opened(solved(shape(*size)))  # the fixture fails on any request
    page.evaluate(FRAME)
    found = watch.send("Performance.getMetrics")["metrics"]
    busy = next(metric["value"] for metric in found if metric["name"] == "ThreadTime")
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    print(f"main thread busy {busy:.2f} s, loaded after {loaded / 1000:.2f} s on the clock")
    assert busy <= 1.5  # its own time: that of the clock is also other programs'
    assert page.locator("g.node").count() < 310

    # The argument's end is in view; pointing at it shows that everything leads there.
    last = page.locator("g.node.role-claim")
    last.hover()
    assert last.get_attribute("data-relation") == "self"
    assert page.locator("g.node[data-relation=up]").count() > 2
    last.click()
    assert "Rests on p0, p1, p2" in page.inner_text("#detail")

    # Far away all boxes are there as a few shapes, and can still be pointed at.
    page.keyboard.press("Escape")
    page.click("#fit")
    page.evaluate(FRAME)
    assert page.locator("#drawing *").count() < 3000
    page.fill("#search", "(a)")
    assert "match" in page.inner_text("#matches")
    page.keyboard.press("Enter")
    page.evaluate(FRAME)


@pytest.mark.slow
def test_walking_a_large_graph_with_the_keyboard_brings_boxes_into_the_page(opened: Any) -> None:
    page = opened(solved(chain(1000)))
    page.locator("g.node.role-claim").focus()
    seen = set()
    for _ in range(30):
        page.keyboard.press("ArrowUp")
        seen.add(page.evaluate("document.activeElement.id"))
    assert len(seen) >= 30
    assert page.locator("g.node").count() < 60
