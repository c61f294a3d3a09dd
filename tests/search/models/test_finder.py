"""The finder between its caller and the clock: slices of time, limits, order of models."""

from __future__ import annotations

from time import monotonic

import pytest

from prover.model import FiniteModel
from search.models import Core, ModelFinder, finder
from search.models.ground import GroundTheory
from search.models.problem import FlatProblem
from search.models.sizes import Sizes
from tests.search.models.problems import (
    GROUP,
    finder_of,
    formulas_of,
    is_model,
)

INFINITE = """
∀x ∀y (f(x) = f(y) → x = y)
∀x ¬f(x) = c
∀x ∃y (R(x, y) ∧ ¬R(y, f(x)))
"""


def test_elements_that_are_the_constants_come_first() -> None:
    formulas = formulas_of("dog(rex) \n ∀x (dog(x) → barks(x)) \n ∃x ¬barks(x) \n loves(ann, rex)")
    found = finder_of(formulas).find()
    assert isinstance(found, FiniteModel)
    assert is_model(found, formulas)
    [elements] = found.domains.values()
    assert elements[:2] == ("rex", "ann")
    assert all(rows == {(): f.name} for f, rows in found.functions.items())


def test_many_constants_need_no_large_structure() -> None:
    """Named elements would need millions of instances; a few numbered ones are enough."""
    facts = "\n".join(f"edge(f(a{n}), a{n + 1}, b)" for n in range(60))
    formulas = formulas_of(
        f"{facts} \n ∀x ∀y ∀z ∀u (edge(x, y, z) ∧ edge(y, u, z) → edge(x, u, z))"
    )
    found = finder_of(formulas).find(deadline=monotonic() + 20)
    assert isinstance(found, FiniteModel)
    assert is_model(found, formulas)
    assert found.size == 1


@pytest.mark.parametrize("places", [8, 15, 40])
def test_a_predicate_may_have_any_number_of_places(places: int) -> None:
    """Of its atoms, more than any solver can hold, only those that occur are wanted."""
    names = [f"a{n}" for n in range(places)]
    fact, other = ", ".join(names), ", ".join(["b", *names[1:]])
    last = ", ".join([*names[:-1], "x"])
    formulas = formulas_of(f"all({fact}) \n ¬all({other}) \n ∀x (all({last}) → P(x))")
    found = finder_of(formulas).find(deadline=monotonic() + 20)
    assert is_model(found, formulas)
    contradicted = finder_of({**formulas, "no": formulas_of(f"¬P({names[-1]})")["p0"]})
    assert isinstance(contradicted.find(deadline=monotonic() + 20), Core)


def test_one_question_only_needs_no_names_of_groups() -> None:
    formulas = formulas_of("P(a) \n ∀x (P(x) → Q(x)) \n ¬Q(b)")
    assert is_model(finder_of(formulas).find(), formulas)


@pytest.mark.timed
def test_slices_of_time_lead_where_one_long_look_does() -> None:
    formulas = formulas_of(GROUP + "¬mult(a, b) = mult(b, a)")
    found, slices = None, 0
    searching = finder_of(formulas)
    while found is None and slices < 2_000:
        start = monotonic()
        # A quick machine needs slices as short as this, a slow one longer ones.
        found = searching.find(deadline=start + 0.001 * (1 + slices // 50))
        assert monotonic() - start < 0.5
        slices += 1
    searching.close()
    assert slices > 1
    assert is_model(found, formulas)


def test_sizes_that_are_done_are_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[int, ...]] = []
    theory_of = ModelFinder._theory

    def note(self: ModelFinder, problem: FlatProblem, sizes: Sizes) -> GroundTheory:
        tried.append((id(problem), *sizes.values()))
        return theory_of(self, problem, sizes)

    monkeypatch.setattr(ModelFinder, "_theory", note)
    searching = finder_of(formulas_of(INFINITE))
    while len(set(tried)) < 4:
        searching.find(deadline=monotonic() + 0.1)
    done = set(tried) - {tried[-1]}
    tried.clear()
    while not tried:
        searching.find(deadline=monotonic() + 0.1)
    searching.close()
    assert not done.intersection(tried)


@pytest.mark.timed
def test_the_deadline_is_kept() -> None:
    for text in (INFINITE, GROUP + "\n".join(f"¬mult(a{n}, b) = mult(b, a{n})" for n in range(30))):
        searching = finder_of(formulas_of(text))
        start = monotonic()
        searching.find(deadline=start + 0.5)
        assert monotonic() - start < 0.5 + 0.3
        searching.close()


def test_a_first_look_ends_by_itself() -> None:
    searching = finder_of(formulas_of(INFINITE))
    assert searching.find() is None
    assert searching.find(["p0", "p2"]) is not None
    searching.close()


def test_too_many_instances_are_not_made_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "_MOST_INSTANCES", 2_000)
    searching = finder_of(formulas_of(INFINITE))
    assert searching.find(deadline=monotonic() + 30) is None
    assert searching.limit.startswith("memory")
    searching.close()


def test_theories_that_together_are_too_large_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "_MOST_INSTANCES", 20_000)
    searching = finder_of(formulas_of(INFINITE))
    searching.find(deadline=monotonic() + 0.5)
    held = sum(theory.instances for theory in searching._theories.values())
    searching.close()
    assert 0 < held <= 40_000


def test_questions_keep_apart() -> None:
    searching = finder_of(formulas_of("P(a) \n ¬P(a) \n Q(a) ∨ P(a)"))
    assert isinstance(searching.find(["p0", "p2"]), FiniteModel)
    assert searching.find() == Core(("p0", "p1"))
    assert isinstance(searching.find(["p1", "p2"]), FiniteModel)
    searching.close()


def test_formulas_that_say_nothing_have_a_model_with_an_element() -> None:
    formulas = formulas_of("∀x x = x")
    assert is_model(finder_of(formulas).find(), formulas)
