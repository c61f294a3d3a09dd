"""LINC's recorded GPT-3.5 samples: what the translators, the prover and the vote make of them.

The samples have no free licence: they are read where they lie, never copied.  The floors are a
few problems below what was measured when the voting rule was fixed (see ``data/voting.v1.json``
for held-out figures), and above the project's targets.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.sampled.replay import replay, summarise_replay
from api.sampled.run import read_sampled
from api.settings import Settings

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "linc"
RULE = Path(__file__).parents[1] / "data" / "voting.v1.json"


@pytest.mark.parametrize(
    ("shots", "theirs", "least"),
    [(8, 0.613, 0.72), (4, 0.613, 0.71), (2, 0.624, 0.71), (1, 0.559, 0.72)],
)
def test_linc(shots: int, theirs: float, least: float) -> None:
    path = FOLDER / f"gpt35_folio_{shots}shot_half1.jsonl"
    if not path.exists():
        pytest.skip(f"LINC's samples are not here (looked for {path})")
    problems = read_sampled(path)
    replays = list(replay(problems, Settings(), jobs=2))
    found = summarise_replay(replays, problems)
    print(f"\n{shots} shots: {found.as_dict()}")
    assert found.recorded["accuracy"] == pytest.approx(theirs, abs=0.001)
    assert found.lost <= 0.01 * found.samples
    assert found.summary.accuracy >= least
    assert found.summary.certified == found.summary.decided
    for each in replays:
        samples = each.document["samples"]
        assert isinstance(samples, list)
        for sample in samples:
            if sample["unread"]:
                assert sample["verdict"] == "untranslated"
            if sample["stage"] != "written":
                assert sample["merges"] or sample["granted"] or sample["exclusive"]


def test_the_rule_beats_counting_heads_and_linc_on_stories_it_has_not_seen() -> None:
    provenance = json.loads(RULE.read_text("utf-8"))["provenance"]
    targets = {"8": 0.66, "4": 0.643, "2": 0.654, "1": 0.589}
    for file, accuracy in provenance["held_out_accuracy"].items():
        shots = file.removeprefix("gpt35_folio_").split("shot")[0]
        assert accuracy >= targets[shots]
    held_out, heads = (
        sum(provenance[key].values()) for key in ("held_out_accuracy", "counting_heads")
    )
    assert held_out >= heads
