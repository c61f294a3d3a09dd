"""Normal forms, and the steps that lead there."""

from __future__ import annotations

from hypothesis import given as anything
from hypothesis import strategies as st

from prover.logic.syntax import Application, Equality, FunctionSymbol, Term, Variable
from prover.theory import Theory
from search.induction.knowledge import Knowledge
from search.induction.precedence import precedence
from search.rewriting.path_order import LexicographicPathOrder
from tests.search.induction.theories import PEANO, theory

NUMBERS: Theory = theory(PEANO)
SYMBOLS = {s.name: s for s in NUMBERS.symbols if isinstance(s, FunctionSymbol)}
NAT = NUMBERS.datatypes[0].sort
X, Y = Variable("x", NAT), Variable("y", NAT)


def made(name: str, *arguments: Term) -> Application:
    return Application(SYMBOLS[name], arguments)


ZERO = made("0")
TERMS = st.recursive(
    st.sampled_from([X, Y, ZERO]),
    lambda inner: st.one_of(
        st.builds(lambda a: made("S", a), inner),
        st.builds(lambda a, b: made("+", a, b), inner, inner),
        st.builds(lambda a, b: made("·", a, b), inner, inner),
    ),
    max_leaves=6,
)


@anything(TERMS)
def test_steps_lead_from_a_term_to_its_normal_form(term: Term) -> None:
    rewriter = Knowledge(NUMBERS).simplifier.rewriter()
    normal = rewriter.normal(term)
    reached = [node for node, _ in rewriter.steps(term)]
    assert (reached[-1] if reached else term) is normal


@anything(TERMS)
def test_normal_forms_are_in_normal_form(term: Term) -> None:
    rewriter = Knowledge(NUMBERS).simplifier.rewriter()
    normal = rewriter.normal(term)
    assert rewriter.normal(normal) is normal


def test_equations_between_constructors_are_taken_apart() -> None:
    rewriter = Knowledge(NUMBERS).simplifier.rewriter()
    assert rewriter.normal(Equality(made("S", X), made("S", Y))) is Equality(X, Y)


def test_definitions_decrease_and_commutativity_does_not() -> None:
    order = LexicographicPathOrder(precedence(NUMBERS))
    for definition in NUMBERS.definitions:
        for equation in definition.equations:
            if isinstance(equation.left, Application) and isinstance(
                equation.right, Variable | Application
            ):
                assert order.always_smaller(equation.right, equation.left)
    assert not order.always_smaller(made("+", Y, X), made("+", X, Y))
