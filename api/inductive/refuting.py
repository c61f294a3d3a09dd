"""Goals that are false: values that show it, and what open functions mean there."""

from __future__ import annotations

from collections.abc import Iterator

from api.inductive.outcome import Witness
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Formula,
    Not,
    PredicateSymbol,
    Symbol,
    Term,
)
from prover.logic.walk import nodes, strip_universals, substitute
from prover.theory import Theory
from prover.theory.evaluation import Evaluator
from search.induction import Refuter
from search.induction.observation import relevant_symbols

__all__ = ["witness_against"]

_MOST_MEANINGS = 12


def witness_against(theory: Theory, goal: Formula) -> Witness | None:
    """Values for which ``goal`` is false, if there are small ones."""
    refuter = Refuter(theory)
    found = refuter.counterexample(goal)
    if found is None:
        return None
    _, body = strip_universals(goal)
    for evaluator in refuter.evaluators:
        values = {v: evaluator.value(term, {}) for v, term in found.assignment}
        if not evaluator.holds(body, values):
            instance = substitute(body, dict(found.assignment))
            return Witness(found.assignment, tuple(_meanings(evaluator, instance)))
    raise AssertionError("no evaluator finds the goal false")


def _meanings(evaluator: Evaluator, instance: Formula) -> Iterator[Formula]:
    """What open symbols mean for the values that occur in ``instance``, as far as that goes."""
    occurring = {
        evaluator.value(node, {}) for node in nodes(instance) if isinstance(node, Application)
    }
    left = _MOST_MEANINGS
    asked = relevant_symbols(evaluator.theory, instance)
    for symbol, table in evaluator.interpretation.items():
        if symbol not in asked:
            continue
        for arguments, value in table.entries.items():
            if left and occurring.issuperset(arguments):
                left -= 1
                terms = tuple(evaluator.term(argument) for argument in arguments)
                result = value if isinstance(value, bool) else evaluator.term(value)
                yield _equation(symbol, terms, result)


def _equation(symbol: Symbol, arguments: tuple[Term, ...], value: Term | bool) -> Formula:
    if isinstance(symbol, PredicateSymbol):
        atom = Atom(symbol, arguments)
        return atom if value is True else Not(atom)
    assert not isinstance(value, bool)
    return Equality(Application(symbol, arguments), value)
