"""Where a theory's terms are observed: which worlds there are, and how many rows of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from time import monotonic

from prover.clausify import Clausifier
from prover.logic.clause import Clause
from prover.logic.syntax import (
    Application,
    Equality,
    Formula,
    FunctionSymbol,
    Not,
    Sort,
    Variable,
)
from prover.logic.walk import complement, strip_universals, symbols
from prover.model import FiniteModel
from prover.theory import Theory
from prover.theory.evaluation import Evaluator, Universe
from prover.theory.interpretation import random_interpretation
from search.exploration.generated import GeneratedWorld
from search.exploration.observations import Observations, Sample
from search.exploration.worlds import ModelWorld
from search.models import ModelFinder

__all__ = ["countermodel", "model_sample", "model_with", "observations"]

_LARGEST_VALUE = 1_200
_STEPS = 50_000
_MEANINGS = 3
"""Interpretations of open symbols."""

_TRIED = 300
"""Random interpretations among which such are looked for that satisfy the axioms."""

_SIZES = (5, 4, 3, 2)
"""Elements of the models of axioms, at least."""

_SECONDS = 2.0
"""For one model."""


def observations(theory: Theory, variables: Sequence[Variable], seed: int) -> Observations:
    """Samples of the worlds of ``theory``: small rows to tell terms apart, more to be sure.

    Args:
        theory: with datatypes, or with axioms about open symbols, or both.
        variables: those that rows give values.
        seed: of the random rows.
    """
    if not theory.datatypes:
        models = _models(theory)
        return Observations([model_sample(model, variables, seed) for model in models])
    worlds = [GeneratedWorld(evaluator) for evaluator in _evaluators(theory, variables)]
    share = len(worlds)
    near = [Sample(w, variables, seed, 140 // share, 120 // share) for w in worlds]
    far = [Sample(w, variables, seed + 1, 10, 300 // share) for w in worlds]
    return Observations([*near, *far])


def model_sample(model: FiniteModel, variables: Sequence[Variable], seed: int) -> Sample:
    """Rows of a finite model, all of them if it is small."""
    return Sample(ModelWorld(model), variables, seed, 220, 60)


def countermodel(theory: Theory, statement: Formula, seconds: float) -> FiniteModel | None:
    """A finite model of the axioms in which ``statement`` fails; the theory has no datatypes."""
    denied = [*(axiom.formula for axiom in theory.axioms), complement(statement)]
    return _model(theory, denied, seconds)


def model_with(theory: Theory, statement: Formula, seconds: float) -> FiniteModel | None:
    """A finite model of the axioms, not of one element, in which ``statement`` holds."""
    axioms = [axiom.formula for axiom in theory.axioms]
    return _model(theory, [*axioms, statement, *_distinct(theory.sorts, 2)], seconds)


def _models(theory: Theory) -> Iterator[FiniteModel]:
    axioms = [axiom.formula for axiom in theory.axioms]
    for size in _SIZES:
        model = _model(theory, [*axioms, *_distinct(theory.sorts, size)], _SECONDS)
        if model is not None:
            yield model


def _distinct(sorts: Sequence[Sort], number: int) -> Iterator[Formula]:
    """That every sort has so many elements, which get names."""
    for sort in sorts:
        names = [FunctionSymbol(f"{sort.name.lower()}°{n}", (), sort) for n in range(number)]
        for one, other in combinations(names, 2):
            yield Not(Equality(Application(one, ()), Application(other, ())))


def _model(theory: Theory, formulas: Sequence[Formula], seconds: float) -> FiniteModel | None:
    taken = frozenset(s.name for formula in formulas for s in symbols(formula))
    clausifier = Clausifier(taken)
    clauses: list[Clause] = []
    for number, formula in enumerate(formulas):
        clauses += [entry.clause for entry in clausifier.clausify(formula, f"f{number}")]
    deadline = monotonic() + seconds
    finder = ModelFinder({"all": clauses}, theory.symbols, deadline)
    try:
        found = finder.find(deadline=deadline)
    finally:
        finder.close()
    return found if isinstance(found, FiniteModel) else None


def _evaluators(theory: Theory, variables: Sequence[Variable]) -> list[Evaluator]:
    """Evaluators with several interpretations of the open symbols, in which the axioms hold."""
    universe = Universe(theory, max_size=_LARGEST_VALUE)
    if not theory.open_symbols:
        return [Evaluator(theory, universe=universe, max_steps=_STEPS)]
    found: list[Evaluator] = []
    for seed in range(_TRIED):
        meaning = random_interpretation(theory, universe, seed)
        evaluator = Evaluator(theory, universe=universe, interpretation=meaning, max_steps=_STEPS)
        if _satisfies(evaluator, theory, variables):
            found.append(evaluator)
        if len(found) == _MEANINGS:
            break
    return found


def _satisfies(evaluator: Evaluator, theory: Theory, variables: Sequence[Variable]) -> bool:
    """Whether the axioms hold on some rows."""
    for axiom in theory.axioms:
        own, body = strip_universals(axiom.formula)
        sample = Sample(GeneratedWorld(evaluator), own or variables[:1], 0, 60, 0)
        if sample.truth(body).fails:
            return False
    return True
