"""What data refute becomes a theorem, where the theory leaves nothing open."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from prover.check import Z3Session
from prover.check.development import check_development
from prover.logic.syntax import FALSE, Application, Equality, Formula, FunctionSymbol, Variable
from prover.logic.walk import complement, universal_closure
from prover.proof import Proof, Rule
from prover.theory import Development, Theorem, Theory
from search.exploration import Counts, Exploration, Finding, Status, with_denials
from tests.prover.theory.peano_by_hand import NAT, NATURALS, plus

X, Y = Variable("x", NAT), Variable("y", NAT)
FALSE_LAW: Formula = universal_closure(Equality(plus(X, Y), X))


def refuted(theory: Theory, statement: Formula) -> Exploration:
    finding = Finding("+.projection", statement, Status.REFUTED, witness="x = 3, y = 2")
    return Exploration(Development(theory), (finding,), Counts(), 0.0)


def accepted(theorems: tuple[Theorem, ...]) -> list[bool]:
    found = check_development(Development(NATURALS, theorems), Z3Session(20_000_000))
    return [certificate.accepted for certificate in found.values()]


def test_the_smallest_witness_makes_a_theorem_that_the_checker_accepts() -> None:
    denied = with_denials(refuted(NATURALS, FALSE_LAW))
    assert denied.findings[0].witness == "x = 0, y = 1"
    assert denied.findings[0].denial == "not +.projection"
    part, theorem = denied.development.theorems
    assert theorem.statement is complement(FALSE_LAW)
    assert part.part_of == theorem.name
    assert accepted((part, theorem)) == [True, True]


def test_a_forged_witness_is_rejected() -> None:
    part, theorem = with_denials(refuted(NATURALS, FALSE_LAW)).development.theorems
    zero = Application(next(s for s in NATURALS.constructors[NAT] if not s.arity), ())
    forged = False
    steps = []
    for step in theorem.proof.steps:
        if step.rule is Rule.INSTANTIATION:
            ((x, _), (y, _)) = step.instances[0]
            forged = True
            instance = Equality(plus(zero, zero), zero)
            step = replace(step, conclusion=instance, instances=(((x, zero), (y, zero)),))
        steps.append(step)
    assert forged
    assert steps[-1].conclusion is FALSE
    lie = replace(theorem, proof=Proof(theorem.proof.claim, tuple(steps)))
    assert accepted((part, lie)) == [True, False]


def test_a_true_statement_is_not_denied() -> None:
    true = universal_closure(Equality(plus(X, Y), plus(X, Y)))
    assert not with_denials(refuted(NATURALS, true)).development.theorems


def test_nothing_is_denied_that_depends_on_what_is_left_open() -> None:
    symbol = FunctionSymbol("f", (NAT,), NAT)
    theory = replace(NATURALS, open_symbols=(symbol,))
    statement = universal_closure(Equality(Application(symbol, (X,)), X))
    denied = with_denials(refuted(theory, statement))
    assert not denied.development.theorems
    assert denied.findings[0].witness == "x = 3, y = 2"


def test_nothing_is_denied_after_the_deadline() -> None:
    assert not with_denials(refuted(NATURALS, FALSE_LAW), monotonic() - 1).findings[0].denial
