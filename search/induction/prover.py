"""The induction prover: goals in, theorems with their lemmas and obligations out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf

from prover.logic.syntax import Atom, Formula, FunctionSymbol, PredicateSymbol, Symbol
from prover.logic.syntax import Term as LogicTerm
from prover.logic.walk import strip_universals, symbols
from prover.theory import Theorem, Theory
from prover.theory.assumed import computing
from prover.watch import Watch, ignore
from search.canonical import up_to_names
from search.induction.accumulation import accumulated
from search.induction.deduction import Established
from search.induction.first_order import first_order
from search.induction.knowledge import Knowledge
from search.induction.observation import Observation, relevant_symbols
from search.induction.obstacles import equations_for, homomorphisms
from search.induction.patterns import laws, laws_of_order
from search.induction.waterfall import TimeIsUp, Waterfall

__all__ = ["Attempt", "InductionProver"]

SCHEDULE = (
    (1, 0, 0.5),
    (2, 0, 0.5),
    (3, 0, 1.0),
    (0, 2, 1.0),
    (4, 1, 1.0),
    (5, 1, 2.0),
    (0, 2, 2.0),
    (6, 1, 3.0),
    (7, 1, 5.0),
    (0, 3, 10.0),
    (8, 2, 20.0),
)
"""Symbols in a side of an observed equation, how deep lemmas may need lemmas, and how many
seconds of work are given to each of both."""

DEEPEST = 8
"""How deep lemmas may need lemmas at the end."""

FIRST_ORDER_SECONDS = 1.0
"""For a proof from axioms without induction, before induction is tried."""

FIRST_SECONDS = 0.5
"""For the first attempt, with lemmas from stuck goals only."""

SECOND_DEPTH, SECOND_SECONDS = 3, 1.0
"""For the attempt with laws and lemmas from stuck goals."""

LAW_SECONDS = 3.0
"""For the laws that are tried by their shapes."""

OBSTACLE_SIZES = (4, 5)
"""Symbols in what calls inside calls are compared with."""

MAX_STUCK = 20
"""Statements that the search got stuck at, and that are looked at for suggestions."""

SUGGESTED_DEPTH, SUGGESTED_SECONDS = 2, 2.0
"""For what is suggested by where the search got stuck."""

LEMMA_SECONDS = 0.3
"""For a conjecture that was observed."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a goal.

    Attributes:
        theorems: the last one states the goal; empty if it was not proved.
        open_goals: where the search got stuck.
    """

    theorems: tuple[Theorem, ...]
    open_goals: tuple[Formula, ...] = ()


class InductionProver:
    """Proves statements of a theory, by induction where that is needed.

    Args:
        theory: what is given.
    """

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self._computing = computing(theory)
        self._knowledge = Knowledge(self._computing)

    def learn(self, theorem: Theorem) -> None:
        """Use a theorem from now on."""
        self._knowledge.learn(theorem)

    def prove(
        self,
        name: str,
        goal: Formula,
        deadline: float,
        watch: Watch = ignore,
        seconds: float = inf,
    ) -> Attempt:
        """Try to prove ``goal``.

        Args:
            name: what the theorem is to be called.
            goal: closed.
            deadline: value of :func:`time.monotonic` at which to give up.
            watch: is told how the search goes.
            seconds: of work after which to give up, too: counted, so the same on every machine.
        """
        if not self._knowledge.possible(goal):
            return Attempt(())
        known = self._without_induction(goal, deadline, watch, seconds)
        if known is not None:
            return Attempt(self._knowledge.theorems(known, name))
        if not self._computing.datatypes:
            return Attempt((), (goal,))
        waterfall = Waterfall(self._knowledge, deadline, seconds)
        try:
            established = self._established(goal, waterfall)
        except TimeIsUp:
            established = None
        if established is None:
            return Attempt((), tuple(waterfall.stuck))
        return Attempt(self._knowledge.theorems(established, name))

    def _without_induction(
        self, goal: Formula, deadline: float, watch: Watch, seconds: float
    ) -> Established | None:
        """From facts, where there are axioms; without datatypes, that is all that is done."""
        if not self._computing.axioms and self._computing.datatypes:
            return None
        if self._computing.datatypes:
            seconds = min(seconds, FIRST_ORDER_SECONDS)
        statements = self._knowledge.statements
        deduction = first_order(statements, goal, seconds, deadline, watch)
        return self._knowledge.add(goal, deduction) if deduction else None

    def _established(self, goal: Formula, waterfall: Waterfall) -> Established | None:
        """Tries deeper and deeper, and with more and more lemmas."""
        vocabulary = relevant_symbols(self._computing, goal)
        observation = Observation(
            self._knowledge.refuter.evaluators, vocabulary, self._is_reducible
        )
        with waterfall.within(FIRST_SECONDS):
            if (established := self._deepening(goal, 1, waterfall)) is not None:
                return established
        waiting = {up_to_names(law): law for law in self._laws(vocabulary)}
        with waterfall.within(LAW_SECONDS):
            self._retry(waiting, waterfall)
        with waterfall.within(SECOND_SECONDS):
            if (established := waterfall.lemma(goal, SECOND_DEPTH)) is not None:
                return established
        established = self._by_suggestions(goal, waiting, waterfall)
        if established is not None:
            return established
        version = -1
        for size, depth, seconds in SCHEDULE:
            if size:
                self._observe(observation.conjectures(size), waiting, waterfall, seconds)
            if depth > 1 or self._knowledge.version > version:
                version = self._knowledge.version
                with waterfall.within(seconds):
                    established = self._deepening(goal, depth, waterfall)
                    if established is not None:
                        return established
        return self._deepening(goal, DEEPEST, waterfall)

    def _by_suggestions(
        self, goal: Formula, waiting: dict[Formula, Formula], waterfall: Waterfall
    ) -> Established | None:
        """With lemmas that the goal, and where the search got stuck, suggest."""
        suggested = self._by_shape(goal, waterfall)
        for size in OBSTACLE_SIZES:
            suggested |= self._about_obstacles(goal, size, waterfall)
            version = self._knowledge.version
            with waterfall.within(SUGGESTED_SECONDS):
                self._try(suggested, waterfall, SUGGESTED_DEPTH)
            if self._knowledge.version == version:
                continue
            with waterfall.within(SECOND_SECONDS):
                if (established := waterfall.lemma(goal, SECOND_DEPTH)) is not None:
                    return established
        waiting |= suggested
        return None

    def _by_shape(self, goal: Formula, waterfall: Waterfall) -> dict[Formula, Formula]:
        """What functions may make of each other, and of any start of an accumulator."""
        defined = [definition.symbol for definition in self._computing.definitions]
        joining = [f for f in defined if isinstance(f, FunctionSymbol) and f.arity == 2]
        found: list[Formula] = []
        for each in (goal, *islice(waterfall.stuck, MAX_STUCK)):
            found += homomorphisms(each, defined, joining)
            found += accumulated(each, self._knowledge.recursion, joining)
        return self._plausible(found)

    def _about_obstacles(
        self, goal: Formula, size: int, waterfall: Waterfall
    ) -> dict[Formula, Formula]:
        """What may hold of calls inside calls where the search got stuck."""
        stuck = [goal, *islice(waterfall.stuck, MAX_STUCK)]
        vocabulary = tuple(dict.fromkeys(s for each in stuck for s in symbols(each)))
        evaluators = self._knowledge.refuter.evaluators
        observation = Observation(evaluators, vocabulary, self._is_reducible)
        with waterfall.within(SUGGESTED_SECONDS):
            for smaller in range(1, size + 1):
                for _ in observation.conjectures(smaller):
                    waterfall.tick()
        defined = {definition.symbol for definition in self._computing.definitions}
        found = (
            conjecture
            for statement in stuck
            for conjecture in equations_for(statement, defined, observation)
        )
        return self._plausible(found)

    def _plausible(self, conjectures: Iterable[Formula]) -> dict[Formula, Formula]:
        """Those of the conjectures that data do not refute, by what they say."""
        distinct = {up_to_names(each): each for each in conjectures}
        return {key: each for key, each in distinct.items() if self._knowledge.possible(each)}

    def _observe(
        self,
        conjectures: Iterable[Formula],
        waiting: dict[Formula, Formula],
        waterfall: Waterfall,
        seconds: float,
    ) -> None:
        """Prove what was observed: what is new first, then what has waited with its help."""
        listed = {up_to_names(each): each for each in _general_first(conjectures)}
        new = {key: each for key, each in listed.items() if key not in waiting}
        with waterfall.within(seconds):
            self._try(new, waterfall, 0)
        waiting |= new
        with waterfall.within(seconds):
            self._retry(waiting, waterfall)

    def _deepening(self, goal: Formula, depth: int, waterfall: Waterfall) -> Established | None:
        for allowed in range(depth + 1):
            established = waterfall.lemma(goal, allowed)
            if established is not None:
                return established
        return None

    def _laws(self, vocabulary: Sequence[Symbol]) -> list[Formula]:
        defined = {definition.symbol for definition in self._computing.definitions}
        functions = [s for s in vocabulary if isinstance(s, FunctionSymbol) and s in defined]
        predicates = [s for s in vocabulary if isinstance(s, PredicateSymbol) and s in defined]
        shaped = (*laws(functions), *laws_of_order(predicates, functions))
        possible = [law for law in shaped if self._knowledge.possible(law)]
        return [law for law in possible if self._knowledge.refuter.supports(law)]

    def _retry(self, waiting: dict[Formula, Formula], waterfall: Waterfall) -> None:
        """Prove conjectures, with the help of each other, and take them off the list."""
        depth = 0
        while depth <= 1:
            version = self._knowledge.version
            self._try(waiting, waterfall, depth)
            depth = depth + 1 if self._knowledge.version == version else 0

    def _try(self, waiting: dict[Formula, Formula], waterfall: Waterfall, depth: int) -> None:
        for key, conjecture in list(waiting.items()):
            with waterfall.within(LEMMA_SECONDS):
                if waterfall.lemma(conjecture, depth) is not None:
                    del waiting[key]

    def _is_reducible(self, node: LogicTerm | Atom) -> bool:
        return self._knowledge.rewriter.normal(node) is not node


def _general_first(conjectures: Iterable[Formula]) -> list[Formula]:
    """Each conjecture once, up to the names of variables; those with most variables first."""
    distinct = {up_to_names(each): each for each in conjectures}
    return sorted(distinct.values(), key=lambda each: -len(strip_universals(each)[0]))
