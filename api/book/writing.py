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
from api.book.references import Reference
from api.book.rules import rule_views
from api.book.setting import Setting, setting_of
from api.book.templates import assets, rendered
from api.book.theorem_view import theorem_view
from api.reading.files import write_whole
from prover.errors import InputError
from prover.proof import Rule

__all__ = ["book_files", "write_book", "write_pages", "write_summary"]


def write_book(book: Book, folder: Path) -> None:
    """Write ``book`` into ``folder``, as :func:`write_pages` and :func:`write_summary` do.

    Raises:
        InputError: the folder cannot be written.
    """
    write_pages(book, folder)
    write_summary(book, folder)


def write_pages(book: Book, folder: Path) -> None:
    """Write all of ``book`` but its summary into ``folder``, which is made where it is missing.

    Pages of theorems that are no longer in the book are removed; nothing else is.

    Raises:
        InputError: the folder cannot be written.
    """
    files = dict(_page_files(setting_of(book)))
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


def write_summary(book: Book, folder: Path) -> None:
    """Write what has the figures of the whole book: ``index.html``, ``book.json``.

    Raises:
        InputError: the folder cannot be written.
    """
    for name, text in _summary_files(setting_of(book)):
        write_whole(folder / name, text)


def book_files(book: Book) -> Iterator[tuple[str, str]]:
    """The files of ``book``: their names within its folder, and their texts."""
    setting = setting_of(book)
    yield from _page_files(setting)
    yield from _summary_files(setting)


def _page_files(setting: Setting) -> Iterator[tuple[str, str]]:
    """All files but those with the figures of the whole book."""
    book = setting.book
    common = {"book": book, "root": "", "here": ""}
    used: Counter[Rule] = Counter()
    for name, text, rules in _theorem_pages(setting):
        used += rules
        yield name, text
    page = {"page": _map_page(setting), "here": "map.html"}
    yield "map.html", rendered("map", common | page)
    page = {"page": {"rules": rule_views(used)}, "here": "rules.html"}
    yield "rules.html", rendered("rules", common | page)
    for name, text in assets().items():
        yield f"assets/{name}", text
    if book.lean:
        yield "book.lean", book.lean


def _summary_files(setting: Setting) -> Iterator[tuple[str, str]]:
    """The files that have the figures of the whole book."""
    page = {"book": setting.book, "root": "", "here": "index.html", "page": index_view(setting)}
    yield "index.html", rendered("index", page)
    yield "book.json", book_json(setting)


def _theorem_pages(setting: Setting) -> Iterator[tuple[str, str, Counter[Rule]]]:
    book, references = setting.book, setting.references
    around: list[Reference | None] = [None, *(references[e.theorem] for e in book.settled), None]
    neighbours = zip(around, around[2:], strict=False)
    for entry, (before, after) in zip(book.settled, neighbours, strict=False):
        view = theorem_view(entry, setting)
        context = {"book": book, "root": "../", "here": "", "page": view}
        text = rendered("theorem", context | {"before": before, "after": after})
        yield view.reference.address, text, view.rules


def _map_page(setting: Setting) -> dict[str, object]:
    drawing, nodes = dependency_map(setting)
    return {
        "drawing": drawing,
        "nodes": [
            {
                "number": number,
                "title": title,
                "role": role.value,
                "address": them[0].address,
                "math": [setting.typesetter.html(each.formula) for each in them],
            }
            for number, title, role, them in nodes
        ],
    }
