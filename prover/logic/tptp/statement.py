"""One statement of a TPTP file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prover.logic.syntax import Formula
from prover.problem import Span

__all__ = ["AnnotatedFormula"]


@dataclass(frozen=True, slots=True)
class AnnotatedFormula:
    """One ``fof``, ``cnf`` or ``tff`` statement: its name, role and closed formula.

    Attributes:
        name: of the statement, quotes undone.
        role: as written.
        formula: closed; free variables are bound by ∀.
        span: the whole statement in ``source``.
        source: the text of the file at ``path``.
        path: the file, if it is one.
        language: ``fof``, ``cnf`` or ``tff``.
        annotations: where the source and the useful information stand in ``source``.
        notes: what a reader should know.
    """

    name: str
    role: str
    formula: Formula
    span: Span
    source: str
    path: Path | None = None
    language: str = "fof"
    annotations: Span | None = None
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The statement as its author wrote it."""
        return self.source[self.span.start : self.span.end]

    @property
    def annotation_text(self) -> str:
        """Source and useful information as their author wrote them; empty without any."""
        span = self.annotations
        return "" if span is None else self.source[span.start : span.end]
