"""All samples of one problem together: the vote, one answer to show, and what is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.sampled.answering import SampleAnswer
from api.sampled.disagreement import differing
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
        chosen: the sample whose answer stands for the winners; ``None`` without samples.
        answer: the chosen sample's, with its evidence; ``ambiguous`` where there is no winner.
        disputed: names of the sentences that winners and losers do not read alike.
    """

    samples: tuple[SampleAnswer, ...]
    vote: Vote
    chosen: SampleAnswer
    answer: Answer
    disputed: tuple[str, ...] = ()


def agree(
    samples: Sequence[SampleAnswer],
    sentences: Sequence[Sentence],
    rule: VotingRule,
    *,
    name_disputed: bool = True,
) -> Consensus:
    """Vote, and find what stands between the sides.

    Args:
        samples: at least one.
        sentences: premises and goal.
        rule: how much a sample counts.
        name_disputed: compare the formulas of the sides, too; ambiguous votes always do.
    """
    ballots = [ballot_of(sample) for sample in samples]
    vote = take_vote(ballots, rule)
    wanted = vote.leading or vote.verdict
    ranked = sorted(
        zip(samples, ballots, strict=True),
        key=lambda pair: (pair[1].verdict is not wanted, -pair[1].weight(rule)),
    )
    chosen = ranked[0][0]
    disputed: tuple[str, ...] = ()
    if vote.leading is not None and (name_disputed or vote.verdict is Verdict.AMBIGUOUS):
        disputed = _disputed(samples, chosen, sentences)
    answer = chosen.answer
    if vote.verdict is Verdict.AMBIGUOUS:
        where = ", ".join(disputed) or "their assumptions"
        reason = f"the samples disagree, and read differently: {where}"
        answer = Answer(answer.problem, Verdict.AMBIGUOUS, answer.semantics, reason,
                        warnings=answer.warnings, timings=answer.timings)  # fmt: skip
    elif vote.leading is None:
        answer = replace(answer, reason=answer.reason or "no sample has a say")
    return Consensus(tuple(samples), vote, chosen, answer, disputed)


def _disputed(
    samples: Sequence[SampleAnswer], chosen: SampleAnswer, sentences: Sequence[Sentence]
) -> tuple[str, ...]:
    """Where the nearest of the losers differ from the chosen sample."""
    names = names_of(sentences)
    found: set[int] = set()
    for verdict in dict.fromkeys(sample.answer.verdict for sample in samples):
        others = [s for s in samples if s.answer.verdict is verdict and s.candidate is not None]
        if verdict is chosen.answer.verdict or not others or chosen.candidate is None:
            continue
        assert others[0].candidate is not None
        found.update(differing([chosen.candidate.formulas, others[0].candidate.formulas]))
    return tuple(names[index] for index in sorted(found))
