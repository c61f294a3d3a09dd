"""The loop unifies and matches as the slow functions on the problem's terms do."""

from __future__ import annotations

from hypothesis import given

from prover.logic import syntax
from prover.logic.syntax import Variable
from prover.logic.unify import match_terms, unify_terms
from prover.logic.walk import substitute_term
from search.saturation.unification import Bindings, Instance, match, substituted, unify
from tests.search.saturation.small import VARIABLES, Small, small_terms


@given(small_terms(), small_terms())
def test_unifies_what_can_be_unified(one: syntax.Term, other: syntax.Term) -> None:
    small = Small()
    left, right = small.term(one), small.term(other)
    bindings = unify(left, right)
    assert (bindings is None) == (unify_terms([(one, other)]) is None)
    if bindings is not None:
        instance = Instance(small.terms, bindings)
        assert instance.of(left) is instance.of(right)


@given(small_terms(), small_terms())
def test_the_unifier_is_most_general(general: syntax.Term, term: syntax.Term) -> None:
    """A term and its own instance are unified without changing the instance."""
    apart = {v: Variable(f"{v.name}1", v.sort) for v in VARIABLES}
    instance = substitute_term(general, {VARIABLES[0]: substitute_term(term, apart)})
    small = Small()
    pattern = small.terms.shifted(small.term(general), 1, {})
    target = small.term(substitute_term(instance, {w: v for v, w in apart.items()}))
    bindings: Bindings = {}
    if match(pattern, target, bindings):
        unifier = unify(pattern, target)
        assert unifier is not None
        made = Instance(small.terms, unifier).of(target)
        assert match(target, made, {})
        assert match(made, target, {})


@given(small_terms(), small_terms())
def test_matches_what_can_be_matched(pattern: syntax.Term, target: syntax.Term) -> None:
    small = Small()
    bindings: Bindings = {}
    found = match(small.term(pattern), small.term(target), bindings)
    assert found == (match_terms([(pattern, target)]) is not None)
    if found:
        assert substituted(small.terms, small.term(pattern), bindings) is small.term(target)


def test_sorts_are_kept_apart() -> None:
    small = Small()
    x = small.terms.variable(0, 7)
    assert unify(x, small.terms.make(2, ())) is None
    assert not match(x, small.terms.make(2, ()), {})


@given(small_terms())
def test_a_variable_does_not_unify_with_a_term_around_it(term: syntax.Term) -> None:
    small = Small()
    made = small.term(term)
    for variable in VARIABLES:
        if variable in term.free and term is not variable:
            assert unify(small.term(variable), made) is None
