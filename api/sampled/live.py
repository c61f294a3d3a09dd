"""English read by a language model, with the controlled grammar as its cross-check.

The model translates and nothing more: what it writes is parsed, mended in the open, and decided
by the prover.  No sentence of the input and no reply can set a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from api.model import prompt_text
from api.reading.problems import Question
from api.sampled.answering import Answerer
from api.sampled.consensus import Consensus, agree
from api.sampled.voting import voting_rule
from api.service import ProofService
from prover.answer import Answer
from prover.errors import InputError
from prover.problem import Problem, Sentence
from prover.verdict import Verdict
from translators.llm import Client, Sampling
from translators.llm.translator import Drafts, ModelTranslator, Prompts

__all__ = ["ModelAnswer", "answer_by_model", "sentences_of"]

PROMPT, DECLARED, REFINE = "fol.v1", "fol_declared.v1", "fol_refine.v1"


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What the samples of a model come to, beside what the grammar reads.

    Attributes:
        sentences: premises and goal.
        consensus: the samples and the vote.
        drafts: what the model wrote, rounds of refinement included.
        grammar: the controlled grammar's answer to the same text; ``untranslated`` where it does
            not understand all of it.
        answer: the consensus's, with every remark that a reader needs.
    """

    sentences: tuple[Sentence, ...]
    consensus: Consensus
    drafts: Drafts
    grammar: Answer
    answer: Answer


def sentences_of(question: Question) -> tuple[Sentence, ...]:
    """The sentences of an English problem, understood by the grammar or not; the last is the goal.

    Raises:
        InputError: the problem is not in English.
    """
    problem = question.problem
    if question.verbalise is None:
        raise InputError(
            "only English is translated by a model", hint="leave --translator out for formulas"
        )
    found = {premise.name: premise.sentence for premise in problem.premises}
    found |= {failed.name: failed.sentence for failed in problem.untranslated}
    if problem.goal is not None:
        found[problem.goal.name] = problem.goal.sentence
    goal = found.pop("goal")
    return (*(found[name] for name in sorted(found, key=lambda name: int(name[1:]))), goal)


def answer_by_model(question: Question, service: ProofService, client: Client) -> ModelAnswer:
    """Ask the model for translations and the prover for a verdict on each.

    Args:
        question: the problem, as the grammar reads it.
        service: decides and checks; its settings say how many translations are wanted.
        client: the model.

    Raises:
        ModelError: the model gives no sample.
        InputError: the problem is not in English.
    """
    sentences, settings = sentences_of(question), service.settings
    translator = ModelTranslator(
        client,
        Prompts(
            prompt_text(PROMPT),
            prompt_text(REFINE),
            prompt_text(DECLARED) if settings.model_declares else "",
        ),
        Sampling(settings.model_temperature, settings.model_tokens),
        settings.model_rounds,
    )
    k = settings.model_samples
    drafts = translator.drafts([sentence.text for sentence in sentences], k)
    answerer = Answerer(sentences, question.problem.text, service, in_words=True)
    samples = [answerer.answer(draft.reply) for draft in drafts.drafts]
    grammar = service.answer(question.problem)
    consensus = agree(samples, sentences, voting_rule())
    notes = (*_notes(consensus, drafts, k), *_cross_check(consensus, grammar, question.problem))
    answer = replace(consensus.answer, warnings=(*consensus.answer.warnings, *notes))
    return ModelAnswer(sentences, consensus, drafts, grammar, answer)


def _notes(consensus: Consensus, drafts: Drafts, k: int) -> list[str]:
    vote = consensus.vote
    counts = ", ".join(f"{count} {verdict}" for verdict, count in vote.counts)
    notes = [f"translated by a model: of {len(consensus.samples)} samples {counts}"]
    if vote.leading is not None:
        notes.append(f"confidence in '{vote.leading}': {vote.confidence:.0%}")
    if len(drafts.drafts) < k:
        notes.append(f"{k} samples were asked for: {drafts.missing or 'the model gave fewer'}")
    if consensus.disputed and vote.verdict is not Verdict.AMBIGUOUS:
        notes.append(f"samples with other verdicts differ on {', '.join(consensus.disputed)}")
    return notes


def _cross_check(consensus: Consensus, grammar: Answer, problem: Problem) -> list[str]:
    """What the controlled grammar has to say to the model's verdict."""
    if grammar.verdict is Verdict.UNTRANSLATED:
        count = len(problem.untranslated)
        return [f"no cross-check: the grammar does not understand {count} of the sentences"]
    if grammar.verdict is consensus.answer.verdict:
        return [f"cross-check: the grammar's reading is {grammar.verdict}, too"]
    return [f"cross-check disagrees: the grammar's reading is {grammar.verdict}"]
