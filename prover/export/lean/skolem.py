"""Skolem functions by choice: what a Skolem step needs said before it, and its proof.

For ``∃y φ`` at positive polarity (``∀y φ`` at negative), with free variables x̄, the function f
is obtained from ``∃ f, ∀ x̄, (∃ y, φ) → φ[y := f x̄]`` (or ``φ[y := f x̄] → ∀ y, φ``), which
Hilbert's ε proves.  The step itself then follows connective by connective, along the
recursion by which :mod:`prover.check.conservative` rebuilds the Skolem form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prover.export.lean.changes import Change, changed, through, under_quantifier
from prover.export.lean.entailment import Eigenvariables
from prover.export.lean.terms import Element, Name, ProofTerm, apply
from prover.logic.syntax import (
    And,
    Application,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Not,
    Or,
    Variable,
    constant,
)
from prover.logic.walk import substitute

__all__ = ["SkolemFunction", "Skolemisation"]

Scope = Mapping[Variable, FunctionSymbol]


@dataclass(frozen=True, slots=True)
class SkolemFunction:
    """A function with the quantified formula it comes from, and what is known of it.

    ``hypothesis`` names the proof of ``specification``.
    """

    symbol: FunctionSymbol
    arguments: tuple[Variable, ...]
    quantified: ForAll | Exists
    witness: Application
    hypothesis: Name

    @property
    def specification(self) -> Formula:
        """``∀x̄ ((∃y φ) → φ[f x̄])``, or ``∀x̄ (φ[f x̄] → ∀y φ)``."""
        quantified = self.quantified
        instance = substitute(quantified.body, {quantified.variable: self.witness})
        if isinstance(quantified, Exists):
            stated: Formula = Implies(quantified, instance)
        else:
            stated = Implies(instance, quantified)
        for variable in reversed(self.arguments):
            stated = ForAll(variable, stated)
        return stated


@dataclass(slots=True)
class Skolemisation:
    """One Skolem step; ``functions`` come out in the order of ``introduced``.

    Args:
        introduced: the functions of the step.
        hypotheses: names for what will be known of them.
        things: where eigenvariables come from.
    """

    introduced: Sequence[FunctionSymbol]
    hypotheses: Sequence[Name]
    things: Eigenvariables
    functions: list[SkolemFunction] = field(default_factory=list)

    def proof(self, parent: Formula, proof: ProofTerm) -> ProofTerm:
        """The Skolem form of ``parent``, from a ``proof`` of it."""
        return changed(self._change(parent, True, {}), proof)

    def _change(self, formula: Formula, positive: bool, scope: Scope) -> Change:
        match formula:
            case Not(body=body):
                return through(formula, [self._change(body, not positive, scope)])
            case And(parts=parts) | Or(parts=parts):
                return through(formula, [self._change(p, positive, scope) for p in parts])
            case Implies(left=left, right=right):
                condition = self._change(left, not positive, scope)
                return through(formula, [condition, self._change(right, positive, scope)])
            case ForAll() | Exists() if isinstance(formula, ForAll) == positive:
                symbol = self.things.new(formula.variable)
                inner = self._change(formula.body, positive, {**scope, formula.variable: symbol})
                return under_quantifier(symbol, inner, universal=positive)
            case ForAll() | Exists():
                return self._witnessed(formula, positive, scope)
            case _:
                return None

    def _witnessed(self, formula: ForAll | Exists, positive: bool, scope: Scope) -> Change:
        arguments = tuple(sorted(formula.free, key=lambda v: v.name))
        index = len(self.functions)
        witness = Application(self.introduced[index], arguments)
        known = self.hypotheses[index]
        function = SkolemFunction(witness.function, arguments, formula, witness, known)
        self.functions.append(function)
        body = substitute(formula.body, {formula.variable: witness})
        inner = self._change(body, positive, scope)
        elements = [Element(constant(scope[v].name, v.sort)) for v in arguments]
        if positive:
            return lambda proof: changed(inner, apply(known, *elements, proof))
        return lambda proof: apply(known, *elements, changed(inner, proof))
