"""Constraint theories: what holds, what Z3 is told, and which options are right.

Small theories are decided a second time by going through all assignments.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.constraints import (
    Claim,
    Constraint,
    Option,
    OptionProblem,
    Standing,
    judge,
)
from prover.constraints.evaluate import Assignment, IncompleteAssignment, holds
from prover.constraints.smt import TheoryTooLarge
from prover.constraints.theory import (
    BOOLEAN,
    INTEGER,
    Application,
    Enumeration,
    Expression,
    Function,
    Number,
    Operation,
    Operator,
    Quantified,
    Quantifier,
    Variable,
)
from prover.problem import Sentence, Span

DAYS = Enumeration("days", ("Mon", "Tue"), (1, 2))
ROOMS = Enumeration("rooms", ("red", "blue", "green"), (1, 2, 3))
ROOM = Function("room", (DAYS,), ROOMS)
OPEN = Function("open", (DAYS,), BOOLEAN)
DAY, OTHER = Variable("d", DAYS), Variable("e", DAYS)
NOWHERE = Sentence("", Span(0, 0))

terms = st.recursive(
    st.sampled_from([Number(0), Number(1), Number(2), Number(3), DAY, OTHER]),
    lambda inner: st.one_of(
        st.builds(lambda a: Application(ROOM, (a,)), inner),
        st.builds(lambda a, b: Operation(Operator.ADD, (a, b)), inner, inner),
        st.builds(lambda a, b: Operation(Operator.SUBTRACT, (a, b)), inner, inner),
        st.builds(lambda a: Operation(Operator.ABSOLUTE, (a,)), inner),
    ),
    max_leaves=4,
)
atoms = st.one_of(
    st.builds(
        lambda o, a, b: Operation(o, (a, b)),
        st.sampled_from([Operator.EQUAL, Operator.LESS, Operator.AT_MOST, Operator.DISTINCT]),
        terms,
        terms,
    ),
    st.builds(lambda a: Application(OPEN, (a,)), terms),
    st.builds(
        lambda a, n: Operation(Operator.LESS, (Quantified(Quantifier.COUNT, (DAY,), a), Number(n))),
        st.builds(lambda a: Application(OPEN, (a,)), terms),
        st.integers(0, 3),
    ),
)
matrices = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.builds(lambda a: Operation(Operator.NOT, (a,)), inner),
        st.builds(
            lambda o, a, b: Operation(o, (a, b)),
            st.sampled_from(
                [Operator.AND, Operator.OR, Operator.IMPLIES, Operator.IFF, Operator.XOR]
            ),
            inner,
            inner,
        ),
    ),
    max_leaves=4,
)
formulas = st.builds(
    lambda q, r, body: Quantified(q, (DAY,), Quantified(r, (OTHER,), body)),
    st.sampled_from([Quantifier.FOR_ALL, Quantifier.EXISTS]),
    st.sampled_from([Quantifier.FOR_ALL, Quantifier.EXISTS]),
    matrices,
)


def assignments() -> Iterator[Assignment]:
    """All of them: 9 ways to give rooms, 4 ways to be open."""
    for rooms in product(ROOMS.values, repeat=2):
        for is_open in product((False, True), repeat=2):
            yield {
                ROOM: {(day,): room for day, room in zip(DAYS.values, rooms, strict=True)},
                OPEN: {(day,): value for day, value in zip(DAYS.values, is_open, strict=True)},
            }


def problem(constraints: list[Expression], *claims: Claim) -> OptionProblem:
    return OptionProblem(
        tuple(Constraint(f"c{n}", formula, NOWHERE) for n, formula in enumerate(constraints)),
        tuple(Option(chr(65 + n), (claim,), NOWHERE) for n, claim in enumerate(claims)),
    )


def room(day: int) -> Expression:
    return Application(ROOM, (Number(day),))


def equal(left: Expression, right: Expression) -> Expression:
    return Operation(Operator.EQUAL, (left, right))


@given(st.lists(formulas, max_size=2), formulas)
def test_standings_agree_with_going_through_all_assignments(
    constraints: list[Expression], formula: Expression
) -> None:
    allowed = [a for a in assignments() if all(holds(c, a) for c in constraints)]
    judgement = judge(problem(constraints, *(Claim(formula, s) for s in Standing)))
    assert judgement.consistent.possible is bool(allowed)
    if not allowed:
        return
    true = [a for a in allowed if holds(formula, a)]
    expected = {
        Standing.MUST: len(true) == len(allowed),
        Standing.COULD: bool(true),
        Standing.CANNOT: not true,
        Standing.COULD_FAIL: len(true) < len(allowed),
    }
    for ruling in judgement.rulings:
        standing = ruling.option.claims[0].standing
        if standing in expected:
            assert ruling.right is expected[standing], standing


def test_what_could_be_comes_with_an_assignment_in_which_it_is() -> None:
    claim = Claim(equal(room(1), Number(2)), Standing.COULD)
    (ruling,) = judge(problem([Operation(Operator.LESS, (room(1), room(2)))], claim)).rulings
    (support,) = ruling.supports
    assert support.assignment is not None
    assert support.assignment[ROOM][(1,)] == 2
    assert holds(claim.formula, support.assignment)


def test_what_cannot_be_comes_with_the_constraints_that_exclude_it() -> None:
    constraints = [
        Application(OPEN, (Number(1),)),
        Operation(Operator.LESS, (room(1), room(2))),
    ]
    claim = Claim(equal(room(1), Number(3)), Standing.CANNOT)
    (ruling,) = judge(problem(constraints, claim)).rulings
    assert ruling.right
    assert ruling.supports[0].core == ("c1",)


def test_a_function_outside_its_sort_has_no_value_so_the_atom_is_false() -> None:
    """Nothing is next after the last day: *the next day has the same room* fails there."""
    after = Operation(Operator.ADD, (DAY, Number(1)))
    same = equal(Application(ROOM, (after,)), Application(ROOM, (DAY,)))
    every = Quantified(Quantifier.FOR_ALL, (DAY,), same)
    some = Quantified(Quantifier.EXISTS, (DAY,), same)
    claims = (Claim(every, Standing.CANNOT), Claim(some, Standing.COULD))
    assert judge(problem([], *claims)).right == ("A", "B")


def test_the_claim_that_one_possibility_is_left() -> None:
    known = [equal(room(1), Number(1)), Application(OPEN, (Number(1),))]
    settles = Claim(equal(room(2), Number(2)), Standing.SETTLES)
    leaves = Claim(Operation(Operator.LESS, (room(1), room(2))), Standing.SETTLES)
    impossible = Claim(equal(room(1), Number(2)), Standing.SETTLES)
    assert judge(problem(known, settles, leaves, impossible)).right == ("A",)


def test_contradicting_constraints_are_named_and_judge_nothing() -> None:
    constraints = [equal(room(1), Number(1)), equal(room(2), Number(2)), equal(room(1), Number(3))]
    judgement = judge(problem(constraints, Claim(constraints[0], Standing.COULD)))
    assert judgement.consistent.possible is False
    assert set(judgement.consistent.core) == {"c0", "c2"}
    assert not judgement.rulings


def test_the_evaluator_does_not_guess_missing_values() -> None:
    with pytest.raises(IncompleteAssignment):
        holds(equal(room(1), Number(1)), {})
    with pytest.raises(IncompleteAssignment):
        holds(equal(room(1), Number(1)), {ROOM: {(1,): 7}})


def test_a_theory_that_explodes_is_refused() -> None:
    many = Enumeration("many", tuple(map(str, range(100))), tuple(range(100)))
    variables = tuple(Variable(f"v{n}", many) for n in range(4))
    height = Function("height", (many,), INTEGER)
    body = Operation(Operator.LESS, tuple(Application(height, (v,)) for v in variables[:2]))
    with pytest.raises(TheoryTooLarge):
        judge(problem([Quantified(Quantifier.FOR_ALL, variables, body)]))
