"""Generative Logic's definitions as theories."""

from __future__ import annotations

import json
from time import monotonic

import pytest

from prover.theory import Theory
from prover.theory.notation import Notation
from search.induction import InductionProver
from tests.translators.mpl.numbers import CONFIGURATION, DEFINITIONS
from translators.mpl import MplSyntaxError, NotFirstOrder, read_mpl

ABOUT = "(>[1,2](AnchorCount[1,2,3,4,5])%s)"


def read(statements: str = "", **changed: str) -> Theory:
    texts = {**DEFINITIONS, **{f"{name}.mpl": text for name, text in changed.items()}}
    return read_mpl(CONFIGURATION, texts.__getitem__, statements, name="count")


def said(theory: Theory) -> list[str]:
    notation = Notation(theory)
    return [notation.statement(fact) for name, fact in theory.facts.items() if "M." not in name]


def goals(theory: Theory) -> list[str]:
    return [Notation(theory).statement(goal.formula) for goal in theory.goals]


def test_relations_that_are_functions_become_functions_by_recursion() -> None:
    theory = read()
    (datatype,) = theory.datatypes
    assert [constructor.name for constructor in datatype.constructors] == ["o", "t"]
    assert [d.symbol.name for d in theory.definitions] == ["one", "plus"]
    assert said(theory) == ["one = t(o)", "plus(o, x) = x", "plus(t(x), y) = t(plus(x, y))"]
    assert not theory.axioms
    assert not theory.open_symbols


def test_theorems_are_stated_without_what_is_determined() -> None:
    lines = [
        ABOUT % "(>[6,7,8](in3[6,7,8,4])(in3[7,6,8,4]))",
        ABOUT % "(>[6,7](in3[5,6,7,4])(>[](in2[6,7,3])(in3[6,5,7,4])))",
        ABOUT % "(>[6,7](in2[6,7,3])(below[1,4,6,7]))",
    ]
    theory = read("\n".join(lines))
    assert goals(theory) == [
        "plus(x, y) = plus(y, x)",
        "plus(one, x) = t(x) → plus(one, x) = plus(x, one)",
        "∃d (plus(x, d) = t(x))",
    ]


def test_what_is_imported_can_be_proved() -> None:
    (goal,) = read(ABOUT % "(>[6,7,8](in3[6,7,8,4])(in3[7,6,8,4]))").goals
    theory = read(ABOUT % "(>[6,7,8](in3[6,7,8,4])(in3[7,6,8,4]))")
    attempt = InductionProver(theory).prove("sum", goal.formula, monotonic() + 20)
    assert attempt.theorems


def test_what_generates_nothing_stays_an_axiom() -> None:
    theory = read(Counting="(& (in[o,M]) (map[t,M,M]))", Sums="(operation[plus,M])")
    assert [sort.name for sort in theory.sorts] == ["M"]
    assert [symbol.name for symbol in theory.open_symbols] == ["o", "t", "plus"]
    assert said(theory) == ["one = t(o)"]


def test_a_relation_that_is_no_function_stays_one() -> None:
    theory = read(Counting="(>[k,l] (in2[k,l,t]) (in2[l,k,t]))", AnchorCount="(Counting[M,o,t])")
    assert said(theory) == ["t(x, y) → t(y, x)"]


@pytest.mark.parametrize(
    ("definition", "message"),
    [
        ("(& (in[o,M]) (in[t,M])", "line 1, column 23: Counting.mpl: expected"),
        ("(& (in[o,M]))", "line 1, column 13"),
        ("(>[k (in[k,M]) (in[k,M]))", "expected ','"),
        ("(in[k,M])", "in Counting: k is not bound"),
        ("(in[o])", "in has other arguments: (in[1,2])"),
        ("(& (in[o,M]) (Counting[M,o,t]))", "Counting is defined by itself"),
        ("(odd[o])", "odd is not defined"),
        ("(in2[o,o,o])", "o is not what in2 speaks of"),
        ("!" * 3, "expected '('"),
        ("(&" * 400, "nested deeper"),
    ],
)
def test_errors_say_where(definition: str, message: str) -> None:
    with pytest.raises(MplSyntaxError) as refused:
        read(Counting=definition)
    assert message in str(refused.value)
    assert refused.value.hint


def test_what_is_second_order_is_refused() -> None:
    with pytest.raises(NotFirstOrder, match="S stands for any set"):
        read(ABOUT % "(>[6](in[6,1])(some[1,6]))")


def test_a_configuration_has_to_define_an_anchor() -> None:
    with pytest.raises(MplSyntaxError, match="does not define an anchor"):
        read_mpl("{}", DEFINITIONS.__getitem__)
    with pytest.raises(MplSyntaxError, match="is no JSON"):
        read_mpl("{", DEFINITIONS.__getitem__)


def test_statements_are_about_the_anchor() -> None:
    with pytest.raises(MplSyntaxError, match="statement 2 is not about AnchorCount"):
        read(ABOUT % "(in[2,1])" + "\n(>[1] (in[1,1]) (in[1,1]))")


def test_kinds_beyond_ours_are_refused() -> None:
    document = json.loads(CONFIGURATION)
    document["AnchorCount"]["definition_sets"]["3"] = ["P(P(1))", True]
    with pytest.raises(NotFirstOrder, match="t of AnchorCount"):
        read_mpl(json.dumps(document), DEFINITIONS.__getitem__)
