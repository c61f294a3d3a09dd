"""Which symbols are greater, for the path order by which equations become rules."""

from __future__ import annotations

from collections.abc import Sequence

from prover.logic.syntax import Symbol
from prover.logic.walk import symbols
from prover.theory import Definition, Theory
from search.induction.recursion import recursion_of

__all__ = ["precedence"]

_Rank = tuple[int, int]
"""Whether there are accumulators, and how deep the definition is."""


def precedence(theory: Theory) -> Sequence[Symbol]:
    """Constructors first, then by how deep the definition is, then in order of definition.

    Functions with accumulators, and what is defined by them, come above the others: lemmas
    then say what they compute in words without accumulators.
    """
    ranks: dict[Symbol, _Rank] = {}
    for definition in theory.definitions:
        used = [ranks[symbol] for symbol in _used(definition) if symbol in ranks]
        own = int(bool(recursion_of(definition).changed))
        accumulates = max((rank[0] for rank in used), default=own)
        level = 1 + max((rank[1] for rank in used), default=0)
        ranks[definition.symbol] = (max(own, accumulates), level)
    return sorted(theory.symbols, key=lambda symbol: ranks.get(symbol, (0, 0)))


def _used(definition: Definition) -> set[Symbol]:
    used = {s for each in definition.equations for s in symbols(each.right)}
    used |= {s for each in definition.equations for s in symbols(each.condition)}
    return used - {definition.symbol}
