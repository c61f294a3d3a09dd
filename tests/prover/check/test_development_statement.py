"""The statement of a development, built from formulas alone."""

from __future__ import annotations

from dataclasses import replace

from prover.check.development_statement import development_statement
from prover.logic.syntax import Equality
from prover.theory import Axiom, Datatype, Theory
from tests.prover.export.lean.theories import (
    CONS,
    ITEM,
    LISTS,
    NAT,
    NATURALS,
    NIL,
    XS,
    ZERO,
    A,
    S,
    X,
    closed,
)

NAT_INDUCTION = (
    "(∀ (∀ Theory.Nat Sort 0) (∀ (#0 Theory.Nat.zero) "
    "(∀ (∀ Theory.Nat (∀ (#2 #0) (#3 (Theory.Nat.S #1)))) (∀ Theory.Nat (#3 #0)))))"
)


def test_a_datatype_is_pinned_by_induction_and_freeness() -> None:
    theory = Theory("naturals", datatypes=(NATURALS,))
    equal = "Eq.{1} Theory.Nat"
    injective = f"(∀ Theory.Nat (∀ Theory.Nat (∀ ({equal} (Theory.Nat.S #1) (Theory.Nat.S #0)) "
    injective += f"({equal} #2 #1))))"
    distinct = "(∀ Theory.Nat (Ne.{1} Theory.Nat Theory.Nat.zero (Theory.Nat.S #0)))"
    exists = f"(Exists.{{1}} Theory.Nat (λ Theory.Nat ({equal} #1 (Theory.Nat.S #0))))"
    cases = f"(∀ Theory.Nat (Or ({equal} #0 Theory.Nat.zero) {exists}))"
    assert development_statement(theory, []) == (
        f"(And (And {NAT_INDUCTION} {injective}) (And {distinct} {cases}))"
    )


def test_open_sorts_and_axioms_come_first() -> None:
    assumed = closed([A, XS], Equality(CONS(A, XS), XS))
    theory = Theory("lists", (ITEM,), (LISTS,), axioms=(Axiom("short", assumed),))
    stated = development_statement(theory, [closed([XS], Equality(XS, NIL))])
    assert stated.startswith(
        "(∀ Sort 1 (∀ (Nonempty.{1} #0) (∀ (∀ #1 (∀ (Theory.List #2) "
        "(Eq.{1} (Theory.List #3) (Theory.List.cons #3 #1 #0) #0))) "
    )
    assert stated.endswith(
        "(∀ (Theory.List #2) (Eq.{1} (Theory.List #3) #0 (Theory.List.nil #3)))))))))"
    )


def test_statements_count_and_their_order() -> None:
    theory = Theory("naturals", datatypes=(NATURALS,))
    one, other = closed([X], Equality(S(X), ZERO)), closed([X], Equality(X, X))
    texts = {
        development_statement(theory, each) for each in ([], [one], [other, one], [one, other])
    }
    assert len(texts) == 4
    turned = Datatype(NAT, NATURALS.constructors[::-1])
    assert development_statement(replace(theory, datatypes=(turned,)), []) not in texts
