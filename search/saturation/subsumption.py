"""Subsumption: clauses that say less than another one need not be kept.

C *subsumes* D when an instance of C is a sub-multiset of D (Robinson 1965; multisets, so that
no clause is subsumed by a shorter factor's parent).  Candidates are found by the symbols that
occur, with signs: a subsuming clause has no symbol that the subsumed one lacks.  This is
feature vector indexing (Schulz, "Simple and Efficient Clause Subsumption with Feature Vector
Indexing", 2004) with features of one bit, packed into one number a clause.
"""

from __future__ import annotations

from typing import Final

from search.saturation.clauses import Clause, Literal
from search.saturation.unification import Bindings, match

__all__ = ["SubsumptionIndex", "subsuming"]

_MAX_STEPS: Final = 400
"""Matches tried for one pair of clauses; then it counts as not subsuming (as it may)."""


def subsuming(
    general: tuple[Literal, ...], special: tuple[Literal, ...]
) -> Bindings | None:
    """Bindings under which ``general`` is a sub-multiset of ``special``, if some are found."""
    if len(general) > 1:
        general = tuple(sorted(general, key=_cost, reverse=True))
    return _Matcher(general, special).extended(0, 0, {})


def _cost(literal: Literal) -> int:
    return literal.cost


class _Matcher:
    """Backtracking over which literal matches which."""

    __slots__ = ("_general", "_special", "_steps")

    def __init__(self, general: tuple[Literal, ...], special: tuple[Literal, ...]) -> None:
        self._general = general
        self._special = special
        self._steps = 0

    def extended(self, index: int, used: int, bindings: Bindings) -> Bindings | None:
        """Bindings for the literals from ``index`` on, with the ``used`` ones (bits) taken."""
        if index == len(self._general):
            return bindings
        pattern = self._general[index]
        for number, target in enumerate(self._special):
            if used >> number & 1 or not _alike(pattern, target):
                continue
            self._steps += 1
            if self._steps > _MAX_STEPS:
                return None
            trial = dict(bindings)
            if match(pattern.left, target.left, trial) and match(
                pattern.right, target.right, trial
            ):
                found = self.extended(index + 1, used | 1 << number, trial)
                if found is not None:
                    return found
            if not pattern.oriented:
                trial = dict(bindings)
                if match(pattern.left, target.right, trial) and match(
                    pattern.right, target.left, trial
                ):
                    found = self.extended(index + 1, used | 1 << number, trial)
                    if found is not None:
                        return found
        return None


def _alike(pattern: Literal, target: Literal) -> bool:
    if pattern.predicate:
        return (
            target.predicate
            and pattern.left.head == target.left.head
            and pattern.positive == target.positive
        )
    return not target.predicate and pattern.positive == target.positive


class SubsumptionIndex:
    """The kept clauses by their signed symbols.

    Forwards, each clause waits under one of its symbols, the least crowded; backwards, it is
    entered under all.
    """

    __slots__ = ("_entered", "_waiting", "_where")

    def __init__(self) -> None:
        self._waiting: dict[int, list[Clause]] = {}
        self._entered: dict[int, dict[Clause, None]] = {}
        self._where: dict[Clause, int] = {}

    def add(self, clause: Clause) -> None:
        """Keep ``clause``."""
        best, fewest = 0, -1
        for bit in _bits(clause.mask):
            crowd = len(self._waiting.setdefault(bit, []))
            if fewest < 0 or crowd < fewest:
                best, fewest = bit, crowd
            self._entered.setdefault(bit, {})[clause] = None
        self._waiting[best].append(clause)
        self._where[clause] = best

    def remove(self, clause: Clause) -> None:
        """Forget ``clause``."""
        for bit in _bits(clause.mask):
            del self._entered[bit][clause]
        self._waiting[self._where.pop(clause)].remove(clause)

    def subsumer(self, literals: tuple[Literal, ...], mask: int) -> Clause | None:
        """A kept clause that subsumes one with these literals, whose masks give ``mask``."""
        size, missing = len(literals), ~mask
        for bit in _bits(mask):
            for candidate in self._waiting.get(bit, ()):
                if (
                    not candidate.mask & missing
                    and len(candidate.literals) <= size
                    and subsuming(candidate.literals, literals) is not None
                ):
                    return candidate
        return None

    def subsumed(self, clause: Clause) -> list[Clause]:
        """The kept clauses that ``clause`` subsumes."""
        crowds = [self._entered.get(bit) for bit in _bits(clause.mask)]
        smallest: dict[Clause, None] | None = None
        for crowd in crowds:
            if crowd is None:
                return []
            if smallest is None or len(crowd) < len(smallest):
                smallest = crowd
        mask, size = clause.mask, len(clause.literals)
        return [
            candidate
            for candidate in smallest or ()
            if not mask & ~candidate.mask
            and size <= len(candidate.literals)
            and subsuming(clause.literals, candidate.literals) is not None
        ]


def _bits(mask: int) -> list[int]:
    """The powers of two that ``mask`` is the sum of."""
    bits = []
    while mask:
        bit = mask & -mask
        bits.append(bit)
        mask ^= bit
    return bits
