"""Counterexamples: a statement tried on small data, then on random data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from random import Random

from prover.logic.syntax import Formula, Sort, Term, Variable
from prover.logic.walk import strip_universals
from prover.theory import Theory
from prover.theory.assumed import computing
from prover.theory.evaluation import Evaluator, NotEvaluable, OutOfBudget, Universe, Value
from prover.theory.interpretation import random_interpretation

__all__ = ["Counterexample", "Refuter", "refute"]

SMALL = 400
"""Assignments of smallest values that are tried."""

RANDOM = 120
"""Random assignments that are tried after them."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Values of the variables for which a statement is false."""

    assignment: tuple[tuple[Variable, Term], ...]


ENOUGH = 12
"""Smallest assignments, on half of which a conjecture has to be seen true to be of interest."""


class Refuter:
    """Tries statements of one theory on data; open symbols mean several things in turn.

    Args:
        theory: closed, or with open symbols about which nothing is assumed.
        interpretations: how many meanings of the open symbols are tried.
    """

    def __init__(self, theory: Theory, interpretations: int = 4) -> None:
        theory = computing(theory)
        self.theory = theory
        self._universe = Universe(theory, max_size=300)
        number = interpretations if theory.open_symbols else 1
        self.evaluators = [
            Evaluator(
                theory,
                universe=self._universe,
                interpretation=random_interpretation(theory, self._universe, seed),
                max_steps=20_000,
            )
            for seed in range(number)
        ]
        self._data: dict[tuple[Sort, ...], tuple[tuple[Value, ...], ...]] = {}

    def counterexample(self, statement: Formula) -> Counterexample | None:
        """Values for which the closed statement is false, if some are found."""
        if self.theory.axioms:
            return None
        variables, body = strip_universals(statement)
        sorts = tuple(v.sort for v in variables)
        for evaluator in self.evaluators:
            for values in self._assignments(sorts):
                environment = dict(zip(variables, values, strict=True))
                try:
                    if not evaluator.holds(body, environment):
                        return self._shown(environment)
                except OutOfBudget:
                    continue
                except NotEvaluable:
                    return None
        return None

    def supports(self, statement: Formula) -> bool:
        """Whether a closed statement without counterexamples was tried on enough values."""
        variables, body = strip_universals(statement)
        assignments = self._assignments(tuple(v.sort for v in variables))
        evaluated = 0
        for values in assignments[:ENOUGH]:
            try:
                self.evaluators[0].holds(body, dict(zip(variables, values, strict=True)))
            except (OutOfBudget, NotEvaluable):
                continue
            evaluated += 1
        return 2 * evaluated >= min(ENOUGH, len(assignments))

    def _shown(self, environment: Mapping[Variable, Value]) -> Counterexample:
        pairs = ((v, self._universe.term(value)) for v, value in environment.items())
        return Counterexample(tuple(pairs))

    def _assignments(self, sorts: tuple[Sort, ...]) -> Sequence[tuple[Value, ...]]:
        known = self._data.get(sorts)
        if known is None:
            known = self._data[sorts] = tuple(dict.fromkeys(self._generated(sorts)))
        return known

    def _generated(self, sorts: tuple[Sort, ...]) -> Iterator[tuple[Value, ...]]:
        if not sorts:
            yield ()
            return
        most = max(2, int(SMALL ** (1 / len(sorts))))
        yield from product(*(tuple(islice(self._universe.values(s, 8), most)) for s in sorts))
        random = Random(0)
        for _ in range(RANDOM):
            yield tuple(self._universe.sample(s, random.randint(2, 14), random) for s in sorts)


def refute(theory: Theory, goal: Formula) -> Counterexample | None:
    """A counterexample to ``goal``, if one is found quickly."""
    return Refuter(theory).counterexample(goal)
