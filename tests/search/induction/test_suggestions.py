"""Lemmas that goals suggest: about accumulators, about calls inside calls, by leaving out."""

from __future__ import annotations

from time import monotonic

import pytest

from prover.logic.printers import to_unicode
from prover.logic.syntax import Formula, FunctionSymbol, Symbol
from prover.logic.walk import strip_universals, symbols
from prover.theory import Theory
from search.induction import InductionProver
from search.induction.accumulation import accumulated
from search.induction.knowledge import Knowledge
from search.induction.observation import Observation
from search.induction.obstacles import equations_for, homomorphisms
from tests.search.induction.test_prover import rejections
from tests.search.induction.theories import LISTS, PEANO, theory

SORTS = """
datatype Nat = 0 | S(Nat)
datatype List = nil | Nat :: List

predicate ≤ : Nat × Nat
  0 ≤ y
  ¬ S(x) ≤ 0
  S(x) ≤ S(y) ↔ x ≤ y

function insert : Nat × List → List
  insert(x, nil) = x :: nil
  insert(x, y :: ys) = x :: (y :: ys)       if x ≤ y
  insert(x, y :: ys) = y :: insert(x, ys)   otherwise
"""

MACHINE = """
datatype Nat = 0 | S(Nat)
datatype Code = stop | then(Nat, Code)
datatype Tree = leaf(Nat) | fork(Tree, Tree)

function + : Nat × Nat → Nat
  0 + y = y
  S(x) + y = S(x + y)

function exec : Code × Nat → Nat
  exec(stop, s) = s
  exec(then(n, c), s) = exec(c, n + (s + s))

function ++ : Code × Code → Code
  stop ++ d = d
  then(n, c) ++ d = then(n, c ++ d)

function compile : Tree → Code
  compile(leaf(n)) = then(n, stop)
  compile(fork(l, r)) = compile(l) ++ compile(r)

function run : Tree × Nat → Nat
  run(leaf(n), s) = n + (s + s)
  run(fork(l, r), s) = run(r, run(l, s))
"""


def plain(formulas: list[Formula]) -> list[str]:
    return [to_unicode(strip_universals(each)[1]) for each in formulas]


def functions(given: Theory) -> tuple[list[Symbol], list[FunctionSymbol]]:
    defined = [definition.symbol for definition in given.definitions]
    return defined, [f for f in defined if isinstance(f, FunctionSymbol) and f.arity == 2]


def test_an_accumulator_may_start_with_anything() -> None:
    given = theory(LISTS, "onto(xs, nil) = rev(xs)")
    knowledge = Knowledge(given)
    _, joining = functions(given)
    found = accumulated(given.goals[0].formula, knowledge.recursion, joining)
    assert plain([each for each in found if knowledge.possible(each)]) == [
        "onto(xs, l) = app(rev(xs), l)"
    ]


def test_only_constants_are_starts() -> None:
    given = theory(LISTS, "onto(xs, ys) = app(rev(xs), ys)")
    recursion = Knowledge(given).recursion
    assert not list(accumulated(given.goals[0].formula, recursion, functions(given)[1]))


def test_what_calls_inside_calls_are_equal_to_is_looked_up() -> None:
    given = theory(MACHINE, "exec(compile(t) ++ then(n, stop), s) = s")
    goal = given.goals[0].formula
    evaluators = Knowledge(given).refuter.evaluators
    observation = Observation(evaluators, tuple(symbols(goal)), lambda term: False)
    for size in range(1, 6):
        list(observation.conjectures(size))
    found = plain(list(equations_for(goal, functions(given)[0], observation)))
    assert found[0] == "exec('++'(c1, c2), n1) = exec(c2, exec(c1, n1))"


def test_functions_may_distribute_also_beside_other_arguments() -> None:
    given = theory(MACHINE, "exec(compile(t) ++ c, s) = run(t, s) + (s + s)")
    goal = given.goals[0].formula
    found = plain(list(homomorphisms(goal, *functions(given))))
    assert "exec('++'(x3, x4), x2) = '+'(exec(x3, x2), exec(x4, x2))" in found


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (SORTS, "insert(x, insert(y, xs)) = insert(y, insert(x, xs))"),
        (LISTS, "onto(xs, nil) = rev(xs)"),
        (MACHINE, "exec(compile(t), s) = run(t, s)"),
        (PEANO, "x ≤ y ∧ y ≤ z ∧ ¬ x ≤ z → x = 0"),
    ],
)
def test_such_lemmas_prove(text: str, statement: str) -> None:
    given = theory(text, statement)
    (goal,) = given.goals
    attempt = InductionProver(given).prove("goal", goal.formula, monotonic() + 60, seconds=8)
    assert attempt.theorems
    assert rejections(given, attempt.theorems) == {}


def test_no_suggestion_proves_what_is_false() -> None:
    given = theory(SORTS, "insert(x, insert(y, xs)) = insert(x, xs)")
    (goal,) = given.goals
    assert not InductionProver(given).prove("goal", goal.formula, monotonic() + 60).theorems
