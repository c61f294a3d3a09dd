"""What an exploration knows, kept in a file, so that a later one goes on instead of starting anew.

::

    {"format": "prover-exploration", "version": 1, "theory": "peano", "seconds": 12.5,
     "symbols": […], "nodes": […], "theorems": […], "findings": […]}

Formulas are rows of two tables, as in the documents of :mod:`prover.export.nodes`.  Theorems stand
as long as the facts that their proofs rest on do: a definition can be added, and everything else
is still there.  Whatever is read is checked for its form only; proofs are for the checkers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prover.errors import ProverError
from prover.export.node_reader import NodeReader
from prover.export.nodes import NodeTable
from prover.export.places import DocumentError, Place
from prover.logic.syntax import Formula
from prover.proof import Instance, Proof, Relation, Rule, Step
from prover.theory import Development, Theorem, Theory
from search.exploration.findings import Finding, Status

__all__ = ["State", "StateError"]

_FORMAT = "prover-exploration"
_VERSION = 1


class StateError(ProverError):
    """What is kept of an exploration is damaged, or cannot be read or written."""

    code = "bad-exploration-state"


@dataclass(slots=True)
class State:
    """What earlier runs found.

    Attributes:
        findings: all, whatever their status.
        kept: theorems in an order in which they can be proved.
        seconds: spent so far.
    """

    findings: tuple[Finding, ...] = ()
    kept: tuple[Theorem, ...] = ()
    seconds: float = 0.0

    def theorems(self, theory: Theory) -> Iterator[Theorem]:
        """Those theorems whose proofs rest only on facts that ``theory`` has."""
        known = dict(theory.facts)
        for theorem in self.kept:
            leaves = (step for step in theorem.proof.steps if step.rule is Rule.PREMISE)
            stands = all(known.get(step.name) is step.conclusion for step in leaves)
            if stands and theorem.name not in known:
                known[theorem.name] = theorem.statement
                yield theorem

    def given_up(self, theory: Theory) -> Iterator[Formula]:
        """Statements that could not be proved; none, if a fact has come or a theorem has gone."""
        if len(list(self.theorems(theory))) == len(self.kept):
            yield from (f.statement for f in self.findings if f.status is Status.OPEN)

    def keep(self, development: Development, findings: tuple[Finding, ...], seconds: float) -> None:
        """Remember the outcome of a run."""
        self.kept = development.theorems
        self.findings = findings
        self.seconds = seconds

    def save(self, path: Path) -> None:
        """Write everything by way of a temporary neighbour.

        Raises:
            StateError: the file cannot be written; what was there before is left.
        """
        partial = path.with_name(f".{path.name}.partial")
        try:
            with partial.open("w", encoding="utf-8") as file:
                json.dump(_document(self), file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise StateError(
                f"cannot write {path}: {error.strerror}", hint="give another folder"
            ) from None

    @staticmethod
    def load(path: Path) -> State:
        """What :meth:`save` wrote; nothing known where there is no file.

        Raises:
            StateError: the file cannot be read, or is not what it should be.
        """
        hint = "give another folder, or remove the file to begin anew"
        try:
            return _state(Place(json.loads(path.read_text("utf-8"))))
        except FileNotFoundError:
            return State()
        except OSError as error:
            raise StateError(f"cannot read {path}: {error.strerror}", hint=hint) from None
        except DocumentError as error:
            raise StateError(f"{path} is damaged: {error.message}", hint=hint) from None
        except (ValueError, RecursionError):
            raise StateError(f"{path} is no JSON document", hint=hint) from None


def _document(state: State) -> dict[str, Any]:
    table = NodeTable()
    theorems = [_theorem_row(theorem, table) for theorem in state.kept]
    findings = [
        {
            "name": finding.name,
            "statement": table.node(finding.statement),
            "status": finding.status.value,
            "law": finding.law,
            "witness": finding.witness,
        }
        for finding in state.findings
    ]
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "seconds": round(state.seconds, 3),
        "symbols": table.symbols,
        "nodes": table.nodes,
        "theorems": theorems,
        "findings": findings,
    }


def _theorem_row(theorem: Theorem, table: NodeTable) -> dict[str, Any]:
    return {
        "name": theorem.name,
        "statement": table.node(theorem.statement),
        "part_of": theorem.part_of,
        "steps": [_step_row(step, table) for step in theorem.proof.steps],
    }


def _step_row(step: Step, table: NodeTable) -> dict[str, Any]:
    return {
        "name": step.name,
        "conclusion": table.node(step.conclusion),
        "rule": step.rule.value,
        "relation": step.relation.value,
        "parents": list(step.parents),
        "instances": [
            [[table.node(variable), table.node(term)] for variable, term in instance]
            for instance in step.instances
        ],
        "introduces": [table.symbol(symbol) for symbol in step.introduces],
    }


def _state(root: Place) -> State:
    if root.field("format").text() != _FORMAT:
        root.field("format").fail(f"should be {_FORMAT!r}")
    version = root.field("version")
    if version.value != _VERSION or isinstance(version.value, bool):
        version.fail(f"should be {_VERSION}", "it was written by another version")
    reader = NodeReader(root)
    return State(
        tuple(_finding(place, reader) for place in root.field("findings").items()),
        tuple(_theorem(place, reader) for place in root.field("theorems").items()),
        root.field("seconds").number(),
    )


def _finding(place: Place, reader: NodeReader) -> Finding:
    return Finding(
        place.field("name").text(),
        _closed(place.field("statement"), reader),
        place.field("status").choice(Status),
        place.field("law").text(),
        place.field("witness").text(),
    )


def _theorem(place: Place, reader: NodeReader) -> Theorem:
    statement = _closed(place.field("statement"), reader)
    steps = tuple(_step(step, reader) for step in place.field("steps").items())
    if not steps:
        place.field("steps").fail("is empty")
    name, part_of = place.field("name").text(), place.field("part_of").text()
    return Theorem(name, statement, Proof(statement, steps), part_of)


def _step(place: Place, reader: NodeReader) -> Step:
    return Step(
        place.field("name").text(),
        _closed(place.field("conclusion"), reader),
        place.field("rule").choice(Rule),
        place.field("parents").texts(),
        place.field("relation").choice(Relation),
        tuple(_instance(instance, reader) for instance in place.field("instances").items()),
        tuple(reader.symbol(symbol) for symbol in place.field("introduces").items()),
    )


def _instance(place: Place, reader: NodeReader) -> Instance:
    pairs = []
    for item in place.items():
        if len(item.items()) != 2:
            item.fail("should be a variable and a term")
        variable, term = item.items()
        pairs.append((reader.variable(variable), reader.term(term)))
    return tuple(pairs)


def _closed(place: Place, reader: NodeReader) -> Formula:
    formula = reader.formula(place)
    if formula.free:
        place.fail("refers to a formula with free variables")
    return formula
