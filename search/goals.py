"""Does a goal follow from facts alone?  A three-valued reading with its reasons."""

from __future__ import annotations

from collections.abc import Iterable

from prover.logic.clause import Literal
from prover.logic.normal_form import negation_normal_form
from prover.logic.syntax import And, Exists, ForAll, Formula, Or, Sort, Term, TruthValue
from prover.logic.walk import nodes, substitute
from search.chaining import Fact, ForwardChaining

__all__ = ["support"]


def support(goal: Formula, chain: ForwardChaining) -> list[Fact] | None:
    """Facts of ``chain`` from which ``goal`` follows at once, or ``None``.

    Conjunctions need all parts, disjunctions one, existence a witness among the ground
    terms that the facts speak of.  A universal goal has no support from single facts.
    """
    return _support(negation_normal_form(goal), chain)


def _support(goal: Formula, chain: ForwardChaining) -> list[Fact] | None:
    match goal:
        case TruthValue(value=value):
            return [] if value else None
        case And(parts=parts):
            found: list[Fact] = []
            for part in parts:
                facts = _support(part, chain)
                if facts is None:
                    return None
                found += facts
            return found
        case Or(parts=parts):
            supports = (_support(part, chain) for part in parts)
            return next((facts for facts in supports if facts is not None), None)
        case Exists(variable=variable, body=body):
            for witness in _ground_terms(chain.facts, variable.sort):
                facts = _support(substitute(body, {variable: witness}), chain)
                if facts is not None:
                    return facts
            return None
        case ForAll():
            return None
        case _:
            literal = Literal.of(goal)
            fact = chain.find(literal) if literal is not None else None
            return None if fact is None else [fact]


def _ground_terms(facts: Iterable[Literal], sort: Sort) -> list[Term]:
    terms: dict[Term, None] = {}
    for literal in facts:
        for node in nodes(literal.atom):
            if isinstance(node, Term) and not node.free and node.sort is sort:
                terms[node] = None
    return list(terms)
