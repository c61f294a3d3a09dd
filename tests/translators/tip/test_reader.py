"""The TIP format: what is read, and where what is wrong is shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.errors import Position
from tests.translators.tip.problems import APPEND, APPEND_NIL, EXPORTED, LIST, NAT
from translators.tip import TipSyntaxError, read_tip
from translators.tip.sexpr import Atom, Sexpr, Tree, read_sexprs
from translators.tip.syntax import (
    INT,
    Apply,
    Data,
    Equal,
    Lambda,
    Match,
    Quantified,
    SortVariable,
)

TREE = "(declare-datatype T ((L) (P (left T) (right T))))\n"


def test_a_problem_is_its_declarations() -> None:
    problem = read_tip(APPEND_NIL)
    assert [datatype.name for datatype in problem.datatypes] == ["list"]
    assert [c.name for c in problem.datatypes[0].constructors] == ["nil", "cons"]
    (append,) = problem.functions
    assert (append.name, append.parameters) == ("++", ("a",))
    assert isinstance(append.body, Match)
    (goal,) = problem.goals
    assert goal.parameters == ("a",)


def test_sorts_are_found_out() -> None:
    problem = read_tip(LIST + "(prove (= (cons 1 (_ nil Int)) (cons 2 (_ nil Int))))")
    equation = problem.goals[0].body
    assert isinstance(equation, Equal)
    assert equation.sort == Data("list", (INT,))
    assert isinstance(equation.left, Apply)
    assert equation.left.sorts == (INT,)


def test_a_sort_may_be_ascribed() -> None:
    ascribed, instantiated = "(as nil (list Int))", "(_ nil Int)"
    goals = [read_tip(LIST + f"(prove (= {x} {x}))").goals for x in (ascribed, instantiated)]
    assert goals[0] == goals[1]


def test_functions_may_be_polymorphic_at_several_sorts() -> None:
    text = LIST + APPEND + "(prove (par (a) (forall ((x (list (list a)))) (= (++ x x) x))))"
    body = read_tip(text).goals[0].body
    assert isinstance(body, Quantified)
    assert isinstance(body.body, Equal)
    assert isinstance(body.body.left, Apply)
    assert body.body.left.sorts == (Data("list", (SortVariable("a"),)),)


def test_quoted_symbols_and_comments() -> None:
    problem = read_tip("; what it is\n(define-fun |-2| ((x Int)) Int x) (prove (= (|-2| 1) 1))")
    assert problem.functions[0].name == "-2"


def test_a_default_case_takes_the_rest() -> None:
    problem = read_tip(NAT + "(define-fun f ((x Nat)) Bool (match x ((Z true) (_ false))))")
    body = problem.functions[0].body
    assert isinstance(body, Match)
    assert [case.constructor for case in body.cases] == ["Z", None]


def test_a_default_case_may_come_first() -> None:
    cases = ["(Z true) (_ false)", "(_ false) (Z true)"]
    problems = [read_tip(NAT + f"(prove (forall ((x Nat)) (match x ({c}))))") for c in cases]
    assert problems[0] == problems[1]


SPELLINGS = {
    "parameters in front": (
        """
(declare-datatypes (a) ((list (nil) (cons (head a) (tail (list a))))))
(define-fun-rec (par (a) (++ ((x (list a)) (y (list a))) (list a)
  (match x (case nil y) (case (cons z xs) (cons z (++ xs y)))))))
(assert-not (par (a) (forall ((xs (list a))) (= (++ xs (as nil (list a))) xs))))
(check-sat)""",
        APPEND_NIL,
    ),
    "functions of one group": (
        """
(declare-datatypes () ((Nat (Z) (S (pred Nat)))))
(define-funs-rec ((par (a) (f ((n Nat) (x a)) a)) (g ((n Nat)) Nat))
  ((match n (case default x) (case Z x)) (match n (case (S m) (f m n)) (case default n))))
(prove (forall ((n Nat)) (= (g n) n)))""",
        NAT
        + """
(define-funs-rec ((f (par (a) (((n Nat) (x a)) a))) (g ((n Nat)) Nat))
  ((match n ((Z x) (_ x))) (match n (((S m) (f m n)) (_ n)))))
(prove (forall ((n Nat)) (= (g n) n)))""",
    ),
    "attributes": (
        """
(set-info :source "somewhere")
(declare-datatype Nat :source Main.Nat ((Z :source Main.Z) (S :source Main.S (pred Nat))))
(declare-const c :keep :source Main.c Nat)
(define-fun-rec f :keep :source Main.f ((x Nat)) Nat (match x ((Z c) ((S y) (f y)))))
(assert :lemma :axiom |ends| (forall ((x Nat)) (= (f x) c)))
(prove :source Main.prop (! (= (f c) c) :named g))""",
        NAT
        + """
(declare-const c Nat)
(define-fun-rec f ((x Nat)) Nat (match x ((Z c) ((S y) (f y)))))
(assert (forall ((x Nat)) (= (f x) c)))
(prove (= (f c) c))""",
    ),
    "a denied goal": (
        NAT + "(assert (= Z Z)) (assert (not (= Z (S Z)))) (check-sat)",
        NAT + "(assert (= Z Z)) (prove (= Z (S Z)))",
    ),
    "testers": (
        NAT + "(prove (forall ((x Nat)) (is-S x)))",
        NAT + "(prove (forall ((x Nat)) ((_ is S) x)))",
    ),
    "patterns inside patterns": (
        NAT + "(prove (forall ((x Nat)) (match x (((S (S y)) (= y y)) (z (= x z))))))",
        NAT
        + """
(prove (forall ((x Nat)) (match x ((Z (let ((z x)) (= x z))) ((S part1)
  (match part1 ((Z (let ((z x)) (= x z))) ((S y) (= y y)))))))))""",
    ),
}


@pytest.mark.parametrize(("text", "plain"), SPELLINGS.values(), ids=list(SPELLINGS))
def test_other_spellings_say_the_same(text: str, plain: str) -> None:
    one, other = read_tip(text), read_tip(plain)
    start = Position(1, 1, 0)
    for problem in (one, other):
        assert problem.goals
    assert replace(
        one, functions=tuple(replace(f, position=start) for f in one.functions)
    ) == replace(other, functions=tuple(replace(f, position=start) for f in other.functions))


def test_a_lambda_is_a_function_value() -> None:
    text = "(define-fun k () (=> Int (=> Int Int)) (lambda ((x Int) (y Int)) x))"
    assert isinstance(read_tip(text).functions[0].body, Lambda)


@pytest.mark.parametrize("text", EXPORTED.values(), ids=EXPORTED)
def test_problems_are_read(text: str) -> None:
    assert len(read_tip(text).goals) == 1


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("(prove true", 1, 1, "never closed"),
        ("(prove true))", 1, 13, "closes nothing"),
        ('\n(prove "x")', 2, 8, "unexpected"),
        ("(frobnicate)", 1, 2, "not a command"),
        ("prove", 1, 1, "expected a command"),
        ("(prove p)", 1, 8, "p is not declared"),
        ("(prove 1)", 1, 8, "expected a term of sort Bool, this one has sort Int"),
        ("(prove (not))", 1, 8, "(not formula)"),
        ("(prove (forall ((x T)) true))", 1, 20, "the sort T is not declared"),
        ("(prove (forall ((x Int) (x Int)) true))", 1, 26, "bound twice"),
        (NAT + "(prove (= (S) Z))", 2, 12, "S takes 1 arguments, not 0"),
        (NAT + "(prove (match Z (((T x) true))))", 2, 20, "T is no"),
        (NAT + "(prove (match Z (((S (S x y)) true))))", 2, 22, "S takes 1 variables, not 2"),
        (NAT + "(prove (match Z (((S (S x)) true) ((S x) x))))", 2, 25, "Bool"),
        (TREE + "(prove (match L (((P (P x y) x) true) (_ false))))", 2, 30, "bound twice"),
        ("(prove (forall ((x Real)) true))", 1, 20, "Real is not part"),
        (NAT + "(prove (match Z ((Z true) (_ true) ((S x) true))))", 2, 37, "never reached"),
        (NAT + "(prove (match Z ((Z true) ((S x y) true))))", 2, 28, "takes 1 variables, not 2"),
        (NAT + "(prove (match 3 ((Z true) ((S x) true))))", 2, 15, "cannot be matched"),
        (NAT + "(prove (= Z 0))", 2, 13, "expected a term of sort Nat"),
        (NAT + NAT, 2, 19, "declared twice"),
        (LIST + "(prove (= (_ nil list) (_ nil Int)))", 2, 18, "takes 1 sorts, not 0"),
        (LIST + "(prove (par (a) (forall ((x a)) (= x (cons x x)))))", 2, 46, "sort (list a)"),
        ("(define-fun f ((x Int)) Int (f x))", 1, 30, "f is not declared"),
        ("(define-fun f ((x Int)) Int (x 1))", 1, 30, "cannot be applied"),
        ("(prove " + "(not " * 300 + "true" + ")" * 301, 1, 1003, "nested deeper"),
    ],
)
def test_an_error_says_where_and_what(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(TipSyntaxError) as caught:
        read_tip(text)
    error = caught.value
    assert error.position is not None
    assert (error.position.line, error.position.column) == (line, column)
    assert message in str(error)
    assert "\n" not in str(error)


symbols = st.from_regex(r"[a-z+*<=>-][a-z0-9+]{0,5}", fullmatch=True)
expressions = st.recursive(
    symbols, lambda inner: st.lists(inner, max_size=4).map(lambda xs: f"({' '.join(xs)})")
)


def _shown(node: Sexpr) -> str:
    return node.text if isinstance(node, Atom) else f"({' '.join(map(_shown, node.items))})"


@given(st.lists(expressions, max_size=4), st.sampled_from([" ", "\n", " ; note\n"]))
def test_s_expressions_read_as_written(texts: list[str], space: str) -> None:
    assert [_shown(node) for node in read_sexprs(space.join(texts))] == texts


@given(st.lists(expressions, min_size=1, max_size=4))
def test_positions_point_at_the_first_character(texts: list[str]) -> None:
    text = "\n".join(texts)
    lines = text.split("\n")

    def check(node: Sexpr) -> None:
        first = "(" if isinstance(node, Tree) else node.text[0]
        place = node.position
        assert text[place.offset] == lines[place.line - 1][place.column - 1] == first
        for item in node.items if isinstance(node, Tree) else ():
            check(item)

    for node in read_sexprs(text):
        check(node)


@given(st.text(alphabet="()|;abx \n01=", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(TipSyntaxError):
        read_tip(text)
