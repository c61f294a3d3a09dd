"""What a server tells about itself."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from api.reading.language import Language

__all__ = ["Engine", "Engines", "Health", "Theories", "Theory"]


class Theory(BaseModel):
    """An example that the program ships: a problem to try."""

    model_config = ConfigDict(frozen=True)

    name: str
    language: Language
    text: str


class Theories(BaseModel):
    """All examples."""

    model_config = ConfigDict(frozen=True)

    theories: list[Theory]


class Engine(BaseModel):
    """Something that finds or checks proofs, or reads texts."""

    model_config = ConfigDict(frozen=True)

    name: str
    role: str = Field(description="search, check, or translate")
    available: bool
    version: str = ""
    hint: str = Field(default="", description="how to get it, where it is missing")


class Engines(BaseModel):
    """What is installed."""

    model_config = ConfigDict(frozen=True)

    version: str = Field(description="of the prover itself")
    engines: list[Engine]


class Health(BaseModel):
    """How the server does."""

    model_config = ConfigDict(frozen=True)

    status: str = Field(description="ok, or why it takes no work")
