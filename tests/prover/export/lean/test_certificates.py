"""What a certificate looks like, and what has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prover.answer import Answer
from prover.export.lean import (
    NotExportable,
    lean_certificates,
    model_certificate,
    proof_certificate,
    to_lean,
)
from prover.logic.reader import parse_formulas
from prover.logic.syntax import Formula
from prover.proof import Proof, Rule, Step
from search.decide import decide
from tests.prover.check.problems import PROBLEMS, problem
from tests.prover.export import answers


def proved(name: str) -> tuple[dict[str, Formula], Formula, Proof]:
    premises, goal = problem(name)
    proof = decide(premises, goal, seconds=5).proof
    assert proof is not None
    return premises, goal, proof


def test_a_proof_reads_like_the_proof() -> None:
    premises, goal, proof = proved("two conditions")
    comments = {"p1": "Something is P. -/", "s1": "It is R."}
    certificate = proof_certificate(premises, goal, proof, comments)
    assert certificate.source == (
        "/-- The last line follows from the premises.\n"
        "* p1: Something is P. - /\n"
        "-/\n"
        "theorem certificate\n"
        "    {α : Type} [Nonempty α]\n"
        "    (P : α → Prop)\n"
        "    (a : α)\n"
        "    (Q R : α → Prop)\n"
        "    (T : α → α → Prop)\n"
        "    (b : α)\n"
        "    -- Something is P. - /\n"
        "    (p1 : P a)\n"
        "    (p2 : Q a)\n"
        "    (p3 : ∀ x : α, P x ∧ Q x → R x)\n"
        "    (p4 : ∀ x : α, R x → T x b)\n"
        "    : T a b := by\n"
        "  -- unit resulting resolution: p3, p1, p2\n"
        "  -- It is R.\n"
        "  have s1 : R a := p3 a ⟨p1, p2⟩\n"
        "  -- unit resulting resolution: p4, s1\n"
        "  exact p4 a s1\n"
    )


@pytest.mark.parametrize("name", PROBLEMS)
def test_every_line_of_a_step_names_it(name: str) -> None:
    premises, goal, proof = proved(name)
    certificate = proof_certificate(premises, goal, proof)
    for number, line in enumerate(certificate.source.splitlines(), start=1):
        if line.startswith("  have "):
            assert certificate.nodes[number] == line.split()[1]
    assert set(certificate.nodes.values()) == {step.name for step in proof.steps}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_step_that_does_not_follow_is_not_exportable(name: str) -> None:
    premises, goal, proof = proved(name)
    last = proof.conclusion
    broken = Proof(goal, (*proof.steps[:-1], replace(last, parents=(), instances=())))
    with pytest.raises(NotExportable, match=last.name):
        proof_certificate(premises, goal, broken)


def test_a_proof_of_something_else_is_not_exportable() -> None:
    premises, _, proof = proved("a chain")
    with pytest.raises(NotExportable, match="claimed"):
        proof_certificate(premises, premises["p2"], proof)


def test_proofs_may_be_long() -> None:
    count = 400
    texts = ["P0(a)", *[f"∀x (P{n}(x) → P{n + 1}(x))" for n in range(count)]]
    formulas = parse_formulas(texts).formulas
    premises = {f"p{n}": formula for n, formula in enumerate(formulas)}
    goal = parse_formulas([f"P{count}(a)"]).formulas[0]
    steps = [Step(name, formula, Rule.PREMISE) for name, formula in premises.items()]
    facts = parse_formulas([f"P{n}(a)" for n in range(1, count + 1)]).formulas
    for n, fact in enumerate(facts, start=1):
        before = f"s{n - 1}" if n > 1 else "p0"
        steps.append(Step(f"s{n}", fact, Rule.UNIT_RESULTING_RESOLUTION, (f"p{n}", before)))
    certificate = proof_certificate(premises, goal, Proof(goal, tuple(steps)))
    assert certificate.source.count("have ") == count - 1  # the last step is the claim


def test_a_model_is_written_as_tables() -> None:
    formulas = parse_formulas(["∀x (Man(x) → Mortal(x))", "∃x Mortal(x)", "Man(tom)"]).formulas
    premises = {"p1": formulas[0], "p2": formulas[1]}
    decision = decide(premises, formulas[2], seconds=5)
    assert decision.model_without_goal is not None
    certificate = model_certificate(
        premises, formulas[2], False, decision.model_without_goal, {"p1": "Men are mortal."}
    )
    assert certificate.theorem == "model_without_goal"
    assert "theorem model_without_goal : ∃ (Man Mortal : Fin 2 → Prop)" in certificate.source
    assert "    -- Men are mortal.\n    (∀ x : Fin 2, Man x → Mortal x) ∧" in certificate.source
    assert "    ¬(Man tom) :=" in certificate.source
    assert certificate.source.count("by decide +kernel") == 3


@pytest.mark.parametrize(
    ("answer", "theorems"),
    [
        (answers.proved(), ["certificate"]),
        (answers.refuted(), ["certificate"]),
        (answers.inconsistent(), ["certificate"]),
        (answers.by_contradiction(), ["certificate"]),
        (answers.uncertain(), ["model_with_goal", "model_without_goal"]),
        (answers.unknown(), []),
        (answers.untranslated(), []),
        (answers.rules(), []),
    ],
)
def test_an_answer_has_a_theorem_for_each_piece_of_evidence(
    answer: Answer, theorems: list[str]
) -> None:
    certificates = lean_certificates(answer)
    assert [certificate.theorem for certificate in certificates] == theorems
    text = to_lean(answer)
    assert f"-- Verdict: {answer.verdict}" in text
    assert all(certificate.source in text for certificate in certificates)


def test_no_sentence_ends_its_comment() -> None:
    answer = answers.hostile()
    sentence = replace(answer.problem.premises[0].sentence, text="a -/ theorem x\n: False /- b")
    premises = (replace(answer.problem.premises[0], sentence=sentence),)
    problem = replace(answer.problem, premises=premises + answer.problem.premises[1:])
    for line in to_lean(replace(answer, problem=problem)).splitlines():
        if "theorem x" in line:
            assert line.lstrip().startswith(("--", "*"))
            assert "-/" not in line
