"""Ground evaluation agrees with rewriting, with Z3, and with its budgets."""

from __future__ import annotations

import sys
from itertools import islice
from random import Random

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from prover.logic.printers import to_smtlib
from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
    Xor,
)
from prover.theory import Definition, Equation, Theory
from prover.theory.evaluation import Evaluator, NotEvaluable, OutOfBudget, Universe, Value
from prover.theory.interpretation import Table, random_interpretation
from prover.theory.wellformed import check_theory
from tests.prover.theory.examples import (
    ATMOST,
    COUNT,
    EVEN,
    INSERT,
    LIST,
    LISTS,
    MEMBER,
    NAT,
    ODD,
    PLUS,
    SORTED,
    SUCCESSOR,
    TIMES,
    X,
    Y,
    naive_truth,
    naive_value,
    nat,
)

FUNCTIONS = (
    PLUS,
    TIMES,
    INSERT,
    SORTED,
    COUNT,
    *LISTS.constructors[NAT],
    *LISTS.constructors[LIST],
)
PREDICATES = (ATMOST, EVEN, ODD, MEMBER)


@st.composite
def ground_terms(draw: st.DrawFn, sort: Sort, depth: int = 3) -> Term:
    usable = [f for f in FUNCTIONS if f.sort is sort and (depth or not f.arity)]
    function = draw(st.sampled_from(usable))
    arguments = [draw(ground_terms(s, depth - 1)) for s in function.argument_sorts]
    return Application(function, tuple(arguments))


@st.composite
def ground_formulas(draw: st.DrawFn, depth: int = 2, size: int = 3) -> Formula:
    kind = draw(st.sampled_from(["atom", "=", "not", "and", "or", "→", "↔", "⊕"][: 8 * depth or 2]))

    def part() -> Formula:
        return draw(ground_formulas(depth - 1, size))

    match kind:
        case "atom":
            predicate = draw(st.sampled_from(PREDICATES))
            parts = tuple(draw(ground_terms(s, size)) for s in predicate.argument_sorts)
            return Atom(predicate, parts)
        case "=":
            sort = draw(st.sampled_from((NAT, LIST)))
            return Equality(draw(ground_terms(sort, size)), draw(ground_terms(sort, size)))
        case "not":
            return Not(part())
        case "and":
            return And((part(), part(), part()))
        case "or":
            return Or((part(), part(), part()))
        case _:
            return {"→": Implies, "↔": Iff, "⊕": Xor}[kind](part(), part())


def plain(formula: Formula) -> Formula:
    """The formula with ∧, ∨ and ¬ only, for the naive evaluator."""
    match formula:
        case Implies(left=left, right=right):
            return Or((Not(plain(left)), plain(right)))
        case Iff(left=left, right=right):
            return plain(And((Implies(left, right), Implies(right, left))))
        case Xor(left=left, right=right):
            return Not(plain(Iff(left, right)))
        case Not(body=body):
            return Not(plain(body))
        case And(parts=parts) | Or(parts=parts):
            return type(formula)(tuple(plain(part) for part in parts))
        case _:
            return formula


def test_the_examples_are_well_formed() -> None:
    check_theory(LISTS)


@given(st.sampled_from((NAT, LIST)).flatmap(ground_terms))
def test_values_are_those_of_rewriting(term: Term) -> None:
    evaluator = Evaluator(LISTS)
    assert evaluator.term(evaluator.value(term, {})) is naive_value(term)


@given(ground_formulas(size=2))
def test_truth_is_that_of_rewriting(formula: Formula) -> None:
    assert Evaluator(LISTS).holds(formula, {}) is naive_truth(plain(formula))


@settings(max_examples=25)
@given(ground_formulas(depth=1, size=2))
def test_z3_proves_what_holds_from_the_facts(formula: Formula) -> None:
    truth = Evaluator(LISTS).holds(formula, {})
    claim = formula if truth else Not(formula)
    solver = z3.Solver()
    solver.set("rlimit", 20_000_000)
    solver.from_string(to_smtlib([*LISTS.facts.values(), Not(claim)]))
    assert solver.check() == z3.unsat


def test_variables_have_the_values_of_the_environment() -> None:
    evaluator = Evaluator(LISTS)
    two, three = (evaluator.value(nat(n), {}) for n in (2, 3))
    term = Application(TIMES, (X, Application(PLUS, (X, Y))))
    assert evaluator.value(term, {X: two, Y: three}).size == 11
    assert evaluator.holds(Atom(ATMOST, (X, Y)), {X: two, Y: three})
    assert not evaluator.holds(Atom(ATMOST, (Y, X)), {X: two, Y: three})


def test_equal_values_are_one_object() -> None:
    evaluator = Evaluator(LISTS)
    four = evaluator.value(nat(4), {})
    two = evaluator.value(nat(2), {})
    assert evaluator.apply(PLUS, (two, two)) is four
    assert evaluator.apply(TIMES, (two, two)) is four


def test_all_values_come_once_and_the_smallest_first() -> None:
    universe = Universe(LISTS)
    values = list(universe.values(LIST, 7))
    assert len(values) == len(set(values))
    assert [v.size for v in values] == sorted(v.size for v in values)
    # A list of k numbers has 1 + k constructors and those of the numbers, at least one each.
    assert len(values) == 1 + 5 + 6 + 1  # k = 0, 1 (0…4), 2 (sums 0…2), 3
    assert [repr(v) for v in islice(universe.values(NAT, 9), 3)] == ["0", "S(0)", "S(S(0))"]


@given(st.integers(0, 10_000), st.integers(1, 25))
def test_samples_are_values_of_the_sort_and_no_larger_than_asked(seed: int, size: int) -> None:
    value = Universe(LISTS).sample(LIST, size, Random(seed))
    assert value.sort is LIST
    assert value.size <= size


def test_every_small_value_is_sampled() -> None:
    universe, random = Universe(LISTS), Random(1)
    assert {universe.sample(LIST, 5, random) for _ in range(500)} == set(universe.values(LIST, 5))


def numeral(evaluator: Evaluator, number: int) -> Value:
    zero, successor = LISTS.constructors[NAT]
    value = evaluator.universe.make(zero, ())
    for _ in range(number):
        value = evaluator.universe.make(successor, (value,))
    return value


def test_deep_values_need_no_deep_stack() -> None:
    evaluator = Evaluator(LISTS, max_size=100_000, max_steps=1_000_000)
    many = numeral(evaluator, 20_000)
    assert evaluator.apply(PLUS, (many, many)).size == 40_001
    assert evaluator.relates(ATMOST, (many, many))
    assert evaluator.relates(EVEN, (many,))
    assert repr(many).count("S") == 20_000


def test_recursion_fits_a_stack_that_is_nearly_full() -> None:
    def below(depth: int) -> Value:
        if depth:
            return below(depth - 1)
        evaluator = Evaluator(LISTS)
        return evaluator.apply(TIMES, (numeral(evaluator, 30), numeral(evaluator, 30)))

    assert below(sys.getrecursionlimit() - 650).size == 901


def test_a_value_that_is_too_large_is_refused_again_and_again() -> None:
    evaluator = Evaluator(LISTS, max_size=50)
    ten = numeral(evaluator, 10)
    for _ in range(2):
        with pytest.raises(OutOfBudget, match="50 constructors"):
            evaluator.apply(TIMES, (ten, ten))
    assert evaluator.apply(PLUS, (ten, ten)).size == 21


def test_too_many_steps_are_refused_and_the_next_request_has_a_new_budget() -> None:
    evaluator = Evaluator(LISTS, max_steps=30)
    ten = numeral(evaluator, 10)
    with pytest.raises(OutOfBudget, match="30 steps"):
        evaluator.apply(TIMES, (ten, ten))
    assert evaluator.apply(PLUS, (ten, numeral(evaluator, 9))).size == 20


def test_a_definition_that_does_not_end_runs_out_of_steps() -> None:
    loop = FunctionSymbol("loop", (NAT,), NAT)
    again = Equation(Application(loop, (X,)), Application(loop, (Application(SUCCESSOR, (X,)),)))
    theory = Theory("loop", datatypes=LISTS.datatypes, definitions=(Definition(loop, (again,)),))
    evaluator = Evaluator(theory)
    with pytest.raises(OutOfBudget):
        evaluator.apply(loop, (numeral(evaluator, 0),))


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (ForAll(X, Equality(X, X)), "quantified"),
        (Equality(X, nat(0)), "no value is given for x"),
        (Atom(PredicateSymbol("new", ()), ()), "no symbol new"),
    ],
)
def test_what_cannot_be_evaluated_is_said(formula: Formula, message: str) -> None:
    with pytest.raises(NotEvaluable, match=message):
        Evaluator(LISTS).holds(formula, {})


ELEMENT = Sort("A")
F = FunctionSymbol("f", (ELEMENT,), ELEMENT)
P = PredicateSymbol("p", (ELEMENT,))
Z = Variable("z", ELEMENT)
OPEN = Theory("open", sorts=(ELEMENT,), open_symbols=(F, P))


def test_open_symbols_mean_what_their_tables_say() -> None:
    universe = Universe(OPEN, atoms=2)
    one, other = universe.values(ELEMENT, 1)
    tables = {F: Table(one, {(one,): other}), P: Table(False, {(other,): True})}
    evaluator = Evaluator(OPEN, universe=universe, interpretation=tables)
    assert evaluator.apply(F, (one,)) is other
    assert evaluator.apply(F, (other,)) is one
    twice = Application(F, (Application(F, (Z,)),))
    assert evaluator.holds(Equality(twice, Z), {Z: one})
    assert evaluator.holds(Atom(P, (Application(F, (Z,)),)), {Z: one})
    assert not evaluator.relates(P, (one,))


def test_random_tables_follow_the_seed() -> None:
    universe = Universe(OPEN)
    first, again = (random_interpretation(OPEN, universe, seed=7) for _ in range(2))
    assert first == again
    several = [random_interpretation(OPEN, universe, seed=seed)[F].entries for seed in range(9)]
    assert any(entries != several[0] for entries in several)


def test_atoms_are_terms_of_their_own() -> None:
    evaluator = Evaluator(OPEN)
    for atom in evaluator.values(ELEMENT, 1):
        assert evaluator.value(evaluator.term(atom), {}) is atom
