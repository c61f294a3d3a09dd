"""Terms are shared, and know their variables."""

from __future__ import annotations

from collections import Counter

from hypothesis import given

from prover.logic import syntax
from prover.logic.syntax import Variable
from prover.logic.walk import nodes, substitute_term
from search.saturation.terms import dominates
from tests.search.saturation.small import VARIABLES, Small, small_terms


@given(small_terms(), small_terms())
def test_equal_terms_are_one_object(one: syntax.Term, other: syntax.Term) -> None:
    small = Small()
    assert small.term(one) is small.term(one)
    assert (small.term(one) is small.term(other)) == (one is other)


@given(small_terms(), small_terms())
def test_packed_counts_compare_like_multisets(one: syntax.Term, other: syntax.Term) -> None:
    def counted(term: syntax.Term) -> Counter[Variable]:
        if isinstance(term, Variable):
            return Counter((term,))
        return sum((counted(argument) for argument in term.arguments), Counter())

    small = Small()
    big, few = small.term(one), small.term(other)
    assert dominates(big.counts, few.counts) == (counted(other) <= counted(one))
    assert big.ground == (not one.free)
    assert big.weight == sum(1 for _ in _occurrences(one))


def _occurrences(term: syntax.Term) -> list[syntax.Term]:
    inner = () if isinstance(term, Variable) else term.arguments
    return [term, *(each for argument in inner for each in _occurrences(argument))]


@given(small_terms())
def test_a_variant_shifted_back_is_the_term(term: syntax.Term) -> None:
    small = Small()
    made = small.term(term)
    apart = small.terms.shifted(made, 1, {})
    assert small.terms.shifted(apart, -1, {}) is made
    assert made.ground or apart is not made


@given(small_terms(), small_terms())
def test_replacing_a_variable_is_substituting_it(term: syntax.Term, new: syntax.Term) -> None:
    small = Small()
    x = VARIABLES[0]
    replaced = small.terms.replaced(small.term(term), small.term(x), small.term(new))
    assert replaced is small.term(substitute_term(term, {x: new}))


@given(small_terms())
def test_every_symbol_has_its_bit(term: syntax.Term) -> None:
    small = Small()
    made = small.term(term)
    for node in nodes(term):
        assert not small.term(node).mask & ~made.mask  # type: ignore[arg-type]
