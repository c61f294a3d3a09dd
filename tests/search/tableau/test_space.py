"""The inferences on tableaux, one by one."""

from __future__ import annotations

import pickle

import pytest

from prover.clausify import InputClause
from prover.logic.clause import Clause, Literal
from prover.logic.reader import parse_formula
from prover.logic.syntax import INDIVIDUAL, Equality, ForAll, Formula, Variable
from search.strategy import Outcome
from search.tableau.equality import equality_axioms
from search.tableau.matrix import Matrix
from search.tableau.policy import Policy
from search.tableau.space import ConnectionSpace, Extend, Reduce
from search.tableau.tableau import Goal, Tableau, canonical, components

X = Variable("x", INDIVIDUAL)


def literal(text: str) -> Literal:
    """The literal that ``text`` says; x, y and z are variables."""
    formula: Formula = parse_formula(f"∀x ∀y ∀z {text}")
    while isinstance(formula, ForAll):
        formula = formula.body
    found = Literal.of(formula)
    assert found is not None
    return found


def clause(*texts: str) -> InputClause:
    return InputClause(Clause.of(literal(text) for text in texts), "premise")


def space(*clauses: InputClause) -> ConnectionSpace:
    return ConnectionSpace(Matrix.of(clauses, frozenset()))


def tableau(*goals: Goal) -> Tableau:
    return canonical(goals)


def after(found: ConnectionSpace, state: Tableau) -> list[Outcome[Tableau]]:
    """What every proposed action leads to."""
    return [found.apply(state, proposal.action) for proposal in found.open(state, 0).proposals]


def goals(state: Tableau) -> list[Literal]:
    return [goal.literal for goal in state.goals]


def test_tableaux_that_differ_in_names_are_one() -> None:
    first = tableau(Goal(literal("R(x, y)"), (literal("P(y)"),)), Goal(literal("Q(x)")))
    second = tableau(Goal(literal("R(z, x)"), (literal("P(x)"),)), Goal(literal("Q(z)")))
    other = tableau(Goal(literal("R(x, y)"), (literal("P(x)"),)), Goal(literal("Q(x)")))
    assert first == second
    assert hash(first) == hash(second)
    assert first != other


def test_goals_without_common_variables_are_tableaux_of_their_own() -> None:
    listed = [Goal(literal(text)) for text in ("P(x)", "Q(y)", "R(y, x)", "S(z)", "T(a)")]
    assert components(listed, range(5)) == [[0, 1, 2], [3], [4]]
    assert components(listed, (0, 1, 3)) == [[0], [1], [3]]


def test_an_extension_leaves_the_rest_of_the_clause_with_the_goal_on_its_path() -> None:
    found = space(clause("¬P(x)", "Q(x)"), clause("¬Q(b)", "P(b)"))
    state = tableau(Goal(literal("P(x)")))
    first = found.apply(state, Extend(0, 0))
    assert first.cost.calls == 1
    assert first.states is not None
    (child,) = first.states
    assert goals(child) == [literal("Q(x)").substitute({X: Variable("_0", INDIVIDUAL)})]
    assert child.goals[0].path == (literal("P(x)").substitute({X: Variable("_0", INDIVIDUAL)}),)


def test_a_reduction_binds_what_it_needs() -> None:
    found = space(clause("¬P(a)", "Q(b)"), clause("¬Q(x)", "¬P(x)"), clause("P(c)", "¬Q(c)"))
    state = tableau(
        Goal(literal("¬P(x)"), (literal("P(a)"),)),
        Goal(literal("Q(x)")),
    )
    outcome = found.apply(state, Reduce(0))
    assert outcome.states is not None
    assert [goals(part) for part in outcome.states] == [[literal("Q(a)")]]


def test_what_binds_nothing_is_done_at_once() -> None:
    state = tableau(Goal(literal("P(a)")))
    by_unit = space(clause("¬P(x)", "Q(x)"), clause("¬Q(x)"))
    assert by_unit.apply(state, Extend(0, 0)).states == ()
    by_reduction = space(clause("¬P(x)", "¬P(a)", "Q(b)"), clause("¬Q(b)"))
    assert by_reduction.apply(state, Extend(0, 0)).states == ()


def test_a_lemma_closes_what_an_earlier_sibling_has_settled() -> None:
    rules = clause("B(x)", "¬C(x)"), clause("C(x)", "¬D(x)", "E(x)")
    found = space(clause("¬C(a)", "¬B(a)"), *rules)
    begun = found.apply(found.root, Extend(0, 0)).states
    assert begun is not None
    first, second = begun
    assert goals(first) == [literal("¬C(a)")]
    assert second.goals == (Goal(literal("¬B(a)"), (), (literal("¬C(a)"),)),)
    assert found.apply(second, Extend(1, 0)).states == ()
    without = Tableau((Goal(literal("¬B(a)")),))
    assert found.apply(without, Extend(1, 0)).states != ()


def test_no_goal_is_repeated_on_its_path() -> None:
    found = space(clause("¬P(x)", "Q(x)"), clause("¬Q(x)", "P(x)"))
    state = tableau(Goal(literal("P(a)")))
    (outcome,) = after(found, state)
    assert outcome.states is not None
    (again,) = after(found, outcome.states[0])
    assert again.states is None
    assert again.reason == "a goal is repeated on its path"


def test_a_goal_without_a_connection_is_hopeless() -> None:
    found = space(clause("¬P(x)", "Q(x)"))
    outcome = found.apply(tableau(Goal(literal("P(a)"))), Extend(0, 0))
    assert outcome.states is None
    assert outcome.reason == "a goal has no connection"


def test_a_search_begins_with_negative_clauses_and_the_negated_claim() -> None:
    entries = [
        InputClause(Clause((literal(text),)), source)
        for text, source in [("P(x)", "p"), ("Q(a)", "denied"), ("¬P(b)", "q"), ("¬Q(x)", "r")]
    ]
    found = ConnectionSpace(Matrix.of(entries, {"denied"}))
    actions = [proposal.action for proposal in found.open(found.root, 0).proposals]
    assert [action.clause for action in actions if isinstance(action, Extend)] == [1, 2, 3]


def test_priors_are_probabilities_that_prefer_what_leaves_less() -> None:
    found = space(clause("¬P(x)", "Q(x)", "R(x, x)"), clause("¬P(x)", "S(x)"), clause("¬P(c)"))
    opened = found.open(tableau(Goal(literal("P(x)")), Goal(literal("Q(x)"))), 0)
    priors = [proposal.prior for proposal in opened.proposals]
    assert sum(priors) == pytest.approx(1)
    assert max(priors) == priors[-1]
    many, few = (found.policy.extension(c) for c in found.matrix.connections(literal("P(a)"))[:2])
    assert many < few


def test_the_fewer_and_smaller_the_goals_the_better() -> None:
    values = [
        Policy().value(tableau(*(Goal(literal(text)) for text in texts)))
        for texts in (["P(a)"], ["P(f(a))"], ["P(f(a))", "Q(f(a))"])
    ]
    assert 1 > values[0] > values[1] > values[2] > 0


def test_equality_axioms_only_where_there_is_equality() -> None:
    assert not list(equality_axioms([clause("P(f(a))").clause]))
    axioms = list(equality_axioms([clause("P(f(a))").clause, clause("a = b").clause]))
    equations = [c for c in axioms if isinstance(c.literals[-1].atom, Equality)]
    assert len(axioms) == 4  # of reflexivity, transitivity, f and P
    assert len(equations) == 3


def test_an_equation_is_met_from_either_side() -> None:
    found = space(clause("f(a) = b"), clause("P(c)"))
    for text in ("¬(f(a) = b)", "¬(b = f(a))"):
        units = [c for c in found.matrix.connections(literal(text)) if len(c.clause.literals) == 1]
        assert len(units) == 1


def test_states_and_actions_can_be_stored() -> None:
    state = tableau(Goal(literal("P(x)"), (literal("Q(y)"),)))
    assert pickle.loads(pickle.dumps(state)) == state
    assert pickle.loads(pickle.dumps(Extend(1, 2))) == Extend(1, 2)
