"""A derivation in the TSTP format (Sutcliffe et al. 2004), between SZS output lines.

Leaves say ``file('input', NAME)``; a step says ``inference(RULE, [status(S)], [PARENTS])``;
Skolem functions and defined predicates are announced by ``new_symbols``.  The negated claim
is a counter-theorem of the conjecture (goal proved) or the conjecture itself (goal refuted).
Finite models are given by their diagram: domain, functions and predicates (``fi_…`` roles).

Raises :class:`~prover.logic.printers.NotExpressible` for problems with several sorts, which
``fof`` does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from prover.answer import Answer, Witness
from prover.logic.printers import fof
from prover.logic.printers.names import quoted
from prover.logic.syntax import (
    FALSE,
    Application,
    Atom,
    Equality,
    ForAll,
    Formula,
    FunctionSymbol,
    Not,
    Sort,
    Symbol,
    Term,
    Variable,
    constant,
)
from prover.logic.walk import conjunction, disjunction
from prover.proof import Proof, Relation, Rule, Step

__all__ = ["to_tstp"]

_WORD = re.compile(r"[a-z][A-Za-z0-9_]*")


def to_tstp(answer: Answer) -> str:
    """``answer`` as TSTP text; the verdict alone where there is no evidence to show."""
    lines = [f"% SZS status {answer.verdict.szs} for input"]
    if answer.reason:
        lines.append(f"% {_flat(answer.reason)}")
    if answer.proof is not None:
        kind = "Proof" if answer.is_certified else "IncompleteProof"
        lines += _output(kind, list(_Derivation(answer, answer.proof).statements()))
    for witness in answer.witnesses:
        which = "with the goal" if witness.goal_holds else "without the goal"
        lines += _output("FiniteModel", list(_model(witness)), which)
    return "\n".join(lines) + "\n"


def _output(kind: str, statements: Sequence[str], remark: str = "") -> list[str]:
    note = [f"% {remark}"] if remark else []
    return [
        f"% SZS output start {kind} for input",
        *note,
        *statements,
        f"% SZS output end {kind} for input",
    ]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _name(name: str) -> str:
    """A name as :func:`~prover.logic.printers.fof` writes it, so that references fit."""
    if name.isdecimal() or _WORD.fullmatch(name):
        return name
    if len(name) > 1 and name[0] == name[-1] == '"':
        return quoted(name[1:-1], '"', ascii_only=True)
    return quoted(name, ascii_only=True)


# --- proofs ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Derivation:
    """One proof; step names are kept apart from the conjecture's."""

    answer: Answer
    proof: Proof
    conjecture: str = field(init=False)

    def __post_init__(self) -> None:
        taken = {step.name for step in self.proof.steps}
        goal = self.answer.problem.goal
        name = goal.name if goal is not None else "goal"
        while name in taken:
            name += "_asked"
        self.conjecture = name

    @property
    def _proves_goal(self) -> bool:
        """Whether the goal itself is the claim, and not its complement."""
        goal = self.answer.problem.goal
        return goal is not None and goal.formula is self.proof.claim

    def statements(self) -> Iterator[str]:
        """One statement for each step, the conjecture first."""
        goal = self.answer.problem.goal
        if goal is not None and self.proof.claim is not FALSE:
            yield fof(self.conjecture, "conjecture", goal.formula, _input(self.conjecture))
        for step in self.proof.steps:
            yield fof(step.name, self._role(step), step.conclusion, self._source(step))

    def _role(self, step: Step) -> str:
        match step.rule:
            case Rule.PREMISE:
                return "axiom"
            case Rule.NEGATED_CLAIM if self._proves_goal:
                return "negated_conjecture"
            case Rule.DEFINITION:
                return "definition"
            case _:
                return "plain"

    def _source(self, step: Step) -> str:
        if step.rule is Rule.PREMISE:
            return _input(step.name)
        parents, status = step.parents, step.relation
        if step.rule is Rule.NEGATED_CLAIM:
            parents = (self.conjecture,)
            if not self._proves_goal:
                status = Relation.THM
        if step.rule in (Rule.DEFINITION, Rule.CHOICE):
            kind = "definition" if step.rule is Rule.DEFINITION else "skolem"
            return f"introduced({step.rule.value},[{_new(kind, step.introduces)}])"
        facts = [f"status({status.value})"]
        if step.introduces:
            facts.append(_new("skolem", step.introduces))
        listed = ",".join(_name(parent) for parent in parents)
        return f"inference({step.rule.value},[{','.join(facts)}],[{listed}])"


def _input(name: str) -> str:
    return f"file('input',{_name(name)})"


def _new(kind: str, introduced: Sequence[Symbol]) -> str:
    return f"new_symbols({kind},[{','.join(_name(symbol.name) for symbol in introduced)}])"


# --- models ------------------------------------------------------------------------------


def _model(witness: Witness) -> Iterator[str]:
    """A finite interpretation: its domain and the diagram of every symbol."""
    label = "with_goal" if witness.goal_holds else "without_goal"
    model = witness.model
    for sort, elements in model.domains.items():
        if elements:
            yield fof(f"{label}_domain", "fi_domain", _domain(sort, elements))
    for n, (function, rows) in enumerate(model.functions.items(), 1):
        facts = [
            Equality(_applied(function, row), _element(value, function.sort))
            for row, value in sorted(rows.items())
        ]
        if facts:
            yield fof(f"{label}_function_{n}", "fi_functors", conjunction(facts))
    for n, (predicate, holds) in enumerate(model.predicates.items(), 1):
        literals: list[Formula] = []
        for row in _tuples(predicate.argument_sorts, witness):
            atom = Atom(predicate, _elements(row, predicate.argument_sorts))
            literals.append(atom if row in holds else Not(atom))
        if literals:
            yield fof(f"{label}_predicate_{n}", "fi_predicates", conjunction(literals))


def _domain(sort: Sort, elements: Sequence[str]) -> Formula:
    variable = Variable("X", sort)
    return ForAll(variable, disjunction(Equality(variable, _element(e, sort)) for e in elements))


def _element(name: str, sort: Sort) -> Term:
    """An element as TPTP's distinct object, which no constant can be mistaken for."""
    return constant(f'"{name}"', sort)


def _elements(row: Sequence[str], sorts: Sequence[Sort]) -> tuple[Term, ...]:
    return tuple(_element(name, sort) for name, sort in zip(row, sorts, strict=True))


def _applied(function: FunctionSymbol, row: Sequence[str]) -> Term:
    return Application(function, _elements(row, function.argument_sorts))


def _tuples(sorts: Sequence[Sort], witness: Witness) -> Iterator[tuple[str, ...]]:
    return product(*(witness.model.domains.get(sort, ()) for sort in sorts))
