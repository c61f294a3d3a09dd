"""The ``--json`` answer: everything an :class:`Answer` says, as plain JSON values.

Formulas are given twice: as text for people, and as a row number (``node``) of a table
that keeps them without any loss for ``prover check``.  ``SCHEMA.md`` describes every field;
:mod:`prover.export.evidence` reads documents back.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from prover.answer import Answer, Witness
from prover.export.nodes import NodeTable
from prover.export.rows import Document, Rows, certificate_row
from prover.export.szs import szs_status
from prover.problem import Premise, Span, Untranslated
from prover.proof import Proof

__all__ = ["VERSION", "Document", "to_document"]

VERSION = 1
"""Version of the document format; readers refuse others."""


def to_document(answer: Answer) -> Document:
    """``answer`` as a JSON document (made of dicts, lists, strings, numbers, booleans)."""
    return _Writer(answer).document()


@dataclass(slots=True)
class _Writer:
    """One document while it is written; formulas collect in ``table``."""

    answer: Answer
    table: NodeTable = field(default_factory=NodeTable)
    rows: Rows = field(init=False)

    def __post_init__(self) -> None:
        self.rows = Rows(self.table)

    def document(self) -> Document:
        answer, problem = self.answer, self.answer.problem
        return {
            "version": VERSION,
            "verdict": answer.verdict.value,
            "szs": szs_status(answer),
            "semantics": answer.semantics.value,
            "certified": answer.is_certified,
            "reason": answer.reason,
            "goal": None if problem.goal is None else self._sentence(problem.goal),
            "premises": [self._premise(premise) for premise in problem.premises],
            "untranslated": [_untranslated(item) for item in problem.untranslated],
            "proof": None if answer.proof is None else self._proof(answer.proof),
            "models": [self._witness(witness) for witness in answer.witnesses],
            "core": list(answer.core),
            "core_is_minimal": answer.core_is_minimal,
            "fixpoint": [self.rows.formula(literal.formula) for literal in answer.fixpoint],
            "certificates": [certificate_row(item) for item in answer.certificates],
            "timings": dict(answer.timings),
            "warnings": list(dict.fromkeys((*problem.warnings, *answer.warnings))),
            "text": problem.text,
            "symbols": self.table.symbols,
            "nodes": self.table.nodes,
        }

    # --- problem -----------------------------------------------------------------------

    def _sentence(self, premise: Premise) -> Document:
        """What premises and the goal have in common."""
        row = {
            "name": premise.name,
            "text": premise.sentence.text,
            "span": _span(premise.sentence.span),
            **self.rows.formula(premise.formula),
            "english": premise.english,
        }
        if premise.alternatives:
            row["alternatives"] = [
                {**self.rows.formula(reading.formula), "english": reading.english}
                for reading in premise.alternatives
            ]
        return row

    def _premise(self, premise: Premise) -> Document:
        row = self._sentence(premise)
        used = self.answer.proof.premises_used if self.answer.proof else ()
        row["used"] = premise.name in used
        row["in_core"] = premise.name in self.answer.core
        row["presupposed"] = premise.presupposed
        return {"id": row.pop("name"), **row}

    # --- evidence ----------------------------------------------------------------------

    def _proof(self, proof: Proof) -> Document:
        reasons: dict[str, str] = {}
        for certificate in reversed(self.answer.certificates):
            reasons.update(certificate.reasons)
        return self.rows.proof(proof, self.answer.step_english, reasons)

    def _witness(self, witness: Witness) -> Document:
        model = witness.model
        constants = [(f, rows) for f, rows in model.functions.items() if f.arity == 0]
        functions = [(f, rows) for f, rows in model.functions.items() if f.arity]
        return {
            "goal_holds": witness.goal_holds,
            "domains": {sort.name: list(found) for sort, found in model.domains.items()},
            "constants": [
                {**self.rows.symbol(f), "value": rows[()]} for f, rows in constants if () in rows
            ],
            "functions": [
                {**self.rows.symbol(f), "rows": [[list(a), value] for a, value in rows.items()]}
                for f, rows in functions
            ],
            "predicates": [
                {**self.rows.symbol(p), "holds_of": sorted(list(row) for row in rows)}
                for p, rows in model.predicates.items()
            ],
        }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _untranslated(item: Untranslated) -> Document:
    return {
        "name": item.name,
        "text": item.sentence.text,
        "sentence_span": _span(item.sentence.span),
        "span": _span(item.span),
        "reason": item.reason,
        "expected": list(item.expected),
    }
