"""Proofs that carry over from one formula to a similar one, connective by connective.

A *change* turns a proof of one formula into a proof of another; ``None`` changes nothing.
What stands on the left of → or below ¬ is changed in the opposite direction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prover.export.lean.combinators import cases, component, conjunction, injection
from prover.export.lean.terms import (
    EXISTS_ELIM,
    Apply,
    Element,
    Function,
    Local,
    Pair,
    ProofTerm,
    apply,
    assume,
    function,
)
from prover.logic.syntax import And, FunctionSymbol, Implies, Not, Or, constant

__all__ = ["Change", "changed", "through", "under_quantifier"]

Change = Callable[[ProofTerm], ProofTerm] | None


def changed(change: Change, proof: ProofTerm) -> ProofTerm:
    """``proof`` after ``change``."""
    return proof if change is None else change(proof)


def through(formula: Not | And | Or | Implies, inner: Sequence[Change]) -> Change:
    """The change of a formula that is built like ``formula``, from those of its parts."""
    if all(change is None for change in inner):
        return None
    match formula:
        case Not():
            return lambda proof: assume(lambda h: apply(proof, changed(inner[0], h)))
        case Implies():
            return lambda proof: assume(
                lambda h: changed(inner[1], apply(proof, changed(inner[0], h)))
            )
        case And(parts=parts):
            size = len(parts)
            return lambda proof: conjunction(
                [changed(each, component(proof, i, size)) for i, each in enumerate(inner)]
            )
        case Or():
            return lambda proof: cases(
                proof, [_injected(each, i, len(inner)) for i, each in enumerate(inner)]
            )


def _injected(change: Change, index: int, size: int) -> ProofTerm:
    local = Local()
    return Function(local, injection(changed(change, local), index, size))


def under_quantifier(symbol: FunctionSymbol, inner: Change, *, universal: bool) -> Change:
    """The change of a quantified formula; ``inner`` changes its body, about ``symbol``."""
    if inner is None:
        return None
    thing = Element(constant(symbol.name, symbol.sort))
    if universal:
        return lambda proof: function(symbol, inner(apply(proof, thing)))

    def with_witness(proof: ProofTerm) -> ProofTerm:
        local = Local()
        about = Function(symbol, Function(local, Pair(thing, inner(local))))
        return Apply(EXISTS_ELIM, (proof, about))

    return with_witness
