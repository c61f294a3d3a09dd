"""What we export as TSTP is accepted when it comes back."""

from __future__ import annotations

import pytest

from api.derivations import check_derivation
from api.settings import Settings
from prover.export import to_tstp
from prover.verdict import Verdict
from tests.prover.check.problems import PROBLEMS, problem
from tests.prover.export import answers
from tests.prover.tstp.answering import answer_of


@pytest.mark.parametrize("name", PROBLEMS)
def test_proofs(name: str) -> None:
    premises, goal = problem(name)
    checked = check_derivation(to_tstp(answer_of(premises, goal)), Settings())
    assert checked.accepted, checked.answer.reason
    assert checked.answer.verdict is Verdict.PROVED
    assert checked.status == "Theorem"


@pytest.mark.parametrize("name", ["proved", "by_contradiction", "refuted", "inconsistent"])
def test_every_kind_of_proof(name: str) -> None:
    answer = getattr(answers, name)()
    checked = check_derivation(to_tstp(answer), Settings())
    assert checked.accepted, checked.answer.reason
    assert checked.answer.verdict is answer.verdict


def test_what_came_from_elsewhere_may_go_there_again() -> None:
    premises, goal = problem("existence")
    first = check_derivation(to_tstp(answer_of(premises, goal)), Settings())
    second = check_derivation(to_tstp(first.answer), Settings())
    assert second.accepted, second.answer.reason
