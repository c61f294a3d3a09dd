"""From a text to the statement that most candidates agree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from prover.lean.errors import StatementRejected
from translators.lean_goals.attempts import Attempts
from translators.lean_goals.candidates import Candidate, Examined, Outcome
from translators.lean_goals.equivalence import Class, classes_of
from translators.lean_goals.errors import NoCandidate, NotUnderstood
from translators.lean_goals.flags import flags_of
from translators.lean_goals.statement import LeanStatement, read_statement

__all__ = ["Agreement", "Formalization", "agreed", "examine", "proposed"]


class Agreement(StrEnum):
    """Whether the candidates say one thing."""

    AGREED = "agreed"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Formalization:
    """What was made of a text.

    Attributes:
        chosen: the statement of the largest class.
        agreement: ``ambiguous`` when there is another class.
        classes: all classes, the largest first.
        discarded: candidates that Lean does not take.
    """

    chosen: LeanStatement
    agreement: Agreement
    classes: tuple[Class, ...]
    discarded: tuple[Examined, ...]

    @property
    def examined(self) -> Examined:
        """The chosen candidate, with its flags."""
        return self.classes[0].members[0]


def proposed(text: str, source: str, round_: int = 0) -> Candidate:
    """A reply as a candidate, whether or not there is a statement in it."""
    try:
        return Candidate(read_statement(text), text, source, round_)
    except NotUnderstood as error:
        return Candidate(None, text, source, round_, str(error))


def examine(candidate: Candidate, attempts: Attempts) -> Examined:
    """What Lean says about a candidate; nothing in it is run or believed.

    Raises:
        LeanError: Lean cannot be asked.
    """
    statement = candidate.statement
    if statement is None:
        return Examined(candidate, Outcome.UNREADABLE, candidate.problem)
    refusal = attempts.refusal(statement.theorem)
    if refusal:
        return Examined(candidate, Outcome.FORBIDDEN, refusal)
    try:
        attempts.goal(statement.closed)
    except StatementRejected as error:
        return Examined(candidate, Outcome.REJECTED, error.message)
    return Examined(candidate, Outcome.ELABORATES, flags=flags_of(statement, attempts))


def agreed(examined: Sequence[Examined], attempts: Attempts) -> Formalization:
    """The statement that most candidates agree on; the controlled reading wins a draw.

    Raises:
        NoCandidate: Lean takes none of them.
        LeanError: Lean cannot be asked.
    """
    classes = classes_of(_counted(examined), attempts)
    discarded = tuple(one for one in examined if not one.is_statement)
    if not classes:
        why = discarded[0].message if discarded else "there is none"
        raise NoCandidate(f"no candidate is a statement: {why}", hint="rephrase the text")
    chosen = classes[0].members[0].candidate.statement
    assert chosen is not None
    agreement = Agreement.AGREED if len(classes) == 1 else Agreement.AMBIGUOUS
    return Formalization(chosen, agreement, classes, discarded)


def _counted(examined: Sequence[Examined]) -> tuple[Examined, ...]:
    """Candidates with the very same text are one, with more votes."""
    found: dict[LeanStatement, Examined] = {}
    for one in examined:
        statement = one.candidate.statement
        if statement is None or not one.is_statement:
            continue
        known = found.get(statement)
        found[statement] = one if known is None else replace(known, votes=known.votes + one.votes)
    return tuple(found.values())
