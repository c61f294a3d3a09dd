"""An answer in words: what each step says, what it rests on, and why there is no proof."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from prover.verdict import Verdict

__all__ = ["ExplainedSentence", "ExplainedStep", "Explanation", "ExplanationRequest"]


class ExplanationRequest(BaseModel):
    """An answer to be said in words; its evidence is checked again on the way."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: dict[str, Any] = Field(description="as `prover solve --json` prints it")


class ExplainedSentence(BaseModel):
    """A sentence of the input, and how it was understood."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="p1, p2, … for premises")
    text: str = Field(description="as its author wrote it")
    formula: str
    used: bool = Field(description="the proof, or the contradiction, rests on it")
    presupposed: bool = Field(description="not stated, but taken for granted by the text")


class ExplainedStep(BaseModel):
    """One numbered line of the proof."""

    model_config = ConfigDict(frozen=True)

    number: int
    text: str = Field(description="the line in words, with its reasons")
    formula: str = Field(description="what it concludes")
    rule: str = Field(description="given, rule applied, contradiction …")
    parents: list[int] = Field(description="numbers of the lines that it follows from")
    sentences: list[str] = Field(description="ids of all sentences that it rests on")
    checked: str = Field(description="why a checker accepted it; empty when none did")


class Explanation(BaseModel):
    """Why the verdict is what it is."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    certified: bool = Field(description="independent checkers accepted all of the evidence")
    meaning: str = Field(description="what the verdict says, in a sentence or two")
    reason: str = Field(description="for unknown, untranslated and ambiguous: why")
    goal: str = Field(description="what was asked")
    sentences: list[ExplainedSentence]
    steps: list[ExplainedStep] = Field(description="the proof; empty where there is none")
    contradiction: list[str] = Field(
        description="for inconsistent: ids of sentences that cannot all be true"
    )
    situations: list[str] = Field(
        description="for uncertain: situations in which the sentences hold, as Markdown"
    )
    not_understood: list[str] = Field(description="sentences that could not be read, and why")
    findings: list[str] = Field(description="what was checked, by whom")
    warnings: list[str]
    markdown: str = Field(description="all of it as a page of Markdown")
