"""Asking a question against a library: with few premises first, then with more, then with all.

Classical logic is monotone: what follows from some premises follows from all of them, so a proof
from a selection stands.  That the goal is left *open* is something that only all premises
together can say.  Under the rules semantics an answer is about all that the rules derive, so
nothing is selected there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.libraries.library import LibraryQuestion
from api.libraries.selection import selection
from api.service import ProofService
from prover.answer import Answer, Semantics
from prover.verdict import Verdict
from prover.watch import Watch, ignore

__all__ = ["LibraryAnswer", "ask"]

_SIZES = (32, 128, 512)
"""Premises of the library that are tried, before all of them are."""

_SHARE = 0.2
"""The part of the time that is left which one selection may take."""

_STANDS = (Verdict.PROVED, Verdict.REFUTED, Verdict.INCONSISTENT)
"""Verdicts that more premises cannot take back."""


@dataclass(frozen=True, slots=True)
class LibraryAnswer:
    """An answer, and what it took of the library.

    Attributes:
        answer: its problem has the premises that were selected.
        premises: how many sentences of the library were understood.
        selected: how many of these the answer was found with.
        left_out: how many were not understood.
    """

    answer: Answer
    premises: int
    selected: int
    left_out: int

    @property
    def entry(self) -> dict[str, object]:
        """The library's part of the answer document."""
        counts = {"premises": self.premises, "selected": self.selected, "left_out": self.left_out}
        return {"library": counts}


def ask(asked: LibraryQuestion, service: ProofService, watch: Watch = ignore) -> LibraryAnswer:
    """The checked answer to a question against a library, within the service's time.

    Args:
        asked: the question, with the whole library before it.
        service: decides and checks.
        watch: is told what has been reached on the way.
    """
    problem, semantics = asked.question.problem, service.settings.semantics
    size = len(asked.library)
    if problem.untranslated or problem.goal is None:
        own = selection(problem, _own(asked))
        return _found(service.answer(own), asked, 0)
    judge = service.judge(semantics, watch=watch)
    for selected in _sizes(size, semantics):
        part = selection(problem, _own(asked) | set(asked.library[:selected]))
        answer = judge.for_part(_SHARE).judge(part, problem.goal)
        if answer.verdict in _STANDS:
            answer = service.concluded(answer, judge, asked.question.verbalise)
            return _found(answer, asked, selected)
    answer = judge.judge(problem, problem.goal)
    answer = service.concluded(answer, judge, asked.question.verbalise)
    return _found(_complete(answer, asked), asked, size)


def _sizes(size: int, semantics: Semantics) -> tuple[int, ...]:
    """How many premises to begin with."""
    if semantics is Semantics.RULES:
        return ()
    return tuple(number for number in _SIZES if number < size)


def _own(asked: LibraryQuestion) -> set[str]:
    """Names of the premises that are not the library's."""
    library = set(asked.library)
    return {p.name for p in asked.question.problem.premises if p.name not in library}


def _complete(answer: Answer, asked: LibraryQuestion) -> Answer:
    """The answer, unless it says that something is open which a sentence left out may settle."""
    if not answer.verdict.rests_on_models or not asked.left_out:
        return answer
    names = ", ".join(item.name for item in asked.left_out[:3])
    reason = f"incomplete: open without {names} of the library, which the grammar cannot read"
    return Answer(
        answer.problem,
        Verdict.UNKNOWN,
        answer.semantics,
        reason,
        warnings=answer.warnings,
        timings=answer.timings,
    )


def _found(answer: Answer, asked: LibraryQuestion, selected: int) -> LibraryAnswer:
    size, left_out = len(asked.library), len(asked.left_out)
    notes = []
    if 0 < selected < size:
        notes.append(f"found with {selected} of the library's {size:,} premises")
    if left_out:
        notes.append(f"{left_out} sentences of the library were not understood and are left out")
    answer = replace(answer, warnings=(*answer.warnings, *notes))
    return LibraryAnswer(answer, size, selected, left_out)
