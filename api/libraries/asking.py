"""A question against a library: with few premises first, then with more, then with all.

Classical logic is monotone: what follows from some premises follows from all of them, so a proof
from a selection stands.  That the goal is left *open* is something that only all premises
together can say.  Under the rules semantics an answer is about all that the rules derive, so
nothing is selected there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from api.judging import OUT_OF_TIME, Judge
from api.libraries.selected import proved_from
from api.service import ProofService
from prover.answer import Answer, Semantics
from prover.errors import InputError
from prover.logic.syntax import Formula
from prover.problem import Problem, Untranslated
from prover.verdict import Verdict
from prover.watch import Watch, ignore

__all__ = ["AskedLibrary", "LibraryAnswer", "ask"]

_SIZES = (32, 128, 512, 2_048)
"""Premises of the library that are tried, before all of them are."""

_SHARE = 0.2
"""The part of the time that is left which one selection may take."""

_QUICKLY = 0.5
"""Seconds that every selection may take at first: most questions need little, if it is there."""

_STANDS = (Verdict.PROVED, Verdict.REFUTED, Verdict.INCONSISTENT)
"""Verdicts that more premises cannot take back."""


class AskedLibrary(Protocol):
    """A question with a library behind it."""

    @property
    def own(self) -> Problem:
        """The question without the library."""

    @property
    def size(self) -> int:
        """How many premises the library has."""

    @property
    def most(self) -> int:
        """How many of them may be decided together."""

    @property
    def left_out(self) -> Sequence[Untranslated]:
        """Sentences of the library that were not understood."""

    @property
    def verbalise(self) -> Callable[[Formula], str] | None:
        """Says formulas in words."""

    def part(self, count: int, deadline: float) -> Problem | None:
        """The question with the ``count`` premises that matter most; ``None`` for no time."""


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


def ask(asked: AskedLibrary, service: ProofService, watch: Watch = ignore) -> LibraryAnswer:
    """The checked answer to a question against a library, within the service's time.

    Selections grow; each has little time at first, and a larger share when none has helped.
    Of a selection only proofs are wanted, so models are looked for with all premises only.

    Args:
        asked: the question, with the whole library before it.
        service: decides and checks.
        watch: is told what has been reached on the way.

    Raises:
        InputError: rules are to be applied to more premises than can be decided together.
    """
    own, semantics = asked.own, service.settings.semantics
    if own.untranslated or own.goal is None:
        return _found(service.answer(own), asked, 0)
    if semantics is Semantics.RULES and asked.most < asked.size:
        hint = "ask it in classical logic"
        raise InputError(f"the library is too large for rules: {asked.size:,} premises", hint=hint)
    judge = service.judge(semantics, watch=watch)
    for selected, limited in _attempts(judge, asked, semantics):
        part = asked.part(selected, limited.deadline)
        answer = None if part is None else proved_from(part, limited)
        if answer is not None and answer.verdict in _STANDS:
            answer = service.concluded(answer, judge, asked.verbalise)
            return _found(answer, asked, selected)
    whole = asked.part(asked.most, judge.deadline)
    answer = None if whole is None else judge.judge(whole, own.goal)
    if answer is None:
        answer = Answer(own, Verdict.UNKNOWN, semantics, OUT_OF_TIME)
    elif asked.most == asked.size or answer.verdict in _STANDS:
        answer = service.concluded(answer, judge, asked.verbalise)
    return _found(_complete(answer, asked), asked, asked.most)


def _attempts(
    judge: Judge, asked: AskedLibrary, semantics: Semantics
) -> Iterator[tuple[int, Judge]]:
    """How many premises are tried, and by whom, before all of them are."""
    sizes = [number for number in _SIZES if number < asked.most]
    if semantics is Semantics.RULES:
        return
    for size in sizes:
        if judge.remaining * _SHARE > _QUICKLY:
            yield size, judge.for_part(_QUICKLY / judge.remaining)
    for size in sizes:
        yield size, judge.for_part(_SHARE)


def _complete(answer: Answer, asked: AskedLibrary) -> Answer:
    """The answer, unless it says that something is open which what is left out may settle."""
    if answer.verdict in _STANDS or not answer.verdict.is_decided:
        return answer
    if asked.most < asked.size:
        reason = f"incomplete: open with the best {asked.most:,} premises of {asked.size:,}"
    elif asked.left_out:
        names = ", ".join(item.name for item in asked.left_out[:3])
        reason = f"incomplete: open without {names} of the library, which the grammar cannot read"
    else:
        return answer
    return Answer(
        answer.problem,
        Verdict.UNKNOWN,
        answer.semantics,
        reason,
        warnings=answer.warnings,
        timings=answer.timings,
    )


def _found(answer: Answer, asked: AskedLibrary, selected: int) -> LibraryAnswer:
    size, left_out = asked.size, len(asked.left_out)
    notes = []
    if 0 < selected < size:
        notes.append(f"found with {selected} of the library's {size:,} premises")
    if left_out:
        notes.append(f"{left_out} sentences of the library were not understood and are left out")
    answer = replace(answer, warnings=(*answer.warnings, *notes))
    return LibraryAnswer(answer, size, selected, left_out)
