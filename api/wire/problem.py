"""Errors as the REST interface says them: problem details (RFC 9457)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["ProblemDetails", "ProblemPosition"]


class ProblemPosition(BaseModel):
    """A place in what was sent: 1-based line and column, 0-based offset in characters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    line: int
    column: int
    offset: int


class ProblemDetails(BaseModel):
    """What went wrong, where, and what to do next (``application/problem+json``)."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(default="about:blank", description="a URI of this kind of problem")
    title: str = Field(description="the kind of problem, in words")
    status: int = Field(description="the HTTP status code")
    code: str = Field(description="stable and machine-readable, as in the command line")
    detail: str = Field(default="", description="what is wrong with this request")
    hint: str = Field(default="", description="what to do next")
    field: str = Field(default="", description="the part of the request that is wrong")
    position: ProblemPosition | None = None
