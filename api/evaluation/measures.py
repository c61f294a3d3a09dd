"""Measuring answers against gold labels: accuracy, certificates, time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median
from time import perf_counter

from api.evaluation.dataset import Field, Row
from api.evaluation.processes import LOST, in_processes, mishap
from api.reading.problems import problem_of_row
from api.service import ProofService
from api.settings import Settings
from api.shown.narration import proof_lines
from prover.answer import Answer, Semantics
from prover.certificate import Checker
from prover.errors import ProverError
from prover.verdict import Verdict

__all__ = ["Outcome", "Summary", "evaluate_rows", "summarise"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row.

    ``answer`` is True, False, Uncertain, or empty when the question was not answered;
    ``explanation`` is the proof in lines where the answer differs from the label.
    ``kernel`` is what Lean's kernel said: ``accepted``, why not, or empty when it was not
    asked; ``kernel_ms`` is the time it took, writing the certificates included.
    """

    id: str
    label: str
    verdict: str
    answer: str
    correct: bool
    certified: bool
    direct: bool
    steps: int
    translation_ms: float
    answer_ms: float
    reason: str
    warnings: tuple[str, ...]
    explanation: tuple[str, ...]
    kernel: str = ""
    kernel_ms: float = 0.0

    @classmethod
    def unanswered(
        cls, row: str, label: str, verdict: Verdict, reason: str, milliseconds: float = 0.0
    ) -> Outcome:
        """The outcome of a row without an answer, after some time spent on reading it."""
        return cls(
            row, label, verdict.value, "", False, False, False, 0, milliseconds, 0.0, reason, (), ()
        )

    @property
    def milliseconds(self) -> float:
        """The whole time for the row."""
        return self.translation_ms + self.answer_ms


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures over all rows; ``--json`` prints these fields.

    ``certified`` counts the rows with a decided verdict whose evidence was accepted,
    ``decided`` all rows with a decided verdict.  ``kernel_asked`` counts the rows whose
    evidence was given to Lean's kernel, ``kernel_accepted`` those where it accepted all of it.
    """

    n: int
    correct: int
    accuracy: float
    decided: int
    certified: int
    verdicts: Mapping[str, int]
    confusion: Mapping[str, Mapping[str, int]]
    untranslated: int
    unknown: int
    median_ms: float
    p95_ms: float
    translation_median_ms: float
    answer_median_ms: float
    answer_p95_ms: float
    semantics: str
    field: str
    kernel_asked: int
    kernel_accepted: int
    kernel_median_ms: float
    kernel_max_ms: float

    def as_dict(self) -> dict[str, object]:
        """The figures, ready for JSON."""
        return asdict(self)


def evaluate_rows(
    rows: Sequence[Row], field: Field, semantics: Semantics, settings: Settings, jobs: int = 1
) -> Iterator[Outcome]:
    """Solve every row, in order, with ``jobs`` processes (one where Lean is asked: the work
    is Lean's then, in a process of its own).

    A row that cannot be read is an outcome of its own (not answered), never an exception.
    """
    closed_world = not any(row.label == "Uncertain" for row in rows)
    if jobs <= 1 or settings.ask_lean:
        yield from _outcomes(field, semantics, settings, closed_world, rows)
        return
    work = partial(_chunk, field, semantics, settings, closed_world)
    yield from in_processes(work, rows, _lost, settings, jobs)


def _lost(row: Row) -> Outcome:
    return Outcome.unanswered(row.name, row.label, Verdict.UNKNOWN, LOST)


def _outcomes(
    field: Field,
    semantics: Semantics,
    settings: Settings,
    closed_world: bool,
    rows: Sequence[Row],
) -> Iterator[Outcome]:
    with ProofService(settings) as service:
        for row in rows:
            yield _shielded(row, field, semantics, service, closed_world)


def _chunk(
    field: Field,
    semantics: Semantics,
    settings: Settings,
    closed_world: bool,
    rows: Sequence[Row],
) -> list[Outcome]:
    """What a worker sends back."""
    return list(_outcomes(field, semantics, settings, closed_world, rows))


def _shielded(
    row: Row, field: Field, semantics: Semantics, service: ProofService, closed_world: bool
) -> Outcome:
    """The outcome of a row; a defect of ours costs that row only, and says so."""
    try:
        return _outcome(row, field, semantics, service, closed_world)
    except Exception as error:
        return Outcome.unanswered(row.name, row.label, Verdict.UNKNOWN, mishap(error))


def _outcome(
    row: Row, field: Field, semantics: Semantics, service: ProofService, closed_world: bool
) -> Outcome:
    start = perf_counter()
    try:
        question = problem_of_row(row, field)
    except ProverError as error:
        elapsed = (perf_counter() - start) * 1000
        return Outcome.unanswered(row.name, row.label, Verdict.UNTRANSLATED, str(error), elapsed)
    read = perf_counter()
    result = service.answer(question.problem, semantics=semantics)
    answered = perf_counter()
    label = _as_label(result.verdict, closed_world)
    lines = proof_lines(result) if label != row.label else ()
    explanation = tuple(str(line) for line in lines)
    return Outcome(
        row.name,
        row.label,
        result.verdict.value,
        label,
        label == row.label,
        result.is_certified,
        result.proof is not None and result.proof.is_direct,
        0 if result.proof is None else len(result.proof.steps),
        (read - start) * 1000,
        (answered - read) * 1000,
        _reason(result),
        result.warnings,
        explanation,
        _kernel_words(result),
        result.timings.get("lean_ms", 0.0),
    )


def _kernel_words(answer: Answer) -> str:
    asked = [c for c in answer.certificates if c.checker is Checker.LEAN_KERNEL]
    reasons = [f"{name}: {why}" for c in asked for name, why in c.rejections.items()]
    reasons += [note for note in answer.warnings if "Lean kernel has not been asked" in note]
    return "; ".join(reasons) or ("accepted" if asked else "")


def _as_label(verdict: Verdict, closed_world: bool) -> str:
    match verdict:
        case Verdict.PROVED:
            return "True"
        case Verdict.REFUTED:
            return "False"
        case Verdict.UNCERTAIN:
            return "False" if closed_world else "Uncertain"
        case _:
            return ""


def _reason(answer: Answer) -> str:
    if answer.problem.untranslated:
        first = answer.problem.untranslated[0]
        return f"{first.name}: {first.sentence.text!r}: {first.reason}"
    return answer.reason


def summarise(outcomes: Sequence[Outcome], field: Field, semantics: str) -> Summary:
    """The figures of a finished evaluation; ``semantics`` says how premises were read."""
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    confusion: dict[str, dict[str, int]] = {}
    for outcome in outcomes:
        row = confusion.setdefault(outcome.label, {})
        row[outcome.verdict] = row.get(outcome.verdict, 0) + 1
    decided = sum(verdicts[verdict.value] for verdict in Verdict if verdict.is_decided)
    correct = sum(outcome.correct for outcome in outcomes)
    total = [outcome.milliseconds for outcome in outcomes]
    answering = [outcome.answer_ms for outcome in outcomes]
    asked = [outcome for outcome in outcomes if outcome.kernel]
    return Summary(
        n=len(outcomes),
        correct=correct,
        accuracy=correct / max(len(outcomes), 1),
        decided=decided,
        certified=sum(outcome.certified for outcome in outcomes),
        verdicts=dict(sorted(verdicts.items())),
        confusion=confusion,
        untranslated=verdicts["untranslated"],
        unknown=verdicts["unknown"],
        median_ms=_rounded(median(total) if total else 0.0),
        p95_ms=_rounded(_percentile(total, 0.95)),
        translation_median_ms=_rounded(
            median(outcome.translation_ms for outcome in outcomes) if outcomes else 0.0
        ),
        answer_median_ms=_rounded(median(answering) if answering else 0.0),
        answer_p95_ms=_rounded(_percentile(answering, 0.95)),
        semantics=str(semantics),
        field=field,
        kernel_asked=len(asked),
        kernel_accepted=sum(outcome.kernel == "accepted" for outcome in asked),
        kernel_median_ms=_rounded(median(o.kernel_ms for o in asked) if asked else 0.0),
        kernel_max_ms=_rounded(max((o.kernel_ms for o in asked), default=0.0)),
    )


def _percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the values do not exceed."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _rounded(milliseconds: float) -> float:
    return round(milliseconds, 3)
