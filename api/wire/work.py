"""Work that is asked for and waited for: translation, checks, proof search."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.reading.language import Language
from api.shown.notation import Notation
from api.wire.problem import ProblemDetails
from api.wire.proof import ProofJob, check_sentences

__all__ = ["BatchLine", "CheckRequest", "SearchRequest", "TranslationRequest"]


class TranslationRequest(BaseModel):
    """Text to be understood: a whole problem as in a file, with a goal."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [{"text": "All birds can fly.\nTherefore: Tweety can fly."}],
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
                },
            ],
        },
    )

    text: str | None = Field(default=None, min_length=1)
    premises: list[str] | str | None = None
    goal: str | None = Field(default=None, min_length=1)
    language: Language = Language.AUTO
    sentences: list[str] | None = Field(
        default=None, description="what the formulas stand for, as in a proof's request"
    )
    to: Notation | None = Field(default=None, description="give the problem in this notation, too")

    @model_validator(mode="after")
    def _sentences_fit(self) -> TranslationRequest:
        check_sentences(self.sentences, self.premises)
        return self


class CheckRequest(BaseModel):
    """An exported answer, or a Lean file with what it has to prove, to be checked afresh."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "examples": [
                {
                    "lean_source": "theorem t (n : Nat) : n + 0 = n := rfl",
                    "statement": "∀ n : Nat, n + 0 = n",
                }
            ],
            "oneOf": [
                {
                    "required": ["answer"],
                    "properties": {"answer": {"type": "object"}, "lean_source": {"type": "null"}},
                },
                {
                    "required": ["lean_source", "statement"],
                    "properties": {
                        "lean_source": {"type": "string"},
                        "statement": {"type": "string"},
                        "answer": {"type": "null"},
                    },
                },
            ],
        },
    )

    answer: dict[str, Any] | None = Field(
        default=None, description="as `prover solve --json` prints it"
    )
    lean_source: str | None = Field(default=None, min_length=1)
    theorem: str | None = Field(default=None, min_length=1, max_length=500)
    statement: str | None = Field(default=None, min_length=1, description="of the Lean file")
    lean: bool = Field(default=False, description="let the Lean kernel check the answer, too")


class SearchRequest(BaseModel):
    """A goal to be proved by search: in Lean's tactic states, in tableaux, or by induction."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    goal: str = Field(
        min_length=1,
        max_length=20_000,
        description="for lean: a statement, or a theorem with its definitions before it; for "
        "fol: a whole problem, as in a file; for theory: a theory with its goals, or a TIP problem",
        examples=["∀ n : Nat, n + 0 = n"],
    )
    space: Literal["lean", "fol", "theory"] = Field(
        default="lean", description="the goals of a theory are proved by induction, or refuted"
    )
    strategy: str = Field(
        default="best-first", max_length=40, description="of lean and fol: which state is next"
    )
    calls: int = Field(
        default=64,
        ge=1,
        le=10_000,
        description="of lean and fol: tactics, or inferences, that may be tried",
    )
    seconds: float = Field(default=60, gt=0, le=600, description="shared by all goals")


class BatchLine(BaseModel):
    """What became of one line of a batch: a job, or what was wrong with the line."""

    model_config = ConfigDict(frozen=True)

    line: int = Field(ge=1, description="which line of the request")
    job: ProofJob | None = None
    error: ProblemDetails | None = None
