"""Soundness: theorems that were made false, given to a prover that may not look at data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from random import Random

from api.theories import open_theory
from prover.check import Z3Session
from prover.check.development import check_development
from prover.logic.printers import to_unicode
from prover.logic.syntax import Formula
from prover.logic.walk import strip_universals
from prover.theory import Development, Theorem, Theory
from search.canonical import up_to_order
from search.exploration.pools import pools
from search.exploration.proving import TheoryProver
from search.exploration.structures import observations
from search.induction.knowledge import Knowledge
from tests.bench.explore.mutations import mutants
from tests.bench.explore.targets import LISTS, PEANO, SUMS, theory, wanted

__all__ = ["Verdicts", "judged_mutants"]

_SECONDS = 0.1
"""Of work for a mutant."""

_TRIED = 100_000
_RESOURCES = 20_000_000


class Verdicts:
    """What became of mutants.

    Attributes:
        refuted: mutants that data refute, all different.
        proved: those of them that our prover proved nevertheless.
        true: mutants that hold on all data, for the prover a task like any other.
        true_proved: those of them that it proved.
        rejected: those whose proofs the checker did not accept.
    """

    def __init__(self) -> None:
        self.refuted = self.true = self.true_proved = 0
        self.proved: list[str] = []
        self.rejected: list[str] = []


def judged_mutants(wanted_number: int, tell: Callable[[str], None] = lambda line: None) -> Verdicts:
    """Give the prover at least so many false statements.

    Args:
        wanted_number: of false ones.
        tell: is told how far it is.
    """
    verdicts = Verdicts()
    sources = _sources()
    for left, (explored, theorems) in zip(range(len(sources), 0, -1), sources, strict=True):
        until = verdicts.refuted + (wanted_number - verdicts.refuted) // left
        _judge(explored, theorems, until, verdicts)
        tell(
            f"{explored.name}: {verdicts.refuted} false so far, {len(verdicts.proved)} proved; "
            f"{verdicts.true} true, {verdicts.true_proved} proved"
        )
    return verdicts


def _sources() -> list[tuple[Theory, tuple[Formula, ...]]]:
    """Theories with theorems; those with few different mutants come first."""
    found = []
    for name in ("booleans", "integers", "trees"):
        taught = open_theory(name)
        found.append((taught, tuple(goal.formula for goal in taught.goals)))
    for text, statements in ((SUMS[0], SUMS[1] + PEANO[1][:11]), LISTS, PEANO):
        found.append((theory(text, "mutated"), wanted(text, statements)))
    return found


def _judge(explored: Theory, theorems: tuple[Formula, ...], until: int, verdicts: Verdicts) -> None:
    prover = TheoryProver(explored)
    for statement, is_false in _different(explored, theorems):
        if verdicts.refuted >= until:
            return
        if is_false:
            verdicts.refuted += 1
            with _blindfolded():
                proof = prover.prove("mutant", statement, _SECONDS)
            if proof:
                verdicts.proved.append(to_unicode(statement))
        else:
            verdicts.true += 1
            proof = prover.prove("mutant", statement, _SECONDS)
            verdicts.true_proved += bool(proof)
        if proof and not _is_accepted(explored, proof):
            verdicts.rejected.append(to_unicode(statement))


def _different(explored: Theory, theorems: tuple[Formula, ...]) -> Iterator[tuple[Formula, bool]]:
    """Different mutants, and whether data refute each."""
    rows = pools(explored, 4)
    names = {variable for row in rows.values() for variable in row}
    used = {v for theorem in theorems for v in strip_universals(theorem)[0]}
    data = observations(explored, sorted(names | used, key=lambda v: v.name), seed=3)
    true = [each for each in theorems if not data.truth(strip_universals(each)[1]).fails]
    known = {up_to_order(theorem) for theorem in true}
    for statement in islice(mutants(explored, true, Random(7)), _TRIED):
        key = up_to_order(statement)
        if key not in known:
            known.add(key)
            yield statement, bool(data.truth(strip_universals(statement)[1]).fails)


def _is_accepted(explored: Theory, proof: tuple[Theorem, ...]) -> bool:
    certificates = check_development(Development(explored, proof), Z3Session(_RESOURCES))
    return all(certificate.accepted for certificate in certificates.values())


@contextmanager
def _blindfolded() -> Iterator[None]:
    """The induction prover without its look at data."""
    possible = Knowledge.possible
    setattr(Knowledge, "possible", lambda knowledge, statement: True)  # noqa: B010
    try:
        yield
    finally:
        setattr(Knowledge, "possible", possible)  # noqa: B010
