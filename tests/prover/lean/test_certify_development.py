"""A development is judged as a whole, and one bad theorem never costs the others."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from prover.export.lean.theory import lean_development
from prover.lean.certify_development import certify_development_in_lean
from prover.lean.verify import LeanKernel
from prover.logic.syntax import Application, Equality, FunctionSymbol
from prover.proof import Proof, Rule, Step
from prover.theory import Definition, Development, Equation, Theorem
from tests.prover.export.lean.theories import NAT, X, Y, closed, inferred
from tests.prover.theory.peano_by_hand import DEVELOPMENT, PLUS, ZERO, plus, successor

FALSE_CLAIM = closed([X, Y], Equality(plus(X, Y), plus(X, X)))


def with_theorem(theorem: Theorem, at: int) -> Development:
    """The development with another theorem in place ``at``."""
    theorems = DEVELOPMENT.theorems
    return replace(DEVELOPMENT, theorems=(*theorems[:at], theorem, *theorems[at:]))


def accepted(development: Development, lean: LeanKernel) -> dict[str, bool]:
    certificates = certify_development_in_lean(development, lean, monotonic() + 60)
    assert list(certificates) == [theorem.name for theorem in development.theorems]
    for certificate in certificates.values():
        assert bool(certificate.rejections) is not certificate.accepted
        assert certificate.notes["toolchain"] == lean.toolchain.description
    return {name: certificate.accepted for name, certificate in certificates.items()}


def test_every_theorem_gets_its_certificate(lean: LeanKernel) -> None:
    assert all(accepted(DEVELOPMENT, lean).values())


def test_a_step_that_does_not_follow_costs_its_theorem_only(lean: LeanKernel) -> None:
    judged = accepted(with_theorem(inferred("wrong", FALSE_CLAIM), 0), lean)
    assert [name for name, holds in judged.items() if not holds] == ["wrong"]


def test_what_rests_on_a_rejected_theorem_is_rejected(lean: LeanKernel) -> None:
    wrong = inferred("wrong", FALSE_CLAIM)
    after = inferred("after", closed([X], Equality(plus(X, ZERO), plus(X, X))), wrong=FALSE_CLAIM)
    development = replace(DEVELOPMENT, theorems=(wrong, after, *DEVELOPMENT.theorems))
    certificates = certify_development_in_lean(development, lean)
    assert certificates["after"].rejections == {
        "after": "it rests on wrong, which was not accepted"
    }
    assert certificates["add_comm"].accepted


def test_a_statement_that_its_proof_does_not_prove_is_rejected(lean: LeanKernel) -> None:
    honest = DEVELOPMENT.by_name["zero_add"]
    judged = accepted(with_theorem(replace(honest, name="t", statement=FALSE_CLAIM), 3), lean)
    assert not judged.pop("t")
    assert all(judged.values())


def test_theorems_may_not_cite_each_other(lean: LeanKernel) -> None:
    """Two theorems, each proved from the other."""
    first = inferred("first", FALSE_CLAIM, second=FALSE_CLAIM)
    second = inferred("second", FALSE_CLAIM, first=FALSE_CLAIM)
    judged = accepted(replace(DEVELOPMENT, theorems=(first, second)), lean)
    assert judged == {"first": False, "second": False}


def test_a_theorem_without_a_proof_is_rejected(lean: LeanKernel) -> None:
    step = Step("claimed", FALSE_CLAIM, Rule.PREMISE)
    bare = Theorem("bare", FALSE_CLAIM, Proof(FALSE_CLAIM, (step,)))
    assert accepted(replace(DEVELOPMENT, theorems=(bare,)), lean) == {"bare": False}


def test_induction_with_an_obligation_missing_is_rejected(lean: LeanKernel) -> None:
    claim = closed([X], Equality(plus(ZERO, X), X))
    base = DEVELOPMENT.by_name["zero_add.0"]
    steps = (
        Step(base.name, base.statement, Rule.PREMISE),
        Step("induction", claim, Rule.INDUCTION, (base.name, base.name)),
    )
    half = Theorem("half", claim, Proof(claim, steps))
    judged = accepted(replace(DEVELOPMENT, theorems=(base, half)), lean)
    assert judged == {base.name: True, "half": False}


def test_a_definition_that_does_not_end_is_of_no_use(lean: LeanKernel) -> None:
    endless = Definition(PLUS, (Equation(plus(X, Y), successor(plus(Y, X))),))
    theory = replace(DEVELOPMENT.theory, definitions=(endless,))
    proved = inferred("same", closed([X], Equality(plus(X, ZERO), plus(X, ZERO))))
    certificates = certify_development_in_lean(Development(theory, (proved,)), lean)
    assert "not seen to end" in certificates["same"].rejections["naturals"]


def test_words_that_the_theory_does_not_have_mean_nothing(lean: LeanKernel) -> None:
    """Lean would take an unknown name for a variable, of which anything may hold."""
    unknown = Application(FunctionSymbol("c", (), NAT), ())
    equal = inferred("equal", Equality(unknown, unknown))
    free = inferred("free", Equality(X, X))
    assert accepted(replace(DEVELOPMENT, theorems=(equal, free)), lean) == {
        "equal": False,
        "free": False,
    }


def test_without_time_nothing_is_accepted(lean: LeanKernel) -> None:
    certificates = certify_development_in_lean(DEVELOPMENT, lean, monotonic() - 1)
    assert not any(certificate.accepted for certificate in certificates.values())


def test_lines_name_their_theorem() -> None:
    written = lean_development(DEVELOPMENT).certificate()
    for number, line in enumerate(written.source.splitlines(), start=1):
        if line.startswith("theorem zero_add_S"):
            assert written.nodes[number] == "zero_add.S"
