"""What is said of an induction, in every form in which a proof is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.shown.narration import proof_lines
from prover.answer import Answer
from prover.export import from_document, to_document, to_html, to_markdown, to_tstp
from prover.export.prose import lines_of
from prover.logic.syntax import ForAll, Formula, FunctionSymbol, Implies, Variable, predicate
from prover.problem import Premise, Problem, Sentence, Span
from prover.proof import Proof, Rule, Step
from prover.theory import Datatype
from prover.tstp.rules import rule_called
from prover.verdict import Verdict
from tests.prover.check.inductions import BOOLEANS, LISTS, NATURALS, ROSES, TREES, obligations
from tests.prover.theory.peano_by_hand import DEVELOPMENT

UNSAID = Sentence("", Span(0, 0))


def by_induction(goal: Formula, *parents: Formula) -> Answer:
    premises = tuple(Premise(f"p{n}", f, UNSAID) for n, f in enumerate(parents, 1))
    leaves = [Step(premise.name, premise.formula, Rule.PREMISE) for premise in premises]
    names = tuple(premise.name for premise in premises)
    last = Step("s1", goal, Rule.INDUCTION, names)
    problem = Problem(premises, Premise("goal", goal, UNSAID), "")
    return Answer(problem, Verdict.PROVED, proof=Proof(goal, (*leaves, last)))


def symmetric(datatype: Datatype) -> Answer:
    """``∀x ∀y (R(x, y) → R(y, x))``: an implication of its own."""

    x, y = Variable("x", datatype.sort), Variable("y", datatype.sort)
    goal = ForAll(x, ForAll(y, Implies(predicate("R", x, y), predicate("R", y, x))))
    return by_induction(goal, *obligations(goal, datatype))


@pytest.mark.parametrize(
    ("datatype", "words"),
    [
        (NATURALS, "by induction on x: base case (1), step (2)."),
        (LISTS, "by induction on x: base case (1), step (2)."),
        (TREES, "by induction on x: base case (1), step (2)."),
        (BOOLEANS, "by cases on x: cases (1, 2)."),
        (ROSES, "by cases on x: case (1)."),
    ],
    ids=lambda value: value.sort.name if isinstance(value, Datatype) else "",
)
def test_base_cases_and_steps_are_told_apart(datatype: Datatype, words: str) -> None:
    assert lines_of(symmetric(datatype))[-1].text.endswith(words)


def test_several_steps_are_listed_together() -> None:

    zero, successor = NATURALS.constructors
    more = FunctionSymbol("twice", (NATURALS.sort,), NATURALS.sort)
    datatype = Datatype(NATURALS.sort, (successor, zero, more))
    x = Variable("x", NATURALS.sort)
    goal = ForAll(x, predicate("P", x))
    text = lines_of(by_induction(goal, *obligations(goal, datatype)))[-1].text
    assert text.endswith("by induction on x: base case (2), steps (1, 3).")


def test_the_numbers_are_references() -> None:
    line = lines_of(symmetric(NATURALS))[-1]
    assert [piece.target for piece in line.pieces if piece.target] == ["p1", "p2"]


def test_every_output_has_the_rule() -> None:
    answer = symmetric(NATURALS)
    assert "by induction on x" in to_markdown(answer)
    assert "by induction on x" in to_html(answer)
    assert "inference(induction,[status(thm)],[p1,p2])" in to_tstp(answer)
    assert str(proof_lines(answer)[-1]).endswith("[by induction from 1, 2]")
    document = to_document(answer)
    assert document["proof"]["steps"][-1]["rule"] == "induction"
    assert from_document(document).proof == answer.proof


def test_a_step_from_hypotheses_alone_has_no_references() -> None:
    theorem = DEVELOPMENT.by_name["zero_add.S"]
    alone = replace(theorem.proof.steps[-1], parents=(), instances=())
    answer = replace(by_induction(theorem.statement), proof=Proof(theorem.statement, (alone,)))
    assert lines_of(answer)[-1].text.endswith(").")
    assert " ." not in lines_of(answer)[-1].text


def test_others_may_call_an_inference_induction_but_it_has_to_follow() -> None:
    """A derivation does not say what is generated, so nothing is accepted for its form."""
    statement = DEVELOPMENT.theorems[0].statement
    assert rule_called("induction", statement) is Rule.INFERENCE
