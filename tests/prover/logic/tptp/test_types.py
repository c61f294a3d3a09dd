"""TFF: types declared and inferred, numbers, and what is wrong with the others."""

from __future__ import annotations

import pytest

from prover.logic.arithmetic import INTEGER, REAL, is_interpreted, uses_arithmetic
from prover.logic.printers import to_unicode
from prover.logic.syntax import Formula, Sort
from prover.logic.tptp import TptpTypeError, parse_tptp, tptp_problem
from prover.logic.walk import symbols

TYPES = """
tff(s, type, person: $tType). tff(s2, type, ('odd sort': $tType)).
tff(f, type, age: person > $int). tff(g, type, ((best: ((person * $int) > person)))).
tff(p, type, likes: (person * person) > $o). tff(q, type, raining: $o).
tff(c, type, tom: person). tff(r, type, weight: person > $real).
"""


def read(text: str) -> Formula:
    return parse_tptp(f"{TYPES}tff(x, axiom, {text}).")[0].formula


class TestTypes:
    @pytest.mark.parametrize(
        ("text", "meaning"),
        [
            ("! [X: person] : likes(X, tom)", "∀X:person likes(X, tom)"),
            ("? [X: 'odd sort', Y] : (p(Y) & X = X)", "∃X:'odd sort' ∃Y (p(Y) ∧ X = X)"),
            ("raining & best(tom, 1) = tom", "raining ∧ best(tom, 1) = tom"),
            ("$less(age(tom), -5)", "age(tom) < −5"),
            ("$sum(1, $product(2, 3)) = 7", "1 + (2 · 3) = 7"),
            ("weight(tom) != 1.5e1", "weight(tom) ≠ 15.0"),
            ("$is_int(weight(tom)) | $is_int(3)", "$is_int(weight(tom)) ∨ ⊤"),
            ("$to_int(age(tom)) = $to_int(2.5)", "age(tom) = $to_int(2.5)"),
            ("$distinct(tom, best(tom, 1), best(tom, 2))",
             "tom ≠ best(tom, 1) ∧ tom ≠ best(tom, 2) ∧ best(tom, 1) ≠ best(tom, 2)"),
            ("$distinct(tom)", "⊤"),
            ("undeclared(X, a)", "∀X undeclared(X, a)"),
        ],
    )  # fmt: skip
    def test_formulas(self, text: str, meaning: str) -> None:
        assert to_unicode(read(text)) == meaning

    def test_numbers_are_numbers_in_tff_only(self) -> None:
        typed, untyped = parse_tptp("tff(a, axiom, 1 = 2). fof(b, axiom, 1 = 2).")
        assert uses_arithmetic([typed.formula])
        assert not uses_arithmetic([untyped.formula])
        assert all(is_interpreted(symbol) for symbol in symbols(typed.formula))

    def test_a_quoted_name_is_no_arithmetic(self) -> None:
        formula = read("'$sum'(a, b) = '5'")
        assert not any(is_interpreted(symbol) for symbol in symbols(formula))

    def test_types_hold_in_all_files_of_a_problem(self) -> None:
        text = TYPES + "fof(a, axiom, ! [X] : p(X)). tff(b, conjecture, likes(tom, tom))."
        problem = tptp_problem(parse_tptp(text))
        assert [premise.name for premise in problem.premises] == ["a"]
        assert problem.goal is not None
        assert Sort("person") in next(iter(symbols(problem.goal.formula))).argument_sorts

    def test_interpreted_sorts_have_the_names_of_tptp(self) -> None:
        assert (INTEGER.name, REAL.name) == ("$int", "$real")


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "column", "message"),
        [
            ("tff(a, axiom, likes(tom)).", 15, "'likes' has 1 argument here"),
            ("tff(a, axiom, likes(tom, 1)).", 15, r"argument 2 of 'likes' is of type \$int"),
            ("tff(a, axiom, p(tom)).", 15, "argument 1 of 'p' is of type person"),
            ("tff(a, axiom, age(tom) = 1.5).", 24, r"= between \$int and \$real"),
            ("tff(a, axiom, age(tom)).", 15, "function 'age' stands for a formula"),
            ("tff(a, axiom, tom = raining).", 21, "predicate 'raining' stands for a thing"),
            ("tff(a, axiom, ! [X: dog] : p(X)).", 21, "there is no type 'dog'"),
            ("tff(a, axiom, ! [X: $o] : X).", 21, "range over formulas"),
            ("tff(a, type, dog: cat > $o).", 19, "there is no type 'cat'"),
            ("tff(a, type, f: person > person > $o).", 33, "function of functions"),
            ("tff(a, type, f: $o > $o).", 17, r"argument of type \$o"),
            ("tff(a, type, f: !>[T: $tType]: (T > T)).", 17, "cannot stand here"),
            ("tff(a, type, f: person * person).", 24, "a product stands in brackets"),
            ("tff(a, type, list: $tType > $tType).", 27, "a type with arguments"),
            ("tff(a, type, f person).", 16, "has a colon"),
            ("tff(a, type, tom: $int).", 14, "declared with two types"),
            ("tff(a, type, '5': $int).", 14, "the type of ''5'' is fixed"),
            ("tff(a, type, 'a b': $i). tff(b, axiom, 'a b'(tom)).", 40, "'a b'' stands for"),
            ("tff(a, axiom, u = u). tff(b, type, u: person).", 36, "used before its type"),
            ("tff(a, axiom, $less(1, 2.0)).", 15, r"applied to \$int and \$real"),
            ("fof(a, axiom, $less(1, 2)).", 15, r"applied to \$i and \$i"),
            ("tff(a, axiom, 1/2 = 1/2).", 15, "rational numbers"),
            ("tff(a, axiom, $let(p, q, r)).", 15, r"'\$let' is not read"),
            ("tff(a, axiom, $ite(p, q, r)).", 15, r"'\$ite' is not read"),
            ("tff(a, axiom, $foo(a)).", 15, r"'\$foo' is not read"),
            ("tff(a, axiom, 5).", 16, "a number is no formula"),
            ("tff(a, axiom, X & p).", 17, "a variable is no formula"),
        ],
    )  # fmt: skip
    def test_place_and_reason(self, text: str, column: int, message: str) -> None:
        from prover.logic.tptp import TptpSyntaxError

        with pytest.raises(TptpSyntaxError, match=message) as caught:
            parse_tptp(TYPES + text)
        assert caught.value.position is not None
        assert caught.value.position.column == column
        assert caught.value.hint

    @pytest.mark.parametrize("text", ["fof(a, axiom, ![X: $int]: p(X)).", "tff(a, axiom, p(5))."])
    def test_sorts_count_without_any_declaration(self, text: str) -> None:
        with pytest.raises(TptpTypeError, match=r"argument 1 of 'p' is of type \$int"):
            parse_tptp(text)

    def test_a_type_error_is_told_from_a_syntax_error(self) -> None:
        with pytest.raises(TptpTypeError) as caught:
            parse_tptp("tff(a, axiom, $less(1, a)).")
        assert caught.value.code == "tptp-type"
