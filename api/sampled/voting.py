"""A vote over the verdicts that samples of one translation come to.

Self-consistency (Wang et al. 2023; LINC, Olausson et al. 2023) with weights: a sample that was
read as it stands counts more than one that had to be mended, and a proof more than a failure to
find one, for a lost link makes *uncertain* of anything and a proof of nothing.  The weights and
the curve from shares to confidence stand in ``data/voting.v1.json``, which says how they were
found.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from api.sampled.answering import SampleAnswer
from prover.verdict import Verdict
from translators.llm.samples.candidates import Stage

__all__ = ["Ballot", "Vote", "VotingRule", "ballot_of", "take_vote", "voting_rule"]

_VOTING = (Verdict.PROVED, Verdict.REFUTED, Verdict.UNCERTAIN)


class Curve(BaseModel):
    """A logistic curve from shares to probabilities (Platt 1999)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    slope: float = 0.0
    offset: float = 0.0

    def at(self, share: float) -> float:
        """The probability for a share of the weight."""
        return 1 / (1 + math.exp(-(self.slope * share + self.offset)))


class VotingRule(BaseModel):
    """How much a sample counts.

    ``mended`` is the weight of one that had to be mended, by which ``proof``, of one with a proof
    or refutation, and ``assumed``, of one whose answer rests on more than what was written, are
    multiplied.  Below ``least_share`` of all weight the winner is no winner.  ``settled`` and
    ``open`` make probabilities of the shares of proofs and of *uncertain*.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    mended: float = Field(gt=0, le=1)
    proof: float = Field(ge=1)
    assumed: float = Field(gt=0, le=1)
    least_share: float = Field(ge=0, le=1)
    settled: Curve = Curve()
    open: Curve = Curve()

    def confidence(self, share: float, verdict: Verdict) -> float:
        """How often a winner with this share of the weight is right."""
        return (self.open if verdict is Verdict.UNCERTAIN else self.settled).at(share)


@dataclass(frozen=True, slots=True)
class Ballot:
    """One sample's vote."""

    verdict: Verdict
    is_clean: bool
    is_assumed: bool

    def weight(self, rule: VotingRule) -> float:
        """How much it counts."""
        weight = 1.0 if self.is_clean else rule.mended
        if self.verdict is not Verdict.UNCERTAIN:
            weight *= rule.proof
        return weight * (rule.assumed if self.is_assumed else 1.0)


@dataclass(frozen=True, slots=True)
class Vote:
    """What the samples say together.

    Attributes:
        verdict: the winner; ``ambiguous`` when none has enough weight, ``inconsistent`` or
            ``unknown`` when no sample has a say, ``untranslated`` when none was read.
        leading: the verdict with most weight, ambiguous or not; empty without votes.
        share: its part of the weight.
        confidence: how often such a winner is right.
        counts: how many samples came to each verdict, lost ones included.
    """

    verdict: Verdict
    leading: Verdict | None
    share: float
    confidence: float
    counts: tuple[tuple[Verdict, int], ...]


@lru_cache(maxsize=1)
def voting_rule() -> VotingRule:
    """The rule that is shipped."""
    here = Path(__file__).parent
    shipped = here / "voting.v1.json"
    path = shipped if shipped.is_file() else here.parents[1] / "data" / "voting.v1.json"
    return VotingRule.model_validate(json.loads(path.read_text("utf-8"))["rule"])


def ballot_of(sample: SampleAnswer) -> Ballot:
    """The vote of an answered sample."""
    return Ballot(sample.answer.verdict, sample.reading.is_clean, sample.stage is not Stage.WRITTEN)


def take_vote(ballots: Sequence[Ballot], rule: VotingRule) -> Vote:
    """The verdict with the greatest weight; of equals, the one that was cast first."""
    weights: dict[Verdict, float] = {}
    counts: dict[Verdict, int] = {}
    for ballot in ballots:
        counts[ballot.verdict] = counts.get(ballot.verdict, 0) + 1
        if ballot.verdict in _VOTING:
            weight = ballot.weight(rule)
            weights[ballot.verdict] = weights.get(ballot.verdict, 0.0) + weight
    listed = tuple(counts.items())
    if not weights:
        return Vote(_without_votes(counts), None, 0.0, 0.0, listed)
    leading = max(weights, key=lambda verdict: weights[verdict])
    share = weights[leading] / sum(weights.values())
    verdict = leading if share >= rule.least_share else Verdict.AMBIGUOUS
    return Vote(verdict, leading, share, rule.confidence(share, leading), listed)


def _without_votes(counts: dict[Verdict, int]) -> Verdict:
    for verdict in (Verdict.INCONSISTENT, Verdict.UNKNOWN, Verdict.AMBIGUOUS):
        if verdict in counts:
            return verdict
    return Verdict.UNTRANSLATED
