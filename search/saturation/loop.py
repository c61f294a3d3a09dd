"""The given-clause loop.

Take the most promising passive clause, simplify it by the others, drop it if it is redundant,
otherwise make it active: let it simplify what there is, and let it meet every active clause.
The search ends with the empty clause (a refutation), with nothing left to do (saturated), or
with its time or memory spent.

In the DISCOUNT loop (Denzinger, Kronenburg and Schulz 1997) active clauses alone simplify; in
the Otter loop (McCune 1994) passive ones do too, which costs more and finds some proofs that
need one more simplification.  An eager loop stands between: passive unit clauses simplify.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from heapq import heappop, heappush
from time import monotonic

from prover.watch import Pulse, Searching
from search.saturation.clauses import Change, Clause, Literal, LiteralBank
from search.saturation.evaluation import Queue, evaluate
from search.saturation.extensionality import Extensionality
from search.saturation.fingerprints import FingerprintIndex, Fingerprints
from search.saturation.generation import Generator
from search.saturation.records import GIVEN, SIMPLIFIED
from search.saturation.selection import Selection, make_eligible
from search.saturation.simplification import Literals, Simplifier
from search.saturation.terms import FALSE, Term
from search.saturation.unification import match

__all__ = ["GivenClauseLoop", "Outcome", "Tally"]


class Outcome(StrEnum):
    """How a saturation run ended."""

    REFUTED = "refuted"
    SATURATED = "saturated"
    RESOURCE_OUT = "resource out"
    """Time is up, or no strategy could decide."""
    MEMORY_OUT = "memory out"
    """There were more waiting clauses than allowed."""


class Tally:
    """Tells a watcher of several searches, one after the other, as of one."""

    __slots__ = ("_made", "_processed", "_pulse")

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
        self._made = 0
        self._processed = 0

    def tell(self, now: float, made: int, processed: int) -> None:
        """Tell, if it is time, how many clauses there are in this search and all before."""
        if now >= self._pulse.due:
            total = Searching("saturation", self._made + made, self._processed + processed)
            self._pulse.tell(now, total)

    def close(self, made: int, processed: int) -> None:
        """Count the clauses of a search that is over."""
        self._made += made
        self._processed += processed


class _Stop(Exception):
    """The empty clause was found, or time or memory is spent."""


class GivenClauseLoop:
    """One search.

    Args:
        bank: makes the literals.
        selection: of negative literals.
        queues: the orders in which passive clauses become active.
        deadline: value of ``clock`` at which the search gives up.
        max_clauses: number of passive clauses at which it gives up.
        tally: is told how many clauses there are.
        extensionality: whether there is extensionality resolution.
        eager: whether passive unit clauses simplify, too.

    Attributes:
        empty: the empty clause, once it is found.
        made: number of clauses made.
        processed: number of clauses that became active.
        out_of_memory: whether ``max_clauses`` was what ended the search.
    """

    def __init__(
        self,
        bank: LiteralBank,
        selection: Selection,
        queues: Sequence[Queue],
        *,
        deadline: float,
        tally: Tally,
        max_clauses: int = 1_000_000,
        max_processed: int = 1_000_000_000,
        clock: Callable[[], float] = monotonic,
        extensionality: bool = False,
        eager: bool = False,
    ) -> None:
        self.bank = bank
        self.selection = selection
        self.queues = list(queues)
        self.deadline = deadline
        self.tally = tally
        self.max_clauses = max_clauses
        self.max_processed = max_processed
        self.clock = clock
        self.eager = eager
        self.empty: Clause | None = None
        self.made = 0
        self.processed = 0
        self.out_of_memory = False
        fingerprints = Fingerprints()
        self.simplifier = Simplifier(bank)
        self.generator = Generator(
            bank, fingerprints, self._found, Extensionality() if extensionality else None
        )
        self._occurrences: FingerprintIndex[Clause] = FingerprintIndex(fingerprints)
        self._heaps: list[list[tuple[float, int, Clause]]] = [[] for _ in self.queues]
        self._turns = [n for n, queue in enumerate(self.queues) for _ in range(queue.turns)]
        self._turn = 0
        self._passive = 0
        self._new_units: list[Clause] = []
        self._early: set[Clause] = set()

    def run(self, inputs: Sequence[tuple[Literals, bool]]) -> Outcome:
        """Search the empty clause among the consequences of ``inputs``.

        Each input is a clause and whether it belongs to the negated claim.
        """
        try:
            for number, (literals, goal) in enumerate(inputs):
                clause = self._new(literals, GIVEN, (), (number,))
                clause.goal = goal
                self._enqueue(clause)
            while (given := self._next()) is not None:
                self._process(given)
        except _Stop:
            if self.empty is not None:
                return Outcome.REFUTED
            return Outcome.MEMORY_OUT if self.out_of_memory else Outcome.RESOURCE_OUT
        return Outcome.RESOURCE_OUT if self.bank.truncated else Outcome.SATURATED

    # --- passive clauses -------------------------------------------------------------

    def _new(
        self, literals: Literals, rule: int, parents: tuple[Clause, ...], detail: tuple[object, ...]
    ) -> Clause:
        self.made += 1
        if not self.made & 31:
            self._look_at_the_clock()
        clause = Clause(self.made, literals, rule, parents, detail)
        for parent in parents:
            clause.goal = clause.goal or parent.goal
            clause.generation = max(clause.generation, parent.generation + 1)
        return clause

    def _look_at_the_clock(self) -> None:
        now = self.clock()
        self.tally.tell(now, self.made, self.processed)
        if now > self.deadline:
            raise _Stop

    def _found(
        self, literals: Literals, rule: int, parents: tuple[Clause, ...], detail: tuple[object, ...]
    ) -> None:
        """A conclusion: keep it, in normal form, unless it is redundant at first sight."""
        clause = self._new(literals, rule, parents, detail)
        simplified = self.simplifier.simplified(literals, clause.changes)
        if simplified is None:
            return
        clause.become(simplified)
        if self.eager and len(simplified) == 1:
            self._new_units.append(clause)
        self._enqueue(clause)

    def _enqueue(self, clause: Clause) -> None:
        if not clause.literals:
            self.empty = clause
            raise _Stop
        self._passive += 1
        if self._passive > self.max_clauses:
            self.out_of_memory = True
            raise _Stop
        for heap, queue in zip(self._heaps, self.queues, strict=True):
            heappush(heap, (evaluate(clause, queue), clause.number, clause))

    def _next(self) -> Clause | None:
        if not self._passive:
            return None
        heap = self._heaps[self._turns[self._turn]]
        self._turn = (self._turn + 1) % len(self._turns)
        while True:
            _, _, clause = heappop(heap)
            if clause.passive:
                clause.passive = False
                self._passive -= 1
                return clause

    # --- the loop --------------------------------------------------------------------

    def _process(self, given: Clause) -> None:
        self._look_at_the_clock()
        early = given in self._early
        if early:
            self._early.remove(given)
            self.simplifier.suspend(given, True)
        elif any([not parent.alive for parent in given.parents]) and given.rule != SIMPLIFIED:
            return  # what replaced the parent makes it again, or something better
        simplified = self._simplified(given)
        if early:
            self.simplifier.remove(given)
        if simplified is None:
            return
        given = simplified
        if not given.literals:
            self.empty = given
            raise _Stop
        if self.processed >= self.max_processed:
            raise _Stop
        self.processed += 1
        if len(given.literals) > 1:
            self._remove_subsumed(given)
            self.simplifier.add(given)
        else:
            self.simplifier.add(given)
            self._simplify_active(given.literals[0])
        self._activate(given)
        self.generator.generate(given)
        self._simplify_by_new_units()

    def _simplify_by_new_units(self) -> None:
        """Unit clauses that were just made simplify all others, though they are passive."""
        while self._new_units:
            unit = self._new_units.pop()
            changes: list[Change] = []
            simplest = self.simplifier.simplified(unit.literals, changes) is not None
            if simplest and not changes:
                self._early.add(unit)
                self.simplifier.add(unit)
                self._simplify_active(unit.literals[0])

    def _simplified(self, given: Clause) -> Clause | None:
        """The clause in simplest form, or ``None`` if it is redundant."""
        changes: list[Change] = []
        simplifier = self.simplifier
        literals = simplifier.simplified(given.literals, changes)
        while literals is not None and literals:
            mask = 0
            for literal in literals:
                mask |= literal.mask
            if simplifier.longer.subsumer(literals, mask) is not None:
                return None
            cut = simplifier.cut(literals, changes)
            if cut is literals:
                break
            literals = simplifier.simplified(cut, changes)
        if literals is None:
            return None
        if not changes:
            return given
        return self._changed(given, literals, changes)

    def _changed(self, old: Clause, literals: Literals, changes: list[Change]) -> Clause:
        clause = self._new(literals, SIMPLIFIED, (old,), ())
        clause.generation = old.generation
        for change in changes:
            if change.by is not None:
                clause.goal = clause.goal or change.by.goal
        clause.changes = changes
        return clause

    def _activate(self, given: Clause) -> None:
        make_eligible(self.bank, given, self.selection)
        given.active = True
        self.generator.add(given)
        for term in _subterms(given):
            self._occurrences.add(term, given)

    def _kill(self, clause: Clause) -> None:
        clause.alive = False
        clause.active = False
        self.simplifier.remove(clause)
        self.generator.remove(clause)
        for term in _subterms(clause):
            self._occurrences.remove(term, clause)

    def _remove_subsumed(self, given: Clause) -> None:
        """Active clauses that ``given`` subsumes go."""
        for clause in self.simplifier.longer.subsumed(given):
            self._kill(clause)

    def _simplify_active(self, unit: Literal) -> None:
        """Active clauses that a new unit clause simplifies start again, or go."""
        simplifier = self.simplifier
        for clause in self._affected(unit):
            changes: list[Change] = []
            simplifier.suspend(clause, True)
            literals = simplifier.simplified(clause.literals, changes)
            if literals is None:
                self._kill(clause)
            elif changes:
                self._kill(clause)
                self._enqueue(self._changed(clause, literals, changes))
            else:
                simplifier.suspend(clause, False)

    def _affected(self, unit: Literal) -> list[Clause]:
        """The active clauses with an instance of the unit's left side, or of either side."""
        found: dict[Clause, None] = {}
        for side in (unit.left,) if unit.oriented else (unit.left, unit.right):
            for bucket in self._occurrences.instances(side):
                for term, clauses in bucket.items():
                    if match(side, term, {}):
                        found |= dict.fromkeys(clauses)
        return list(found)


def _subterms(clause: Clause) -> list[Term]:
    """The terms in ``clause``, atoms included, variables not."""
    found: dict[Term, None] = {}
    stack = [side for literal in clause.literals for side in (literal.left, literal.right)]
    while stack:
        term = stack.pop()
        if term.head > FALSE and term not in found:
            found[term] = None
            stack += term.args
    return list(found)
