"""The steps of a theorem and of its obligations as one numbered list, and so as one graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from prover.graph import Role
from prover.logic.syntax import FALSE, Formula
from prover.proof import Rule, Step
from prover.theory import Theorem

__all__ = ["Outline", "Placed", "outline_of"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A step with its number.

    Attributes:
        number: counted from 1, parents first.
        part: the theorem whose proof it is from; of a fact: the first that uses it.
        step: as it stands there; none for the claim that an assumption led to.
        formula: what it says.
        parents: the numbers of what it follows from.
        concludes: the theorem or obligation that it ends, if any.
    """

    number: int
    part: str
    step: Step | None
    formula: Formula
    parents: tuple[int, ...]
    concludes: str = ""

    @property
    def role(self) -> Role:
        """What it does in the argument."""
        if self.concludes:
            return Role.CLAIM
        if self.formula is FALSE:
            return Role.CONTRADICTION
        return _ROLES.get(self.rule, Role.DERIVED)

    @property
    def rule(self) -> Rule:
        """Its rule; the claim that an assumption led to is a conclusion."""
        return Rule.CONCLUSION if self.step is None else self.step.rule


_ROLES: Mapping[Rule, Role] = {
    Rule.PREMISE: Role.PREMISE,
    Rule.NEGATED_CLAIM: Role.ASSUMPTION,
    Rule.SKOLEMISE: Role.SKOLEM,
    Rule.CHOICE: Role.SKOLEM,
    Rule.DEFINITION: Role.DEFINITION,
}


@dataclass(frozen=True, slots=True)
class Outline:
    """The steps of a theorem, those of its obligations in the place of these.

    Attributes:
        placed: all steps in order.
        numbers: the number of a step, by the theorem that it is from and its name.
        obligations: what is part of the theorem, by name.
    """

    placed: tuple[Placed, ...]
    numbers: Mapping[tuple[str, str], int]
    obligations: Mapping[str, Theorem]

    def __getitem__(self, number: int) -> Placed:
        return self.placed[number - 1]

    def number(self, theorem: str, step: str) -> int:
        """The number of the step called ``step`` in the proof of ``theorem``."""
        return self.numbers[theorem, step]

    def leaves(self) -> Iterator[Placed]:
        """The facts and theorems that the whole rests on."""
        return (each for each in self.placed if each.role is Role.PREMISE)


def outline_of(theorem: Theorem, obligations: Mapping[str, Theorem]) -> Outline:
    """The steps of ``theorem`` with those of ``obligations``, wherever these are used."""
    writer = _Writer(obligations)
    writer.proof(theorem)
    return Outline(tuple(writer.placed), writer.numbers, obligations)


@dataclass(slots=True)
class _Writer:
    obligations: Mapping[str, Theorem]
    placed: list[Placed] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)

    def proof(self, theorem: Theorem) -> int:
        """Place the proof of ``theorem``; the number of its end."""
        proof, name = theorem.proof, theorem.name
        last = 0
        for step in proof.steps:
            last = self._step(name, step, ends=step is proof.conclusion)
        if proof.conclusion.conclusion is not proof.claim:
            last = self._place(name, None, proof.claim, (last,), name)
        self.ends[name] = last
        return last

    def _step(self, theorem: str, step: Step, *, ends: bool) -> int:
        if step.rule is Rule.PREMISE and step.name in self.obligations:
            number = self.ends.get(step.name) or self.proof(self.obligations[step.name])
        elif step.rule is Rule.PREMISE and step.name in self.facts:
            number = self.facts[step.name]
        else:
            parents = tuple(self.numbers[theorem, parent] for parent in step.distinct_parents)
            concludes = theorem if ends and step.conclusion is not FALSE else ""
            number = self._place(theorem, step, step.conclusion, parents, concludes)
            if step.rule is Rule.PREMISE:
                self.facts[step.name] = number
        self.numbers[theorem, step.name] = number
        return number

    def _place(
        self,
        theorem: str,
        step: Step | None,
        formula: Formula,
        parents: tuple[int, ...],
        concludes: str,
    ) -> int:
        number = len(self.placed) + 1
        self.placed.append(Placed(number, theorem, step, formula, parents, concludes))
        return number
