"""Which instance of its parent a clause is taken from: a hint that makes checking quick.

A clause of ``∀x (C₁ ∧ … ∧ Cₙ)`` is one of the Cᵢ, its variables renamed, its literals in another
order.  Where all literals of a conclusion fit literals of one Cᵢ, the terms that they put for x
are the instance.  A wrong hint does no harm: the checker then asks about the parent itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prover.logic.syntax import And, Application, Atom, Formula, Term, Variable
from prover.logic.walk import strip_universals
from prover.proof import Instance
from prover.tstp.scoping import Literal, literals, orders, terms_of

__all__ = ["instance_of"]

_TRIES = 5_000
"""Pairs of literals that are compared for one conclusion."""

_Bindings = dict[Variable, Term]


def instance_of(parent: Formula, conclusion: Formula) -> Instance:
    """Terms for the outermost variables of ``parent``, none where ``conclusion`` fits nowhere."""
    variables, matrix = strip_universals(parent)
    if not variables:
        return ()
    wanted = list(dict.fromkeys(literals(strip_universals(conclusion)[1])))
    tries = iter(range(_TRIES))
    for part in matrix.parts if isinstance(matrix, And) else (matrix,):
        bindings = _fitting(wanted, list(literals(part)), tries)
        if bindings is not None:
            spare = next((v for v in strip_universals(conclusion)[0]), variables[0])
            return tuple((v, bindings.get(v, spare)) for v in variables)
    return ()


def _fitting(
    wanted: Sequence[Literal], patterns: Sequence[Literal], tries: Iterator[int]
) -> _Bindings | None:
    """Bindings under which each of ``wanted`` is one of ``patterns``."""
    stack: list[Iterator[_Bindings]] = [iter(({},))]
    while stack:
        bindings = next(stack[-1], None)
        if bindings is None:
            stack.pop()
        elif len(stack) > len(wanted):
            return bindings
        else:
            stack.append(_matches(wanted[len(stack) - 1], patterns, bindings, tries))
    return None


def _matches(
    literal: Literal, patterns: Sequence[Literal], bindings: _Bindings, tries: Iterator[int]
) -> Iterator[_Bindings]:
    sign, atom = literal
    kind = atom.predicate if isinstance(atom, Atom) else None
    for positive, pattern in patterns:
        other = pattern.predicate if isinstance(pattern, Atom) else None
        if positive != sign or other is not kind:
            continue
        if next(tries, None) is None:
            return
        for order in orders(pattern):
            extended = dict(bindings)
            if all(_match(p, t, extended) for p, t in zip(order, terms_of(atom), strict=True)):
                yield extended


def _match(pattern: Term, term: Term, bindings: _Bindings) -> bool:
    if isinstance(pattern, Variable):
        return bindings.setdefault(pattern, term) is term
    return (
        isinstance(term, Application)
        and pattern.function is term.function
        and all(
            _match(p, t, bindings) for p, t in zip(pattern.arguments, term.arguments, strict=True)
        )
    )
