"""Terms to try where something is to exist: those at hand, and one constructor more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from prover.logic.syntax import Application, Exists, FunctionSymbol, Sort, Term, Variable
from prover.logic.walk import nodes, substitute
from search.induction.deduction import inferred
from search.induction.sequents import Reduction, Sequent

__all__ = ["witnessed"]

Constructors = Mapping[Sort, Sequence[FunctionSymbol]]


def witnessed(sequent: Sequent, constructors: Constructors) -> Iterator[Reduction]:
    """The goal ``∃x φ`` with a term for ``x``, for each that suggests itself."""
    goal = sequent.goal
    if not isinstance(goal, Exists):
        return
    for term in dict.fromkeys(_candidates(sequent, goal.variable.sort, constructors)):
        new = replace(sequent, goal=substitute(goal.body, {goal.variable: term}))
        yield Reduction((new,), lambda proofs: inferred(sequent.statement, *proofs))


def _candidates(sequent: Sequent, sort: Sort, constructors: Constructors) -> Iterator[Term]:
    """Variables first, then larger terms, then what constructors make of variables."""
    found: dict[Term, None] = {}
    for formula in (sequent.goal, *sequent.hypotheses, *sequent.induction):
        for node in nodes(formula):
            if isinstance(node, Variable | Application) and node.free <= sequent.variables:
                found[node] = None
    listed = [term for term in found if term.sort is sort]
    variables = [term for term in listed if isinstance(term, Variable)]
    yield from variables
    made = constructors.get(sort, ())
    yield from (Application(c, ()) for c in made if not c.arity)
    yield from (term for term in listed if isinstance(term, Application))
    for constructor in made:
        if constructor.argument_sorts == (sort,):
            yield from (Application(constructor, (variable,)) for variable in variables)
