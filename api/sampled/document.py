"""A consensus for JSON: every sample with all that was mended, merged and assumed."""

from __future__ import annotations

from collections.abc import Sequence

from api.sampled.answering import SampleAnswer
from api.sampled.consensus import Consensus
from api.sampled.live import ModelAnswer
from api.sampled.problem import names_of
from prover.logic.printers import to_unicode
from prover.problem import Sentence

__all__ = ["consensus_document", "sample_document", "translation_entry"]


def translation_entry(found: ModelAnswer) -> dict[str, object]:
    """How a text was translated by a model: the vote, the rounds, the grammar's opinion."""
    return {
        **consensus_document(found.consensus, found.sentences),
        "rounds": [draft.rounds for draft in found.drafts.drafts],
        "notes": [note for draft in found.drafts.drafts for note in draft.notes],
        "missing": found.drafts.missing,
        "tokens": found.drafts.tokens,
        "grammar": found.grammar.verdict.value,
    }


def consensus_document(consensus: Consensus, sentences: Sequence[Sentence]) -> dict[str, object]:
    """The vote, its confidence, what is disputed, and the samples."""
    vote = consensus.vote
    return {
        "verdict": vote.verdict.value,
        "leading": None if vote.leading is None else vote.leading.value,
        "share": round(vote.share, 4),
        "confidence": round(vote.confidence, 4),
        "counts": {verdict.value: count for verdict, count in vote.counts},
        "groups": [list(group) for group in consensus.groups],
        "disputed": list(consensus.disputed),
        "samples": [sample_document(sample, sentences) for sample in consensus.samples],
    }


def sample_document(sample: SampleAnswer, sentences: Sequence[Sentence]) -> dict[str, object]:
    """One sample: what was written, how it was read, and what came of it."""
    reading, candidate = sample.reading, sample.candidate
    names = names_of(sentences)
    formulas = candidate.formulas if candidate is not None else reading.formulas
    return {
        "verdict": sample.answer.verdict.value,
        "stage": sample.stage.value,
        "clean": reading.is_clean,
        "sentences": [
            {"name": name, "written": text, "formula": None if f is None else to_unicode(f)}
            for name, text, f in zip(names, reading.texts, formulas, strict=True)
        ],
        "repairs": [
            {"name": names[r.sentence], "code": r.code, "message": r.message}
            for r in reading.repairs
        ],
        "merges": [] if candidate is None else [
            {"kind": m.kind, "name": m.name, "into": m.into, "why": m.why,
             "nearness": round(m.nearness, 3)}
            for m in candidate.merges
        ],
        "granted": [] if candidate is None else [each.english for each in candidate.granted],
        "exclusive": [] if candidate is None else [names[i] for i in candidate.exclusive],
        "unread": [
            {"name": names[u.sentence], "written": u.text, "reason": u.reason}
            for u in reading.unread
        ],
        "extra": [extra.formula for extra in reading.extra],
    }  # fmt: skip
