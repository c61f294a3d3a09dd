"""The goals of a theory, and what decides them, as a book of HTML proof graphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from api.book import Book, write_book
from api.developments import CheckedDevelopment
from api.exploring.certified import certified_book
from api.exploring.folder import claim
from api.inductive.outcome import GoalOutcome, InductiveAnswer
from api.inductive.reading import InductiveProblem
from prover.errors import InputError
from prover.theory import Development
from prover.theory.notation import Notation
from prover.verdict import Verdict
from search.exploration import Counts, Exploration, Finding, Status

__all__ = ["claim_for", "write_answer"]

_STATUS = {Verdict.PROVED: Status.ESSENTIAL, Verdict.REFUTED: Status.REFUTED}


def claim_for(problem: InductiveProblem, folder: Path) -> None:
    """Make sure, before there is work to lose, that ``folder`` can take the book of ``problem``.

    Raises:
        InputError: it holds something else, or cannot be written; or there is no theory to write
            about, since Lean alone understands the problem.
    """
    if problem.theory is None:
        raise InputError(f"there is no book of this problem: {problem.refusal}")
    claim(folder, problem.theory)


def write_answer(answer: InductiveAnswer, folder: Path) -> Path:
    """Write the book of ``answer``: its goals, and as corollaries the lemmas that they took.

    Returns:
        Its first page.

    Raises:
        InputError: the folder cannot be written.
    """
    assert answer.development is not None, "a folder was claimed for it"
    write_book(_book(answer, answer.development), folder)
    return folder / "index.html"


def _book(answer: InductiveAnswer, development: Development) -> Book:
    findings = tuple(_findings(answer, development))
    exploration = Exploration(development, findings, Counts(), seconds=0.0)
    book = certified_book(
        exploration, CheckedDevelopment(development, answer.certificates), figures={}
    )
    reasons = {outcome.name: outcome.reason for outcome in answer.outcomes}
    entries = [
        replace(entry, reason=reasons.get(entry.name) or entry.reason) for entry in book.entries
    ]
    return replace(book, entries=entries)


def _findings(answer: InductiveAnswer, development: Development) -> Iterator[Finding]:
    statements = {goal.name: goal.formula for goal in development.theory.goals}
    notation = Notation(development.theory)
    for outcome in answer.outcomes:
        status = _status(outcome)
        witness = "" if outcome.witness is None else outcome.witness.said(notation)
        denial = outcome.theorem if status is Status.REFUTED else ""
        yield Finding(
            outcome.name, statements[outcome.name], status, witness=witness, denial=denial
        )


def _status(outcome: GoalOutcome) -> Status:
    """A goal that only Lean's tactics have proved has no graph: it is open here."""
    if outcome.tactic_proof is not None:
        return Status.OPEN
    return _STATUS.get(outcome.verdict, Status.OPEN)
