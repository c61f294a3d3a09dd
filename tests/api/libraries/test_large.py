"""Problems with very many premises: a proof needs few of them."""

from __future__ import annotations

from api.libraries.asking import ask
from api.libraries.large import LARGE, LargeProblem
from api.service import ProofService
from api.settings import Settings
from prover.logic.tptp import parse_tptp, tptp_problem
from prover.verdict import Verdict


def test_a_few_premises_of_many_are_enough() -> None:
    lines = [f"fof(r{n}, axiom, ! [X] : (p{n}(X) => p{n + 1}(X)))." for n in range(LARGE + 100)]
    text = "\n".join([*lines, "fof(f, axiom, p40(a)).", "fof(goal, conjecture, p43(a))."])
    with ProofService(Settings()) as service:
        found = ask(LargeProblem(tptp_problem(parse_tptp(text))), service)
    assert found.answer.verdict is Verdict.PROVED
    assert found.answer.is_certified
    assert found.selected < found.premises == LARGE + 101
