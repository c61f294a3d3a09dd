"""Congruence closure: what equations say, and why."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prover.check import Z3Session
from prover.check.smt import Answer, Entailment
from prover.export.lean.equality import Equations
from prover.export.lean.terms import Name
from prover.logic.syntax import INDIVIDUAL, Application, Equality, FunctionSymbol, Term, constant

F = FunctionSymbol("f", (INDIVIDUAL,), INDIVIDUAL)
G = FunctionSymbol("g", (INDIVIDUAL, INDIVIDUAL), INDIVIDUAL)
SESSION = Z3Session()

constants = st.sampled_from([constant(name) for name in "abcd"])
terms: st.SearchStrategy[Term] = st.recursive(
    constants,
    lambda inner: st.one_of(
        inner.map(lambda t: Application(F, (t,))),
        st.tuples(inner, inner).map(lambda pair: Application(G, pair)),
    ),
    max_leaves=3,
)


@given(st.lists(st.tuples(terms, terms), max_size=5), terms, terms)
def test_terms_are_equal_exactly_when_z3_says_so(
    given_: list[tuple[Term, Term]], left: Term, right: Term
) -> None:
    equations = Equations()
    for number, (one, other) in enumerate(given_):
        equations.add(one, other, Name(f"e{number}"))
    facts = tuple(Equality(one, other) for one, other in given_)
    [answer] = SESSION.decide([Entailment(facts, Equality(left, right))])
    assert equations.equal(left, right) == (answer is Answer.ENTAILED)
    if equations.equal(left, right):
        assert (equations.proof(left, right) is None) == (left is right)


def test_a_copy_is_independent() -> None:
    a, b = constant("a"), constant("b")
    equations = Equations()
    equations.mention(a)
    equations.copy().add(a, b, Name("e"))
    assert not equations.equal(a, b)
