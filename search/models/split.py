"""Splitting clauses, so that each part has few variables and few instances.

``P(x, y) ∨ Q(y, z)`` has a cube of instances, ``P(x, y) ∨ S(y)`` and ``¬S(y) ∨ Q(y, z)`` have two
squares.  Which variables go first is the question of bucket elimination; taking the one that
stands together with the fewest others is the usual good guess (Claessen and Sörensson 2003;
Reger, Suda and Voronkov 2016 for the sorts of the new predicates).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prover.logic.syntax import PredicateSymbol
from search.models.flat import FlatClause, FlatLiteral, is_element

__all__ = ["Splitter"]


@dataclass(slots=True)
class Splitter:
    """Splits clauses, by predicates with new names."""

    _made: int = 0

    def split(self, clause: FlatClause) -> Iterator[FlatClause]:
        """Clauses that have, together, the models of ``clause``."""
        literals = list(clause.literals)
        while len(clause.sorts) > 1 and len(_variables(literals)) > 1:
            bucket = _smallest_bucket(literals)
            rest = [literal for literal in literals if literal not in bucket]
            inside, outside = _variables(bucket), _variables(rest)
            if outside <= inside:
                break
            shared = sorted(inside & outside)
            symbol = self._fresh(clause, shared)
            yield _part(clause, [*bucket, FlatLiteral(True, symbol, tuple(shared))])
            literals = [*rest, FlatLiteral(False, symbol, tuple(shared))]
        yield clause if literals == list(clause.literals) else _part(clause, literals)

    def _fresh(self, clause: FlatClause, shared: Sequence[int]) -> PredicateSymbol:
        self._made += 1
        return PredicateSymbol(f"$split{self._made}", tuple(clause.sorts[v] for v in shared))


def _smallest_bucket(literals: Sequence[FlatLiteral]) -> list[FlatLiteral]:
    """All literals with one variable, of the variable with the fewest neighbours."""
    buckets = (
        [literal for literal in literals if variable in literal.places]
        for variable in sorted(_variables(literals))
    )
    return min(buckets, key=lambda bucket: len(_variables(bucket)))


def _variables(literals: Sequence[FlatLiteral]) -> set[int]:
    return {p for literal in literals for p in literal.places if not is_element(p)}


def _part(clause: FlatClause, literals: Sequence[FlatLiteral]) -> FlatClause:
    """The clause of some literals, its variables numbered anew."""
    number = {old: new for new, old in enumerate(sorted(_variables(literals)))}
    return FlatClause(
        tuple(clause.sorts[old] for old in number),
        tuple(
            FlatLiteral(lit.positive, lit.symbol, tuple(number.get(p, p) for p in lit.places))
            for lit in literals
        ),
    )
