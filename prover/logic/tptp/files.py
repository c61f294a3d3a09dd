"""TPTP files: their statements in order, includes expanded in place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from prover.errors import InputError
from prover.logic.tptp.annotations import annotations_at
from prover.logic.tptp.declarations import read_declaration
from prover.logic.tptp.errors import IncludeError, Misplaced
from prover.logic.tptp.formulas import FormulaParser
from prover.logic.tptp.statement import AnnotatedFormula, behind_header
from prover.logic.tptp.tokens import error_in_statement, places, statements, tokens
from prover.logic.tptp.vocabulary import Vocabulary, name_of
from prover.problem import Span

__all__ = ["MAX_BYTES", "include_roots", "parse_tptp", "read_tptp"]

MAX_BYTES = 200_000_000
"""Largest file that is read, includes together."""

_STARTS = ("fof", "cnf", "tff", "include")


def read_tptp(path: Path, *, max_bytes: int = MAX_BYTES) -> tuple[AnnotatedFormula, ...]:
    """The formulas of the file at ``path``, includes expanded in place.

    An include is looked for beside the including file, beside ``path``, then in ``$TPTP``.

    Args:
        path: the file.
        max_bytes: how large it and what it includes may be together.

    Raises:
        TptpSyntaxError: it is not TPTP.
        IncludeError: an include is missing, or goes round in a circle.
        InputError: it cannot be read, is too large, or is no text.
        FormulaTooDeep: a formula nests too deep.
    """
    reading = _Reading(include_roots(path), max_bytes)
    return tuple(_File(reading.text_of(path), path, (path.resolve(),), reading).formulas())


def include_roots(path: Path) -> tuple[Path, ...]:
    """Where what the file at ``path`` includes is looked for: beside it, then in ``$TPTP``."""
    library = os.environ.get("TPTP")
    return (path.parent, Path(library)) if library else (path.parent,)


def parse_tptp(
    text: str,
    *,
    path: Path | None = None,
    roots: Sequence[Path] = (),
    max_bytes: int = MAX_BYTES,
) -> tuple[AnnotatedFormula, ...]:
    """The formulas of a TPTP ``text``.

    Includes are looked for beside ``path`` and in ``roots``; without either they are
    refused, which is what a service that reads strangers' files wants.
    Raises what :func:`read_tptp` raises.
    """
    opened = (path.resolve(),) if path else ()
    reading = _Reading(tuple(roots), max_bytes)
    return tuple(_File(text, path, opened, reading).formulas())


@dataclass(slots=True)
class _Reading:
    """What the files of one problem share: where includes are, symbols, bytes that are left."""

    roots: tuple[Path, ...]
    bytes_left: int
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def text_of(self, path: Path) -> str:
        """The text of the file at ``path``, looked at before it is read."""
        try:
            size = path.stat().st_size
            if size > self.bytes_left:
                hint = "select axioms, or raise PROVER_MAX_THEORY_BYTES"
                message = f"{path} has {size:,} bytes, of {self.bytes_left:,} that are left"
                raise InputError(message, hint=hint)
            self.bytes_left -= size
            data = path.read_bytes()
        except OSError as error:
            raise InputError(f"cannot read {path}: {error.strerror}") from None
        if b"\x00" in data:
            raise InputError(f"{path} is a binary file", hint="TPTP is plain text")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            message = f"{path}: line {line}: byte {error.start} is not UTF-8 text"
            raise InputError(message, hint="TPTP is written in ASCII") from None


@dataclass(frozen=True, slots=True)
class _File:
    """One file on the way through; ``opened`` are the files that include it, and itself."""

    text: str
    path: Path | None
    opened: tuple[Path, ...]
    reading: _Reading

    def formulas(self) -> Iterator[AnnotatedFormula]:
        """The formulas of the file in order, included ones in place."""
        for start, end in statements(self.text, file=self.path):
            found = tokens(self.text, start, end)
            if found[0] == "include" and found[1] == "(":
                yield from self._included(found, start, end)
                continue
            try:
                formula = self._statement(found, start, end)
            except Misplaced as fault:
                raise error_in_statement(self.text, start, end, fault, self.path) from None
            if formula is not None:
                yield formula

    def _statement(self, found: list[str], start: int, end: int) -> AnnotatedFormula | None:
        """The formula of a statement; None for one that declares a type."""
        at = behind_header(found, _STARTS)
        language, role, vocabulary = found[0], found[4], self.reading.vocabulary
        if language == "tff" and role == "type":
            at = read_declaration(found, at, vocabulary)
            formula = None
        else:
            parser = FormulaParser(found, at, vocabulary, typed=language == "tff")
            formula = parser.closed_formula()
            at = parser.at
        annotated = None
        if annotations_at(found, at) or found[at] == ",":
            where = places(self.text, start, end)
            annotated = Span(where[at + 1], where[-2])
        if formula is None:
            return None
        notes = tuple(vocabulary.notes)
        vocabulary.notes.clear()
        name, span = name_of(found[2]), Span(start, end)
        return AnnotatedFormula(
            name, role, formula, span, self.text, self.path, language, annotated, notes
        )

    # --- includes ----------------------------------------------------------------------

    def _included(self, found: list[str], start: int, end: int) -> Iterator[AnnotatedFormula]:
        """``include('file').`` or ``include('file', [name, name]).``"""
        if found[2][0] != "'" or len(found[2]) < 3:
            fault = Misplaced(2, "the file's name stands in single quotes", "include('file').")
            raise error_in_statement(self.text, start, end, fault, self.path)
        where = places(self.text, start, end)
        name = name_of(found[2])
        selection = self._selection(found, start, end)
        path = self._find(name, where[2])
        resolved = path.resolve()
        if resolved in self.opened:
            chain = " → ".join(p.name for p in (*self.opened, path))
            message = f"a file includes itself: {chain}"
            raise IncludeError.at(self.text, where[2], message, "break it", self.path)
        inner = _File(self.reading.text_of(path), path, (*self.opened, resolved), self.reading)
        if selection is None:
            yield from inner.formulas()
            return
        chosen = [formula for formula in inner.formulas() if formula.name in selection]
        for missing in selection.keys() - {formula.name for formula in chosen}:
            message = f"'{name}' has no formula named '{missing}'"
            at = where[selection[missing]]
            raise IncludeError.at(self.text, at, message, "check the list of names", self.path)
        yield from chosen

    def _selection(self, found: list[str], start: int, end: int) -> dict[str, int] | None:
        """The names that an include asks for and where they stand; None where it wants all."""
        at, names = 3, dict[str, int]()
        if found[at] == "," and found[at + 1] == "[":
            at += 2
            while found[at][0] not in "],.":
                names[name_of(found[at])] = at
                at += 1 + (found[at + 1] == ",")
            at += found[at] == "]"
        if found[at:] != [")", "."]:
            fault = Misplaced(min(at, len(found) - 1))
            raise error_in_statement(self.text, start, end, fault, self.path)
        return names if found[3] == "," else None

    def _find(self, name: str, at: int) -> Path:
        roots = self.reading.roots
        folders = (self.path.parent, *roots) if self.path else roots
        for folder in folders:
            if (folder / name).is_file():
                return folder / name
        if folders:
            looked = ", ".join(str(folder) for folder in dict.fromkeys(folders))
            hint = f"looked in {looked}; set TPTP to the folder that holds Axioms/"
        else:
            hint = "includes are not followed here; put the formulas into one file"
        raise IncludeError.at(self.text, at, f"cannot include '{name}'", hint, self.path)
