"""Libraries in files: built once, and asked from the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from api.libraries.asking import LibraryAnswer, ask
from api.libraries.opening import Library, library_in, open_library
from api.libraries.theory import TheoryLibrary, build_theory
from api.reading.files import load_text
from api.service import ProofService
from api.settings import Settings
from prover.errors import InputError
from prover.logic.tptp import read_tptp
from prover.watch import Watch, ignore
from search.premises.stored import save_theory

__all__ = ["Built", "answer_with_library", "build_library", "library_at"]


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: where it is, how many axioms and symbols it has, how large it is."""

    path: Path
    axioms: int
    symbols: int
    size: int


def build_library(
    theory: Path, out: Path, on_axiom: Callable[[int], None] = lambda _: None
) -> Built:
    """Read the TPTP file ``theory``, includes and all, and keep its axioms and index in ``out``.

    Raises:
        InputError: it cannot be read, has no axioms or a conjecture, or ``out`` is not writable.
        IndexUnreadable: ``out`` is something else already.
    """
    stored = build_theory(read_tptp(theory), on_axiom)
    try:
        save_theory(stored, out)
    except OSError as error:
        raise InputError(f"cannot write {out}: {error.strerror}") from None
    return Built(out, len(stored), len(stored.postings.terms), out.stat().st_size)


def library_at(path: Path, settings: Settings) -> Library:
    """The library in a file: a theory that was built, TPTP, English or formulas.

    Raises:
        InputError: it cannot be read.
        IndexUnreadable: it is a damaged theory, or one of another version.
    """
    found = open_library(path)
    if found is not None:
        return found
    if path.suffix in (".p", ".tptp", ".ax"):
        return TheoryLibrary(build_theory(read_tptp(path)))
    return library_in(load_text(str(path), settings))


def answer_with_library(
    file: str, library: Library, service: ProofService, watch: Watch = ignore
) -> LibraryAnswer:
    """The answer to the question in ``file``, with premises of ``library``.

    Raises:
        InputError: the question cannot be read, or not in the language of the library.
    """
    text = load_text(file, service.settings)
    if isinstance(library, TheoryLibrary):
        path = None if file == "-" else Path(file)
        return ask(library.ask(text, path=path), service, watch)
    return ask(library.ask(text, None, None), service, watch)
