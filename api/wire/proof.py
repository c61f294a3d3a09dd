"""Asking for a proof, and the job that becomes of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.reading.language import Language
from api.wire.problem import ProblemDetails
from prover.answer import Semantics
from prover.verdict import Verdict

__all__ = [
    "JobStatus",
    "ProofEvent",
    "ProofJob",
    "ProofLinks",
    "ProofList",
    "ProofOptions",
    "ProofRequest",
    "Stage",
    "check_sentences",
]


class ProofOptions(BaseModel):
    """How to look for an answer; what is left out is as the server is set up."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    translator: Literal["controlled", "model"] | None = Field(
        default=None, description="who reads English: the controlled grammar, or a language model"
    )
    k: int | None = Field(default=None, ge=1, le=100, description="samples of a model's reading")
    semantics: Semantics | None = Field(
        default=None, description="classical logic, or rules applied forwards only"
    )
    strict: bool = Field(default=False, description="assume nothing that a text takes for granted")
    lean: bool = Field(default=False, description="let the Lean kernel check the evidence, too")
    engines: list[Literal["e", "vampire", "z3", "cvc5"]] | None = Field(
        default=None,
        max_length=4,
        description="other provers that may race beside ours, of those that the server has",
    )
    budget: float | None = Field(
        default=None, gt=0, le=600, description="seconds for the work, from its start"
    )


def check_sentences(sentences: list[str] | None, premises: list[str] | str | None) -> None:
    """There is a sentence for each premise and one for the goal, or none at all.

    Raises:
        ValueError: there are more or fewer.
    """
    if sentences is None:
        return
    if not isinstance(premises, list) or len(sentences) != len(premises) + 1:
        raise ValueError("one sentence for each premise and one for the goal are expected")


class ProofRequest(BaseModel):
    """A problem: either one ``text``, or ``premises`` and a ``goal``."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "premises": ["All birds can fly.", "Tweety is a bird."],
                    "goal": "Tweety can fly.",
                }
            ],
            "oneOf": [
                {
                    "required": ["text"],
                    "properties": {
                        "text": {"type": "string"},
                        "goal": {"type": "null"},
                        "premises": {"type": "null"},
                    },
                },
                {
                    "required": ["goal"],
                    "properties": {"goal": {"type": "string"}, "text": {"type": "null"}},
                    "anyOf": [
                        {
                            "required": [stated],
                            "properties": {stated: {"not": {"type": "null"}}},
                        }
                        for stated in ("premises", "library")
                    ],
                },
            ],
        },
    )

    text: str | None = Field(
        default=None,
        min_length=1,
        description="a whole problem as in a file: plain text with the goal after "
        "'Therefore:', formulas, or TPTP",
    )
    premises: list[str] | str | None = Field(
        default=None, description="one string a premise, or one text"
    )
    goal: str | None = Field(default=None, min_length=1, description="the statement to be judged")
    language: Language = Language.AUTO
    sentences: list[str] | None = Field(
        default=None,
        description="for premises and a goal that are formulas: the sentence that each premise "
        "stands for, then the goal's; an empty one where there is none",
    )
    library: str | None = Field(
        default=None, max_length=64, description="the id of a library whose premises may be used"
    )
    options: ProofOptions = ProofOptions()
    wait: float = Field(
        default=30, ge=0, le=600, description="seconds to wait for the answer; 0 returns at once"
    )

    @model_validator(mode="after")
    def _one_problem(self) -> ProofRequest:
        """Exactly one way of stating the problem; a library can stand for the premises."""
        if (self.text is None) == (self.goal is None):
            raise ValueError("either text, or premises and goal")
        if self.text is not None and self.premises is not None:
            raise ValueError("either text, or premises and goal")
        if self.goal is not None and self.premises is None and self.library is None:
            raise ValueError("premises are missing")
        check_sentences(self.sentences, self.premises)
        return self


class JobStatus(StrEnum):
    """Where a job stands; the last four are final."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_final(self) -> bool:
        """True when nothing more will happen to the job."""
        return self not in (JobStatus.QUEUED, JobStatus.RUNNING)


class Stage(StrEnum):
    """What an event reports."""

    QUEUED = "queued"
    STARTED = "started"
    TRANSLATED = "translated"
    CONSISTENT = "consistent"
    SEARCHING = "searching"
    CHECKING = "checking"
    LEAN = "lean"
    FINISHED = "finished"


class ProofEvent(BaseModel):
    """Something that happened to a job; ``sequence`` counts from 1 within it."""

    model_config = ConfigDict(frozen=True)

    sequence: int
    stage: Stage
    at: datetime
    data: dict[str, Any] = Field(
        default={},
        description="translated: premises, untranslated; consistent: model (bool); searching: "
        "clauses, what; checking: step, steps; finished: status, verdict",
    )


class ProofLinks(BaseModel):
    """Where everything about a job is found, as paths of this server."""

    model_config = ConfigDict(frozen=True)

    self: str
    events: str
    graph: str
    html: str
    lean: str
    tstp: str
    share: str = Field(description="the proof as a page, readable without a key, for good")


class ProofJob(BaseModel):
    """A job and, once it is done, its answer."""

    model_config = ConfigDict(frozen=True)

    id: str
    status: JobStatus
    verdict: Verdict | None = None
    answer: dict[str, Any] | None = Field(
        default=None, description="the answer document, as `prover solve --json` prints it"
    )
    error: ProblemDetails | None = Field(default=None, description="why the job failed")
    cached: bool = Field(default=False, description="answered from an earlier equal request")
    created: datetime
    started: datetime | None = None
    finished: datetime | None = None
    links: ProofLinks


class ProofList(BaseModel):
    """Jobs of the caller, the latest first, without their answers."""

    model_config = ConfigDict(frozen=True)

    jobs: list[ProofJob]
    next: str | None = Field(default=None, description="what to pass as ``before`` for more")
