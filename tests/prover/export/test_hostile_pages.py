"""Whatever sentences, names, formulas, warnings and reasons say stays text, in a real browser.

The page fixture fails on dialogs, errors, blocked scripts, and requests.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from prover.answer import Answer, Semantics, Witness
from prover.certificate import Certificate, Checker
from prover.logic.clause import Literal
from prover.logic.syntax import (
    INDIVIDUAL,
    Application,
    Atom,
    FunctionSymbol,
    Implies,
    PredicateSymbol,
)
from prover.model import FiniteModel
from prover.problem import Premise, Problem, Reading, Sentence, Span, Untranslated
from prover.proof import Proof, Rule, Step
from prover.verdict import Verdict
from tests.payloads import PAYLOADS


def fact(payload: str, name: str = "") -> Atom:
    individual = Application(FunctionSymbol(payload, (), INDIVIDUAL), ())
    return Atom(PredicateSymbol(name or payload, (INDIVIDUAL,)), (individual,))


def problem() -> Problem:
    """Every payload as sentence, name, symbol, reading and warning."""
    premises = []
    for n, payload in enumerate(PAYLOADS):
        sentence, other = Sentence(payload, Span(n, n)), Reading(fact(payload), payload)
        premises.append(Premise(f"{payload}{n}", fact(payload), sentence, f"{payload}!", (other,)))
        rule = Implies(fact(payload), fact(payload, f"Q{n}"))
        premises.append(Premise(f"r{n}", rule, Sentence(f"{payload}?", Span(n, n)), payload))
    goal = Premise(
        "goal", fact(PAYLOADS[0], "Goal"), Sentence(PAYLOADS[7], Span(0, 0)), PAYLOADS[1]
    )
    return Problem(tuple(premises), goal, "", (), PAYLOADS)


def proved() -> Answer:
    asked = problem()
    assert asked.goal is not None
    leaves = [Step(p.name, p.formula, Rule.PREMISE) for p in asked.premises]
    steps = [
        Step(f"{payload}.{n}", fact(payload, f"Q{n}"), Rule.RESOLUTION, (f"{payload}{n}", f"r{n}"))
        for n, payload in enumerate(PAYLOADS)
    ]
    last = Step("z", asked.goal.formula, Rule.CONCLUSION, tuple(step.name for step in steps))
    every = (*leaves, *steps, last)
    reasons = {step.name: PAYLOADS[n % len(PAYLOADS)] for n, step in enumerate(every[::2])}
    rejected = {step.name: PAYLOADS[n % len(PAYLOADS)] for n, step in enumerate(every[1::2])}
    return Answer(
        asked,
        Verdict.PROVED,
        reason=" ".join(PAYLOADS),
        proof=Proof(asked.goal.formula, every),
        certificates=(Certificate(Checker.PROOF_CHECKER, PAYLOADS[3], True, reasons, rejected),),
        step_english={step.name: f"{step.name} holds" for step in steps},
        warnings=PAYLOADS,
    )


def untranslated() -> Answer:
    unread = tuple(
        Untranslated(
            payload, Sentence(payload, Span(0, len(payload))), Span(1, 4), payload, PAYLOADS
        )
        for payload in PAYLOADS
    )
    asked = replace(problem(), untranslated=unread)
    return Answer(asked, Verdict.UNTRANSLATED, reason=" ".join(PAYLOADS))


def uncertain() -> Answer:
    elements = PAYLOADS[:12]
    model = FiniteModel(
        {INDIVIDUAL: elements},
        {FunctionSymbol(p, (), INDIVIDUAL): {(): p} for p in elements},
        {PredicateSymbol(p, (INDIVIDUAL,)): frozenset({(elements[0],)}) for p in PAYLOADS},
    )
    return Answer(
        problem(), Verdict.UNCERTAIN, witnesses=(Witness(True, model), Witness(False, model))
    )


def by_rules() -> Answer:
    literals = tuple(found for p in PAYLOADS if (found := Literal.of(fact(p))))
    return Answer(problem(), Verdict.UNCERTAIN, Semantics.RULES, fixpoint=literals)


def ambiguous() -> Answer:
    return Answer(problem(), Verdict.AMBIGUOUS, reason=PAYLOADS[0], warnings=PAYLOADS)


@pytest.mark.parametrize("made", [proved, untranslated, uncertain, by_rules, ambiguous])
def test_fifty_payloads_are_inert(opened: Any, made: Any) -> None:
    page = opened(made())
    assert page.locator("script").count() == 1
    strange = "img, iframe, object, embed, form, video, audio, marquee, math, base, details"
    assert page.locator(strange).count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every(e => [...e.attributes].every("
        "a => !a.name.startsWith('on') && a.name !== 'style'))"
    )
    said = page.evaluate("document.body.textContent.replace(/\\s+/g, ' ')")
    for payload in PAYLOADS:
        assert " ".join(payload.split()) in said


def test_payloads_stay_inert_while_the_graph_is_used(opened: Any) -> None:
    page = opened(proved())
    first = page.locator("g.node").first
    first.focus()
    for key in ("Enter", "ArrowDown", "c", "c", "Escape"):
        page.keyboard.press(key)
    page.click("#line-1")
    for payload in PAYLOADS[::15]:
        page.fill("#search", payload)
        page.keyboard.press("Enter")
    page.click("#fit")
    page.click("#theme")
    page.wait_for_timeout(100)
    assert page.locator("script").count() == 1
