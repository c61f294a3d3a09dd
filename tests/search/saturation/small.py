"""Small random terms and clauses of the loop, and the problem's terms that they stand for."""

from __future__ import annotations

from hypothesis import strategies as st

from prover.logic import syntax
from prover.logic.syntax import INDIVIDUAL, Application, FunctionSymbol, Variable
from search.saturation.clauses import Literal, LiteralBank
from search.saturation.orders import KnuthBendixOrder, LexicographicPathOrder, Order
from search.saturation.terms import Symbol, Term, TermBank

SIGNATURE = tuple(
    FunctionSymbol(name, (INDIVIDUAL,) * arity, INDIVIDUAL)
    for name, arity in (("a", 0), ("b", 0), ("g", 1), ("f", 2), ("h", 3))
)
VARIABLES = tuple(Variable(name, INDIVIDUAL) for name in "xyz")


def small_terms(*, ground: bool = False, depth: int = 3) -> st.SearchStrategy[syntax.Term]:
    """Terms over two constants and functions of one, two and three arguments."""
    constants = [Application(symbol, ()) for symbol in SIGNATURE if not symbol.arity]
    leaves: list[syntax.Term] = [*constants, *(() if ground else VARIABLES)]

    def extended(inner: st.SearchStrategy[syntax.Term]) -> st.SearchStrategy[syntax.Term]:
        return st.one_of(
            st.builds(
                lambda *args, symbol=symbol: Application(symbol, args), *[inner] * symbol.arity
            )
            for symbol in SIGNATURE
            if symbol.arity
        )

    return st.recursive(st.sampled_from(leaves), extended, max_leaves=2**depth)


class Small:
    """A bank for the small terms."""

    def __init__(self, order: type[Order] = KnuthBendixOrder) -> None:
        constants = [Symbol(0, 1, 0, 0), Symbol(0, 1, 1, 0)]
        symbols = [Symbol(1, 1, rank, 2) for rank, _ in enumerate(SIGNATURE, start=2)]
        self.terms = TermBank([*constants, *symbols])
        self.order = order([*constants, *symbols])
        self.bank = LiteralBank(self.terms, self.order)

    def term(self, term: syntax.Term) -> Term:
        """The loop's term."""
        if isinstance(term, Variable):
            return self.terms.variable(2 * VARIABLES.index(term), 1)
        args = tuple(self.term(argument) for argument in term.arguments)
        return self.terms.make(SIGNATURE.index(term.function) + 2, args)

    def literal(self, positive: bool, left: syntax.Term, right: syntax.Term) -> Literal:
        """The loop's equation or disequation."""
        return self.bank.literal(positive, self.term(left), self.term(right))


ORDERS = (KnuthBendixOrder, LexicographicPathOrder)
