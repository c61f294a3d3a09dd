"""LINC's recorded samples: for each problem, ten replies of alternating TEXT and FOL lines.

Source: Olausson et al., "LINC: A Neurosymbolic Approach for Logical Reasoning by Combining
Language Models with First-Order Logic Provers", EMNLP 2023; ``outputs/`` of its repository.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from prover.errors import InputError
from prover.problem import Sentence, Span

__all__ = ["SampledProblem", "is_linc", "linc_problem", "recorded_figures"]

_LABELS = ("True", "False", "Uncertain")
_SAID = {"T": "True", "F": "False", "U": "Uncertain", "E": "Error"}


@dataclass(frozen=True, slots=True)
class SampledProblem:
    """A problem with its gold label and what a model wrote for it.

    ``sentences`` are the premises and, last, the conclusion, with their places in ``text``;
    ``recorded`` is what the authors' own pipeline answered for each reply.
    """

    name: str
    label: str
    text: str
    sentences: tuple[Sentence, ...]
    replies: tuple[str, ...]
    recorded: tuple[str, ...] = ()


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore")

    index: int | str = ""
    folio_id: str = ""
    label: str
    premises: list[str]
    conclusion: str
    samples: list[str]
    answers: list[str] = []


def is_linc(record: Mapping[str, Any]) -> bool:
    """Whether ``record`` is one of LINC's: sentences and replies."""
    return {"premises", "conclusion", "samples", "label"} <= record.keys()


def linc_problem(record: Mapping[str, Any]) -> SampledProblem:
    """The problem of ``record``.

    Raises:
        InputError: a field is missing or of the wrong type, or the label is not known.
    """
    try:
        read = _Record.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"{where}: {first['msg']}", hint="a record of LINC's is expected"
        ) from None
    if read.label not in _LABELS:
        raise InputError(f"label {read.label!r} is not known", hint=" or ".join(_LABELS))
    sentences, offset = [], 0
    for each in (*read.premises, read.conclusion):
        sentences.append(Sentence(each, Span(offset, offset + len(each))))
        offset += len(each) + 1
    name = read.folio_id or str(read.index)
    text = "\n".join((*read.premises, read.conclusion))
    recorded = tuple(_SAID.get(answer, answer) for answer in read.answers)
    return SampledProblem(name, read.label, text, tuple(sentences), tuple(read.samples), recorded)


def recorded_figures(problems: Iterable[SampledProblem], k: int | None = None) -> dict[str, float]:
    """What the authors' own pipeline made of the same samples, from the recorded answers.

    Majority over the answers that are no errors, of equals the first seen; ``oracle`` counts the
    problems where any sample was right.
    """
    right = oracle = lost = correct = total = count = 0
    for problem in problems:
        answers = problem.recorded[:k]
        valid = [answer for answer in answers if answer != "Error"]
        votes = {answer: valid.count(answer) for answer in valid}
        right += bool(votes) and max(votes, key=lambda a: votes[a]) == problem.label
        oracle += problem.label in answers
        lost += len(answers) - len(valid)
        correct += valid.count(problem.label)
        total += len(answers)
        count += 1
    return {
        "accuracy": right / max(count, 1),
        "oracle": oracle / max(count, 1),
        "sample_accuracy": correct / max(total, 1),
        "lost": lost / max(total, 1),
    }
