"""A whole answer read back from its JSON, so that it can be shown in every other form.

What is well formed is decided as in :mod:`prover.export.evidence`.  Certificates come back as
the document states them: they say what a checker is said to have said.  Whoever does not know
where a document comes from has it checked afresh first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prover.answer import Answer
from prover.certificate import Certificate, Checker
from prover.evidence import Evidence
from prover.export.document import Document
from prover.export.evidence import PartReader, evidence_at, root_of
from prover.export.node_reader import NodeReader
from prover.export.places import Place
from prover.logic.syntax import Formula
from prover.problem import Premise, Problem, Reading, Sentence, Span, Untranslated

__all__ = ["answer_from_document"]

_MAX_OFFSET = 10**9


def answer_from_document(document: Document) -> Answer:
    """The answer that :func:`~prover.export.document.to_document` wrote as ``document``.

    What a document does not hold is gone: presuppositions that were not used, and which of the
    warnings were about the reading.  Written again, the answer gives an equal document.

    Raises:
        DocumentError: (an ``InputError``) something is missing, of the wrong type, too large, or
            refers to nothing; the message starts with its path.
    """
    root = root_of(document)
    parts = PartReader(NodeReader(root))
    evidence = evidence_at(root, parts)
    return Answer(
        problem=_problem(root, parts, evidence),
        verdict=evidence.verdict,
        semantics=evidence.semantics,
        reason=root.field("reason").text(),
        proof=evidence.proof,
        witnesses=evidence.witnesses,
        core=evidence.core,
        core_is_minimal=root.field("core_is_minimal").boolean(),
        fixpoint=evidence.fixpoint,
        certificates=tuple(map(_certificate, root.field("certificates").items())),
        step_english=dict(_step_english(root)),
        warnings=root.field("warnings").texts(),
        timings={stage: ms.number() for stage, ms in root.field("timings").entries()},
    )


def _problem(root: Place, parts: PartReader, evidence: Evidence) -> Problem:
    goal = root.optional("goal")
    return Problem(
        premises=tuple(
            _premise(item, item.field("id").text(), formula, parts)
            for item, formula in zip(
                root.field("premises").items(), evidence.premises.values(), strict=True
            )
        ),
        goal=None if goal is None or evidence.goal is None else _goal(goal, evidence.goal, parts),
        text=root.field("text").text(),
        untranslated=tuple(map(_untranslated, root.field("untranslated").items())),
    )


def _goal(place: Place, formula: Formula, parts: PartReader) -> Premise:
    return _premise(place, place.field("name").text(), formula, parts)


def _premise(place: Place, name: str, formula: Formula, parts: PartReader) -> Premise:
    presupposed, alternatives = place.optional("presupposed"), place.optional("alternatives")
    return Premise(
        name,
        formula,
        Sentence(place.field("text").text(), _span(place.field("span"))),
        place.field("english").text(),
        () if alternatives is None else tuple(_readings(alternatives, parts)),
        presupposed is not None and presupposed.boolean(),
    )


def _readings(place: Place, parts: PartReader) -> Iterator[Reading]:
    for item in place.items():
        yield Reading(parts.stated(item), item.field("english").text())


def _untranslated(place: Place) -> Untranslated:
    return Untranslated(
        place.field("name").text(),
        Sentence(place.field("text").text(), _span(place.field("sentence_span"))),
        _span(place.field("span")),
        place.field("reason").text(),
        place.field("expected").texts(),
    )


def _span(place: Place) -> Span:
    ends = place.items()
    if len(ends) != 2:
        place.fail("should be a start and an end")
    start, end = (item.index(_MAX_OFFSET, "the text") for item in ends)
    if start > end:
        place.fail("ends before it starts")
    return Span(start, end)


def _step_english(root: Place) -> Iterator[tuple[str, str]]:
    proof = root.optional("proof")
    for step in () if proof is None else proof.field("steps").items():
        english = step.field("english").text()
        if english:
            yield step.field("name").text(), english


def _certificate(place: Place) -> Certificate:
    return Certificate(
        place.field("checker").choice(Checker),
        place.field("claim").text(),
        place.field("accepted").boolean(),
        _texts(place.field("reasons")),
        _texts(place.field("rejections")),
        place.field("milliseconds").number(),
        _texts(place.field("notes")),
    )


def _texts(place: Place) -> Mapping[str, str]:
    return {name: text.text() for name, text in place.entries()}
