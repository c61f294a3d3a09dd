"""TIP problems in Lean: how they are printed, which are refused, what Lean says."""

from __future__ import annotations

import re

import pytest

from prover.lean.verify import LeanKernel
from tests.translators.tip.problems import APPEND_NIL, EXPORTED, LIST, NAT
from translators.tip import NotExportable, read_tip, to_lean

APPEND_NIL_PROOF = """ := by
  induction xs with
  | nil => simp [TIP.«++»]
  | cons z xs ih => simp [TIP.«++», ih]
"""


def test_a_problem_in_lean() -> None:
    goal = to_lean(read_tip(APPEND_NIL))
    assert goal.preamble == (
        "namespace TIP\n\n"
        "inductive list (a : Type) where\n"
        "  | nil\n"
        "  | cons (head : a) (tail : TIP.list a)\n\n"
        "def «++» {a : Type} (x : TIP.list a) (y : TIP.list a) : TIP.list a :=\n"
        "  match x with\n"
        "  | TIP.list.nil => y\n"
        "  | TIP.list.cons z xs => TIP.list.cons z (TIP.«++» xs y)\n\n"
        "end TIP\n"
    )
    assert goal.statement == (
        "theorem goal (a : Type) (xs : TIP.list a) : TIP.«++» xs (@TIP.list.nil a) = xs"
    )
    assert goal.functions == ("TIP.«++»",)


@pytest.mark.parametrize("text", EXPORTED.values(), ids=EXPORTED)
def test_a_preamble_only_defines(text: str) -> None:
    preamble = to_lean(read_tip(text)).preamble
    starts = {line.split()[0] for line in preamble.splitlines() if line and line[0] not in " |"}
    assert starts <= {
        "namespace", "inductive", "def", "noncomputable", "mutual", "end", "termination_by",
    }  # fmt: skip


@pytest.mark.parametrize("text", EXPORTED.values(), ids=EXPORTED)
def test_lean_accepts_the_definitions_and_the_statement(text: str, lean: LeanKernel) -> None:
    goal = to_lean(read_tip(text))
    checked = lean.check(f"{goal.preamble}\n{goal.statement} := by\n  sorry\n")
    assert [m.text for m in checked.messages] == ["declaration uses `sorry`"]


def test_a_proof_is_verified(lean: LeanKernel) -> None:
    goal = to_lean(read_tip(APPEND_NIL))
    source = f"{goal.preamble}\n{goal.statement}{APPEND_NIL_PROOF}"
    assert lean.verify(source, "goal").accepted


def test_a_false_goal_is_not_provable_by_its_proof(lean: LeanKernel) -> None:
    goal = to_lean(read_tip(APPEND_NIL.replace("(= (++ xs (_ nil a)) xs)", "(= (++ xs xs) xs)")))
    source = f"{goal.preamble}\n{goal.statement}{APPEND_NIL_PROOF}"
    assert not lean.verify(source, "goal").accepted


def test_bool_is_a_proposition_where_lean_wants_one() -> None:
    text = (
        "(define-fun p ((x Int)) Bool (not (< x 3))) (prove (forall ((x Int)) (or (p x) (< x 3))))"
    )
    goal = to_lean(read_tip(text))
    assert "!(decide (x < (3 : Int)))" in goal.preamble
    assert goal.statement.endswith(": (TIP.p x = true) ∨ (x < (3 : Int))")


def test_a_sort_and_a_function_of_one_name_are_two() -> None:
    text = LIST + "(define-fun list ((x Int)) Int x) (prove (= (list 1) 1))"
    goal = to_lean(read_tip(text))
    assert goal.functions == ("TIP.list'",)


def test_declarations_come_in_the_order_they_need() -> None:
    text = """
(define-funs-rec ((f ((x Int)) Int) (g ((x Int)) Int)) ((g x) x))
(prove (= (f 1) 1))"""
    preamble = to_lean(read_tip(text)).preamble
    assert preamble.index("def g") < preamble.index("def f")
    assert "mutual" not in preamble


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (NAT, "0 goals"),
        ("(prove true) (prove true)", "2 goals"),
        (NAT + "(prove (= (pred (S Z)) Z))", "selector pred"),
        ("(prove (forall ((x Int)) (= (div x x) 1)))", "by zero"),
        ("(define-fun-rec f ((x Int)) Int (f (+ x 1))) (prove (= (f 1) 1))", "recursion of f"),
        (
            "(define-fun-rec f ((x Int)) Int (ite (= x 0) 0 (f (- x 1)))) (prove (= (f 1) 1))",
            "recursion of f",
        ),
        (NAT + "(define-fun-rec f ((x Nat)) Nat (f x)) (prove (= (f Z) Z))", "recursion of f"),
        ("(declare-datatype D ((mk (f (=> D Int))))) (prove true)", "before an arrow"),
        (
            LIST + "(declare-datatype N (par (a) ((O) (M (m (N (list a))))))) (prove true)",
            "nested datatype",
        ),
        (
            "(declare-const c Int) (define-fun f () Int c) (prove (= f c))",
            "declared but not defined",
        ),
    ],
)
def test_what_has_no_faithful_counterpart_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotExportable, match=re.escape(reason)):
        to_lean(read_tip(text))
