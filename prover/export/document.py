"""The ``--json`` answer: everything an :class:`Answer` says, as plain JSON values.

Formulas are given twice: as text for people, and as a row number (``node``) of a table
that keeps them without any loss for ``prover check``.  ``SCHEMA.md`` describes every field;
:mod:`prover.export.evidence` reads documents back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from prover.answer import Answer, Witness
from prover.certificate import Certificate
from prover.export.nodes import NodeTable
from prover.export.szs import szs_status
from prover.logic.printers import to_unicode
from prover.logic.syntax import Application, Formula, Symbol, Term, Variable
from prover.problem import Premise, Span, Untranslated
from prover.proof import Instance, Proof, Step

__all__ = ["VERSION", "Document", "to_document"]

VERSION = 1
"""Version of the document format; readers refuse others."""

Document = dict[str, Any]
"""JSON objects as Python has them."""


def to_document(answer: Answer) -> Document:
    """``answer`` as a JSON document (made of dicts, lists, strings, numbers, booleans)."""
    return _Writer(answer).document()


@dataclass(slots=True)
class _Writer:
    """One document while it is written; formulas collect in ``table``."""

    answer: Answer
    table: NodeTable = field(default_factory=NodeTable)

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
            "fixpoint": [self._formula(literal.formula) for literal in answer.fixpoint],
            "certificates": [_certificate(item) for item in answer.certificates],
            "timings": dict(answer.timings),
            "warnings": list(dict.fromkeys((*problem.warnings, *answer.warnings))),
            "text": problem.text,
            "symbols": self.table.symbols,
            "nodes": self.table.nodes,
        }

    # --- problem -----------------------------------------------------------------------

    def _formula(self, formula: Formula) -> Document:
        return {"formula": to_unicode(formula), "node": self.table.node(formula)}

    def _sentence(self, premise: Premise) -> Document:
        """What premises and the goal have in common."""
        row = {
            "name": premise.name,
            "text": premise.sentence.text,
            "span": _span(premise.sentence.span),
            **self._formula(premise.formula),
            "english": premise.english,
        }
        if premise.alternatives:
            row["alternatives"] = [
                {**self._formula(reading.formula), "english": reading.english}
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
        return {
            "claim": self._formula(proof.claim),
            "direct": proof.is_direct,
            "steps": [self._step(step) for step in proof.steps],
        }

    def _step(self, step: Step) -> Document:
        return {
            "name": step.name,
            "conclusion": to_unicode(step.conclusion),
            "node": self.table.node(step.conclusion),
            "english": self.answer.step_english.get(step.name, ""),
            "rule": step.rule.value,
            "relation": step.relation.value,
            "parents": list(step.parents),
            "instances": [self._instance(instance) for instance in step.instances],
            "introduces": [self._symbol(symbol) for symbol in step.introduces],
            "checked": self._checked(step),
        }

    def _checked(self, step: Step) -> str:
        """Why a checker accepted the step; empty when none did."""
        for certificate in self.answer.certificates:
            if step.name in certificate.reasons:
                return certificate.reasons[step.name]
        return ""

    def _instance(self, instance: Instance) -> list[Document]:
        return [
            {
                "variable": variable.name,
                "term": _term_text(term),
                "nodes": [self.table.node(variable), self.table.node(term)],
            }
            for variable, term in instance
        ]

    def _symbol(self, symbol: Symbol) -> Document:
        return {"name": symbol.name, "symbol": self.table.symbol(symbol)}

    def _witness(self, witness: Witness) -> Document:
        model = witness.model
        constants = [(f, rows) for f, rows in model.functions.items() if f.arity == 0]
        functions = [(f, rows) for f, rows in model.functions.items() if f.arity]
        return {
            "goal_holds": witness.goal_holds,
            "domains": {sort.name: list(found) for sort, found in model.domains.items()},
            "constants": [
                {**self._symbol(f), "value": rows[()]} for f, rows in constants if () in rows
            ],
            "functions": [
                {**self._symbol(f), "rows": [[list(a), value] for a, value in rows.items()]}
                for f, rows in functions
            ],
            "predicates": [
                {**self._symbol(p), "holds_of": sorted(list(row) for row in rows)}
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


def _certificate(item: Certificate) -> Document:
    return {
        "checker": item.checker.value,
        "claim": item.claim,
        "accepted": item.accepted,
        "reasons": dict(item.reasons),
        "rejections": dict(item.rejections),
        "milliseconds": round(item.milliseconds, 3),
        "notes": dict(item.notes),
    }


def _term_text(term: Term) -> str:
    """A term for people; the ``nodes`` beside it say it exactly."""
    if isinstance(term, Application) and term.arguments:
        return f"{term.function.name}({', '.join(_term_text(a) for a in term.arguments)})"
    return term.name if isinstance(term, Variable) else term.function.name
