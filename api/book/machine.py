"""``book.json``: everything in the book for programs."""

from __future__ import annotations

import json

from api.book.contents import Book, Entry, Status
from api.book.mathematics import plain
from api.book.references import References
from api.book.theorem_view import marks_of
from api.book.uses import Uses
from api.book.words import Speaker
from prover.logic.printers import to_unicode

__all__ = ["FORMAT", "book_json", "finding_document"]

FORMAT = "prover-book-1"


def book_json(book: Book, references: References, uses: Uses, speaker: Speaker) -> str:
    """The text of the file."""
    document = {
        "format": FORMAT,
        "theory": book.development.theory.name,
        "figures": dict(book.figures),
        "counts": {status.value: book.count(status) for status in Status},
        "facts": {
            name: {"formula": to_unicode(formula), "text": plain(formula)}
            for name, formula in book.development.theory.facts.items()
        },
        "findings": [
            finding_document(entry, book, references, uses, speaker) for entry in book.entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def finding_document(
    entry: Entry, book: Book, references: References, uses: Uses, speaker: Speaker
) -> dict[str, object]:
    """A finding as JSON."""
    document: dict[str, object] = {
        "name": entry.name,
        "status": entry.status.value,
        "formula": to_unicode(entry.statement),
        "text": plain(entry.statement),
        "english": speaker.sentence(entry.statement),
    }
    if entry.status is Status.REFUTED:
        document["witness"] = entry.witness
    if entry.status is Status.OPEN:
        document["reason"] = entry.reason
    if entry.status.is_proved:
        reference = references[entry.name]
        theorem = book.development.by_name[entry.name]
        parts = uses.parts[entry.name]
        document |= {
            "number": reference.number,
            "law": reference.title if reference.is_law else "",
            "page": reference.address,
            "uses": list(uses.direct[entry.name]),
            "used_by": list(uses.used_by.get(entry.name, ())),
            "steps": sum(len(each.proof.steps) for each in (theorem, *parts)),
            "seconds": round(entry.seconds, 3),
            "certificates": [
                {"checker": mark.name, "accepted": mark.accepted, "says": mark.text}
                for mark in marks_of(book, entry.name)
            ],
        }
    return document
