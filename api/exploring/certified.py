"""From what was explored to what a book may say: theorems have every certificate asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from api.book import Book, Entry, Status
from api.book.uses import whole
from api.developments import CheckedDevelopment
from prover.certificate import Certificate
from prover.export.lean import NotExportable
from prover.export.lean.theory import LeanDevelopment, lean_development
from prover.theory import Development, Theorem
from search.exploration import Exploration, Finding

__all__ = ["certified_book"]


def certified_book(
    exploration: Exploration,
    checked: CheckedDevelopment,
    figures: Mapping[str, float],
) -> Book:
    """The book of an exploration.

    A finding that was proved, or refuted by a theorem, stays so only if that theorem, its parts
    and all that it rests on are accepted by every checker that was asked; else it is open, and
    the book says why.

    Args:
        exploration: what was found, trusted in nothing.
        checked: what the checkers say of each theorem.
        figures: numbers about the exploration.
    """
    certificates = checked.certificates
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
    entries = [_entry(finding, objections) for finding in exploration.findings]
    found = {name for each in exploration.findings for name in (each.name, each.denial)}
    entries += [
        Entry(theorem.name, theorem.statement, Status.COROLLARY)
        for theorem in accepted.theorems
        if not theorem.part_of and theorem.name not in found
    ]
    place = {theorem.name: n for n, theorem in enumerate(accepted.theorems)}
    entries.sort(key=lambda entry: place.get(entry.name, len(place)))
    sources, lean = _in_lean(accepted, checked.lean_files)
    return Book(accepted, entries, certificates, sources, lean, figures)


def _entry(finding: Finding, objections: Mapping[str, str]) -> Entry:
    name, statement, status = finding.name, finding.statement, Status(finding.status.value)
    objection = objections.get(name if status.is_proved else finding.denial)
    if objection is not None:
        return Entry(name, statement, Status.OPEN, reason=objection)
    reason = "neither a proof nor a counterexample was found" if status is Status.OPEN else ""
    return Entry(name, statement, status, finding.witness, reason, denial=finding.denial)


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


def _in_lean(
    accepted: Development, judged: Sequence[LeanDevelopment]
) -> tuple[Mapping[str, str], str]:
    """A Lean file for each theorem in its own right, and one for all: what was judged, if it was.

    What cannot be written in Lean is left out.
    """
    names = tuple(theorem.name for theorem in accepted.theorems)
    whole = next((file for file in judged if file.theorems == names), None)
    if whole is None:
        with suppress(NotExportable):
            whole = lean_development(accepted)
    files = judged if whole is None else [*judged, whole]
    sources = {}
    for theorem in accepted.theorems:
        file = next((file for file in files if theorem.name in file.parts), None)
        if file is not None and not theorem.part_of:
            sources[theorem.name] = file.excerpt(theorem.name)
    lean = "" if whole is None or whole.failures else whole.certificate().source
    return sources, lean
