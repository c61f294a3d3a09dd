"""A derivation in the TSTP format (Sutcliffe et al. 2004), between SZS output lines.

Leaves say ``file('input', NAME)``; a step says ``inference(RULE, [status(S)], [PARENTS])``;
Skolem functions and defined predicates are announced by ``new_symbols``.  The negated claim
is a counter-theorem of the conjecture (goal proved) or the conjecture itself (goal refuted).
Finite models are given by their diagram: domain, functions and predicates (``fi_…`` roles).

Formulas are written in ``fof``, or in ``tff`` with all types declared where there are sorts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from prover.answer import Answer
from prover.export.interpretation import interpretation
from prover.export.szs import status_line, szs_status
from prover.logic.printers import TptpTheory
from prover.logic.printers.names import quoted
from prover.logic.syntax import FALSE, Symbol
from prover.proof import Proof, Relation, Rule, Step

__all__ = ["to_tstp"]

_WORD = re.compile(r"[a-z][A-Za-z0-9_]*")


def to_tstp(answer: Answer, problem: str = "input") -> str:
    """``answer`` as TSTP text; the verdict alone where there is no evidence to show.

    Args:
        answer: what is written.
        problem: the name of the problem, for the SZS lines and the leaves.
    """
    lines = [status_line(szs_status(answer), problem)]
    if answer.reason:
        lines.append(f"% {_flat(answer.reason)}")
    if answer.proof is not None:
        kind = "Proof" if answer.is_certified else "IncompleteProof"
        lines += _output(kind, problem, _Derivation(answer, answer.proof, problem).statements())
    for witness in answer.witnesses:
        which = "with the goal" if witness.goal_holds else "without the goal"
        statements = interpretation(witness.model, which.replace(" the ", "_"))
        lines += _output("FiniteModel", problem, statements, which)
    return "\n".join(lines) + "\n"


def _output(kind: str, problem: str, statements: Iterable[str], remark: str = "") -> list[str]:
    note = [f"% {remark}"] if remark else []
    return [
        f"% SZS output start {kind} for {problem}",
        *note,
        *statements,
        f"% SZS output end {kind} for {problem}",
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
    problem: str
    conjecture: str = field(init=False)
    theory: TptpTheory = field(init=False)

    def __post_init__(self) -> None:
        taken = {step.name for step in self.proof.steps}
        goal = self.answer.problem.goal
        name = goal.name if goal is not None else "goal"
        while name in taken:
            name += "_asked"
        self.conjecture = name
        asked = () if goal is None else (goal.formula,)
        self.theory = TptpTheory.of([*asked, *(step.conclusion for step in self.proof.steps)])

    @property
    def _proves_goal(self) -> bool:
        """Whether the goal itself is the claim, and not its complement."""
        goal = self.answer.problem.goal
        return goal is not None and goal.formula is self.proof.claim

    def statements(self) -> Iterator[str]:
        """One statement for each step, the conjecture first."""
        goal, state = self.answer.problem.goal, self.theory.statement
        yield from self.theory.declarations()
        if goal is not None and self.proof.claim is not FALSE:
            yield state(self.conjecture, "conjecture", goal.formula, self._input(self.conjecture))
        for step in self.proof.steps:
            yield state(step.name, self._role(step), step.conclusion, self._source(step))

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
            return self._input(step.name)
        parents, status = step.parents, step.relation
        if step.rule is Rule.NEGATED_CLAIM:
            parents = (self.conjecture,)
            if not self._proves_goal:
                status = Relation.THM
        if step.rule in (Rule.DEFINITION, Rule.CHOICE):
            kind = "definition" if step.rule is Rule.DEFINITION else "skolem"
            return f"introduced({step.rule.value},[{self._new(kind, step.introduces)}])"
        facts = [f"status({status.value})"]
        if step.introduces:
            facts.append(self._new("skolem", step.introduces))
        listed = ",".join(_name(parent) for parent in parents)
        return f"inference({step.rule.value},[{','.join(facts)}],[{listed}])"

    def _input(self, name: str) -> str:
        return f"file({quoted(self.problem, ascii_only=True)},{_name(name)})"

    def _new(self, kind: str, introduced: Sequence[Symbol]) -> str:
        return f"new_symbols({kind},[{','.join(self.theory.names[s] for s in introduced)}])"
