"""EXPLAIN: an answer in words, with evidence that was checked again."""

from __future__ import annotations

from dataclasses import replace

from api.recheck import certificates_for
from api.shown.explanation import explain
from api.tasks.task import Json
from api.tasks.workbench import Workbench
from api.wire.explanation import ExplanationRequest
from prover.export import answer_from_document

__all__ = ["explained"]


def explained(payload: Json, bench: Workbench) -> Json:
    """The document of an explanation; the answer is certified in it only if it is so here.

    Raises:
        InputError: the document is no answer.
    """
    document = ExplanationRequest.model_validate(payload).answer
    answer = answer_from_document(document)
    if answer.verdict.is_decided:
        certificates = certificates_for(document, bench.checkers, lean=False)
        answer = replace(answer, certificates=certificates)
    return explain(answer).model_dump(mode="json")
