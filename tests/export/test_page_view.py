"""What a page has at its head."""

from __future__ import annotations

import pytest

from prover.answer import Answer
from prover.export.page_view import page_view
from prover.logic.tptp import parse_tptp, tptp_problem
from prover.verdict import Verdict


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("fof(all_mortal, conjecture, p).", "all_mortal"),
        ("fof(a, axiom, p).", "Do the sentences contradict each other?"),
    ],
)
def test_a_statement_is_called_by_its_name(text: str, heading: str) -> None:
    problem = tptp_problem(parse_tptp(text))
    assert page_view(Answer(problem, Verdict.UNKNOWN)).question == heading


def test_contradictory_premises_are_unsatisfiable_where_nothing_else_is_asked() -> None:
    problem = tptp_problem(parse_tptp("fof(a, axiom, p). fof(b, axiom, ~ p)."))
    assert page_view(Answer(problem, Verdict.INCONSISTENT)).szs == "Unsatisfiable"
