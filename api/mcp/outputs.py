"""What the tools give: an answer in as many words as an assistant needs, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from prover.verdict import Verdict

__all__ = ["MEANINGS", "Certificate", "Checked", "Searched", "Solved", "Translated"]

MEANINGS: Mapping[Verdict, str] = {
    Verdict.PROVED: "The goal follows: whenever the premises hold, it holds.",
    Verdict.REFUTED: "The opposite of the goal follows: whenever the premises hold, it fails.",
    Verdict.UNCERTAIN: "The premises leave the goal open: it holds in some situations that they "
    "allow and fails in others. Neither it nor its opposite may be concluded.",
    Verdict.COUNTERSATISFIABLE: "The goal does not follow: in some situation the premises hold "
    "and it fails. Whether its opposite follows is not known, so neither may be concluded.",
    Verdict.SATISFIABLE: "There was no goal, and the premises do not contradict each other.",
    Verdict.INCONSISTENT: "The premises contradict each other, so nothing may be concluded.",
    Verdict.UNKNOWN: "No answer was found in time. That says nothing about the goal.",
    Verdict.UNTRANSLATED: "Some sentence could not be read as logic, so nothing was answered. "
    "Rephrase the sentences listed as not understood, or write them as formulas.",
    Verdict.AMBIGUOUS: "The text has several readings that lead to different answers. "
    "Rephrase it, or write it as formulas.",
}
"""What each verdict allows to be said."""


class _Output(BaseModel):
    model_config = ConfigDict(frozen=True)


class Certificate(_Output):
    """What an independent checker said of the evidence."""

    checker: str
    claim: str
    accepted: bool
    rejections: dict[str, str] = Field(description="by step or premise; empty when accepted")


class Sentence(_Output):
    """A sentence as it was understood."""

    id: str
    text: str
    formula: str
    english: str = Field(description="the formula said back; compare it with the text")
    other_readings: list[str] = Field(default=[], description="formulas it may mean as well")


class NotUnderstood(_Output):
    """A sentence that could not be read."""

    id: str
    text: str
    reason: str
    expected: list[str] = Field(description="what would have been understood there")


class Step(_Output):
    """One step of the proof."""

    number: int
    statement: str = Field(description="in words where they are known, else the formula")
    rule: str
    parents: list[int] = Field(description="numbers of the steps that it follows from")


class Solved(_Output):
    """The answer to a problem."""

    verdict: Verdict
    certified: bool = Field(
        description="independent checkers accepted all of the evidence; rely on nothing else"
    )
    meaning: str
    reason: str = Field(description="for unknown, untranslated and ambiguous: why")
    goal: str
    premises_used: list[str] = Field(description="ids of the premises that the proof rests on")
    premises: list[Sentence]
    steps: list[Step] = Field(description="the proof; empty where there is none")
    contradiction: list[str] = Field(
        description="for inconsistent: ids of premises that cannot all be true"
    )
    not_understood: list[NotUnderstood]
    certificates: list[Certificate]
    warnings: list[str]
    answer_id: str = Field(description="names this answer in the tools explain and check")
    answer: dict[str, Any] | None = Field(
        default=None, description="the whole answer document, where it was asked for"
    )

    @staticmethod
    def of(document: Mapping[str, Any], answer_id: str, *, whole: bool) -> Solved:
        """The answer in ``document``, as ``prover solve --json`` prints it."""
        goal, verdict = document["goal"], Verdict(document["verdict"])
        return Solved(
            verdict=verdict,
            certified=document["certified"],
            meaning=MEANINGS[verdict],
            reason=document["reason"],
            goal="" if goal is None else goal["text"] or goal["formula"],
            premises_used=[p["id"] for p in document["premises"] if p["used"]],
            premises=[_sentence(premise, premise["id"]) for premise in document["premises"]],
            steps=_steps(document),
            contradiction=document["core"],
            not_understood=_not_understood(document),
            certificates=_certificates(document),
            warnings=document["warnings"],
            answer_id=answer_id,
            answer=dict(document) if whole else None,
        )


class Translated(_Output):
    """How a text was understood."""

    complete: bool = Field(description="every sentence was understood")
    sentences: list[Sentence] = Field(description="the premises, and last the goal")
    not_understood: list[NotUnderstood]
    warnings: list[str]
    written: str = Field(default="", description="the problem in the notation asked for")

    @staticmethod
    def of(document: Mapping[str, Any]) -> Translated:
        """The translation in ``document``, as ``prover translate --json`` prints it."""
        goal = document["goal"]
        read = [*document["premises"], *([] if goal is None else [goal])]
        return Translated(
            complete=not document["untranslated"],
            sentences=[_read_sentence(sentence) for sentence in read],
            not_understood=_not_understood(document),
            warnings=document["warnings"],
            written=document.get("written", ""),
        )


class Checked(_Output):
    """What the checkers say of an answer, or Lean's kernel of a Lean file."""

    accepted: bool
    reason: str = Field(description="why not; empty when accepted")
    certificates: list[Certificate] = Field(description="of an answer")
    axioms: list[str] = Field(default=[], description="of a Lean proof: what it assumes")
    messages: list[str] = Field(default=[], description="what Lean said")

    @staticmethod
    def of(document: Mapping[str, Any]) -> Checked:
        """The judgement in ``document``, as ``prover check --json`` prints it."""
        certificates = _certificates(document)
        rejected = [why for c in certificates for why in c.rejections.values()]
        return Checked(
            accepted=document["accepted"],
            reason=document.get("reason", "") or "; ".join(rejected),
            certificates=certificates,
            axioms=document.get("axioms", []),
            messages=[message["text"] for message in document.get("messages", [])],
        )


class Searched(_Output):
    """What a search for a Lean proof came to."""

    proved: bool = Field(description="Lean's kernel accepted the proof")
    reason: str = Field(description="why there is no proof; that says nothing about the goal")
    statement: str
    script: list[str] = Field(description="the tactics of the proof")
    source: str = Field(description="theorem and proof, without the definitions before it")
    calls: int = Field(description="tactics that were tried")
    seconds: float

    @staticmethod
    def of(document: Mapping[str, Any]) -> Searched:
        """The outcome in ``document``, as ``prover search --json`` prints it."""
        names = ("reason", "statement", "script", "calls", "seconds")
        told = {name: document[name] for name in names}
        source = document["source"]
        if source and not document["statement"].startswith("theorem "):
            source = f"theorem goal : {source}"
        return Searched(proved=document["verdict"] == "proved", source=source, **told)


def _sentence(entry: Mapping[str, Any], name: str) -> Sentence:
    return Sentence(
        id=name,
        text=entry["text"],
        formula=entry["formula"],
        english=entry["english"],
        other_readings=[other["formula"] for other in entry.get("alternatives", [])],
    )


def _read_sentence(entry: Mapping[str, Any]) -> Sentence:
    first, *others = entry["readings"]
    return Sentence(
        id=entry["name"],
        text=entry["text"],
        formula=first["formula"],
        english=first["english"],
        other_readings=[other["formula"] for other in others],
    )


def _steps(document: Mapping[str, Any]) -> list[Step]:
    proof = document["proof"]
    if proof is None:
        return []
    said = {p["id"]: p["text"] or p["english"] for p in document["premises"]}
    numbers = {step["name"]: number for number, step in enumerate(proof["steps"], 1)}
    return [
        Step(
            number=numbers[step["name"]],
            statement=said.get(step["name"], "") or step["english"] or step["conclusion"],
            rule=step["rule"],
            parents=list(dict.fromkeys(numbers[parent] for parent in step["parents"])),
        )
        for step in proof["steps"]
    ]


def _not_understood(document: Mapping[str, Any]) -> list[NotUnderstood]:
    return [
        NotUnderstood(
            id=entry["name"],
            text=entry["text"],
            reason=entry["reason"],
            expected=entry["expected"],
        )
        for entry in document["untranslated"]
    ]


def _certificates(document: Mapping[str, Any]) -> list[Certificate]:
    return [
        Certificate(
            checker=entry["checker"],
            claim=entry["claim"],
            accepted=entry["accepted"],
            rejections=entry["rejections"],
        )
        for entry in document.get("certificates", [])
    ]
