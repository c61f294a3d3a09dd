"""Perfectly shared terms with integer symbols: what the loop computes on.

Two equal terms of one :class:`TermBank` are the same object, so that equality is identity, a
term's weight and variables are computed once, and what was found out about a term (that it
cannot be rewritten, say) is found out for every clause that contains it (Schulz, "E, a
brainiac theorem prover", 2002).

Atoms are terms too: the literal ``P(t)`` is the equation ``P(t) = ⊤``.
"""

from __future__ import annotations

from typing import Final

__all__ = ["FALSE", "MAX_TERM_DEPTH", "TRUE", "Symbol", "Term", "TermBank", "dominates"]

TRUE: Final = 0
"""Head of the constant ⊤."""

FALSE: Final = 1
"""Head of the constant ⊥."""

TRUTH: Final = 0
"""Number of the sort of atoms."""

MAX_TERM_DEPTH: Final = 100
"""Deeper terms are not made; a search that would have needed them is incomplete."""

_FIELD: Final = 16
_ONES: Final = (1 << _FIELD) - 1


class Symbol:
    """A function or predicate symbol as the loop sees it.

    Attributes:
        weight: in the Knuth–Bendix order, at least 1.
        rank: in the precedence; no two symbols share one.
        cost: in clause evaluation, where a variable costs half of an ordinary symbol.
    """

    __slots__ = ("cost", "rank", "sort", "weight")

    def __init__(self, sort: int, weight: int, rank: int, cost: int) -> None:
        self.sort = sort
        self.weight = weight
        self.rank = rank
        self.cost = cost


class Term:
    """A variable (negative ``head``) or a symbol applied to terms.  Only a bank makes them.

    Attributes:
        weight: Knuth–Bendix weight.
        cost: what the term costs a clause in evaluation.
        counts: how often each variable occurs, 16 bits a variable.
        mask: a bit for each symbol (symbols may share one).
        tried: the newest rewrite rule that is known not to apply to the term.
        rewritten: what the term was rewritten to, if it was.
        reason: the rule (and clause) by which.
        fingerprint: number of its fingerprint, -1 while that is not computed.
    """

    __slots__ = (
        "args",
        "cost",
        "counts",
        "depth",
        "fingerprint",
        "ground",
        "head",
        "mask",
        "reason",
        "rewritten",
        "sort",
        "tried",
        "weight",
    )

    def __init__(
        self, head: int, args: tuple[Term, ...], sort: int, weight: int, cost: int, counts: int
    ) -> None:
        self.head = head
        self.args = args
        self.sort = sort
        self.weight = weight
        self.cost = cost
        self.counts = counts
        self.ground = counts == 0
        self.mask = 0
        self.depth = 1
        self.tried = 0
        self.rewritten: Term | None = None
        self.reason: object = None
        self.fingerprint = -1


class TermBank:
    """Makes the terms of one search.

    Args:
        symbols: all symbols by number, ⊤ and ⊥ first.
    """

    __slots__ = ("_tables", "_variables", "false", "symbols", "true", "variable_cost")

    def __init__(self, symbols: list[Symbol], variable_cost: int = 1) -> None:
        self.symbols = symbols
        self.variable_cost = variable_cost
        self._tables: list[dict[tuple[Term, ...], Term]] = [{} for _ in symbols]
        self._variables: dict[tuple[int, int], Term] = {}
        self.true = self.make(TRUE, ())
        self.false = self.make(FALSE, ())

    def variable(self, number: int, sort: int) -> Term:
        """The variable of this number and sort.

        Clauses use the even numbers; a variant that shares no variable with them uses the odd.
        """
        key = (number, sort)
        term = self._variables.get(key)
        if term is None:
            counts = 1 << (_FIELD * number)
            term = Term(-1 - number, (), sort, 1, self.variable_cost, counts)
            self._variables[key] = term
        return term

    def make(self, head: int, args: tuple[Term, ...]) -> Term:
        """The symbol ``head`` applied to ``args``."""
        table = self._tables[head]
        term = table.get(args)
        if term is None:
            term = table[args] = self._new(head, args)
        return term

    def _new(self, head: int, args: tuple[Term, ...]) -> Term:
        symbol = self.symbols[head]
        weight, cost, counts, depth, mask = symbol.weight, symbol.cost, 0, 0, 1 << (head & 63)
        for arg in args:
            weight += arg.weight
            cost += arg.cost
            counts += arg.counts
            mask |= arg.mask
            if arg.depth > depth:
                depth = arg.depth
        term = Term(head, args, symbol.sort, weight, cost, counts)
        term.depth = depth + 1
        term.mask = mask
        return term

    def shifted(self, term: Term, by: int, done: dict[Term, Term]) -> Term:
        """The term with every variable's number changed by ``by``."""
        if term.ground:
            return term
        known = done.get(term)
        if known is None:
            if term.head < 0:
                known = self.variable(by - 1 - term.head, term.sort)
            else:
                args = [self.shifted(arg, by, done) for arg in term.args]
                known = self.make(term.head, tuple(args))
            done[term] = known
        return known

    def replaced(self, term: Term, old: Term, new: Term) -> Term:
        """The term with every occurrence of ``old`` replaced by ``new``."""
        if term is old:
            return new
        if term.weight <= old.weight:
            return term
        args = tuple([self.replaced(arg, old, new) for arg in term.args])
        return term if args == term.args else self.make(term.head, args)


def _guard(fields: int) -> int:
    """The highest bit of each of so many fields."""
    return ((1 << (_FIELD * fields)) - 1) // _ONES << (_FIELD - 1)


_GUARDS: Final = tuple([_guard(fields) for fields in range(64)])


def dominates(big: int, small: int) -> bool:
    """Whether every variable occurs in ``big`` at least as often as in ``small`` (counts).

    One subtraction of packed numbers: a guard bit above each 16-bit field is borrowed from
    exactly where the field of ``small`` is the greater one.
    """
    fields = small.bit_length() // _FIELD + 1
    guard = _GUARDS[fields] if fields < 64 else _guard(fields)
    return ((big | guard) - small) & guard == guard
