"""Libraries of every kind: texts of sentences, TPTP theories, and theories kept in a file."""

from __future__ import annotations

from pathlib import Path

from api.libraries.library import PremiseLibrary, read_library
from api.libraries.theory import TheoryLibrary, build_theory
from api.reading.language import Language
from api.reading.problems import is_tptp
from api.reading.wording import worded_premises
from prover.logic.tptp import parse_tptp
from search.premises.stored import is_stored_theory, load_theory

__all__ = ["Library", "library_in", "open_library", "sentences_in"]

Library = PremiseLibrary | TheoryLibrary


def library_in(text: str, language: Language = Language.AUTO) -> Library:
    """The library that ``text`` is.

    Raises:
        InputError: it holds no premises, or something that is no formula, with its place.
    """
    if _is_theory(text, language):
        return TheoryLibrary(build_theory(parse_tptp(text)))
    return read_library(text, language)


def open_library(path: Path) -> TheoryLibrary | None:
    """The theory kept in the file at ``path``; ``None`` if that is a text to be read.

    Raises:
        IndexUnreadable: it is a damaged or an old one.
    """
    return TheoryLibrary(load_theory(path)) if is_stored_theory(path) else None


def sentences_in(text: str, language: Language) -> tuple[str, ...]:
    """The sentences, or statements, of a library that has been read."""
    if _is_theory(text, language):
        return tuple(formula.text for formula in parse_tptp(text))
    return tuple(sentence.text for sentence in worded_premises(text, language).premises)


def _is_theory(text: str, language: Language) -> bool:
    return language is Language.TPTP or (language is Language.AUTO and is_tptp(text))
