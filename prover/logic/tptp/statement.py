"""One statement of a TPTP text: ``language(name, role, formula, source, useful information).``"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prover.logic.syntax import Formula
from prover.logic.tptp.errors import Misplaced
from prover.problem import Span

__all__ = ["AnnotatedFormula", "behind_header"]

_LANGUAGES = frozenset({"fof", "cnf", "tff", "thf", "tcf", "tpi", "ncf"})
_FORM = "a statement is language(name, role, formula)."


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


def behind_header(found: Sequence[str], starts: Sequence[str]) -> int:
    """The index of what follows ``language(name, role,``.

    Args:
        found: the tokens of a statement.
        starts: the words that may start it.

    Raises:
        Misplaced: it starts in another way.
    """
    language = found[0]
    if language not in starts:
        hint = f"a statement starts with {' or '.join(f'{start}(' for start in starts)}"
        if language in _LANGUAGES:
            hint = f"{language} is not read; {hint}"
        raise Misplaced(0, f"'{language[:40]}' starts no statement", hint)
    last = len(found) - 1
    for index, token in ((1, "("), (3, ","), (5, ",")):
        if index == 5 and found[4:6] == [found[4], "-"] and "," in found[6:]:  # axiom-local
            return found.index(",", 6) + 1
        if index > 1 and not _is_word(found[min(index - 1, last)]):
            what = "name" if index == 3 else "role"
            raise Misplaced(min(index - 1, last), f"a {what} is missing", _FORM)
        if index > last or found[index] != token:
            what = "bracket" if index == 1 else "comma"
            raise Misplaced(min(index, last), f"a {what} is missing", _FORM)
    return 6


def _is_word(token: str) -> bool:
    return token[0] == "'" or (token.isascii() and token[0].isalnum())
