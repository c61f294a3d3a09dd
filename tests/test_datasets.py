"""Whole data sets that nobody here wrote: the figures this project promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.evaluation.dataset import read_rows
from api.evaluation.measures import Outcome, evaluate_rows
from api.lean.kernel import evidence_of
from api.reading.problems import read_problem
from api.service import ProofService
from api.settings import Settings
from prover.answer import Semantics
from prover.export.lean import NotExportable
from prover.lean.certify import certify_in_lean
from prover.lean.errors import LeanError
from prover.lean.toolchain import Toolchain
from prover.lean.verify import LeanKernel

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


@pytest.mark.parametrize(
    ("name", "field", "limit"),
    [
        ("proofwriter/dev.jsonl", "english", 200),
        ("prontoqa/dev_half1.jsonl", "english", None),
        ("folio/dev_half1.jsonl", "fol", None),
    ],
)
def test_the_kernel_accepts_every_answer(
    name: str, field: str, limit: int | None, embedded_toolchain: Toolchain
) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the data set {name} is not here (looked for {path})")
    settings = Settings(ask_lean=True, lean="embedded")
    rows = read_rows(path, field, limit)
    found = list(evaluate_rows(rows, field, Semantics.CLASSICAL, settings))
    decided = [o for o in found if o.verdict in ("proved", "refuted", "uncertain", "inconsistent")]
    assert len(decided) >= 0.97 * len(found)
    assert [o for o in decided if o.kernel != "accepted"] == []


def test_the_kernel_accepts_proofs_of_tptp_problems(lean: LeanKernel) -> None:
    """Every sixth problem, a second each; what cannot be written in Lean is listed."""
    folder = SHARED / "tptp" / "dev"
    if not folder.exists():
        pytest.skip(f"the TPTP problems are not here (looked for {folder})")
    asked, left = 0, []
    service = ProofService(Settings(timeout=1))
    for path in sorted(folder.glob("*.p"))[::6]:
        answer = service.answer(read_problem(path.read_text(), suffix=".p", path=path).problem)
        if answer.proof is None:
            continue
        asked += 1
        try:
            certificates = certify_in_lean(evidence_of(answer), lean, {})
        except (LeanError, NotExportable) as error:
            left.append((path.name, error.message))
            continue
        left += [(path.name, str(c.rejections)) for c in certificates if not c.accepted]
    print(f"\nTPTP: the kernel accepts {asked - len(left)} of {asked} proofs; left: {left}")
    assert asked > 10
    assert len(left) <= 0.1 * asked
