"""A step that follows from its parents, first by the instances that it suggests.

To show ``∀x̄ C`` it is enough to show C about things of which nothing is assumed, and a
universal parent may be used for any terms; with good hints no quantifier is left at the top.
"""

from __future__ import annotations

from collections.abc import Sequence

from prover.export.lean.entailment import Eigenvariables, Entailment
from prover.export.lean.matching import anything, ground_terms
from prover.export.lean.terms import Element, ProofTerm, apply, function
from prover.logic.syntax import ForAll, Formula, Term, Variable, constant
from prover.logic.walk import Substitution, strip_universals, substitute, substitute_term
from prover.proof import Instance

__all__ = ["Fact", "step_proof"]

Fact = tuple[Formula, ProofTerm]


def step_proof(
    conclusion: Formula,
    parents: Sequence[Fact],
    instances: Sequence[Instance],
    things: Eigenvariables,
) -> ProofTerm | None:
    """A term for ``conclusion``, or ``None`` where it was not found to follow.

    Args:
        conclusion: what the step states.
        parents: formulas with their proofs.
        instances: for each parent (or not at all) terms for its outermost variables.
        things: where eigenvariables come from.
    """
    variables, body = strip_universals(conclusion)
    symbols = [things.new(variable) for variable in variables]
    generic: dict[Variable, Term] = {
        variable: constant(symbol.name, symbol.sort)
        for variable, symbol in zip(variables, symbols, strict=True)
    }
    goal = substitute(body, generic)
    suggested = _suggested(parents, instances, generic, goal, things)
    proof = Entailment(suggested, things).proof(goal)
    if proof is None and len(suggested) and suggested != list(parents):
        proof = Entailment((*suggested, *parents), things).proof(goal)
    if proof is None:
        return None
    for symbol in reversed(symbols):
        proof = function(symbol, proof)
    return proof


def _suggested(
    parents: Sequence[Fact],
    instances: Sequence[Instance],
    generic: Substitution,
    goal: Formula,
    things: Eigenvariables,
) -> list[Fact]:
    """The parents, those with a suggestion replaced by their instances."""
    if len(instances) != len(parents):
        return list(parents)
    known = ground_terms([goal, *[formula for formula, _ in parents]])

    def ground(term: Term) -> Term:
        term = substitute_term(term, generic)
        others = {v: known.get(v.sort, [anything(v.sort)])[0] for v in term.free}
        return substitute_term(term, others)

    facts: list[Fact] = []
    for (formula, proof), instance in zip(parents, instances, strict=True):
        variables, body = strip_universals(formula)
        chosen = {v: ground(t) for v, t in instance if v.sort is t.sort}
        if any(v in chosen for v in variables) and len(set(variables)) == len(variables):
            facts.append(_instance(variables, body, proof, chosen, things))
        else:
            facts.append((formula, proof))
    return facts


def _instance(
    variables: Sequence[Variable],
    body: Formula,
    proof: ProofTerm,
    chosen: Substitution,
    things: Eigenvariables,
) -> Fact:
    """``∀x̄ body`` with some of its variables chosen, and a proof of it."""
    left = {v: things.new(v) for v in variables if v not in chosen}
    terms = [chosen.get(v) or constant(left[v].name, v.sort) for v in variables]
    formula = substitute(body, chosen)
    proof = apply(proof, *[Element(term) for term in terms])
    for variable in reversed(left):
        formula = ForAll(variable, formula)
        proof = function(left[variable], proof)
    return formula, proof
