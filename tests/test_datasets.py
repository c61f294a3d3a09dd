"""Whole data sets that nobody here wrote: the figures this project promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.dataset import read_rows
from api.evaluation import Outcome, evaluate_rows
from api.settings import Settings
from prover.answer import Semantics

pytestmark = pytest.mark.slow

SHARED = Path(__file__).parents[2] / "shared" / "data"


def outcomes(
    name: str, field: str = "english", semantics: Semantics = Semantics.CLASSICAL
) -> list[Outcome]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the data set {name} is not here (looked for {path})")
    return list(evaluate_rows(read_rows(path, field), field, semantics, Settings(), jobs=2))


def accuracy(found: list[Outcome]) -> float:
    return sum(outcome.correct for outcome in found) / len(found)


def assert_certified(found: list[Outcome]) -> None:
    """Every decided verdict carries accepted evidence, and no timeout is called uncertain."""
    for outcome in found:
        if outcome.verdict in ("proved", "refuted", "uncertain", "inconsistent"):
            assert outcome.certified, outcome
    assert not [outcome for outcome in found if outcome.verdict == "unknown"]


def test_proofwriter_read_as_rules() -> None:
    found = outcomes("proofwriter/dev.jsonl", semantics=Semantics.RULES)
    assert accuracy(found) >= 0.995
    assert_certified(found)


def test_proofwriter_read_classically() -> None:
    """What differs from the labels is contraposition or an inconsistent theory."""
    found = outcomes("proofwriter/dev.jsonl")
    assert accuracy(found) >= 0.97
    assert_certified(found)
    for outcome in found:
        if not outcome.correct:
            assert outcome.verdict == "inconsistent" or outcome.label == "Uncertain"
            assert outcome.explanation


def test_prontoqa_is_all_right_with_direct_chains() -> None:
    found = outcomes("prontoqa/dev_half1.jsonl")
    assert accuracy(found) == 1
    assert_certified(found)
    assert all(outcome.direct for outcome in found)


def test_prontoqa_proofs_are_no_longer_than_the_gold_explanations() -> None:
    import json

    found = outcomes("prontoqa/dev_half1.jsonl")
    lines = (SHARED / "prontoqa/dev_half1.jsonl").read_text().splitlines()
    for outcome, line in zip(found, lines, strict=True):
        assert outcome.steps <= len(json.loads(line)["explanation"]), outcome.id


def test_folio_gold_formulas() -> None:
    found = outcomes("folio/dev_half1.jsonl", field="fol")
    assert sum(outcome.verdict != "untranslated" for outcome in found) >= 0.97 * len(found)
    assert accuracy(found) >= 0.94
    assert_certified(found)


def test_folio_english() -> None:
    """Never a wrong proof; the share of stories understood is printed, not promised."""
    found = outcomes("folio/dev_half1.jsonl")
    assert_certified(found)
    understood = [o for o in found if o.verdict not in ("untranslated", "ambiguous")]
    right = sum(outcome.correct for outcome in understood)
    print(f"\nFOLIO English: {len(understood)} of {len(found)} answered, {right} right")
    wrong_proofs = [
        o.id for o in understood if o.verdict in ("proved", "refuted") and not o.correct
    ]
    assert len(wrong_proofs) <= 1, wrong_proofs
