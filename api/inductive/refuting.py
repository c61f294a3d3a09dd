"""Goals that are false: values that show it, and where possible a theorem that says so."""

from __future__ import annotations

from collections.abc import Iterator

from api.inductive.outcome import Witness
from prover.logic.syntax import (
    FALSE,
    Application,
    Atom,
    Equality,
    Formula,
    Not,
    PredicateSymbol,
    Symbol,
    Term,
)
from prover.logic.walk import complement, nodes, strip_universals, substitute
from prover.proof import Proof, Relation, Rule, Step
from prover.theory import Theorem, Theory
from prover.theory.evaluation import Evaluator
from search.induction import InductionProver, Refuter
from search.induction.observation import relevant_symbols

__all__ = ["refuted", "witness_against"]

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


def refuted(
    theory: Theory,
    name: str,
    goal: Formula,
    witness: Witness,
    prover: InductionProver,
    deadline: float,
) -> tuple[Theorem, ...]:
    """Theorems of which the last, called ``name``, denies ``goal``: it is false for ``witness``.

    Empty where that depends on sorts and functions that the theory leaves open.
    """
    _, body = strip_universals(goal)
    values = dict(witness.values)
    instance = substitute(body, values)
    if _is_open(theory, instance):
        return ()
    if not values:
        return prover.prove(name, complement(goal), deadline).theorems
    attempt = prover.prove(f"{name}.witness", complement(instance), deadline)
    if not attempt.theorems:
        return ()
    shown = attempt.theorems[-1]
    steps = (
        Step("s1", goal, Rule.NEGATED_CLAIM, relation=Relation.CTH),
        Step("s2", instance, Rule.INSTANTIATION, ("s1",), instances=(witness.values,)),
        Step(shown.name, shown.statement, Rule.PREMISE),
        Step("s3", FALSE, Rule.CONTRADICTION, ("s2", shown.name)),
    )
    denial = complement(goal)
    return (*attempt.theorems, Theorem(name, denial, Proof(denial, steps)))


def _is_open(theory: Theory, instance: Formula) -> bool:
    """Whether ``instance``, without variables, speaks of what ``theory`` leaves open."""
    asked = relevant_symbols(theory, instance)
    sorts = {node.sort for node in nodes(instance) if isinstance(node, Application)}
    return not (sorts.isdisjoint(theory.sorts) and set(asked).isdisjoint(theory.open_symbols))
