"""The programs that a language model wrote for whole data sets: the figures promised for them.

Logic-LM's own solvers execute 61, 56, 91, 98 and 19 % of the same programs and get 39, 38, 54,
65 and 6 % right (an unexecuted program counts as wrong).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from api.recorded.records import companion, read_records, rows_by_id
from api.recorded.replay import Plan, Replay, replay_records, summarise_replays
from api.settings import Settings

pytestmark = pytest.mark.slow

PROGRAMS = Path(__file__).parents[2] / "shared" / "data" / "logiclm_programs"


def replayed(name: str) -> list[Replay]:
    path = PROGRAMS / f"gpt35_{name}.jsonl"
    if not path.exists():
        pytest.skip(f"the recorded programs are not here (looked for {path})")
    records = read_records(path)
    near = companion(path, records)
    assert near is not None, "the data set with the questions is not beside the programs"
    return list(replay_records(records, rows_by_id(near), Plan(Settings(), jobs=2)))


@pytest.mark.parametrize(
    ("name", "executed", "accuracy"),
    [
        ("folio", 0.97, 0.57),
        ("proofwriter", 0.98, 0.77),
        ("prontoqa", 0.98, 0.67),
        ("logical_deduction", 0.98, 0.65),
        ("ar_lsat", 0.60, 0.15),
    ],
)
def test_more_of_the_same_programs_run_and_are_right(
    name: str, executed: float, accuracy: float
) -> None:
    replays = replayed(name)
    summary = summarise_replays(replays, "logic-lm", "as recorded")
    share = summary.executed / summary.samples
    print(f"\n{name}: executed {share:.1%}, strict accuracy {summary.summary.accuracy:.1%}")
    assert share >= executed
    assert summary.summary.accuracy >= accuracy
    for replay in replays:
        outcome, (sample,) = replay.outcome, replay.samples
        assert outcome.certified is sample.executed, outcome.id
        assert sample.executed or not outcome.answer, "what was not executed is no answer"
        assert not outcome.reason.startswith("internal error"), outcome.reason
