"""What is to be shown of things of which nothing is assumed, also behind hypotheses.

``∀x (A → ∀y B)`` is opened to B about a thing for x and one for y, where A is assumed.  The
parent of such a step is often ``∀x ∀y (A' → B)``, where A' is A for the same y: so the instances
of A at these things are offered at once, and nothing has to be searched for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prover.export.lean.combinators import component
from prover.export.lean.entailment import Eigenvariables
from prover.export.lean.terms import Element, Local, ProofTerm, apply, function
from prover.logic.syntax import (
    And,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Term,
    Variable,
    constant,
)
from prover.logic.walk import Substitution, strip_universals, substitute

__all__ = ["Fact", "Opening", "instance"]

Fact = tuple[Formula, ProofTerm]


@dataclass(frozen=True, slots=True)
class Opening:
    """A statement taken apart.

    Attributes:
        binders: the things and hypotheses that were introduced, outermost first.
        generic: the thing that stands for each variable.
        assumed: the hypotheses.
        goal: what is left to show.
    """

    binders: tuple[Local | FunctionSymbol, ...]
    generic: Substitution
    assumed: tuple[Fact, ...]
    goal: Formula

    @staticmethod
    def of(statement: Formula, things: Eigenvariables, within: Opening | None = None) -> Opening:
        """Open ``statement`` as long as a ∀ follows, of variables that are not yet open.

        What it stands ``within`` is open already, and not among the binders.
        """
        binders: list[Local | FunctionSymbol] = []
        generic: dict[Variable, Term] = dict(within.generic) if within else {}
        assumed: list[Fact] = list(within.assumed) if within else []
        while True:
            variables, body = strip_universals(statement)
            symbols = [things.new(variable) for variable in variables]
            chosen: dict[Variable, Term] = {
                v: constant(symbol.name, symbol.sort)
                for v, symbol in zip(variables, symbols, strict=True)
            }
            generic |= chosen
            binders += symbols
            statement = substitute(body, chosen)
            if not isinstance(statement, Implies):
                break
            inner = strip_universals(statement.right)[0]
            if not inner or not generic.keys().isdisjoint(inner):
                break
            local = Local()
            binders.append(local)
            assumed.append((statement.left, local))
            statement = statement.right
        return Opening(tuple(binders), generic, tuple(assumed), statement)

    def closed(self, proof: ProofTerm) -> ProofTerm:
        """The proof of the statement from one of what was left to show."""
        for binder in reversed(self.binders):
            proof = function(binder, proof)
        return proof

    def instances(self, parents: Iterable[Formula], things: Eigenvariables) -> Iterator[Fact]:
        """The hypotheses at the things of the same variables, as far as ``parents`` want them."""
        wanted = [part for f in parents if isinstance(f, Implies) for part in _parts(f.left)]
        bound = dict.fromkeys([frozenset(strip_universals(part)[0]) for part in wanted])
        for formula, proof in self._hypotheses():
            variables, body = strip_universals(formula)
            for left in bound:
                chosen = {
                    v: term for v, term in self.generic.items() if v in variables and v not in left
                }
                if chosen and len(set(variables)) == len(variables):
                    yield instance(variables, body, proof, chosen, things)

    def _hypotheses(self) -> Iterator[Fact]:
        for formula, proof in self.assumed:
            parts = _parts(formula)
            for index, each in enumerate(parts):
                yield each, component(proof, index, len(parts))


def _parts(formula: Formula) -> Sequence[Formula]:
    return formula.parts if isinstance(formula, And) else (formula,)


def instance(
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
