"""Finite interpretations are read as they are written, by us and by others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.check import check_model
from prover.export.interpretation import interpretation
from prover.logic.syntax import INDIVIDUAL, FunctionSymbol, PredicateSymbol, Sort
from prover.logic.tptp import TptpSyntaxError, parse_tptp
from prover.model import FiniteModel
from prover.tstp.model import ModelError, read_model

C = FunctionSymbol("c", (), INDIVIDUAL)
F = FunctionSymbol("f", (INDIVIDUAL,), INDIVIDUAL)
P = PredicateSymbol("P x", (INDIVIDUAL,))
R = PredicateSymbol("r", (INDIVIDUAL, INDIVIDUAL))
Q = PredicateSymbol("q", ())

NAMES = st.lists(st.sampled_from(["e1", "ann", "O'Neill", "a & b", "1", "Å", "x y"]), min_size=1)


@st.composite
def models(draw: st.DrawFn) -> FiniteModel:
    elements = tuple(dict.fromkeys(draw(NAMES)))
    element = st.sampled_from(elements)
    return FiniteModel(
        {INDIVIDUAL: elements},
        {C: {(): draw(element)}, F: {(e,): draw(element) for e in elements}},
        {
            P: draw(st.frozensets(st.tuples(element))),
            R: draw(st.frozensets(st.tuples(element, element))),
            Q: frozenset([()]) if draw(st.booleans()) else frozenset(),
        },
    )


@given(models())
def test_what_is_written_is_read(model: FiniteModel) -> None:
    text = "\n".join(interpretation(model, "m"))
    assert read_model(text, (C, F, P, R, Q)) == model
    assert all(len(line) < 140 for line in text.splitlines())


CITY, PERSON = Sort("city"), Sort("Old Person")
BORN = FunctionSymbol("born", (PERSON,), CITY)
HOME = FunctionSymbol("home", (), CITY)
LIVES = PredicateSymbol("lives", (PERSON, CITY))


@given(st.data())
def test_what_is_written_with_sorts_is_read(data: st.DataObject) -> None:
    domains = {sort: tuple(dict.fromkeys(data.draw(NAMES))) for sort in (CITY, PERSON, INDIVIDUAL)}
    city, person = st.sampled_from(domains[CITY]), st.sampled_from(domains[PERSON])
    model = FiniteModel(
        domains,
        {HOME: {(): data.draw(city)}, BORN: {(p,): data.draw(city) for p in domains[PERSON]}},
        {LIVES: data.draw(st.frozensets(st.tuples(person, city)))},
    )
    assert read_model("\n".join(interpretation(model, "m")), (BORN, HOME, LIVES)) == model


PARADOX = """
% SZS status Satisfiable for problem
% SZS output start FiniteModel for problem
% domain size is 2
fof(domain, fi_domain, ( ! [X] : ( X = "1" | X = "2" ) )).
fof(c, fi_functors, ( c = "1" )).
fof(f, fi_functors, ( f("1") = "2" & f("2") = "1" )).
fof(r, fi_predicates, ( ( r("1","1") <=> $false ) & ( r("1","2") <=> $true )
    & ( r("2","1") <=> $true ) & ( r("2","2") <=> $false ) )).
% SZS output end FiniteModel for problem
"""


def test_a_model_as_paradox_prints_it_is_checked() -> None:
    problem = "fof(a, axiom, ![X]: r(X, f(X))). fof(b, axiom, ~r(c, c))."
    formulas = {found.name: found.formula for found in parse_tptp(problem)}
    model = read_model(PARADOX, (C, F, R))
    assert check_model(formulas, model, "a model").accepted
    false = {found.name: found.formula for found in parse_tptp("fof(a, axiom, f(c) = c).")}
    assert not check_model(false, model, "a model").accepted


def test_elements_may_be_constants() -> None:
    text = "fof(d,fi_domain,![X]:(X = a | b = X)). fof(c,fi_functors,c = b & a = a & b = b)."
    assert read_model(text).functions[C] == {(): "b"}


DOMAIN = 'fof(d, fi_domain, ![X]: (X = "1" | X = "2")).\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "there is no domain"),
        ('fof(d, fi_domain, p("1")).', 1, "a domain has the form"),
        ("fof(d, fi_domain, ![X]: X = f(X)).", 1, "an element of a domain"),
        (DOMAIN + DOMAIN, 2, "a second domain"),
        (DOMAIN + 'fof(c, fi_functors, c = "3").', 2, "the value of a function"),
        (DOMAIN + "fof(c, fi_functors, p(c)).", 2, "a function is given by"),
        (DOMAIN + 'fof(c, fi_functors, c = "1" & c = "2").', 2, "c() has two values"),
        (DOMAIN + 'fof(q, fi_predicates, q("1") & ~q("1")).', 2, "q(1) is both"),
        (DOMAIN + 'fof(q, fi_predicates, q("7")).', 2, "an argument is not an element"),
        (DOMAIN + "fof(q, fi_predicates, ![X]: q(X)).", 2, "a predicate is given by"),
        (DOMAIN + 'fof(q, fi_predicates, q("1")).', 1, "'q' has a value for 1 of 2"),
        (DOMAIN + 'fof(c, fi_functors, f("1") = "1").', 1, "'f' has a value for 1 of 2"),
        (DOMAIN, 1, "'c' has a value for 0 of 1"),
    ],
)
def test_what_is_no_model_is_an_error_that_says_where(text: str, line: int, what: str) -> None:
    with pytest.raises(ModelError) as caught:
        read_model(text, (C,))
    assert what in caught.value.message
    assert caught.value.position is not None
    assert caught.value.position.line == line


def test_what_is_not_tptp_is_an_error_too() -> None:
    with pytest.raises(TptpSyntaxError):
        read_model("fof(d, fi_domain, ![X]: (X = ")
