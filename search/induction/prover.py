"""The induction prover: goals in, theorems with their lemmas and obligations out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prover.logic.syntax import Atom, Formula, FunctionSymbol, Symbol
from prover.logic.syntax import Term as LogicTerm
from prover.logic.walk import strip_universals
from prover.theory import Theorem, Theory
from prover.watch import Watch, ignore
from search.induction.deduction import Established
from search.induction.generalisation import canonical
from search.induction.knowledge import Knowledge
from search.induction.observation import Observation, relevant_symbols
from search.induction.patterns import laws
from search.induction.waterfall import TimeIsUp, Waterfall

__all__ = ["Attempt", "InductionProver"]

SCHEDULE = (
    (0, 1, 0.1),
    (1, 0, 0.1),
    (2, 0, 0.1),
    (3, 0, 0.1),
    (4, 1, 0.1),
    (5, 1, 0.2),
    (0, 2, 0.2),
    (6, 1, 0.3),
    (7, 1, 0.5),
    (0, 3, 0.5),
    (8, 2, 0.5),
)
"""Symbols in a side of an observed equation, how deep lemmas may need lemmas, part of the time."""

DEEPEST = 8
"""How deep lemmas may need lemmas at the end."""

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
        self._knowledge = Knowledge(theory)

    def learn(self, theorem: Theorem) -> None:
        """Use a theorem from now on."""
        self._knowledge.learn(theorem)

    def prove(
        self, name: str, goal: Formula, deadline: float, watch: Watch = ignore
    ) -> Attempt:
        """Try to prove ``goal``.

        Args:
            name: what the theorem is to be called.
            goal: closed.
            deadline: value of :func:`time.monotonic` at which to give up.
            watch: is told how the search goes.
        """
        waterfall = Waterfall(self._knowledge, deadline)
        if not self._knowledge.possible(goal):
            return Attempt(())
        try:
            established = self._established(goal, waterfall)
        except TimeIsUp:
            established = None
        if established is None:
            return Attempt((), tuple(waterfall.stuck))
        return Attempt(self._knowledge.theorems(established, name))

    def _established(self, goal: Formula, waterfall: Waterfall) -> Established | None:
        """Tries deeper and deeper, and with more and more lemmas."""
        vocabulary = relevant_symbols(self.theory, goal)
        observation = Observation(
            self._knowledge.refuter.evaluators, vocabulary, self._is_reducible
        )
        waiting = self._laws(vocabulary)
        version = -1
        for size, depth, part in SCHEDULE:
            if size:
                waiting += _general_first(observation.conjectures(size))
                with waterfall.within(waterfall.left * part):
                    waiting = self._retried(waiting, waterfall)
            if depth > 1 or self._knowledge.version > version:
                version = self._knowledge.version
                with waterfall.within(waterfall.left * part):
                    established = self._deepening(goal, depth, waterfall)
                    if established is not None:
                        return established
        return self._deepening(goal, DEEPEST, waterfall)

    def _deepening(
        self, goal: Formula, depth: int, waterfall: Waterfall
    ) -> Established | None:
        for allowed in range(depth + 1):
            established = waterfall.lemma(goal, allowed)
            if established is not None:
                return established
        return None

    def _laws(self, vocabulary: Sequence[Symbol]) -> list[Formula]:
        defined = {definition.symbol for definition in self.theory.definitions}
        functions = [s for s in vocabulary if isinstance(s, FunctionSymbol) and s in defined]
        return [law for law in laws(functions) if self._knowledge.possible(law)]

    def _retried(self, waiting: list[Formula], waterfall: Waterfall) -> list[Formula]:
        """The conjectures that do not follow from all the lemmas found, either."""
        while True:
            version = self._knowledge.version
            waiting = [each for each in waiting if not self._proves(each, waterfall)]
            if self._knowledge.version == version:
                return waiting

    def _proves(self, conjecture: Formula, waterfall: Waterfall) -> bool:
        with waterfall.within(LEMMA_SECONDS):
            return waterfall.lemma(conjecture, 0) is not None
        return False

    def _is_reducible(self, node: LogicTerm | Atom) -> bool:
        return self._knowledge.rewriter.normal(node) is not node


def _general_first(conjectures: Iterable[Formula]) -> list[Formula]:
    """Each conjecture once, up to the names of variables; those with most variables first."""
    distinct = {canonical(each): each for each in conjectures}
    return sorted(distinct.values(), key=lambda each: -len(strip_universals(each)[0]))
