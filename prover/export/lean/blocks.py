"""Scopes as Lean tactics: ``intro x h``, then the steps, chains of equations as ``calc``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prover.export.lean.entailment import Eigenvariables
from prover.export.lean.opening import Fact, Opening
from prover.export.lean.scopes import Scope
from prover.export.lean.steps import step_proof
from prover.export.lean.terms import Local, Name, ProofTerm
from prover.logic.syntax import Equality, Formula, FunctionSymbol, Term, Variable, constant
from prover.logic.walk import substitute
from prover.proof import Instance, Step

__all__ = ["Block", "Link"]


@dataclass(frozen=True, slots=True)
class Link:
    """A step inside a scope.

    Attributes:
        step: the step.
        stated: what it says there.
        proof: why; for a step ``s = t`` that goes on from ``s = r``, why ``r = t``.
        before: the step that it goes on from.
    """

    step: Step
    stated: Formula
    proof: ProofTerm
    before: Link | None = None

    @property
    def chain(self) -> Sequence[Link]:
        """What the step goes on from, and it."""
        found = [self]
        while found[-1].before is not None:
            found.append(found[-1].before)
        return found[::-1]


@dataclass(slots=True)
class Block:
    """The proofs of the steps of a scope.

    Args:
        scope: the steps.
        facts: formula and proof of what they may cite from outside, by name.
        labels: what the steps are called.
        things: where eigenvariables come from.
    """

    scope: Scope
    facts: Mapping[str, Fact]
    labels: Mapping[str, str]
    things: Eigenvariables
    opening: Opening = field(init=False)
    _links: dict[str, Link] = field(default_factory=dict)

    def __post_init__(self) -> None:
        symbols = [self.things.new(variable) for variable in self.scope.variables]
        generic: dict[Variable, Term] = {
            v: constant(symbol.name, symbol.sort)
            for v, symbol in zip(self.scope.variables, symbols, strict=True)
        }
        binders: list[Local | FunctionSymbol] = list(symbols)
        assumed: list[Fact] = []
        if self.scope.hypothesis is not None:
            local = Local()
            binders.append(local)
            assumed.append((substitute(self.scope.hypothesis, generic), local))
        goal = substitute(self.scope.inside(self.scope.steps[-1]), generic)
        self.opening = Opening(tuple(binders), generic, tuple(assumed), goal)

    def links(self) -> Sequence[Link] | None:
        """What has to be stated, the last one last; ``None`` where a step has no proof."""
        for step in self.scope.steps:
            link = self._link(step)
            if link is None:
                return None
            self._links[step.name] = link
        inner = {id(link.before) for link in self._links.values()}
        return [link for link in self._links.values() if id(link) not in inner]

    def _link(self, step: Step) -> Link | None:
        stated = substitute(self.scope.inside(step), self.opening.generic)
        for parent in step.distinct_parents:
            before = self._links.get(parent)
            if before is not None and self._goes_on(stated, before):
                assert isinstance(stated, Equality)
                assert isinstance(before.stated, Equality)
                rest = Equality(before.stated.right, stated.right)
                proof = self._proof(step, rest, without=parent)
                if proof is not None:
                    return Link(step, stated, proof, before)
        proof = self._proof(step, stated)
        return None if proof is None else Link(step, stated, proof)

    def _goes_on(self, stated: Formula, before: Link) -> bool:
        """Whether ``stated`` is ``s = t`` after ``s = r``, which nothing else needs."""
        if not isinstance(stated, Equality) or not isinstance(before.stated, Equality):
            return False
        users = [s for s in self.scope.steps if before.step.name in s.parents]
        return stated.left is before.stated.left and len(users) == 1

    def _proof(self, step: Step, stated: Formula, without: str = "") -> ProofTerm | None:
        hints = step.instances if len(step.instances) == len(step.parents) else ()
        parents: list[Fact] = []
        instances: list[Instance] = []
        for place, name in enumerate(step.parents):
            if name == without:
                continue
            if name in self._links:
                parents.append((self._links[name].stated, Name(self.labels[name])))
                instances.append(())
            else:
                parents.append(self.facts[name])
                instances.append(hints[place] if hints else ())
        return step_proof(stated, parents, instances, self.things, self.opening)
