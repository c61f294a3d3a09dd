"""From what was explored to what a book may say: theorems have every certificate asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from api.book import Book, Entry, Status
from api.book.uses import whole
from prover.certificate import Certificate
from prover.export.lean import NotExportable
from prover.export.lean.theory import development_certificate, theorem_source
from prover.logic.syntax import Formula
from prover.theory import Development, Theorem
from search.exploration import Exploration

__all__ = ["certified_book", "lean_sources"]


def certified_book(
    exploration: Exploration,
    certificates: Mapping[str, Sequence[Certificate]],
    figures: Mapping[str, float],
    sources: Mapping[str, str],
) -> Book:
    """The book of an exploration.

    A proved finding stays a theorem only if it, its parts and all that it rests on are
    accepted by every checker that was asked; else it is open, and the book says why.

    Args:
        exploration: what was found, trusted in nothing.
        certificates: what the checkers say of each theorem, by name.
        figures: numbers about the exploration.
        sources: a Lean file for each theorem, by name; see :func:`lean_sources`.
    """
    objections = _objections(exploration.development, certificates)
    above = {theorem.name: theorem.part_of for theorem in exploration.development.theorems}
    accepted = Development(
        exploration.development.theory,
        tuple(
            theorem
            for theorem in exploration.development.theorems
            if whole(theorem.name, above) not in objections
        ),
    )
    found = {finding.name for finding in exploration.findings}
    entries = [
        _entry(each.name, each.statement, Status(each.status.value), each.witness, objections)
        for each in exploration.findings
    ]
    entries += [
        Entry(theorem.name, theorem.statement, Status.COROLLARY)
        for theorem in accepted.theorems
        if not theorem.part_of and theorem.name not in found
    ]
    place = {theorem.name: n for n, theorem in enumerate(accepted.theorems)}
    entries.sort(key=lambda entry: place.get(entry.name, len(place)))
    shown = {each.name: sources[each.name] for each in accepted.theorems if each.name in sources}
    return Book(accepted, entries, certificates, shown, _lean(accepted), figures)


def _entry(
    name: str, statement: Formula, status: Status, witness: str, objections: Mapping[str, str]
) -> Entry:
    if status.is_proved and name in objections:
        return Entry(name, statement, Status.OPEN, reason=objections[name])
    reason = "neither a proof nor a counterexample was found" if status is Status.OPEN else ""
    return Entry(name, statement, status, witness, reason)


def _objections(
    development: Development, certificates: Mapping[str, Sequence[Certificate]]
) -> Mapping[str, str]:
    """Why theorems in their own right do not count, by name."""
    above = {theorem.name: theorem.part_of for theorem in development.theorems}
    found: dict[str, str] = {}
    grows = True
    while grows:
        before = len(found)
        for theorem in development.theorems:
            reason = _objection(theorem, certificates, found, above)
            if reason:
                found.setdefault(whole(theorem.name, above), reason)
        grows = len(found) > before
    return found


def _objection(
    theorem: Theorem,
    certificates: Mapping[str, Sequence[Certificate]],
    found: Mapping[str, str],
    above: Mapping[str, str],
) -> str:
    """What speaks against ``theorem``: a checker, or that it rests on what does not count."""
    given = certificates.get(theorem.name, ())
    if not given:
        return "no checker was asked"
    for certificate in given:
        if not certificate.accepted:
            part, why = next(iter(certificate.rejections.items()), ("", "not accepted"))
            return f"{certificate.checker.value.replace('_', ' ')}: {part}: {why}"
    for used in theorem.proof.premises_used:
        if used in above and whole(used, above) in found:
            return f"its proof rests on {used}, which was not accepted"
    return ""


def lean_sources(development: Development) -> Mapping[str, str]:
    """A Lean file for each theorem in its own right that can be written in Lean."""
    sources = {}
    for theorem in development.theorems:
        if not theorem.part_of:
            with suppress(NotExportable):
                sources[theorem.name] = theorem_source(development, theorem.name)
    return sources


def _lean(development: Development) -> str:
    """All theorems in one Lean file; nothing where some cannot be written in Lean."""
    try:
        return development_certificate(development).source
    except NotExportable:
        return ""
