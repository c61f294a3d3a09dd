"""What is measured, each in a process of its own."""

from __future__ import annotations

import resource
from collections.abc import Callable, Mapping
from math import inf
from time import monotonic, process_time

from prover.check import Z3Session
from prover.check.development import check_development
from prover.logic.printers import to_unicode
from prover.logic.syntax import Formula
from prover.logic.walk import strip_universals
from prover.theory import Theory
from search.canonical import up_to_order
from search.exploration import Counts, Options, Status, explore
from search.exploration.candidates import Candidates
from search.exploration.knowledge import Knowledge
from search.exploration.pools import pools
from search.exploration.structures import observations
from tests.bench.explore.asked import asked
from tests.bench.explore.command import exploring_command
from tests.bench.explore.soundness import judged_mutants
from tests.bench.explore.targets import GROUPS, LISTS, PEANO, SUMS, theory, wanted

__all__ = ["MEASURES", "MUTANTS", "Row", "measure"]

Row = dict[str, object]
"""Figures by their names."""

MUTANTS = 2_000
CONJECTURES = 10_000


def exploring(text: str, statements: tuple[str, ...], seconds: float) -> Row:
    """Explore a theory; which of the statements were found, and whether all stands."""
    explored = theory(text, "explored")
    with_clock = _Clock()
    found = explore(explored, deadline=monotonic() + seconds)
    row = with_clock.row()
    forms = {up_to_order(f.statement): f for f in found.findings if f.is_proved}
    missing = [to_unicode(s) for s in wanted(text, statements) if up_to_order(s) not in forms]
    everything = [up_to_order(f.statement) for f in found.findings]
    certificates = check_development(found.development, Z3Session(20_000_000))
    statuses = [finding.status for finding in found.findings]
    return row | {
        "wanted": len(statements),
        "found": len(statements) - len(missing),
        "missing": missing,
        "enumerated": found.counts.enumerated,
        "refuted": found.counts.refuted,
        "proved": found.counts.proved,
        "essential": statuses.count(Status.ESSENTIAL),
        "corollaries": statuses.count(Status.COROLLARY),
        "open": statuses.count(Status.OPEN),
        "alpha_equivalent": len(everything) - len(set(everything)),
        "vacuous": sum(_is_vacuous(f.statement, explored) for f in found.findings if f.is_proved),
        "rejected": [name for name, c in certificates.items() if not c.accepted],
    }


def filtering() -> Row:
    """Enumerate conjectures about the natural numbers, and keep what is new; prove nothing."""
    explored = theory(PEANO[0], "Peano")
    clock = _Clock()
    knowledge = Knowledge(explored)
    for formula in wanted(*PEANO):
        knowledge.equations.learn(formula)
        knowledge.consequences.learn(formula)
    rows = pools(explored, 3)
    data = observations(explored, [v for row in rows.values() for v in row], seed=1)
    options = Options(term_size=8, terms=CONJECTURES, clause_size=13)
    counts = Counts()
    candidates = Candidates(explored, knowledge, rows, data, options, counts, lambda: False)
    seen = set()
    kept = 0
    for batch in candidates.batches():
        for candidate in batch:
            key = up_to_order(candidate.statement)
            if key in seen or candidate.false_at:
                continue
            seen.add(key)
            if not knowledge.consequences.implies(candidate.statement):
                kept += 1
                knowledge.suppose(candidate.statement)
            if counts.enumerated >= CONJECTURES:
                return clock.row() | {"enumerated": counts.enumerated, "kept": kept}
    return clock.row() | {"enumerated": counts.enumerated, "kept": kept}


def mutating() -> Row:
    """Theorems that were made false: each given to the prover, without its eyes for falsity.

    A mutant counts if data refute it; then the prover, which usually looks at data first, has to
    fail at it by itself.
    """
    clock = _Clock()
    verdicts = judged_mutants(MUTANTS)
    return clock.row() | {
        "mutants": verdicts.refuted,
        "proved": verdicts.proved,
        "true_mutants": verdicts.true,
        "true_mutants_proved": verdicts.true_proved,
        "rejected": verdicts.rejected,
    }


def _is_vacuous(statement: Formula, explored: Theory) -> bool:
    """Whether an implication's condition holds nowhere."""
    variables, body = strip_universals(statement)
    condition = getattr(body, "left", None) if type(body).__name__ == "Implies" else None
    if condition is None or not variables:
        return False
    data = observations(explored, variables, seed=2)
    return not data.truth(condition).holds


class _Clock:
    def __init__(self) -> None:
        self._wall, self._work = monotonic(), process_time()

    def row(self) -> Row:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {
            "seconds": round(monotonic() - self._wall, 1),
            "cpu_seconds": round(process_time() - self._work, 1),
            "peak_mb": round(peak),
        }


MEASURES: Mapping[str, Callable[[], Row]] = {
    "peano": lambda: exploring(*PEANO, inf),
    "sums": lambda: exploring(*SUMS, inf),
    "lists": lambda: exploring(*LISTS, inf),
    "groups": lambda: exploring(*GROUPS, inf),
    "scale": filtering,
    "mutations": mutating,
    "command": lambda: exploring_command("peano"),
    "asked": asked,
}


def measure(name: str) -> Row:
    """The figures of one measure."""
    return MEASURES[name]()
