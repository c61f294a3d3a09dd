"""Recorded samples replayed: figures of the samples, of the vote over them, and of its trust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

from api.evaluation.measures import Outcome, Summary, summarise
from api.evaluation.processes import LOST, in_processes, mishap
from api.sampled.answering import Answerer, prepare
from api.sampled.consensus import Consensus, agree
from api.sampled.document import consensus_document
from api.sampled.linc import SampledProblem, recorded_figures
from api.sampled.voting import voting_rule
from api.service import ProofService
from api.settings import Settings
from api.shown.narration import proof_lines
from prover.answer import Semantics
from prover.verdict import Verdict
from translators.llm.samples.candidates import Stage

__all__ = ["Replayed", "SampledSummary", "replay", "summarise_replay"]

LABELS = {
    Verdict.PROVED: "True",
    Verdict.REFUTED: "False",
    Verdict.UNCERTAIN: "Uncertain",
}
_RANGES = 10
"""Ranges of confidence in which it is compared with how often the problems are right."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One problem: the outcome that was voted for, and the fate of each of its samples.

    ``answers`` has a label for each sample, empty where it gives none; ``milliseconds`` is the
    time of each from its text to its checked answer.
    """

    outcome: Outcome
    answers: tuple[str, ...]
    lost: int
    mended: int
    assumed: int
    confidence: float
    milliseconds: tuple[float, ...]
    document: dict[str, object]


def replay(
    problems: Sequence[SampledProblem], settings: Settings, k: int | None = None, jobs: int = 1
) -> Iterator[Replayed]:
    """Answer the samples of every problem, in order.

    Args:
        problems: what was recorded.
        settings: limits.
        k: how many samples of each are used; all by default.
        jobs: processes.
    """
    if jobs <= 1:
        yield from _replays(settings, k, problems)
        return
    work = partial(_listed, settings, k)
    yield from in_processes(work, problems, partial(_without_samples, LOST), settings, jobs)


def _listed(
    settings: Settings, k: int | None, problems: Sequence[SampledProblem]
) -> list[Replayed]:
    """What a worker sends back."""
    return list(_replays(settings, k, problems))


def _replays(
    settings: Settings, k: int | None, problems: Sequence[SampledProblem]
) -> Iterator[Replayed]:
    prepare()
    with ProofService(settings) as service:
        for problem in problems:
            yield _shielded(problem, service, k)


def _shielded(problem: SampledProblem, service: ProofService, k: int | None) -> Replayed:
    """What became of a problem; a defect of ours costs that problem only, and says so."""
    try:
        return _replayed(problem, service, k)
    except Exception as error:
        return _without_samples(mishap(error), problem)


def _without_samples(reason: str, problem: SampledProblem) -> Replayed:
    outcome = Outcome.unanswered(problem.name, problem.label, Verdict.UNKNOWN, reason)
    return Replayed(outcome, (), 0, 0, 0, 0.0, (), {})


def _replayed(problem: SampledProblem, service: ProofService, k: int | None) -> Replayed:
    answerer = Answerer(problem.sentences, problem.text, service)
    samples = [answerer.answer(reply) for reply in problem.replies[:k]]
    consensus = agree(samples, problem.sentences, voting_rule(), compare=False)
    return Replayed(
        _outcome(problem, consensus),
        tuple(LABELS.get(sample.answer.verdict, "") for sample in samples),
        sum(sample.is_lost for sample in samples),
        sum(not sample.reading.is_clean for sample in samples),
        sum(sample.stage is not Stage.WRITTEN for sample in samples),
        consensus.vote.confidence,
        tuple(sample.reading_ms + sample.answer_ms for sample in samples),
        consensus_document(consensus, problem.sentences),
    )


def _outcome(problem: SampledProblem, consensus: Consensus) -> Outcome:
    answer = consensus.answer
    label = LABELS.get(answer.verdict, "")
    return Outcome(
        problem.name,
        problem.label,
        answer.verdict.value,
        label,
        label == problem.label,
        answer.is_certified,
        answer.proof is not None and answer.proof.is_direct,
        0 if answer.proof is None else len(answer.proof.steps),
        sum(sample.reading_ms for sample in consensus.samples),
        sum(sample.answer_ms for sample in consensus.samples),
        answer.reason,
        answer.warnings,
        () if label == problem.label else tuple(str(line) for line in proof_lines(answer)),
    )


@dataclass(frozen=True, slots=True)
class SampledSummary:
    """The figures of ``prover eval`` and, besides, those of samples and vote.

    ``lost`` samples have a sentence without a formula; ``oracle`` is the share of problems with
    any right sample; ``calibration`` pairs mean confidence with accuracy, for each tenth of
    confidence; ``recorded`` is what the authors' own pipeline made of the same samples.
    """

    summary: Summary
    samples: int
    lost: int
    mended: int
    assumed: int
    sample_accuracy: float
    oracle: float
    sample_median_ms: float
    sample_max_ms: float
    calibration: tuple[tuple[int, float, float], ...]
    recorded: dict[str, float]

    def as_dict(self) -> dict[str, object]:
        """The figures, ready for JSON."""
        return {
            **self.summary.as_dict(),
            "samples": self.samples,
            "lost": self.lost,
            "lost_share": self.lost / max(self.samples, 1),
            "mended": self.mended,
            "assumed": self.assumed,
            "sample_accuracy": self.sample_accuracy,
            "oracle": self.oracle,
            "sample_median_ms": self.sample_median_ms,
            "sample_max_ms": self.sample_max_ms,
            "calibration": [
                {"problems": n, "confidence": round(said, 4), "accuracy": round(right, 4)}
                for n, said, right in self.calibration
            ],
            "recorded": self.recorded,
            "rule": voting_rule().model_dump(),
        }


def summarise_replay(
    replays: Sequence[Replayed], problems: Sequence[SampledProblem], k: int | None = None
) -> SampledSummary:
    """The figures of a finished replay."""
    outcomes = [each.outcome for each in replays]
    times = [ms for each in replays for ms in each.milliseconds] or [0.0]
    total = sum(len(each.answers) for each in replays)
    right = sum(each.answers.count(each.outcome.label) for each in replays)
    return SampledSummary(
        summarise(outcomes, "linc", Semantics.CLASSICAL),
        total,
        sum(each.lost for each in replays),
        sum(each.mended for each in replays),
        sum(each.assumed for each in replays),
        right / max(total, 1),
        sum(each.outcome.label in each.answers for each in replays) / max(len(replays), 1),
        round(median(times), 3),
        round(max(times), 3),
        _calibration(replays),
        recorded_figures(problems, k),
    )


def _calibration(replays: Sequence[Replayed]) -> tuple[tuple[int, float, float], ...]:
    """(problems, mean confidence, accuracy) for each range of confidence that occurs."""
    groups: dict[int, list[Replayed]] = {}
    for each in replays:
        groups.setdefault(int(each.confidence * _RANGES), []).append(each)
    return tuple(
        (
            len(group),
            sum(each.confidence for each in group) / len(group),
            sum(each.outcome.correct for each in group) / len(group),
        )
        for _, group in sorted(groups.items())
    )
