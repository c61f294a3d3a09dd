"""From a text in controlled English to a statement in Lean."""

from __future__ import annotations

from dataclasses import dataclass

from prover.problem import Span
from translators.lean_goals.controlled.discourse import resolve
from translators.lean_goals.controlled.english import english_of
from translators.lean_goals.controlled.lean import lean_statement, notes_of
from translators.lean_goals.controlled.reader import read_sentences
from translators.lean_goals.controlled.sorting import sorted_statement
from translators.lean_goals.controlled.tree import Statement

__all__ = ["Formalized", "formalize"]


@dataclass(frozen=True, slots=True)
class Formalized:
    """A text that was understood.

    Attributes:
        statement: ``theorem goal … : …``.
        english: the statement said back.
        notes: what Lean's functions do that a reader may not expect.
        spans: where each sentence of the text stands.
        tree: the statement as a value.
    """

    statement: str
    english: str
    notes: tuple[str, ...]
    spans: tuple[Span, ...]
    tree: Statement


def formalize(text: str) -> Formalized:
    """The statement that ``text`` makes.

    Args:
        text: controlled English, with mathematical signs.

    Raises:
        NotUnderstood: it is none; the position and the hint say where and why.
    """
    sentences = read_sentences(text)
    tree = sorted_statement(text, resolve(text, sentences))
    spans = tuple(sentence.span for sentence in sentences)
    return Formalized(lean_statement(tree), english_of(tree), notes_of(tree), spans, tree)
