"""All samples of one problem together: the vote, one answer to show, and what is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.sampled.answering import SampleAnswer
from api.sampled.disagreement import clusters, differing
from api.sampled.problem import names_of
from api.sampled.voting import Vote, VotingRule, ballot_of, take_vote
from prover.answer import Answer
from prover.problem import Sentence
from prover.verdict import Verdict

__all__ = ["Consensus", "agree"]


@dataclass(frozen=True, slots=True)
class Consensus:
    """What the samples come to.

    Attributes:
        samples: all of them, in the order they were drawn.
        vote: over their verdicts.
        chosen: the sample whose answer stands for the winners: of those that count most, one
            that most others agree with.
        answer: the chosen sample's, with its evidence; ``ambiguous`` where there is no winner.
        groups: the indices of samples that mean the same, sentence by sentence; empty where
            that was not asked for.
        disputed: names of the sentences that winners and losers do not read alike.
    """

    samples: tuple[SampleAnswer, ...]
    vote: Vote
    chosen: SampleAnswer
    answer: Answer
    groups: tuple[tuple[int, ...], ...] = ()
    disputed: tuple[str, ...] = ()


def agree(
    samples: Sequence[SampleAnswer],
    sentences: Sequence[Sentence],
    rule: VotingRule,
    *,
    compare: bool = True,
) -> Consensus:
    """Vote, and find what stands between the sides.

    Args:
        samples: at least one.
        sentences: premises and goal.
        rule: how much a sample counts.
        compare: have the prover compare the samples' formulas; ambiguous votes always do.
    """
    ballots = [ballot_of(sample) for sample in samples]
    vote = take_vote(ballots, rule)
    compare = compare or vote.verdict is Verdict.AMBIGUOUS
    groups = _groups(samples) if compare else ()
    size = {index: len(group) for group in groups for index in group}
    wanted = vote.leading or vote.verdict
    best = min(
        range(len(samples)),
        key=lambda i: (
            ballots[i].verdict is not wanted,
            -ballots[i].weight(rule),
            -size.get(i, 0),
        ),
    )
    chosen = samples[best]
    disputed = _disputed(samples, chosen, sentences) if compare and vote.leading else ()
    answer = _answer(chosen.answer, vote, disputed)
    return Consensus(tuple(samples), vote, chosen, answer, groups, disputed)


def _answer(answer: Answer, vote: Vote, disputed: Sequence[str]) -> Answer:
    """The chosen sample's answer, as far as it stands for all."""
    if vote.verdict is Verdict.AMBIGUOUS:
        where = ", ".join(disputed) or "their assumptions"
        return Answer(
            answer.problem,
            Verdict.AMBIGUOUS,
            answer.semantics,
            f"the samples disagree, and read differently: {where}",
            warnings=answer.warnings,
            timings=answer.timings,
        )
    if vote.leading is None and not answer.reason:
        return replace(answer, reason="no sample has a say")
    return answer


def _groups(samples: Sequence[SampleAnswer]) -> tuple[tuple[int, ...], ...]:
    read = [(i, s.candidate.formulas) for i, s in enumerate(samples) if s.candidate is not None]
    found = clusters([formulas for _, formulas in read])
    return tuple(tuple(read[index][0] for index in group) for group in found)


def _disputed(
    samples: Sequence[SampleAnswer], chosen: SampleAnswer, sentences: Sequence[Sentence]
) -> tuple[str, ...]:
    """Where the first of each losing side differs from the chosen sample."""
    names = names_of(sentences)
    found: set[int] = set()
    sides = {chosen.answer.verdict}
    for sample in samples:
        if sample.candidate is None or sample.answer.verdict in sides or chosen.candidate is None:
            continue
        sides.add(sample.answer.verdict)
        found.update(differing([chosen.candidate.formulas, sample.candidate.formulas]))
    return tuple(names[index] for index in sorted(found))
