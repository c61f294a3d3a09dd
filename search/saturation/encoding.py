"""Between the problem's clauses and the loop's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from prover.logic import clause as logic
from prover.logic import syntax
from prover.logic.walk import nodes
from search.saturation.clauses import Literal, LiteralBank
from search.saturation.orders import KnuthBendixOrder, LexicographicPathOrder, Order
from search.saturation.terms import TRUTH, Symbol, Term, TermBank

__all__ = ["Encoding", "Ordering", "Precedence"]


class Ordering(StrEnum):
    """Which simplification order compares terms."""

    KNUTH_BENDIX = "knuth-bendix"
    LEXICOGRAPHIC_PATH = "lexicographic-path"


class Precedence(StrEnum):
    """Which symbols are greater than others."""

    RARE = "rare"
    """Symbols that occur less often are greater."""
    FREQUENT = "frequent"
    ARITY = "arity"
    """Symbols that take more arguments are greater, then rarer ones."""


class Encoding:
    """The integer symbols of one problem, under one order.

    Attributes:
        bank: makes the literals.
    """

    def __init__(
        self,
        clauses: Iterable[logic.Clause],
        goals: Iterable[bool],
        *,
        ordering: Ordering,
        precedence: Precedence,
        goal_bonus: int,
    ) -> None:
        self._sorts: dict[syntax.Sort, int] = {}
        uses: Counter[syntax.Symbol] = Counter()
        of_goals: set[syntax.Symbol] = set()
        for each, goal in zip(clauses, goals, strict=True):
            occurring = list(_symbols(each))
            uses.update(occurring)
            if goal:
                of_goals.update(occurring)
        listed = sorted(uses, key=lambda s: _rank(s, uses[s], precedence))
        self._names: list[syntax.Symbol | None] = [None, None, *listed]
        self._heads = {symbol: head for head, symbol in enumerate(listed, start=2)}
        symbols = [Symbol(TRUTH, 1, 0, 0), Symbol(TRUTH, 1, 1, 0)]
        for rank, symbol in enumerate(listed, start=2):
            sort = self._sort(symbol.sort) if isinstance(symbol, syntax.FunctionSymbol) else TRUTH
            cost = 2 if symbol in of_goals or not of_goals else 2 + goal_bonus
            symbols.append(Symbol(sort, 1, rank, cost))
        order: Order = KnuthBendixOrder(symbols)
        if ordering is Ordering.LEXICOGRAPHIC_PATH:
            order = LexicographicPathOrder(symbols)
        self.bank = LiteralBank(TermBank(symbols), order)

    def _sort(self, sort: syntax.Sort) -> int:
        return self._sorts.setdefault(sort, len(self._sorts) + 1)

    def encoded(
        self, clause: logic.Clause
    ) -> tuple[tuple[Literal, ...], dict[syntax.Variable, Term]]:
        """The clause in normalised variables, and what each of its own became."""
        variables: dict[syntax.Variable, Term] = {}
        literals = dict.fromkeys(self._literal(each, variables) for each in clause.literals)
        return tuple(literals), variables

    def _literal(self, literal: logic.Literal, variables: dict[syntax.Variable, Term]) -> Literal:
        atom, terms = literal.atom, self.bank.terms
        if isinstance(atom, syntax.Equality):
            left, right = self._term(atom.left, variables), self._term(atom.right, variables)
        else:
            args = tuple(self._term(argument, variables) for argument in atom.arguments)
            left, right = terms.make(self._heads[atom.predicate], args), terms.true
        return self.bank.literal(literal.positive, left, right)

    def _term(self, term: syntax.Term, variables: dict[syntax.Variable, Term]) -> Term:
        if isinstance(term, syntax.Variable):
            known = variables.get(term)
            if known is None:
                sort = self._sort(term.sort)
                known = self.bank.terms.variable(2 * len(variables), sort)
                variables[term] = known
            return known
        args = tuple(self._term(argument, variables) for argument in term.arguments)
        return self.bank.terms.make(self._heads[term.function], args)

    def equality_axioms(self) -> list[tuple[Literal, ...]]:
        """Transitivity of equality and its congruence with every symbol; ``x = x`` is built in."""
        axioms = [self._transitivity(sort) for sort in self._sorts.values()]
        for head, symbol in enumerate(self._names):
            if symbol is not None and symbol.arity:
                axioms.append(self._congruence(head, symbol))
        return axioms

    def _transitivity(self, sort: int) -> tuple[Literal, ...]:
        x, y, z = (self.bank.terms.variable(2 * number, sort) for number in range(3))
        literal = self.bank.literal
        return literal(False, x, y), literal(False, y, z), literal(True, x, z)

    def _congruence(self, head: int, symbol: syntax.Symbol) -> tuple[Literal, ...]:
        bank, size = self.bank, symbol.arity
        sorts = [self._sort(sort) for sort in symbol.argument_sorts]
        ones = [bank.terms.variable(2 * n, sort) for n, sort in enumerate(sorts)]
        others = [bank.terms.variable(2 * (n + size), sort) for n, sort in enumerate(sorts)]
        unequal = [bank.literal(False, x, y) for x, y in zip(ones, others, strict=True)]
        left = bank.terms.make(head, tuple(ones))
        right = bank.terms.make(head, tuple(others))
        if isinstance(symbol, syntax.FunctionSymbol):
            return *unequal, bank.literal(True, left, right)
        true = bank.terms.true
        return *unequal, bank.literal(False, left, true), bank.literal(True, right, true)

    def anything(self, sort: int) -> Term:
        """A term that stands for anything of a sort: a constant, if there is one."""
        for head, symbol in enumerate(self._names):
            if isinstance(symbol, syntax.FunctionSymbol) and not symbol.arity:
                constant = self.bank.terms.make(head, ())
                if constant.sort == sort:
                    return constant
        return self.bank.terms.variable(0, sort)

    def decoded(self, literals: Iterable[Literal]) -> logic.Clause:
        """The clause in the problem's language."""
        return logic.Clause(tuple(self._decoded_literal(literal) for literal in literals))

    def _decoded_literal(self, literal: Literal) -> logic.Literal:
        left = literal.left
        if not literal.predicate:
            equation = syntax.Equality(self.term(left), self.term(literal.right))
            return logic.Literal(literal.positive, equation)
        symbol = self._names[left.head]
        assert isinstance(symbol, syntax.PredicateSymbol)
        atom = syntax.Atom(symbol, tuple(self.term(arg) for arg in left.args))
        return logic.Literal(literal.positive, atom)

    def variable(self, term: Term) -> syntax.Variable:
        """The problem's name of a variable."""
        [sort] = [sort for sort, number in self._sorts.items() if number == term.sort]
        number = -1 - term.head
        return syntax.Variable(f"x{number // 2 + 1}" + ("′" if number % 2 else ""), sort)

    def term(self, term: Term) -> syntax.Term:
        """The term in the problem's language."""
        if term.head < 0:
            return self.variable(term)
        symbol = self._names[term.head]
        assert isinstance(symbol, syntax.FunctionSymbol)
        return syntax.Application(symbol, tuple(self.term(arg) for arg in term.args))


def _symbols(clause: logic.Clause) -> Iterator[syntax.Symbol]:
    for literal in clause.literals:
        for node in nodes(literal.atom):
            if isinstance(node, syntax.Atom):
                yield node.predicate
            elif isinstance(node, syntax.Application):
                yield node.function


def _rank(symbol: syntax.Symbol, uses: int, precedence: Precedence) -> tuple[int, int, int, str]:
    """Predicates are above functions; of those, by the precedence wanted."""
    kind = 0 if isinstance(symbol, syntax.FunctionSymbol) else 1
    if precedence is Precedence.RARE:
        return kind, -uses, symbol.arity, symbol.name
    if precedence is Precedence.FREQUENT:
        return kind, uses, symbol.arity, symbol.name
    return kind, symbol.arity, -uses, symbol.name
