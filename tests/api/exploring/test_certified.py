"""What is a theorem in the book: what every checker that was asked accepts, nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from api.book import Book, Status
from api.developments import CheckedDevelopment
from api.exploring.certified import certified_book
from prover.certificate import Certificate, Checker
from search.exploration import Counts, Exploration, Finding
from search.exploration import Status as Found
from tests.prover.theory.peano_by_hand import DEVELOPMENT

GOOD = Certificate(Checker.PROOF_CHECKER, "the proof holds", True)
BY_LEAN = Certificate(Checker.LEAN_KERNEL, "accepted", True)


def explored() -> Exploration:
    findings = tuple(
        Finding(theorem.name, theorem.statement, Found.ESSENTIAL)
        for theorem in DEVELOPMENT.theorems
        if not theorem.part_of
    )
    return Exploration(DEVELOPMENT, findings, Counts(), 1.0)


def certified(changes: Mapping[str, tuple[Certificate, ...]]) -> Book:
    given: dict[str, tuple[Certificate, ...]] = {
        theorem.name: (GOOD, BY_LEAN) for theorem in DEVELOPMENT.theorems
    }
    checked = CheckedDevelopment(DEVELOPMENT, given | dict(changes))
    return certified_book(explored(), checked, {})


def statuses(book: Book) -> Mapping[str, Status]:
    return {entry.name: entry.status for entry in book.entries}


def test_accepted_theorems_stay_theorems() -> None:
    book = certified({})
    assert set(statuses(book).values()) == {Status.ESSENTIAL}
    assert book.development.theorems == DEVELOPMENT.theorems
    assert "theorem" in book.sources["add_comm"]
    assert "certificate" in book.lean


def test_what_a_checker_rejects_is_open_and_so_is_what_rests_on_it() -> None:
    bad = Certificate(Checker.LEAN_KERNEL, "", False, rejections={"zero_add": "no such lemma"})
    book = certified({"zero_add": (GOOD, bad)})
    assert statuses(book) == {
        "succ_add": Status.ESSENTIAL,
        "zero_add": Status.OPEN,
        "add_comm": Status.OPEN,
    }
    reasons = {entry.name: entry.reason for entry in book.entries}
    assert reasons["zero_add"] == "lean kernel: zero_add: no such lemma"
    assert reasons["add_comm"] == "its proof rests on zero_add, which was not accepted"
    assert {theorem.name for theorem in book.development.theorems} == {
        "succ_add.0",
        "succ_add.S",
        "succ_add",
    }


def test_a_rejected_obligation_rejects_its_theorem() -> None:
    bad = Certificate(Checker.PROOF_CHECKER, "", False, rejections={"2": "does not follow"})
    assert statuses(certified({"add_comm.S": (bad,)}))["add_comm"] is Status.OPEN


def test_without_a_certificate_nothing_is_a_theorem() -> None:
    book = certified({"succ_add": ()})
    assert statuses(book)["succ_add"] is Status.OPEN
    assert statuses(book)["add_comm"] is Status.OPEN
