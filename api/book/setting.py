"""What all pages of a book share: its references, who uses what, how formulas are set and said."""

from __future__ import annotations

from dataclasses import dataclass

from api.book.contents import Book
from api.book.mathematics import Typesetter
from api.book.references import References, references_of
from api.book.uses import Uses, uses_of
from api.book.words import Speaker
from prover.theory.counting import counting

__all__ = ["Setting", "setting_of"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A book with everything that is found out about it once for all pages."""

    book: Book
    references: References
    uses: Uses
    typesetter: Typesetter
    speaker: Speaker


def setting_of(book: Book) -> Setting:
    """The setting of ``book``."""
    theory = book.development.theory
    typesetter = Typesetter(counting(theory.datatypes))
    references = references_of(book, typesetter)
    return Setting(book, references, uses_of(book.development), typesetter, Speaker.of(theory))
