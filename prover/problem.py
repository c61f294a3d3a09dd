"""What is asked: sentences, the premises they became, and the question about them."""

from __future__ import annotations

from dataclasses import dataclass

from prover.logic.syntax import Formula

__all__ = ["Premise", "Problem", "Reading", "Sentence", "Span", "Untranslated"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets ``[start, end)`` in the input text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of the input as its author wrote it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a sentence: a formula, and the formula said back in English."""

    formula: Formula
    english: str = ""


@dataclass(frozen=True, slots=True)
class Premise:
    """A formula with the sentence it came from.

    ``name`` identifies it in proofs; ``english`` is the formula said back in English, for a
    reader to compare with the sentence; ``alternatives`` are other readings of it.
    ``presupposed`` premises are not what the sentence says but what it takes for granted.
    """

    name: str
    formula: Formula
    sentence: Sentence
    english: str = ""
    alternatives: tuple[Reading, ...] = ()
    presupposed: bool = False


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A sentence that was not understood.

    ``span`` starts where reading stopped; ``expected`` names constructs that would have
    been accepted there.
    """

    name: str
    sentence: Sentence
    span: Span
    reason: str
    expected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Premises and a goal, with the text they were read from.

    ``goal`` is ``None`` only when it is among ``untranslated``.  ``presuppositions`` are what
    the text seems to take for granted: they are assumed only where the premises alone leave
    the goal open, and the answer says so.  ``asks_consequence`` says that only whether the goal
    follows is asked, as a TPTP conjecture does, and not whether its opposite does.
    ``warnings`` are for the reader and never change the answer.
    """

    premises: tuple[Premise, ...]
    goal: Premise | None
    text: str = ""
    untranslated: tuple[Untranslated, ...] = ()
    warnings: tuple[str, ...] = ()
    presuppositions: tuple[Premise, ...] = ()
    asks_consequence: bool = False
