"""A step that follows from its parents, first by the instances that it suggests.

To show ``∀x̄ C`` it is enough to show C about things of which nothing is assumed, and a
universal parent may be used for any terms; with good hints no quantifier is left at the top.
"""

from __future__ import annotations

from collections.abc import Sequence

from prover.export.lean.entailment import Eigenvariables, Entailment
from prover.export.lean.matching import anything, ground_terms
from prover.export.lean.opening import Fact, Opening
from prover.export.lean.opening import instance as instance_of
from prover.export.lean.terms import ProofTerm
from prover.logic.syntax import Formula, Term
from prover.logic.walk import strip_universals, substitute_term
from prover.proof import Instance

__all__ = ["Fact", "step_proof"]


def step_proof(
    conclusion: Formula,
    parents: Sequence[Fact],
    instances: Sequence[Instance],
    things: Eigenvariables,
    within: Opening | None = None,
) -> ProofTerm | None:
    """A term for ``conclusion``, or ``None`` where it was not found to follow.

    Args:
        conclusion: what the step states.
        parents: formulas with their proofs.
        instances: for each parent (or not at all) terms for its outermost variables.
        things: where eigenvariables come from.
        within: what the conclusion stands in, so that it speaks of its things and may use its
            hypotheses.
    """
    opening = Opening.of(conclusion, things, within)
    suggested = _suggested(parents, instances, opening, things)
    proof = Entailment((*suggested, *opening.assumed), things).proof(opening.goal)
    if proof is None and suggested and suggested != list(parents):
        facts = (*suggested, *parents, *opening.assumed)
        proof = Entailment(facts, things).proof(opening.goal)
    return None if proof is None else opening.closed(proof)


def _suggested(
    parents: Sequence[Fact],
    instances: Sequence[Instance],
    opening: Opening,
    things: Eigenvariables,
) -> list[Fact]:
    """The parents, those with a suggestion replaced by their instances, and hypotheses at these."""
    if len(instances) != len(parents):
        return list(parents)
    known = ground_terms([opening.goal, *[formula for formula, _ in parents]])

    def ground(term: Term) -> Term:
        term = substitute_term(term, opening.generic)
        others = {v: known.get(v.sort, [anything(v.sort)])[0] for v in term.free}
        return substitute_term(term, others)

    facts: list[Fact] = []
    for (formula, proof), instance in zip(parents, instances, strict=True):
        variables, body = strip_universals(formula)
        chosen = {v: ground(t) for v, t in instance if v.sort is t.sort}
        if any(v in chosen for v in variables) and len(set(variables)) == len(variables):
            facts.append(instance_of(variables, body, proof, chosen, things))
        else:
            facts.append((formula, proof))
    if opening.assumed:
        facts += opening.instances([formula for formula, _ in facts], things)
    return facts
