"""From a few definitions to a small textbook."""

from __future__ import annotations

from time import monotonic

import pytest

from prover.check import Z3Session
from prover.check.development import check_development
from prover.watch import Event, Exploring
from search.canonical import up_to_order
from search.exploration import Exploration, Finding, Options, Status, explore
from tests.search.exploration.theories import GROUPS, NATURALS, ORDER, statement, theory

QUICK = Options(term_size=1, clause_size=5, attempt=0.03, second_attempt=0.03)


@pytest.fixture(scope="module")
def addition() -> Exploration:
    return explore(theory(NATURALS), Options(term_size=5), deadline=monotonic() + 30)


def proved(exploration: Exploration) -> dict[object, Finding]:
    return {up_to_order(f.statement): f for f in exploration.findings if f.is_proved}


def test_addition_is_a_cancellative_commutative_monoid(addition: Exploration) -> None:
    found = proved(addition)
    for text in (
        "0 + x = x",
        "S(x) + y = S(x + y)",
        "x + S(0) = S(x)",
        "x + y = y + x",
        "(x + y) + z = x + (y + z)",
        "x + y = x + z → y = z",
        "x + z = y + z → x = y",
        "x + y = 0 → x = 0",
    ):
        assert up_to_order(statement(text, NATURALS)) in found, text


def test_what_textbooks_derive_is_a_corollary(addition: Exploration) -> None:
    found = proved(addition)
    assert found[up_to_order(statement("x + y = y + x", NATURALS))].status is Status.ESSENTIAL
    assert found[up_to_order(statement("x + S(0) = S(x)", NATURALS))].status is Status.COROLLARY


def test_every_theorem_passes_the_checker(addition: Exploration) -> None:
    certificates = check_development(addition.development, Z3Session(20_000_000))
    assert certificates
    assert all(certificate.accepted for certificate in certificates.values())


def test_findings_are_theorems_of_these_names(addition: Exploration) -> None:
    theorems = addition.development.by_name
    for finding in addition.findings:
        if finding.is_proved:
            assert theorems[finding.name].statement is finding.statement
        else:
            assert finding.name not in theorems


def test_exploring_again_finds_the_same_in_the_same_order(addition: Exploration) -> None:
    again = explore(theory(NATURALS), Options(term_size=5), deadline=monotonic() + 30)
    assert again.findings == addition.findings
    assert again.development.theorems == addition.development.theorems


def test_no_two_findings_say_the_same(addition: Exploration) -> None:
    forms = [up_to_order(finding.statement) for finding in addition.findings]
    assert len(forms) == len(set(forms))


def test_watchers_are_told_how_far_it_is() -> None:
    events: list[Event] = []
    explore(theory(NATURALS), QUICK, watch=events.append)
    last = events[-1]
    assert isinstance(last, Exploring)
    assert last.enumerated > 10
    assert last.proved > 3


@pytest.mark.timed
def test_the_deadline_is_kept() -> None:
    begun = monotonic()
    explore(theory(NATURALS, ORDER), deadline=begun + 1.0)
    assert monotonic() - begun < 3.0


@pytest.mark.slow
def test_groups_of_exponent_two_are_found_to_be_commutative() -> None:
    found = proved(explore(theory(GROUPS), Options(term_size=3), deadline=monotonic() + 60))
    for text in (
        "x ∘ e = x",
        "x ∘ inv(x) = e",
        "inv(inv(x)) = x",
        "inv(x ∘ y) = inv(y) ∘ inv(x)",
        "x ∘ y = x ∘ z → y = z",
        "x ∘ y = x → y = e",
        "x ∘ y = e → y = inv(x)",
        "(∀x (x ∘ x = e)) → ∀x ∀y (x ∘ y = y ∘ x)",
    ):
        assert up_to_order(statement(text, GROUPS)) in found, text
