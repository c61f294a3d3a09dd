"""The Knuth–Bendix order on terms and literals.

Knuth and Bendix (1970); the version with variable counts of Dershowitz and Manna.  Every
symbol weighs 1, so the order prefers short terms; precedence breaks ties: symbols of
larger arity, then rarer ones, are greater.  On ground terms the order is total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from prover.logic.clause import Clause, Literal
from prover.logic.syntax import (
    Application,
    Atom,
    FunctionSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import nodes

__all__ = ["KnuthBendixOrder"]

_TRUTH = Sort("$o")


@dataclass(slots=True)
class KnuthBendixOrder:
    """A simplification order with the given precedence (higher numbers are greater)."""

    precedence: dict[Symbol, int]
    _weights: dict[Term, int] = field(default_factory=dict)
    _counts: dict[Term, Counter[Variable]] = field(default_factory=dict)

    @staticmethod
    def for_clauses(clauses: Iterable[Clause]) -> KnuthBendixOrder:
        """The order for a problem: precedence by arity, then by how rare a symbol is."""
        uses: Counter[Symbol] = Counter()
        for clause in clauses:
            for literal in clause.literals:
                for node in nodes(literal.atom):
                    if isinstance(node, Atom):
                        uses[node.predicate] += 1
                    elif isinstance(node, Application):
                        uses[node.function] += 1
        ranked = sorted(uses, key=lambda s: (_rank(s), s.arity, -uses[s], s.name))
        return KnuthBendixOrder({symbol: rank for rank, symbol in enumerate(ranked)})

    def weight(self, term: Term) -> int:
        """Number of symbols and variables in ``term``."""
        known = self._weights.get(term)
        if known is None:
            known = 1
            if isinstance(term, Application):
                known += sum(self.weight(argument) for argument in term.arguments)
            self._weights[term] = known
        return known

    def greater(self, left: Term, right: Term) -> bool:
        """True when ``left`` is greater than ``right`` under every substitution."""
        if left is right or isinstance(left, Variable):
            return False
        if isinstance(right, Variable):
            return right in left.free
        if right.free:
            if not right.free <= left.free:
                return False
            counts = self._variable_counts(left)
            if any(counts[v] < n for v, n in self._variable_counts(right).items()):
                return False
        left_weight, right_weight = self.weight(left), self.weight(right)
        if left_weight != right_weight:
            return left_weight > right_weight
        if left.function is not right.function:
            return self._precedes(left.function, right.function)
        for one, other in zip(left.arguments, right.arguments, strict=True):
            if one is not other:
                return self.greater(one, other)
        return False

    def maximal(self, clause: Clause) -> tuple[int, ...]:
        """Indices of the literals that no other literal of the clause is greater than."""
        literals = clause.literals
        return tuple(
            index
            for index, literal in enumerate(literals)
            if not any(
                other is not literal and self.literal_greater(other, literal) for other in literals
            )
        )

    def literal_greater(self, left: Literal, right: Literal) -> bool:
        """The multiset extension to literals: s=t as {s,t}, s≠t as {s,s,t,t}."""
        if isinstance(left.atom, Atom) and isinstance(right.atom, Atom):
            return self._atom_literal_greater(left, left.atom, right, right.atom)
        if isinstance(left.atom, Atom):
            return True  # predicates are above all functions
        if isinstance(right.atom, Atom):
            return False
        return self._multiset_greater(_terms(left), _terms(right))

    def _atom_literal_greater(
        self, left: Literal, left_atom: Atom, right: Literal, right_atom: Atom
    ) -> bool:
        if left_atom is right_atom:
            return not left.positive and right.positive
        return self.greater(self._as_term(left_atom), self._as_term(right_atom))

    def _as_term(self, atom: Atom) -> Application:
        symbol = atom.predicate
        twin = FunctionSymbol(f"•{symbol.name}", symbol.argument_sorts, _TRUTH)
        self.precedence.setdefault(twin, self.precedence.get(symbol, 0))
        return Application(twin, atom.arguments)

    def _precedes(self, left: Symbol, right: Symbol) -> bool:
        ranks = self.precedence.get(left, -1), self.precedence.get(right, -1)
        return ranks[0] > ranks[1] if ranks[0] != ranks[1] else left.name > right.name

    def _variable_counts(self, term: Term) -> Counter[Variable]:
        known = self._counts.get(term)
        if known is None:
            known = Counter((term,)) if isinstance(term, Variable) else Counter()
            if isinstance(term, Application):
                for argument in term.arguments:
                    known.update(self._variable_counts(argument))
            self._counts[term] = known
        return known

    def _multiset_greater(self, left: Sequence[Term], right: Sequence[Term]) -> bool:
        """The multiset order of Dershowitz and Manna (1979)."""
        remaining_left, remaining_right = list(left), list(right)
        for term in left:
            if term in remaining_right:
                remaining_left.remove(term)
                remaining_right.remove(term)
        return bool(remaining_left) and all(
            any(self.greater(big, small) for big in remaining_left) for small in remaining_right
        )


def _terms(literal: Literal) -> tuple[Term, ...]:
    assert not isinstance(literal.atom, Atom)
    sides = (literal.atom.left, literal.atom.right)
    return sides if literal.positive else sides + sides


def _rank(symbol: Symbol) -> int:
    return 0 if isinstance(symbol, FunctionSymbol) else 1
