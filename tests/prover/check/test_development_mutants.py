"""Books changed at random: what is accepted all the same is true of small numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from prover.check import Z3Session
from prover.check.development import check_development
from prover.logic.syntax import Application, Atom, Equality, Formula, Term, Variable
from prover.logic.walk import nodes, rebuild, strip_universals
from prover.proof import Proof, Rule
from prover.theory import Development, Theorem
from prover.theory.evaluation import Evaluator
from tests.prover.theory.peano_by_hand import DEVELOPMENT, NAT, NATURALS

SESSION = Z3Session(rlimit=100_000, timeout_ms=100)
EVALUATOR = Evaluator(NATURALS)
NUMBERS = tuple(EVALUATOR.values(NAT, 5))


def mutated(formula: Formula, random: Random) -> Formula:
    """``formula`` with one term of it exchanged for another one, wherever it occurs."""
    terms = [node for node in nodes(formula) if isinstance(node, Variable | Application)]
    old, new = random.choice(terms), random.choice(terms)

    def exchanged(term: Term) -> Term:
        if term is old or isinstance(term, Variable):
            return new if term is old else term
        return Application(term.function, tuple(map(exchanged, term.arguments)))

    def change(part: Formula) -> Formula:
        match part:
            case Atom(predicate=predicate, arguments=arguments):
                return Atom(predicate, tuple(map(exchanged, arguments)))
            case Equality(left=left, right=right):
                return Equality(exchanged(left), exchanged(right))
            case _:
                return rebuild(part, change)

    return change(formula)


def restated(theorem: Theorem, statement: Formula) -> Theorem:
    """``theorem`` with another statement, which its proof is made to conclude."""
    *steps, last = theorem.proof.steps
    steps.append(replace(last, conclusion=statement))
    return replace(theorem, statement=statement, proof=Proof(statement, tuple(steps)))


def citing(theorem: Theorem, name: str, statement: Formula) -> Theorem:
    """``theorem`` with what it cites of ``name`` brought up to date."""
    steps = (
        replace(step, conclusion=statement)
        if step.rule is Rule.PREMISE and step.name == name
        else step
        for step in theorem.proof.steps
    )
    return replace(theorem, proof=replace(theorem.proof, steps=tuple(steps)))


def forged(random: Random) -> Development:
    """The development with another statement in it, and all that depends on it made to fit."""
    chosen = random.choice(DEVELOPMENT.theorems)
    statement = mutated(chosen.statement, random)
    theorems = [
        restated(theorem, statement)
        if theorem is chosen
        else citing(theorem, chosen.name, statement)
        for theorem in DEVELOPMENT.theorems
    ]
    return Development(NATURALS, tuple(theorems))


def holds_of_small_numbers(statement: Formula) -> bool:
    variables, body = strip_universals(statement)
    rows = product(NUMBERS, repeat=len(variables))
    return all(EVALUATOR.holds(body, dict(zip(variables, row, strict=True))) for row in rows)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_accepted_of_a_forged_book_is_true(seed: int) -> None:
    random, rejected = Random(seed), 0
    for _ in range(12):
        development = forged(random)
        certificates = check_development(development, SESSION)
        for theorem in development.theorems:
            accepted = certificates[theorem.name].accepted
            rejected += not accepted
            if accepted and not theorem.part_of and not theorem.statement.free:
                assert holds_of_small_numbers(theorem.statement)
    assert rejected > 12
