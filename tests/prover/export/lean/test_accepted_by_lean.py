"""Lean accepts what is written for it."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prover.export.lean import model_certificate, proof_certificate
from prover.lean.verify import LeanKernel
from prover.logic.reader import parse_formula, parse_formulas
from prover.logic.syntax import (
    Atom,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    PredicateSymbol,
    Sort,
    Variable,
    constant,
)
from prover.model import FiniteModel
from prover.proof import Proof, Rule, Step
from search.decide import decide
from tests.prover.check.problems import PROBLEMS, problem
from tests.prover.logic.small import small_formulas

NASTY_WORDS = """
    at if from fun λ by do end Prop Type Sort And Or Not Exists Eq Iff False True Classical absurd
    id true cold Set List a.b s1.foo _ α β x' Nat.add σ ∑ 0 1x my-name «quoted» p1 s1 h z x n sorry
    rfl congrArg inferInstance Fin Nonempty eq.refl this trivial intro exact obtain have f! y? ?m
    #check @foo $ ( ) -/ /- -- ' " ℕ ∧ ¬ ∀ := . ⟨ · é 日本
"""
NASTY = NASTY_WORDS.split()


def accepted(lean: LeanKernel, premises: dict[str, Formula], goal: Formula) -> None:
    decision = decide(premises, goal, seconds=5)
    if decision.proof is not None:
        written = proof_certificate(premises, decision.proof.claim, decision.proof)
        verified = lean.verify(written.source, written.theorem)
        assert verified.accepted, (verified, written.source)
    for holds, model in ((True, decision.model_with_goal), (False, decision.model_without_goal)):
        if model is not None and model.domains:
            written = model_certificate(premises, goal, holds, model)
            verified = lean.verify(written.source, written.theorem)
            assert verified.accepted, (verified, written.source)


@pytest.mark.parametrize("name", PROBLEMS)
def test_proofs_are_accepted(lean: LeanKernel, name: str) -> None:
    accepted(lean, *problem(name))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    premises=st.lists(small_formulas(binary=True, equality=True, depth=3), max_size=3),
    goal=small_formulas(binary=True, depth=2),
)
def test_whatever_is_decided_is_accepted(
    lean: LeanKernel, premises: list[Formula], goal: Formula
) -> None:
    accepted(lean, {f"p{n}": formula for n, formula in enumerate(premises)}, goal)


@pytest.mark.parametrize(
    "texts",
    [
        ["∀x ((∀y R(x, y)) ↔ P(x))", "∀x ∀y R(x, y)", "P(a)"],
        ["(∃x P(x)) ⊕ (∀x Q(x))", "¬P(a)", "∀x ¬P(x)", "Q(a)"],
        ["∀x (∃y R(x, y) ⊕ ∀z S(x, z))", "¬∃y R(a, y)", "S(a, b)"],
        ["¬∀x ∃y R(x, y)", "∃x ∀y ¬R(x, y)"],
        ["∀x ∀y (f(x) = f(y) → x = y)", "f(a) = f(b)", "P(a)", "P(b)"],
    ],
)
def test_expanded_and_skolemised_proofs_are_accepted(lean: LeanKernel, texts: list[str]) -> None:
    *premises, goal = parse_formulas(texts).formulas
    accepted(lean, {f"p{n}": formula for n, formula in enumerate(premises)}, goal)


def test_names_mean_nothing_to_lean(lean: LeanKernel) -> None:
    """Every name is a constant, a predicate, a proposition, a premise, a sort and a variable."""
    variable = Variable("at", Sort("Nat"))
    formulas = list(
        chain.from_iterable(
            (
                ForAll(variable, Atom(PredicateSymbol(word, (Sort("Nat"),)), (variable,))),
                Atom(PredicateSymbol(word, (Sort(word),)), (constant(word, Sort(word)),)),
                Exists(Variable(word, Sort(word)), Atom(PredicateSymbol(word, ()), ())),
            )
            for word in NASTY
        )
    )
    premises = dict(
        zip([*NASTY, *(f"{w} {i}" for w in NASTY for i in "12")], formulas, strict=True)
    )
    goal = Exists(variable, Implies(formulas[0], formulas[1]))
    steps = [Step(name, formula, Rule.PREMISE) for name, formula in premises.items()]
    steps.append(Step("the end", goal, Rule.CONCLUSION, tuple(premises)))
    written = proof_certificate(premises, goal, Proof(goal, tuple(steps)))
    verified = lean.verify(written.source, written.theorem)
    assert verified.accepted, verified


@pytest.mark.slow
def test_a_large_model_is_accepted(lean: LeanKernel) -> None:
    sum_ = FunctionSymbol("sum", (Sort("$i"), Sort("$i")), Sort("$i"))
    elements = tuple(str(n) for n in range(8))
    rows = {(a, b): str((int(a) + int(b)) % 8) for a in elements for b in elements}
    model = FiniteModel({Sort("$i"): elements}, {sum_: rows}, {})
    goal = parse_formula("∀x ∀y ∀z sum(sum(x, y), z) = sum(x, sum(y, z))")
    written = model_certificate({}, goal, True, model)
    assert lean.verify(written.source, written.theorem).accepted


def test_a_false_certificate_is_refused(lean: LeanKernel) -> None:
    premises, goal = problem("a chain")
    proof = decide(premises, goal, seconds=5).proof
    assert proof is not None
    written = proof_certificate(premises, goal, proof)
    damaged = written.source.replace("p2 a p1", "p2 a p2")
    assert damaged != written.source
    assert not lean.verify(damaged, written.theorem).accepted
