"""Derived clauses: what the engines pass around, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from prover.clausify import InputClause
from prover.logic.clause import Clause
from prover.logic.unify import Bindings
from prover.logic.walk import Substitution, substitute_term
from prover.proof import Rule

__all__ = ["Derivation", "input_derivation", "renamed"]


@dataclass(frozen=True, slots=True, eq=False)
class Derivation:
    """A clause and where it came from: an input ``source``, or a rule and parents.

    ``instances`` say, for each parent, by which terms (over this clause's variables) its
    clause's variables were replaced.  An input has one entry: what became of the variables
    of the clause as it was given.
    """

    clause: Clause
    rule: Rule
    parents: tuple[Derivation, ...] = ()
    instances: tuple[Bindings, ...] = ()
    source: str = ""


def input_derivation(entry: InputClause) -> Derivation:
    """The derivation of a clause that was given."""
    same: Bindings = {variable: variable for variable in entry.clause.variables}
    return Derivation(entry.clause, Rule.CLAUSIFY, instances=(same,), source=entry.source)


def renamed(derivation: Derivation, renaming: Substitution) -> Derivation:
    """The derivation with its clause's variables renamed, its instances accordingly."""
    instances = tuple(
        {variable: substitute_term(term, renaming) for variable, term in bindings.items()}
        for bindings in derivation.instances
    )
    clause = derivation.clause.substitute(renaming)
    return replace(derivation, clause=clause, instances=instances)
