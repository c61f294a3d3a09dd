"""Unification finds most general unifiers; matching instantiates one side only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prover.logic.syntax import INDIVIDUAL, Application, FunctionSymbol, Sort, Term, Variable
from prover.logic.unify import match_terms, resolved, unify_terms
from prover.logic.walk import substitute_term

F = FunctionSymbol("f", (INDIVIDUAL, INDIVIDUAL), INDIVIDUAL)
G = FunctionSymbol("g", (INDIVIDUAL,), INDIVIDUAL)
LEAVES: st.SearchStrategy[Term] = st.sampled_from(
    [Variable(name, INDIVIDUAL) for name in "xyz"]
    + [Application(FunctionSymbol(name, (), INDIVIDUAL), ()) for name in "ab"]  # type: ignore[operator]
)


def _apply(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    return st.one_of(
        st.builds(lambda s, t: Application(F, (s, t)), inner, inner),
        st.builds(lambda s: Application(G, (s,)), inner),
    )


TERMS = st.recursive(LEAVES, _apply, max_leaves=6)


@given(TERMS, TERMS)
def test_a_unifier_makes_both_terms_equal(left: Term, right: Term) -> None:
    bindings = unify_terms([(left, right)])
    if bindings is not None:
        substitution = resolved(bindings)
        assert substitute_term(left, substitution) is substitute_term(right, substitution)


@given(TERMS, st.dictionaries(st.sampled_from([Variable(n, INDIVIDUAL) for n in "xyz"]), TERMS))
def test_a_term_matches_its_instances(term: Term, chosen: dict[Variable, Term]) -> None:
    instance = substitute_term(term, chosen)
    bindings = match_terms([(term, instance)])
    assert bindings is not None
    assert substitute_term(term, bindings) is instance


@given(TERMS, TERMS)
def test_whatever_matches_also_unifies_apart(left: Term, right: Term) -> None:
    apart = substitute_term(
        right, {Variable(n, INDIVIDUAL): Variable(n + "1", INDIVIDUAL) for n in "xyz"}
    )
    if match_terms([(left, apart)]) is not None:
        assert unify_terms([(left, apart)]) is not None


def test_a_variable_does_not_unify_with_a_term_that_contains_it() -> None:
    x = Variable("x", INDIVIDUAL)
    assert unify_terms([(x, Application(G, (x,)))]) is None


def test_variables_take_terms_of_their_sort_only() -> None:
    nat = Variable("n", Sort("nat"))
    assert unify_terms([(nat, Variable("x", INDIVIDUAL))]) is None
