"""Votes: weights, ties, ambiguity, confidence, and sentences that are disputed."""

from __future__ import annotations

from api.sampled.answering import Answerer
from api.sampled.consensus import agree
from api.sampled.disagreement import clusters, differing, equivalent
from api.sampled.voting import Ballot, VotingRule, take_vote, voting_rule
from api.service import ProofService
from api.settings import Settings
from prover.logic.reader import parse_formula, parse_formulas
from prover.problem import Sentence, Span
from prover.verdict import Verdict

RULE = VotingRule(mended=0.5, proof=3, assumed=1, least_share=0.5)
PROVED, REFUTED, OPEN = Verdict.PROVED, Verdict.REFUTED, Verdict.UNCERTAIN


def ballot(verdict: Verdict, clean: bool = True) -> Ballot:
    return Ballot(verdict, clean, False)


def test_a_proof_counts_more_than_a_failure_to_prove() -> None:
    assert take_vote([ballot(OPEN), ballot(OPEN), ballot(PROVED)], RULE).verdict is PROVED
    assert take_vote([ballot(OPEN)] * 4 + [ballot(PROVED)], RULE).verdict is OPEN


def test_a_mended_sample_counts_less() -> None:
    assert take_vote([ballot(PROVED, clean=False), ballot(REFUTED)], RULE).verdict is REFUTED


def test_no_majority_of_the_weight_is_ambiguous() -> None:
    vote = take_vote([ballot(PROVED), ballot(REFUTED), ballot(OPEN)], RULE)
    assert vote.verdict is Verdict.AMBIGUOUS
    assert vote.leading is PROVED


def test_lost_and_inconsistent_samples_have_no_say() -> None:
    lost = [ballot(Verdict.UNTRANSLATED)] * 8 + [ballot(Verdict.INCONSISTENT)]
    assert take_vote([*lost, ballot(OPEN)], RULE).verdict is OPEN
    assert take_vote(lost, RULE).verdict is Verdict.INCONSISTENT
    assert take_vote(lost[:3], RULE).verdict is Verdict.UNTRANSLATED


def test_the_rule_that_is_shipped_is_sure_of_unanimous_proofs() -> None:
    rule = voting_rule()
    sure = take_vote([ballot(PROVED)] * 10, rule).confidence
    assert sure > take_vote([ballot(PROVED)] * 6 + [ballot(REFUTED)] * 4, rule).confidence
    assert sure > take_vote([ballot(OPEN)] * 10, rule).confidence


def test_formulas_are_compared_by_what_they_mean() -> None:
    one, other = parse_formula("∀x (A(x) → B(x))"), parse_formula("¬∃x (A(x) ∧ ¬B(x))")
    assert equivalent(one, other)
    assert not equivalent(one, parse_formula("∀x (B(x) → A(x))"))


def test_theories_that_say_the_same_are_one_group() -> None:
    theories = [
        parse_formulas(texts).formulas
        for texts in (
            ("∀x (Cats(x) → Old(x))", "Old(Tom)"),
            ("¬∃x (Cat(x) ∧ ¬Old(x))", "Old(Tom)"),
            ("∃x (Cat(x) ∧ Old(x))", "Old(Tom)"),
        )
    ]
    assert clusters(theories) == ((0, 1), (2,))
    assert differing(theories) == (0,)


def test_disputed_sentences_are_named() -> None:
    texts = ("All cats purr.", "Tom is a cat.", "Tom purrs.")
    sentences, offset = [], 0
    for text in texts:
        sentences.append(Sentence(text, Span(offset, offset + len(text))))
        offset += len(text) + 1
    answerer = Answerer(sentences, "\n".join(texts), ProofService(Settings()))
    samples = [
        answerer.answer(reply)
        for reply in (
            "∀x (Cat(x) → Purrs(x))\nCat(Tom)\nPurrs(Tom)",
            "∀x (Cat(x) → ¬Purrs(x))\nCat(Tom)\nPurrs(Tom)",
        )
    ]
    found = agree(samples, sentences, RULE.model_copy(update={"least_share": 0.6}))
    assert found.answer.verdict is Verdict.AMBIGUOUS
    assert found.disputed == ("p1",)
    assert "p1" in found.answer.reason
