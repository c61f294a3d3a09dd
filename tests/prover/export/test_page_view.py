"""What a page has at its head."""

from __future__ import annotations

import pytest

from api.service import ProofService
from api.settings import Settings
from prover.answer import Answer
from prover.export.html import to_html
from prover.export.markdown import to_markdown
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


def test_where_nothing_is_asked_a_model_says_nothing_of_a_goal() -> None:
    problem = tptp_problem(parse_tptp("fof(a, axiom, p(c)). fof(b, axiom, ~ q(c))."))
    with ProofService(Settings()) as service:
        answer = service.answer(problem)
    assert answer.verdict is Verdict.SATISFIABLE
    view = page_view(answer)
    assert view.goal is None
    [model] = view.models
    assert model.goal_holds is None
    assert model.notes[-1] == "True of nothing: q."
    page = to_html(answer)
    assert "Every sentence holds" in page
    assert "The statement is" not in page
    assert "A situation in which every sentence holds" in to_markdown(answer)
