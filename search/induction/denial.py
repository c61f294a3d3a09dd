"""The theorem that a statement is false: its instance at a witness is, so not all of them hold."""

from __future__ import annotations

from dataclasses import replace

from prover.logic.syntax import FALSE, Application, Formula, Term, Variable
from prover.logic.walk import complement, nodes, strip_universals, substitute
from prover.proof import Proof, Relation, Rule, Step
from prover.theory import Theorem, Theory
from search.induction.observation import relevant_symbols
from search.induction.prover import InductionProver

__all__ = ["denial"]


def denial(
    name: str,
    statement: Formula,
    values: tuple[tuple[Variable, Term], ...],
    prover: InductionProver,
    deadline: float,
) -> tuple[Theorem, ...]:
    """Theorems of which the last, called ``name``, says that ``statement`` does not hold.

    Args:
        name: what the theorem is called; its part ``name.witness`` denies the instance.
        statement: closed.
        values: of the statement's variables, where it is false.
        prover: of the statement's theory.
        deadline: value of :func:`time.monotonic` after which no proof is looked for.

    Returns:
        Nothing where no proof was found, or where it depends on sorts and functions that the
        theory leaves open whether the statement is false there.
    """
    instance = substitute(strip_universals(statement)[1], dict(values))
    if _is_open(prover.theory, instance):
        return ()
    if not values:
        return prover.prove(name, complement(statement), deadline).theorems
    attempt = prover.prove(f"{name}.witness", complement(instance), deadline)
    if not attempt.theorems:
        return ()
    *before, shown = attempt.theorems
    lemmas = [replace(each, part_of=each.part_of or shown.name) for each in before]
    steps = (
        Step("s1", statement, Rule.NEGATED_CLAIM, relation=Relation.CTH),
        Step("s2", instance, Rule.INSTANTIATION, ("s1",), instances=(values,)),
        Step(shown.name, shown.statement, Rule.PREMISE),
        Step("s3", FALSE, Rule.CONTRADICTION, ("s2", shown.name)),
    )
    claim = complement(statement)
    return (*lemmas, replace(shown, part_of=name), Theorem(name, claim, Proof(claim, steps)))


def _is_open(theory: Theory, instance: Formula) -> bool:
    """Whether ``instance``, without variables, speaks of what ``theory`` leaves open."""
    asked = relevant_symbols(theory, instance)
    sorts = {node.sort for node in nodes(instance) if isinstance(node, Application)}
    return not (sorts.isdisjoint(theory.sorts) and set(asked).isdisjoint(theory.open_symbols))
