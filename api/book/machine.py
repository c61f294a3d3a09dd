"""``book.json``: everything in the book for programs.

It is a development (:mod:`prover.export.development`), which ``prover check`` judges again, with
one more field, ``book``: what was found, and numbers.
"""

from __future__ import annotations

import json

from api.book.contents import Entry, Status
from api.book.setting import Setting
from prover.export.development import development_to_json
from prover.theory.notation import Notation

__all__ = ["book_json", "finding_document"]


def book_json(setting: Setting) -> str:
    """The text of the file: the development, which can be checked again, and the findings."""
    book = setting.book
    own = {
        name: certificates[0] for name, certificates in book.certificates.items() if certificates
    }
    document = development_to_json(book.development, own)
    document["book"] = {
        "figures": dict(book.figures),
        "counts": {status.value: book.count(status) for status in Status},
        "findings": [finding_document(entry, setting) for entry in book.entries],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def finding_document(entry: Entry, setting: Setting) -> dict[str, object]:
    """A finding as JSON."""
    book = setting.book
    document: dict[str, object] = {
        "name": entry.name,
        "status": entry.status.value,
        "formula": Notation(book.development.theory).statement(entry.statement),
        "text": setting.typesetter.text(entry.statement),
        "english": setting.speaker.sentence(entry.statement),
    }
    if entry.status is Status.REFUTED:
        document |= {"witness": entry.witness, "theorem": entry.denial}
    if entry.status is Status.OPEN:
        document["reason"] = entry.reason
    if entry.status.is_proved:
        reference = setting.references[entry.name]
        document |= {
            "number": reference.number,
            "law": reference.title if reference.is_law else "",
            "used_by": list(setting.uses.used_by.get(entry.name, ())),
        }
    return document | (_evidence(entry, setting) if entry.theorem else {})


def _evidence(entry: Entry, setting: Setting) -> dict[str, object]:
    """The theorem that settles a finding: its page, what it rests on, who has checked it."""
    book, uses, name = setting.book, setting.uses, entry.theorem
    whole = (book.development.by_name[name], *uses.parts[name])
    return {
        "page": setting.references[name].address,
        "uses": list(uses.direct[name]),
        "steps": sum(len(each.proof.steps) for each in whole),
        "seconds": round(entry.seconds, 3),
        "certificates": [
            {
                "checker": each.checker.value,
                "accepted": each.accepted,
                "notes": dict(each.notes),
            }
            for each in book.certificates.get(name, ())
        ],
    }
