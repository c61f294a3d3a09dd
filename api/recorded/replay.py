"""A file of recorded translations, replayed: accuracy, certificates, what each sample came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial

from api.evaluation.measures import Outcome, Summary, summarise
from api.evaluation.processes import LOST, in_processes, mishap
from api.programs.sections import Question
from api.recorded.formats import Record, RecordedProblem
from api.recorded.registry import format_of
from api.recorded.solving import Solved, solve
from api.service import ProofService
from api.settings import Settings
from prover.answer import Semantics
from prover.verdict import Verdict

__all__ = ["Plan", "Replay", "ReplaySummary", "replay_records", "summarise_replays"]


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of one problem: the outcome that was voted for, and all its samples."""

    outcome: Outcome
    samples: tuple[Solved, ...]

    def as_dict(self) -> dict[str, object]:
        """The outcome, and each sample's fate with its notes, ready for JSON."""
        fates = [
            {
                "verdict": sample.verdict.value,
                "executed": sample.executed,
                "reason": sample.reason,
                "notes": list(sample.notes),
            }
            for sample in self.samples
        ]
        return {**asdict(self.outcome), "samples": fates}


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """The figures of an evaluation and, besides, what became of the samples.

    ``executed`` counts the samples that ran to a decided verdict, ``repaired`` those of them
    that were mended or interpreted on the way.  ``strict_accuracy`` counts a problem without
    an executed sample as wrong.
    """

    summary: Summary
    samples: int
    executed: int
    repaired: int
    fates: Mapping[str, int]

    def as_dict(self) -> dict[str, object]:
        """The figures, ready for JSON."""
        return {
            **self.summary.as_dict(),
            "samples": self.samples,
            "executed": self.executed,
            "executed_share": self.executed / max(self.samples, 1),
            "strict_accuracy": self.summary.accuracy,
            "repaired": self.repaired,
            "fates": dict(self.fates),
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is replayed.

    ``semantics`` is how premises are read, by default as each program means it; ``k`` is how
    many samples of each problem are used, by default all.
    """

    settings: Settings
    semantics: Semantics | None = None
    k: int | None = None
    jobs: int = 1


def replay_records(
    records: Sequence[Record], rows: Mapping[str, Record], plan: Plan
) -> Iterator[Replay]:
    """Replay every record, in order.

    Args:
        records: recorded translations, all of one format.
        rows: rows of the data set by id, for the sentences of the questions.
        plan: how.

    Raises:
        InputError: a record has no known format or lacks a label.
    """
    known = format_of(records[0])
    problems = [known.problem(record, rows.get(str(record.get("id", "")))) for record in records]
    closed_world = all(problem.label != "Uncertain" for problem in problems)
    if plan.jobs <= 1:
        yield from _replays(plan, closed_world, problems)
        return
    lost = partial(_lost, closed_world)
    yield from in_processes(
        partial(_listed, plan, closed_world), problems, lost, plan.settings, plan.jobs
    )


def _lost(closed_world: bool, problem: RecordedProblem) -> Replay:
    samples = (Solved(Verdict.UNKNOWN, reason=LOST),)
    return Replay(_outcome(problem, samples, closed_world), samples)


def _listed(plan: Plan, closed_world: bool, problems: Sequence[RecordedProblem]) -> list[Replay]:
    """What a worker sends back."""
    return list(_replays(plan, closed_world, problems))


def _replays(
    plan: Plan, closed_world: bool, problems: Sequence[RecordedProblem]
) -> Iterator[Replay]:
    with ProofService(plan.settings) as service:
        for problem in problems:
            samples = tuple(
                _shielded(sample, service, plan.semantics) for sample in problem.samples[: plan.k]
            )
            yield Replay(_outcome(problem, samples, closed_world), samples)


def _shielded(
    sample: Callable[[], Question], service: ProofService, semantics: Semantics | None
) -> Solved:
    """What a sample came to; a defect of ours costs that sample only, and says so.

    Its evidence, which may be large, stays with the process that found it.
    """
    try:
        return replace(solve(sample, service, semantics), evidence=None)
    except Exception as error:
        return Solved(Verdict.UNKNOWN, reason=mishap(error))


def _outcome(problem: RecordedProblem, samples: Sequence[Solved], closed_world: bool) -> Outcome:
    """The outcome of the first sample with the answer most executed samples give."""
    answers = [_answer(sample, closed_world) for sample in samples]
    votes = Counter(answer for answer in answers if answer)
    answer = votes.most_common(1)[0][0] if votes else ""
    best = samples[answers.index(answer)] if answer in answers else samples[0]
    correct = answer == problem.label
    return Outcome(
        problem.name,
        problem.label,
        best.verdict.value,
        answer,
        correct,
        best.certified,
        best.direct,
        best.steps,
        sum(sample.reading_ms for sample in samples),
        sum(sample.answer_ms for sample in samples),
        best.reason,
        best.notes,
        () if correct else best.explanation,
    )


def _answer(sample: Solved, closed_world: bool) -> str:
    """The label that a sample gives, or nothing."""
    if sample.chosen is not None:
        return sample.chosen
    match sample.verdict:
        case Verdict.PROVED:
            return "True"
        case Verdict.REFUTED:
            return "False"
        case Verdict.UNCERTAIN:
            return "False" if closed_world else "Uncertain"
        case _:
            return ""


def summarise_replays(replays: Sequence[Replay], name: str, semantics: str) -> ReplaySummary:
    """The figures of a finished replay of the format ``name``."""
    samples = [sample for replay in replays for sample in replay.samples]
    executed = [sample for sample in samples if sample.executed]
    return ReplaySummary(
        summarise([replay.outcome for replay in replays], name, semantics),
        len(samples),
        len(executed),
        sum(bool(sample.notes) for sample in executed),
        dict(sorted(Counter(sample.verdict.value for sample in samples).items())),
    )
