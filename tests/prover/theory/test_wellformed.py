"""Definitions define: cases, conditions and recursion are checked, with or without a text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.logic.syntax import (
    TRUE,
    Application,
    Atom,
    Equality,
    FunctionSymbol,
    Not,
    PredicateSymbol,
    Term,
    Variable,
)
from prover.theory import Axiom, Datatype, Definition, Equation, Goal, Theory
from prover.theory.errors import (
    DuplicateName,
    IllFormed,
    IllSorted,
    MissingCase,
    NonTerminating,
    OverlappingCases,
    Place,
    Uninhabited,
    UnknownName,
    WrongPattern,
)
from prover.theory.evaluation import Evaluator
from prover.theory.reader import TheorySyntaxError, read_theory
from prover.theory.wellformed import check_theory
from tests.prover.theory.examples import LISTS, NAT, SUCCESSOR, XS, ZERO, X, Y

F = FunctionSymbol("f", (NAT, NAT), NAT)
_0 = Application(ZERO, ())


def s(term: Term) -> Application:
    return Application(SUCCESSOR, (term,))


def f(one: Term, other: Term) -> Application:
    return Application(F, (one, other))


def with_cases(*equations: Equation) -> Theory:
    definition = Definition(F, equations)
    return Theory("test", datatypes=LISTS.datatypes, definitions=(definition,))


@pytest.mark.parametrize(
    ("equations", "kind", "place"),
    [
        ([Equation(f(X, _0), X)], MissingCase, Place("f")),
        ([Equation(f(X, Y), X), Equation(f(_0, Y), Y)], OverlappingCases, Place("f", 2)),
        ([Equation(f(X, X), X)], WrongPattern, Place("f", 1)),
        ([Equation(f(f(X, Y), Y), X)], WrongPattern, Place("f", 1)),
        ([Equation(f(X, Y), XS)], IllSorted, Place("f", 1)),
        ([Equation(f(X, Y), s(XS))], IllSorted, Place("f", 1)),
        ([Equation(f(X, Y), Variable("z", NAT))], UnknownName, Place("f", 1)),
        ([Equation(f(X, Y), f(Y, X))], NonTerminating, Place("f", 1)),
        ([Equation(f(X, Y), X, Equality(X, Y))], MissingCase, Place("f", 1)),
        ([Equation(f(X, Y), X), Equation(f(Y, X), X)], OverlappingCases, Place("f", 2)),
    ],
)
def test_the_wrong_equation_is_named(
    equations: list[Equation], kind: type[IllFormed], place: Place
) -> None:
    with pytest.raises(kind) as caught:
        check_theory(with_cases(*equations))
    assert caught.value.place == place
    assert caught.value.position is None
    assert caught.value.hint


def test_conditions_split_a_pattern() -> None:
    same = Equality(X, Y)
    check_theory(with_cases(Equation(f(X, Y), X, same), Equation(f(X, Y), Y, Not(same))))
    # Variables of one pattern may be called differently in its cases.
    check_theory(with_cases(Equation(f(X, Y), X, same), Equation(f(Y, X), Y, Not(Equality(Y, X)))))
    with pytest.raises(OverlappingCases):
        check_theory(with_cases(Equation(f(X, Y), X, same), Equation(f(X, Y), Y, TRUE)))


@pytest.mark.parametrize(
    ("theory", "kind"),
    [
        (Theory("t", sorts=(NAT, NAT)), DuplicateName),
        (Theory("t", datatypes=(Datatype(NAT, (SUCCESSOR,)),)), Uninhabited),
        (Theory("t", open_symbols=(F,)), UnknownName),
        (Theory("t", axioms=(Axiom("a", Atom(PredicateSymbol("p", ()), ())),)), UnknownName),
        (Theory("t", sorts=(NAT,), goals=(Goal("g", Equality(X, X)),)), UnknownName),
        (Theory("t", axioms=(Axiom("a", TRUE),), goals=(Goal("a", TRUE),)), DuplicateName),
        (replace(LISTS, definitions=LISTS.definitions[::-1]), UnknownName),
    ],
)  # fmt: skip
def test_what_else_may_be_wrong(theory: Theory, kind: type[IllFormed]) -> None:
    with pytest.raises(kind):
        check_theory(theory)


NATURALS = "datatype Nat = 0 | S(Nat)\n"
ENDING = {
    "structural": "function f : Nat → Nat\n  f(0) = 0\n  f(S(x)) = f(x)",
    "two steps": "function f : Nat → Nat\n  f(0) = 0\n  f(S(0)) = 0\n  f(S(S(x))) = f(x)",
    "lexicographic": "function f : Nat × Nat → Nat\n  f(0, y) = S(y)\n  f(S(x), 0) = f(x, S(0))\n"
    "  f(S(x), S(y)) = f(x, f(S(x), y))",
    "exchanged": "function f : Nat × Nat → Nat\n  f(x, 0) = x\n  f(x, S(y)) = f(y, x)",
    "mutual": "function f, g : Nat → Nat\ndefinition\n  f(0) = 0\n  f(S(x)) = g(S(x))\n  g(0) = 0\n"
    "  g(S(x)) = f(x)",
    "condition": "predicate p : Nat\n  p(0)\n  p(S(x)) ↔ ¬p(x)",
    "one down, one up": "function f : Nat × Nat → Nat\n  f(0, y) = y\n  f(S(x), 0) = 0\n"
    "  f(S(x), S(y)) = f(S(S(x)), y)\n",
    "by a smaller result": "function - : Nat × Nat → Nat\n  x - 0 = x\n  0 - S(y) = 0\n"
    "  S(x) - S(y) = x - y\nfunction div : Nat × Nat → Nat\n  div(0, y) = 0\n"
    "  div(S(x), y) = S(div(x - y, y))",
}
ENDLESS = {
    "same": "function f : Nat → Nat\n  f(x) = f(x)",
    "larger": "function f : Nat → Nat\n  f(0) = 0\n  f(S(x)) = f(S(S(x)))",
    "exchanged": "function f : Nat × Nat → Nat\n  f(x, 0) = x\n  f(x, S(y)) = f(S(y), x)",
    "mutual": "function f, g : Nat → Nat\ndefinition\n"
    "  f(0) = 0\n  f(S(x)) = g(x)\n  g(x) = f(S(x))",
    "condition": "predicate p : Nat\n  p(0)\n  p(S(x)) ↔ ¬p(S(x))",
}


@pytest.mark.parametrize("name", ENDING)
def test_recursion_that_ends_is_seen_to_end(name: str) -> None:
    theory = read_theory(NATURALS + ENDING[name], name)
    evaluator = Evaluator(theory)
    small = list(evaluator.values(NAT, 4))
    for definition in theory.definitions:
        symbol = definition.symbol
        for one in small:
            for other in small:
                arguments = (one, other)[: symbol.arity]
                if isinstance(symbol, FunctionSymbol):
                    evaluator.apply(symbol, arguments)
                else:
                    evaluator.relates(symbol, arguments)


@pytest.mark.parametrize("name", ENDLESS)
def test_recursion_without_end_is_refused(name: str) -> None:
    with pytest.raises(TheorySyntaxError) as caught:
        read_theory(NATURALS + ENDLESS[name], name)
    assert caught.value.code == "non-terminating"


@given(st.lists(st.sampled_from("0Sx"), min_size=2, max_size=2), st.integers(1, 3))
def test_the_missing_case_completes_the_definition(first: list[str], depth: int) -> None:
    """Adding the case that an error asks for, again and again, ends in a complete definition."""
    pattern = {"0": "0", "S": "S(" * depth + "u" + ")" * depth, "x": "v"}
    left = ", ".join(pattern[kind].replace("u", f"u{n}").replace("v", f"v{n}")
                     for n, kind in enumerate(first))  # fmt: skip
    text = f"{NATURALS}function f : Nat × Nat → Nat\n  f({left}) = 0\n"
    for _ in range(10):
        try:
            theory = read_theory(text, "test")
            break
        except TheorySyntaxError as error:
            missing = error.hint.removeprefix("add the case: ").removesuffix(" = …")
        text += f"  {missing} = 0\n"
    evaluator = Evaluator(theory)
    (definition,) = theory.definitions
    assert isinstance(definition.symbol, FunctionSymbol)
    for one in evaluator.values(NAT, 5):
        for other in evaluator.values(NAT, 5):
            assert evaluator.apply(definition.symbol, (one, other)).size == 1
