"""Saying an answer step by step in words: each line with the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.wire.explanation import ExplainedSentence, ExplainedStep, Explanation
from prover.answer import Answer
from prover.certificate import Checker
from prover.export import to_markdown
from prover.export.markdown import model_in_markdown
from prover.export.prose import RULE_WORDS, Line, lines_of
from prover.export.tables import model_views
from prover.export.wording import findings, gloss
from prover.logic.printers import to_unicode
from prover.problem import Premise
from prover.proof import Proof

__all__ = ["explain"]


def explain(answer: Answer) -> Explanation:
    """``answer`` in words: the proof, or why there is none."""
    problem = answer.problem
    goal = problem.goal
    return Explanation(
        verdict=answer.verdict,
        certified=answer.is_certified,
        meaning=gloss(answer),
        reason=answer.reason,
        goal="" if goal is None else goal.sentence.text or to_unicode(goal.formula),
        sentences=[_sentence(premise, answer) for premise in problem.premises],
        steps=_steps(answer),
        contradiction=list(answer.core),
        situations=[model_in_markdown(view) for view in model_views(answer)],
        not_understood=[f"{u.name}: {u.sentence.text} ({u.reason})" for u in problem.untranslated],
        findings=[finding.text for finding in findings(answer)],
        warnings=list(dict.fromkeys((*problem.warnings, *answer.warnings))),
        markdown=to_markdown(answer),
    )


def _sentence(premise: Premise, answer: Answer) -> ExplainedSentence:
    used = answer.proof.premises_used if answer.proof else ()
    return ExplainedSentence(
        id=premise.name,
        text=premise.sentence.text or premise.english,
        formula=to_unicode(premise.formula),
        used=premise.name in used or premise.name in answer.core,
        presupposed=premise.presupposed,
    )


def _steps(answer: Answer) -> list[ExplainedStep]:
    if answer.proof is None:
        return []
    lines = lines_of(answer)
    support = _Support(
        answer.proof,
        {line.step.name: line.number for line in lines if line.step is not None},
        _sentences_by_step(answer.proof),
        {
            name: why
            for certificate in answer.certificates
            if certificate.checker is Checker.PROOF_CHECKER
            for name, why in certificate.reasons.items()
        },
    )
    return [_step(line, support) for line in lines]


@dataclass(frozen=True, slots=True)
class _Support:
    """What the steps of one proof rest on: numbers, sentences and checks by name."""

    proof: Proof
    numbers: Mapping[str, int]
    sentences: Mapping[str, tuple[str, ...]]
    accepted: Mapping[str, str]


def _step(line: Line, support: _Support) -> ExplainedStep:
    step = line.step
    if step is None:  # the claim, after a contradiction
        rule, name = "the opposite is impossible", support.proof.conclusion.name
        parents: tuple[str, ...] = (name,)
    else:
        rule, name, parents = RULE_WORDS[step.rule], step.name, step.distinct_parents
    return ExplainedStep(
        number=line.number,
        text=line.text,
        formula=to_unicode(line.formula),
        rule=rule,
        parents=[support.numbers[parent] for parent in parents],
        sentences=list(support.sentences[name]),
        checked=support.accepted.get(name, ""),
    )


def _sentences_by_step(proof: Proof) -> dict[str, tuple[str, ...]]:
    """The premises that each step goes back to, in the order of the proof."""
    found: dict[str, tuple[str, ...]] = {}
    used = set(proof.premises_used)
    for step in proof.steps:
        own = (step.name,) if step.name in used else ()
        found[step.name] = tuple(
            dict.fromkeys((*own, *(name for p in step.distinct_parents for name in found[p])))
        )
    return found
