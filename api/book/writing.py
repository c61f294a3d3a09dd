"""A book as a folder: pages, scripts, ``book.json`` and ``book.lean``; from disk, offline.

index.html   map.html   rules.html   book.json   book.lean
assets/      book.css   book.js   graph.js   theme.js
theorems/    theorem-plus-comm.html …
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from api.book.contents import Book
from api.book.dependency_map import dependency_map
from api.book.index_view import index_view
from api.book.machine import book_json
from api.book.mathematics import mathematics
from api.book.references import Reference, References, references_of
from api.book.rules import rule_views
from api.book.templates import assets, rendered
from api.book.theorem_view import theorem_view
from api.book.uses import Uses, uses_of
from api.book.words import Speaker
from api.reading.files import write_whole
from prover.errors import InputError
from prover.proof import Rule

__all__ = ["book_files", "write_book"]


def write_book(book: Book, folder: Path) -> None:
    """Write ``book`` into ``folder``, which is made where it is missing.

    Pages of theorems that are no longer in the book are removed; nothing else is.

    Raises:
        InputError: the folder cannot be written.
    """
    files = dict(book_files(book))
    try:
        for part in ("assets", "theorems"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for path in sorted((folder / "theorems").glob("theorem-*.html")):
            if f"theorems/{path.name}" not in files:
                path.unlink()
        if not book.lean:
            (folder / "book.lean").unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {folder}: {error.strerror}") from None
    for name, text in files.items():
        write_whole(folder / name, text)


def book_files(book: Book) -> Iterator[tuple[str, str]]:
    """The files of ``book``: their names within its folder, and their texts."""
    references, uses = references_of(book), uses_of(book.development)
    speaker = Speaker.of(book.development.theory.datatypes)
    common = {"book": book, "root": "", "here": ""}
    used: Counter[Rule] = Counter()
    for name, text, rules in _theorem_pages(book, references, uses, speaker):
        used += rules
        yield name, text
    index = index_view(book, references, uses, speaker)
    yield "index.html", rendered("index", common | {"page": index, "here": "index.html"})
    page = {"page": _map_page(book, references, uses), "here": "map.html"}
    yield "map.html", rendered("map", common | page)
    page = {"page": {"rules": rule_views(used)}, "here": "rules.html"}
    yield "rules.html", rendered("rules", common | page)
    for name, text in assets().items():
        yield f"assets/{name}", text
    yield "book.json", book_json(book, references, uses, speaker)
    if book.lean:
        yield "book.lean", book.lean


def _theorem_pages(
    book: Book, references: References, uses: Uses, speaker: Speaker
) -> Iterator[tuple[str, str, Counter[Rule]]]:
    around: list[Reference | None] = [None, *(references[e.name] for e in book.proved), None]
    neighbours = zip(around, around[2:], strict=False)
    for entry, (before, after) in zip(book.proved, neighbours, strict=False):
        view = theorem_view(entry, book, references, uses, speaker)
        context = {"book": book, "root": "../", "here": "", "page": view}
        text = rendered("theorem", context | {"before": before, "after": after})
        yield view.reference.address, text, view.rules


def _map_page(book: Book, references: References, uses: Uses) -> dict[str, object]:
    drawing, nodes = dependency_map(book, references, uses)
    return {
        "drawing": drawing,
        "nodes": [
            {
                "number": number,
                "title": title,
                "role": role.value,
                "address": them[0].address,
                "math": [mathematics(each.formula) for each in them],
            }
            for number, title, role, them in nodes
        ],
    }
