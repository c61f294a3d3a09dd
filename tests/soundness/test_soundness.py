"""Nobody disagrees with anybody about generated problems; whoever does is wrong.

``make soundness`` plays the whole campaign; here a few of its rounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest

from prover.logic.reader import parse_formula, parse_formulas
from prover.logic.syntax import Formula
from prover.verdict import Verdict
from tests.peers.question import Said
from tests.soundness.campaign import Figures, play, rounds
from tests.soundness.judging import Limits, Opinion, contradictions, judged
from tests.soundness.kinds import KINDS, Made
from tests.soundness.variants import VARIANTS

QUICK = Limits(ours=0.5, peers=0.5)
MORE_ROUNDS = 144


@pytest.mark.parametrize("number", range(24), ids=lambda n: f"{list(KINDS)[n % len(KINDS)]} {n}")
def test_judges_of_a_problem_and_its_variants_agree(number: int) -> None:
    assert play(number, 2026, QUICK).disagreements == ()


@pytest.mark.slow
def test_judges_agree_on_some_hundred_problems() -> None:
    figures = Figures()
    for played in rounds(range(100, 100 + MORE_ROUNDS), 2026, QUICK, jobs=2):
        assert played.disagreements == ()
        figures.add(played)
    assert figures.problems > 2 * MORE_ROUNDS
    assert figures.verdicts[Verdict.UNKNOWN] < 0.3 * figures.problems


def test_the_campaign_notices_a_wrong_judge() -> None:
    made = Made(parse(["P(a)", "∀x (P(x) → Q(x))"]), parse_formula("Q(a)"))
    found = judged(made, QUICK, {"a liar": lambda question, seconds: Said.SAT})
    assert [(one.judge, other.judge) for one, other in found.contradictions] == [
        ("decide", "a liar")
    ]


def test_open_questions_contradict_nothing() -> None:
    opinions = [Opinion(name, "denied", said) for name, said in zip("abc", Said, strict=True)]
    assert len(list(contradictions(opinions))) == 1
    assert not list(contradictions([opinions[0], Opinion("b", "goal", Said.SAT)]))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_makes_the_same_problem(kind: str) -> None:
    assert KINDS[kind](Random("1/2")) == KINDS[kind](Random("1/2"))


@pytest.mark.parametrize("form", VARIANTS)
def test_a_variant_of_a_theorem_is_a_theorem(form: str) -> None:
    premises = parse(["∀x (P(x) ∨ a = b → Q(x))", "¬∃x ¬(P(x) ↔ R(x, x))", "R(a, a)"])
    made = VARIANTS[form](Made(premises, parse_formula("Q(a) ∧ Q(a)")), Random(1))
    assert judged(made, QUICK, {}).verdict is Verdict.PROVED


def parse(texts: Iterable[str]) -> tuple[Formula, ...]:
    return parse_formulas(list(texts)).formulas
