"""Numbers in the checker: symbols with a fixed meaning, and those that only look like them."""

from __future__ import annotations

import pytest

from prover.check import check_proof
from prover.check.smt import Answer, Entailment, Z3Session
from prover.logic.arithmetic import INTEGER, is_interpreted
from prover.logic.syntax import (
    FALSE,
    Application,
    Equality,
    Exists,
    Formula,
    FunctionSymbol,
    Not,
    Sort,
    Variable,
)
from prover.logic.tptp import parse_tptp
from prover.model import FiniteModel, IncompleteModel, evaluate
from prover.proof import Proof, Relation, Rule, Step

DECLARATIONS = """
tff(t1, type, s: $tType). tff(t2, type, c: $int). tff(t3, type, f: $int > $int).
tff(t4, type, r: $real). tff(t5, type, '$less': ($int * $int) > $int).
tff(t6, type, five: $int).
"""


def formula(text: str) -> Formula:
    return parse_tptp(f"{DECLARATIONS} tff(a, axiom, {text}).")[0].formula


def ask(*texts: str) -> Answer:
    *assumptions, conclusion = map(formula, texts)
    [answer] = Z3Session().decide([Entailment(tuple(assumptions), conclusion)])
    return answer


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        (["$sum(1, 1) = 2"], Answer.ENTAILED),
        (["1 != 2"], Answer.ENTAILED),
        (["-1 != 1"], Answer.ENTAILED),
        (["1.5 = 1.50"], Answer.ENTAILED),
        (["$less(c, 3)", "$lesseq(c, 2)"], Answer.ENTAILED),
        (["$less(r, 3.0)", "$lesseq(r, 2.0)"], Answer.NOT_ENTAILED),
        (["! [X: $int] : $less(X, $sum(X, 1))"], Answer.ENTAILED),
        (["$greater($difference($uminus(c), -4), 0)", "$greatereq(3, c)"], Answer.ENTAILED),
        (["$quotient(1.0, 4.0) = 0.25 & $quotient_e(-7, 2) = -4"], Answer.ENTAILED),
        (["$remainder_e(-7, 2) = 1 & $to_int(-0.5) = -1"], Answer.ENTAILED),
        (["$is_int($to_real(c)) & ~ $is_int(0.5)"], Answer.ENTAILED),
        (["f(1) = 2", "f($difference(3, 2)) = $product(1, 2)"], Answer.ENTAILED),
        (["five = 5"], Answer.NOT_ENTAILED),
        (["'$less'(1, 2) = 1"], Answer.NOT_ENTAILED),
    ],
    ids=lambda value: " ⊢ ".join(value) if isinstance(value, list) else "",
)
def test_arithmetic_is_that_of_smt_lib(texts: list[str], answer: Answer) -> None:
    assert ask(*texts) is answer


@pytest.mark.parametrize(
    ("name", "arguments", "sort"),
    [
        ("5", 0, Sort("$i")),
        ("5", 0, Sort("int")),
        ("05", 0, INTEGER),
        ("5.0", 0, INTEGER),
        ("5", 1, INTEGER),
        ("-0", 0, INTEGER),
        ("$sum", 2, Sort("$i")),
        ("$sum", 1, INTEGER),
        ("$sum", 3, INTEGER),
        ("$less", 2, INTEGER),
        ("sum", 2, INTEGER),
        ("+", 2, INTEGER),
    ],
)
def test_what_only_looks_like_a_number_is_none(name: str, arguments: int, sort: Sort) -> None:
    symbol = FunctionSymbol(name, (sort,) * arguments, sort)
    assert not is_interpreted(symbol)
    zero = Application(FunctionSymbol("0", (), sort), ())
    term = Application(symbol, (zero,) * arguments)
    other = Application(FunctionSymbol("other", (), sort), ())
    claims = [Equality(term, other), Not(Equality(term, other))]
    questions = [Entailment((), claim) for claim in claims]
    assert set(Z3Session().decide(questions)) == {Answer.NOT_ENTAILED}


NUMBER = Variable("x", INTEGER)
FIVE = FunctionSymbol("5", (), INTEGER)


def test_a_number_is_no_skolem_constant() -> None:
    """∃x x = c says nothing of 5, however new 5 may be to the proof."""
    c = Application(FunctionSymbol("c", (), INTEGER), ())
    premise = Exists(NUMBER, Equality(NUMBER, c))
    claim = Equality(Application(FIVE, ()), c)
    steps = (
        Step("p", premise, Rule.PREMISE),
        Step("s", claim, Rule.SKOLEMISE, ("p",), Relation.ESA, introduces=(FIVE,)),
    )
    certificate = check_proof({"p": premise}, claim, Proof(claim, steps), Z3Session())
    assert not certificate.accepted
    assert "fixed meaning" in certificate.rejections["s"]


def test_a_proof_may_use_numbers_that_the_problem_does_not_name() -> None:
    premise = formula("! [X: $int] : $less(X, c)")
    instance = formula("$less($sum(c, 1), c)")
    steps = (
        Step("p", premise, Rule.PREMISE),
        Step("i", instance, Rule.INSTANTIATION, ("p",)),
        Step("end", FALSE, Rule.CONTRADICTION, ("i",)),
    )
    assert check_proof({"p": premise}, FALSE, Proof(FALSE, steps), Z3Session()).accepted


def test_no_finite_structure_is_a_model_of_numbers() -> None:
    claim = formula("? [X: $int] : ! [Y: $int] : X = Y")
    with pytest.raises(IncompleteModel, match="numbers"):
        evaluate(claim, FiniteModel({INTEGER: ("0",)}, {}, {}))
