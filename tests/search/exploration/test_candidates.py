"""Laws as templates, clauses by inclusion: what is proposed, and what never is."""

from __future__ import annotations

from prover.logic.clause import Clause
from prover.logic.printers import to_unicode
from prover.logic.syntax import FunctionSymbol, PredicateSymbol
from prover.theory import Theory
from search.canonical import up_to_order
from search.exploration import Counts, Options
from search.exploration.candidates import Candidates
from search.exploration.clauses import ClauseLimits, clauses
from search.exploration.knowledge import Knowledge
from search.exploration.known import KnownEquations
from search.exploration.pools import pools
from search.exploration.structures import observations
from search.exploration.terms import TermSpace
from search.rewriting.knuth_bendix import KnuthBendixOrder
from tests.search.exploration.theories import NATURALS, ORDER, statement, theory


def space_of(found: Theory, size: int) -> TermSpace:
    rows = pools(found, 3)
    data = observations(found, [v for row in rows.values() for v in row], seed=1)
    order = KnuthBendixOrder(found.symbols)
    functions = [s for s in found.symbols if isinstance(s, FunctionSymbol)]
    known = KnownEquations(found, order)
    space = TermSpace(functions, rows, data, order, known.shrinking)
    for exact in range(1, size + 1):
        for pair in space.grow(exact, 1000):
            known.note(pair.left, pair.right)
    return space


def found_clauses() -> tuple[TermSpace, list[Clause]]:
    found = theory(NATURALS, ORDER)
    space = space_of(found, 3)
    predicates = [s for s in found.symbols if isinstance(s, PredicateSymbol)]
    return space, list(clauses(space, predicates, ClauseLimits(clause=9)))


def test_representatives_differ_on_the_data() -> None:
    space = space_of(theory(NATURALS), 5)
    terms = [t for sort in space.pools for t in space.up_to(sort, 5)]
    assert len(terms) > 40
    assert len({space.observations.vectors(term) for term in terms}) == len(terms)


def test_the_laws_of_an_order_are_among_the_clauses() -> None:
    _, listed = found_clauses()
    keys = {up_to_order(clause.formula) for clause in listed}
    for text in (
        "x ≤ x",
        "x ≤ y ∧ y ≤ z → x ≤ z",
        "x ≤ y ∧ y ≤ x → x = y",
        "x ≤ y ∨ y ≤ x",
        "x ≤ y ∨ S(y) ≤ x",
    ):
        assert up_to_order(statement(text, NATURALS, ORDER)) in keys, text


def test_no_clause_is_vacuous_and_no_literal_idle() -> None:
    space, listed = found_clauses()
    for clause in listed:
        for left_out in clause.literals:
            rest = [lit for lit in clause.literals if lit is not left_out]
            if rest:
                fails = -1
                for literal in rest:
                    truth = space.observations.truth(literal.formula)
                    fails &= truth.fails
                assert fails, to_unicode(clause.formula)


def test_renamed_turned_and_reordered_statements_are_one() -> None:
    def form(text: str) -> object:
        return up_to_order(statement(text, NATURALS, ORDER))

    assert form("x + y = y + x") == form("y + x = x + y")
    assert form("x ≤ y ∧ y ≤ z → x ≤ z") == form("b ≤ c ∧ a ≤ b → a ≤ c")
    assert form("x + z = y + z → x = y") == form("a + c = b + c → b = a")
    assert form("x ≤ y → x ≤ S(y)") != form("x ≤ S(y) → x ≤ y")
    assert form("x + y = x") != form("x + y = y")


def test_a_tempting_law_that_fails_says_where() -> None:
    found = theory(NATURALS, ORDER)
    rows = pools(found, 3)
    data = observations(found, [v for row in rows.values() for v in row], seed=1)
    made = Candidates(found, Knowledge(found), rows, data, Options(), Counts(), lambda: False)
    false = {up_to_order(each.statement): each.false_at for each in made.named()}
    assert false[up_to_order(statement("x ≤ y → ¬ y ≤ x", NATURALS, ORDER))] == "x = 0, y = 0"
    assert false[up_to_order(statement("x ≤ y ∨ y ≤ x", NATURALS, ORDER))] == ""
