"""Premise libraries: a policy or theory that is uploaded once and asked about often."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from api.reading.language import Language

__all__ = ["Library", "LibraryUpload"]


class LibraryUpload(BaseModel):
    """A text of premises, without a goal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1, description="one premise a line, or running prose")
    language: Language = Language.AUTO


class Library(BaseModel):
    """A library as it was understood."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    language: Language
    premises: int = Field(description="how many sentences it holds")
    untranslated: list[str] = Field(default=[], description="sentences that were not understood")
    created: datetime
