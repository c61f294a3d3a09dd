"""Formulas, proofs and certificates as JSON objects that refer to one table of nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prover.certificate import Certificate
from prover.export.nodes import NodeTable
from prover.logic.printers import to_unicode
from prover.logic.syntax import Application, Formula, Symbol, Term, Variable
from prover.proof import Instance, Proof, Step

__all__ = ["Document", "Rows", "certificate_row"]

Document = dict[str, Any]
"""JSON objects as Python has them."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Writes the parts of a document; its formulas collect in ``table``."""

    table: NodeTable

    def formula(self, formula: Formula) -> Document:
        """A formula for people, and its row."""
        return {"formula": to_unicode(formula), "node": self.table.node(formula)}

    def symbol(self, symbol: Symbol) -> Document:
        """A symbol by its name, and its row."""
        return {"name": symbol.name, "symbol": self.table.symbol(symbol)}

    def proof(
        self, proof: Proof, english: Mapping[str, str], reasons: Mapping[str, str]
    ) -> Document:
        """A proof.

        Args:
            proof: what is written.
            english: conclusions in words, by the names of their steps.
            reasons: why a checker accepted a step, by its name.
        """
        return {
            "claim": self.formula(proof.claim),
            "direct": proof.is_direct,
            "steps": [
                self._step(step, english.get(step.name, ""), reasons.get(step.name, ""))
                for step in proof.steps
            ],
        }

    def _step(self, step: Step, english: str, checked: str) -> Document:
        return {
            "name": step.name,
            "conclusion": to_unicode(step.conclusion),
            "node": self.table.node(step.conclusion),
            "english": english,
            "rule": step.rule.value,
            "relation": step.relation.value,
            "parents": list(step.parents),
            "instances": [self._instance(instance) for instance in step.instances],
            "introduces": [self.symbol(symbol) for symbol in step.introduces],
            "checked": checked,
        }

    def _instance(self, instance: Instance) -> list[Document]:
        return [
            {
                "variable": variable.name,
                "term": _term_text(term),
                "nodes": [self.table.node(variable), self.table.node(term)],
            }
            for variable, term in instance
        ]


def certificate_row(item: Certificate) -> Document:
    """What a checker said."""
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
