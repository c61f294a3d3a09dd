"""A theory explored: conjectures, proofs, checks, and the book of what stands."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from api.book import Book, Status
from api.book.writing import write_pages, write_summary
from api.checkers import Checkers
from api.developments import CheckedDevelopment, checked_by
from api.exploring.certified import certified_book
from api.exploring.folder import claim
from api.settings import Settings
from prover.certificate import Certificate, Checker
from prover.errors import ProverError
from prover.lean.errors import LeanError
from prover.lean.verify import LeanKernel
from prover.theory import Theorem, Theory
from prover.watch import AskingLean, Checking, Watch
from search.exploration import Exploration, Options, State, explore, with_denials

__all__ = ["Explored", "explore_into"]

_FOR_DENIALS = 0.05
"""Of the time spent exploring, for theorems about what was refuted; checking takes as much."""


@dataclass(frozen=True, slots=True)
class Explored:
    """What came of an exploration.

    Attributes:
        book: as it was written.
        without_lean: why Lean's kernel had no say in it; empty if it had.
    """

    book: Book
    without_lean: str = ""


def explore_into(
    theory: Theory,
    folder: Path,
    options: Options,
    seconds: float,
    settings: Settings,
    watch: Watch,
    *,
    lean: bool,
    is_stopped: Callable[[], bool],
) -> Explored:
    """Explore ``theory`` and write its book into ``folder``, going on with what is there.

    Args:
        theory: what is given.
        folder: new, empty, or with an earlier book of the theory.
        options: how far to go.
        seconds: for exploring; checking and writing come after it.
        settings: limits of the checkers, and which Lean.
        watch: is told how far it is; also from a thread of ours.
        lean: whether Lean's kernel is asked, where there is one.
        is_stopped: whether exploring should end now; what was found is still checked and written.

    Raises:
        InputError: the folder holds something else, or cannot be written.
        StateError: what an earlier run has left is damaged.
    """
    begun = monotonic()
    kept = claim(folder, theory)
    state = State.load(kept)
    earlier = state.seconds
    without = _why_no_lean(settings) if lean else "it was not to be asked"
    asked = settings.model_copy(update={"ask_lean": not without})
    with Checkers(asked) as checkers, ThreadPoolExecutor(1) as background:
        if asked.ask_lean:
            background.submit(_warm_up, checkers.kernel)
        exploration = explore(theory, options, state, watch, begun + seconds, is_stopped)
        state.save(kept)
        exploration = with_denials(exploration, _a_share_later(begun))
        checked = _checked(exploration, checkers, watch)
    book = certified_book(exploration, checked, _figures(exploration))
    book = replace(book, figures={**book.figures, **_verdicts(book)})
    write_pages(book, folder)
    state.seconds = earlier + monotonic() - begun
    state.save(kept)
    book = replace(book, figures={**book.figures, "seconds": round(state.seconds, 1)})
    write_summary(book, folder)
    return Explored(book, without)


def _a_share_later(begun: float) -> float:
    """When to have done with denying what is false: after a share of what has been spent."""
    now = monotonic()
    return now + _FOR_DENIALS * (now - begun)


def _warm_up(kernel: LeanKernel) -> None:
    """Start Lean while there is nothing to ask it yet; what goes wrong is told when it is asked."""
    with suppress(LeanError):
        kernel.warm_up()


def _why_no_lean(settings: Settings) -> str:
    from api.lean.kernel import toolchain_of

    try:
        toolchain_of(settings)
    except ProverError as error:
        return str(error)
    return ""


def _checked(exploration: Exploration, checkers: Checkers, watch: Watch) -> CheckedDevelopment:
    """What the checkers say."""
    total, done = len(exploration.development.theorems), 0

    def told(_theorem: Theorem, _certificate: Certificate) -> None:
        nonlocal done
        done += 1
        watch(Checking(done, total))

    return checked_by(checkers, exploration.development, told, lambda: watch(AskingLean()))


def _figures(exploration: Exploration) -> dict[str, float]:
    counts = exploration.counts
    return {"enumerated": counts.enumerated, "refuted": counts.refuted, "seconds": 0.0}


def _verdicts(book: Book) -> dict[str, float]:
    """Numbers that depend on what the checkers said."""
    by_kernel = {entry.name for entry in book.settled if _has_kernel(book, entry.theorem)}
    denied = [entry for entry in book.settled if entry.denial]
    return {
        "proved": len(book.proved),
        "essential": book.count(Status.ESSENTIAL),
        "open": book.count(Status.OPEN),
        "kernel_accepted": sum(entry.name in by_kernel for entry in book.proved),
        "denied": len(denied),
        "denials_kernel_accepted": sum(entry.name in by_kernel for entry in denied),
    }


def _has_kernel(book: Book, theorem: str) -> bool:
    """Whether Lean's kernel accepts a theorem."""
    return any(
        certificate.accepted and certificate.checker is Checker.LEAN_KERNEL
        for certificate in book.certificates.get(theorem, ())
    )
