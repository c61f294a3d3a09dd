"""Instances made on demand decide exactly what all instances decide."""

from __future__ import annotations

from math import inf
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.clausify import Clausifier
from prover.logic.clause import Clause
from prover.logic.reader import parse_formulas
from prover.logic.syntax import INDIVIDUAL, Formula, FunctionSymbol
from prover.model import FiniteModel, evaluate
from prover.verdict import Verdict
from prover.watch import Event, Pulse
from search.decide import decide
from search.models.ground import Unsatisfiable
from search.models.lazy import LazyGroundTheory
from search.models.problem import named_problem

CONSTANTS = frozenset(FunctionSymbol(name, (), INDIVIDUAL) for name in "abc")
DOMAINS = {INDIVIDUAL: ("a", "b", "c")}

terms = st.sampled_from(["a", "b", "c", "x", "x", "y", "y"])
atoms = st.one_of(
    st.builds("{}({})".format, st.sampled_from("PQ"), terms),
    st.builds("R({}, {})".format, terms, terms),
)
literals = st.builds("{}{}".format, st.sampled_from(["", "¬"]), atoms)
clauses = st.lists(literals, min_size=1, max_size=3).map(" ∨ ".join).map("∀x ∀y ({})".format)


def groups(texts: list[str]) -> tuple[dict[str, Formula], dict[str, list[Clause]]]:
    clausifier = Clausifier(frozenset())
    formulas = {f"p{n}": f for n, f in enumerate(parse_formulas(texts).formulas)}
    return formulas, {
        name: [entry.clause for entry in clausifier.clausify(formula, name)]
        for name, formula in formulas.items()
    }


@given(st.lists(clauses, min_size=1, max_size=8))
def test_both_ways_of_grounding_agree(texts: list[str]) -> None:
    formulas, by_name = groups(texts)
    problem = named_problem(by_name, {constant: n for n, constant in enumerate(CONSTANTS)})
    eager, lazy = problem.theory({INDIVIDUAL: 3}, Pulse()), LazyGroundTheory(DOMAINS, CONSTANTS)
    for name, found in by_name.items():
        lazy.add(name, found)
    for chosen in ([*by_name], [*by_name][1:], [*by_name][::2]):
        one, other = eager.solve(chosen, inf, 1_000), lazy.solve(chosen, inf)
        assert isinstance(one, frozenset) == isinstance(other, FiniteModel)
        if isinstance(other, FiniteModel):
            predicates = {**dict.fromkeys(_predicates(formulas), frozenset()), **other.predicates}
            model = FiniteModel(other.domains, other.functions, predicates)
            assert all(evaluate(formulas[name], model) for name in chosen)
        elif other is not None:
            core = [name for name in chosen if name in other.groups]
            assert isinstance(eager.solve(core, inf, 1_000), Unsatisfiable)
    eager.close()
    lazy.close()


def _predicates(formulas: dict[str, Formula]) -> list[object]:
    from prover.logic.walk import symbols

    return [s for f in formulas.values() for s in symbols(f) if not isinstance(s, FunctionSymbol)]


def policy(size: int) -> dict[str, Formula]:
    """People in chains: each is senior to the next, seniors of members are members."""
    texts = [f"senior(c{n}, c{n + 1})" for n in range(size)]
    texts += ["∀x ∀y (senior(x, y) ∧ member(y) → member(x))", f"member(c{size // 2})"]
    texts += [f"∀x (member(x) ∧ rank{n}(x) → pays{n}(x))" for n in range(size)]
    return groups(texts)[0]


@pytest.mark.timed
def test_thousands_of_constants_leave_a_goal_open_in_time() -> None:
    premises = policy(300)
    goal = parse_formulas(["member(c300)"]).formulas[0]
    start = monotonic()
    decision = decide(premises, goal, 10)
    assert decision.verdict is Verdict.UNCERTAIN
    assert monotonic() - start < 8
    assert decision.model_without_goal is not None
    assert all(evaluate(formula, decision.model_without_goal) for formula in premises.values())


def test_a_chain_through_many_rounds_is_followed_to_its_end() -> None:
    goal = parse_formulas(["member(c0)"]).formulas[0]
    assert decide(policy(200), goal, 10).verdict is Verdict.PROVED


@pytest.mark.timed
def test_it_says_how_far_it_is_and_stops_in_time() -> None:
    told: list[Event] = []
    _, by_name = groups([f"∀x ∀y ∀z (P{n}(x, y) ∨ P{n}(y, z))" for n in range(8)])
    names = tuple(f"e{n}" for n in range(60))
    constants = frozenset(FunctionSymbol(name, (), INDIVIDUAL) for name in names)
    deadline = monotonic() + 0.3
    theory = LazyGroundTheory({INDIVIDUAL: names}, constants, Pulse(told.append, 0.05))
    for name, found in by_name.items():
        theory.add(name, found)
    theory.solve([*by_name], deadline)
    assert monotonic() < deadline + 0.5
    assert told
    theory.close()
