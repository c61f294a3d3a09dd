"""Fixes the voting rule by cross-validation on recorded samples and writes it with its figures.

    python -m tests.bench.fit_voting FOLDER [OUT.json [HELD_OUT.png]]

FOLDER holds LINC's files.  One story is left out at a time: a rule is never tested on a story
that it was chosen on, be it with other shots.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from api.sampled.answering import Answerer
from api.sampled.linc import linc_problem
from api.sampled.voting import Ballot, Curve, VotingRule, ballot_of, take_vote
from api.service import ProofService
from api.settings import Settings
from prover.verdict import Verdict
from tests.bench.calibration import draw

LEAST_SHARE = 0.5
PROOF_WEIGHTS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)
LABELS = {Verdict.PROVED: "True", Verdict.REFUTED: "False", Verdict.UNCERTAIN: "Uncertain"}
GRID = [
    VotingRule(mended=m, proof=p, assumed=a, least_share=LEAST_SHARE)
    for m, p, a in product((1.0, 0.8, 0.6, 0.4), PROOF_WEIGHTS, (1.0, 0.8, 0.6))
]


@dataclass(frozen=True)
class Case:
    file: str
    story: str
    label: str
    ballots: tuple[Ballot, ...]

    def right(self, rule: VotingRule) -> bool:
        leading = take_vote(self.ballots, rule).leading
        return leading is not None and LABELS[leading] == self.label

    def confidence(self, rule: VotingRule) -> float:
        return take_vote(self.ballots, rule).confidence


def read_cases(folder: Path) -> list[Case]:
    cases = []
    service = ProofService(Settings(timeout=1))
    for path in sorted(folder.glob("gpt35_folio_*shot_*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            problem = linc_problem(json.loads(line))
            answerer = Answerer(problem.sentences, problem.text, service)
            ballots = tuple(ballot_of(answerer.answer(reply)) for reply in problem.replies)
            story = "\n".join(sentence.text for sentence in problem.sentences[:-1])
            cases.append(Case(path.name, story, problem.label, ballots))
    return cases


def plainness(rule: VotingRule) -> float:
    """How far the weights are from counting heads."""
    return -(abs(math.log(rule.mended)) + math.log(rule.proof) + abs(math.log(rule.assumed)))


def best_rule(cases: Sequence[Case]) -> VotingRule:
    """The plainest rule within one standard error of the best (Breiman et al. 1984)."""
    right = [sum(case.right(rule) for case in cases) for rule in GRID]
    best = max(right)
    error = math.sqrt(best * (1 - best / len(cases)))
    near = [rule for rule, count in zip(GRID, right, strict=True) if count >= best - error]
    return max(near, key=plainness)


def with_curves(rule: VotingRule, cases: Sequence[Case]) -> VotingRule:
    """The rule with a curve through its proofs, and one through what it leaves open."""
    points: dict[bool, list[tuple[float, bool]]] = {True: [], False: []}
    for case in cases:
        vote = take_vote(case.ballots, rule)
        points[vote.leading is Verdict.UNCERTAIN].append((vote.share, case.right(rule)))
    curves = {"open": fit_curve(points[True]), "settled": fit_curve(points[False])}
    return rule.model_copy(update=curves)


def fit_curve(points: Sequence[tuple[float, bool]]) -> Curve:
    """The logistic curve through (share, right), by gradient ascent.

    A little regularisation keeps it finite.
    """
    slope = offset = 0.0
    for _ in range(1000):
        up = along = 0.0
        for share, right in points:
            error = right - Curve(slope=slope, offset=offset).at(share)
            up, along = up + error, along + error * share
        slope += 4 * (along - 0.1 * slope) / len(points)
        offset += 4 * (up - 0.1 * offset) / len(points)
    return Curve(slope=round(slope, 3), offset=round(offset, 3))


def main() -> None:
    folder = Path(sys.argv[1])
    cases = read_cases(folder)
    files = sorted({case.file for case in cases})
    stories = sorted({case.story for case in cases})
    held_out: dict[str, int] = dict.fromkeys(files, 0)
    points: list[tuple[float, bool]] = []
    for story in stories:
        known = [case for case in cases if case.story != story]
        rule = with_curves(best_rule(known), known)
        for case in cases:
            if case.story == story:
                held_out[case.file] += case.right(rule)
                points.append((case.confidence(rule), case.right(rule)))
    rule = with_curves(best_rule(cases), cases)
    counted = {file: sum(case.file == file for case in cases) for file in files}
    heads = GRID[0]
    found = {
        "rule": rule.model_dump(),
        "provenance": {
            "made_by": "python -m tests.bench.fit_voting",
            "data": "LINC's recorded GPT-3.5 samples of FOLIO, first half, four files",
            "method": f"each of {len(stories)} stories left out in turn; of "
            f"{len(GRID)} rules the plainest within one standard error; least_share set beforehand",
            "held_out_accuracy": {f: round(held_out[f] / counted[f], 4) for f in files},
            "counting_heads": {
                f: round(sum(c.right(heads) for c in cases if c.file == f) / counted[f], 4)
                for f in files
            },
            "on_the_same_data": {
                f: round(sum(c.right(rule) for c in cases if c.file == f) / counted[f], 4)
                for f in files
            },
            "held_out_brier": round(sum((p - y) ** 2 for p, y in points) / len(points), 4),
        },
    }
    text = json.dumps(found, indent=2) + "\n"
    print(text)
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(text, "utf-8")
    if len(sys.argv) > 3:
        draw(points, Path(sys.argv[3]), "stories that were held out")


if __name__ == "__main__":
    main()
