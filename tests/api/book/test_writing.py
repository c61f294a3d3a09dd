"""The folder of a book: complete, offline, every link leads somewhere, the same every time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from time import process_time
from urllib.parse import unquote, urlsplit

import pytest

from api.book import Book, book_files, write_book
from prover.errors import InputError
from prover.export.development import development_from_json
from tests.api.book.books import HOSTILE, by_hand, hostile, large

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """Elements, visible text, and what is wrong with the nesting."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.problems: list[str] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join("".join(self.text).split())

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    def links(self) -> Iterator[str]:
        for _, attrs in self.elements:
            for name in ("href", "src", "data-address"):
                if attrs.get(name):
                    yield attrs[name] or ""


def pages(book: Book) -> tuple[Mapping[str, str], Mapping[str, Page]]:
    files = dict(book_files(book))
    return files, {name: Page(text) for name, text in files.items() if name.endswith(".html")}


@pytest.mark.parametrize("make", [by_hand, hostile])
def test_pages_are_well_formed_and_all_links_lead_somewhere(make: type[Book]) -> None:
    files, read = pages(make())
    for name, page in read.items():
        assert not page.problems, name
        assert not page.open, name
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links():
            if link.startswith("data:"):
                continue
            parts = urlsplit(link)
            assert not parts.scheme, link
            assert not parts.netloc, link
            target = str(PurePosixPath(name).parent / unquote(parts.path)) if parts.path else name
            target = normpath(target)
            assert target in files, (name, link)
            if parts.fragment:
                assert unquote(parts.fragment) in read[target].ids, (name, link)


@pytest.mark.parametrize("make", [by_hand, hostile])
def test_nothing_is_fetched_and_nothing_runs_but_the_scripts_of_the_book(make: type[Book]) -> None:
    files, read = pages(make())
    for name, page in read.items():
        assert "default-src 'none'" in files[name]
        assert "unsafe" not in files[name]
        scripts = [attrs for tag, attrs in page.elements if tag == "script"]
        assert all(re.fullmatch(r"(\.\./)?assets/\w+\.js", str(s.get("src"))) for s in scripts)
        assert not any(tag == "style" for tag, _ in page.elements)
        for _, attrs in page.elements:
            assert not any(key.startswith("on") or key == "style" for key in attrs), name
    for name, text in files.items():
        if name.startswith("assets/"):
            outside = re.findall(r"https?://[^\s\"']+", text)
            assert set(outside) <= {"http://www.w3.org/2000/svg"}, name
            assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest", text), name


def test_hostile_names_stay_text() -> None:
    files, read = pages(hostile())
    for name, page in read.items():
        assert not any(tag == "img" for tag, _ in page.elements), name
        assert "<img" not in files[name], name
    assert read["index.html"].words.count("<img src=x onerror=alert(1)>") > 10
    assert "{{ 7*7 }}" in read["index.html"].words
    assert len([name for name in files if name.startswith("theorems/")]) == 7


def test_the_index_has_what_is_given_and_what_was_found() -> None:
    _, read = pages(by_hand())
    words = read["index.html"].words
    assert "2 essential theorems and 1 corollary; 1 statement left open" in words
    for expected in (
        "Nat ::= 0 | S(Nat)", ": Nat × Nat → Nat", "x + S(y) = S(x + y)", "Commutativity of +.",
        "x plus y equals y plus x.", "Fails: x = 0, y = 1", "Open: no proof within 2 s", "1,234",
    ):  # fmt: skip
        assert expected in words, expected
    statuses = [
        attrs["data-status"]
        for tag, attrs in read["index.html"].elements
        if tag == "li" and "data-status" in attrs
    ]
    assert statuses == ["essential", "corollary", "essential", "open", "refuted"]


def test_a_theorem_has_a_page_with_everything() -> None:
    files, read = pages(by_hand())
    page = read["theorems/theorem-add-comm.html"]
    for expected in (
        "Commutativity of +", "for all x, y : Nat", "For all natural numbers x and y",
        "By induction on y", "Base case", "Step", "Induction hypothesis", "definition of +",
        "induction hypothesis", "every step is accepted by the proof checker",
        "accepted by the kernel of Lean 4.28", "No other proof in this book", "Copy", "250 ms",
        "theorem t :",
    ):  # fmt: skip
        assert expected in page.words, expected
    links = set(page.links())
    assert "theorem-zero-add.html" in {link.rpartition("/")[2] for link in links}
    assert "../rules.html#demodulation" in links
    zero = read["theorems/theorem-zero-add.html"]
    assert "../theorems/theorem-add-comm.html" in set(zero.links())
    folded = [a for _, a in page.elements if "data-folded" in a]
    assert len(folded) == 2
    assert "&lt;/script&gt;" in files["theorems/theorem-add-comm.html"]


def test_the_map_leads_to_every_theorem() -> None:
    _, read = pages(by_hand())
    boxes = {a["data-node"]: a for _, a in read["map.html"].elements if "data-address" in a}
    assert {a["data-address"] for a in boxes.values()} >= {
        "theorems/theorem-zero-add.html",
        "theorems/theorem-succ-add.html",
        "theorems/theorem-add-comm.html",
    }
    assert boxes["3"]["data-parents"] == "1 2"  # not the definition, which those rest on


def test_all_rules_are_explained_those_in_use_first() -> None:
    _, read = pages(by_hand())
    rules = [a["id"] for tag, a in read["rules.html"].elements if tag == "section"]
    assert rules[:4] == ["premise", "induction", "demodulation", "inference"]
    assert len(rules) == 21


def test_book_json_is_a_development_with_findings() -> None:
    book = by_hand()
    document = json.loads(dict(book_files(book))["book.json"])
    assert development_from_json(document).theorems == book.development.theorems
    found = {row["name"]: row for row in document["book"]["findings"]}
    assert found["add_comm"]["uses"] == ["+.1", "zero_add", "+.2", "succ_add"]
    assert found["zero_add"]["used_by"] == ["add_comm"]
    assert found["false"]["witness"] == "x = 0, y = 1"
    assert document["book"]["counts"] == {"essential": 2, "corollary": 1, "open": 1, "refuted": 1}


@pytest.mark.parametrize("make", [by_hand, hostile])
def test_the_same_book_gives_the_same_files(make: type[Book]) -> None:
    assert dict(book_files(make())) == dict(book_files(make()))


def test_pages_of_theorems_that_are_gone_are_removed(tmp_path: Path) -> None:
    write_book(by_hand(), tmp_path)
    old = tmp_path / "theorems" / "theorem-gone.html"
    mine = tmp_path / "theorems" / "notes.txt"
    old.write_text("")
    mine.write_text("")
    write_book(by_hand(), tmp_path)
    assert not old.exists()
    assert mine.exists()
    assert (tmp_path / "book.lean").read_text() == "-- all of it\n"


def test_a_folder_that_cannot_be_written_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write"):
        write_book(by_hand(), tmp_path / "file")


@pytest.mark.timed
def test_sixty_theorems_are_written_in_three_seconds() -> None:
    book = large(copies=20, open_statements=0)
    begun = process_time()
    files = dict(book_files(book))
    assert process_time() - begun < 3
    assert len([name for name in files if name.startswith("theorems/")]) == 60


def test_hostile_text_is_hostile() -> None:
    assert "</script>" in HOSTILE
