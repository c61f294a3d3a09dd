"""Destructive equality resolution: ``x ≠ t ∨ C`` is the same as ``C`` with ``t`` for ``x``.

SMT solvers do this to a clause before they instantiate it, so their instances would be of other
clauses than ours.  So they are given clauses to which it has been done.
"""

from __future__ import annotations

from prover.clausify import InputClause
from prover.logic.clause import Clause
from prover.logic.syntax import Equality, Term, Variable
from prover.logic.unify import Bindings, resolved, unify_terms
from prover.proof import Rule
from search.derivation import Derivation, input_derivation

__all__ = ["eliminated"]


def eliminated(entry: InputClause) -> Derivation:
    """The clause without variables that it says are not different from some term."""
    given = input_derivation(entry)
    bindings: Bindings = {}
    clause = entry.clause
    while (pair := _equated(clause)) is not None:
        bindings = unify_terms([pair], bindings) or {}
        clause = _without_trivial(entry.clause.substitute(resolved(bindings)))
    if not bindings:
        return given
    instance = {v: resolved(bindings).get(v, v) for v in entry.clause.variables}
    return Derivation(clause, Rule.EQUALITY_RESOLUTION, (given,), (instance,))


def _equated(clause: Clause) -> tuple[Term, Term] | None:
    """The sides of a literal ``x ≠ t`` where ``x`` does not occur in ``t``."""
    for literal in clause.literals:
        if not literal.positive and isinstance(literal.atom, Equality):
            left, right = literal.atom.left, literal.atom.right
            for one, other in ((left, right), (right, left)):
                if isinstance(one, Variable) and one not in other.free:
                    return one, other
    return None


def _without_trivial(clause: Clause) -> Clause:
    """The clause without literals ``t ≠ t``."""
    return Clause(
        tuple(
            literal
            for literal in clause.literals
            if literal.positive
            or not isinstance(literal.atom, Equality)
            or literal.atom.left is not literal.atom.right
        )
    )
