"""Steps that Z3 cannot decide are derived again, in smaller steps that it can.

The steps of other provers may be long (a paramodulant simplified by ten rewrite rules), and Z3
is asked without any hint.  So a conjunction is proved part by part, and what Z3 leaves open our
own saturation proves from the step's parents; its steps come with the instances that they use,
which makes them easy questions.  The step itself then follows from what was derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from prover.check import Z3Session
from prover.check.smt import Answer, Entailment
from prover.clausify import Clausifier
from prover.logic.syntax import And, Formula, FormulaTooDeep
from prover.logic.walk import complement, strip_universals, symbols, universal_closure
from prover.proof import Proof, Relation, Rule, Step
from prover.tstp.hints import instance_of
from search.assembly import NEGATED_CLAIM, ProofAssembly
from search.saturation import Saturation

__all__ = ["follows", "parts_of", "refined"]

_STEP_SECONDS = 2.0
"""Time for one part of a step that was not decided."""

_HINT_SECONDS = 0.2
_HINTS_SECONDS = 20.0
"""Time for a step that was decided, and for all of them together."""


def follows(session: Z3Session, parents: Sequence[Formula], conclusions: Iterable[Formula]) -> bool:
    """Whether Z3 sees that all ``conclusions`` follow from ``parents``."""
    questions = [
        Entailment(tuple(parents), part)
        for conclusion in conclusions
        for part in parts_of(conclusion)
    ]
    return all(answer is Answer.ENTAILED for answer in session.decide(questions))


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    """Formulas that together say what ``formula`` says: the parts of its conjunction."""
    _, matrix = strip_universals(formula)
    if not isinstance(matrix, And):
        return (formula,)
    return tuple(dict.fromkeys(universal_closure(part) for part in matrix.parts))


def refined(proof: Proof, names: Iterable[str], session: Z3Session, deadline: float) -> Proof:
    """``proof`` with smaller steps in place of those called ``names``, where there are such.

    Others that come without hints get some, too, as far as that is quick: Z3 decided them in
    time, but where some took too long these may take too long the next time.

    Args:
        proof: a proof, some of whose steps Z3 could not decide.
        names: these steps.
        session: Z3, which is asked about parts of them.
        deadline: value of :func:`time.monotonic` after which no step is looked at any more.
    """
    return _Refinement(proof, frozenset(names), session, deadline).proof()


@dataclass(slots=True)
class _Refinement:
    """A proof that is written again, some of its steps in several."""

    old: Proof
    names: frozenset[str]
    session: Z3Session
    deadline: float
    _steps: dict[str, Step] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def proof(self) -> Proof:
        """The new proof."""
        by_name = self.old.by_name
        self._taken = {s.name for step in self.old.steps for s in symbols(step.conclusion)}
        hints_until = min(self.deadline, monotonic() + _HINTS_SECONDS)
        for step in self.old.steps:
            parents = {parent: by_name[parent].conclusion for parent in step.parents}
            smaller = None
            if step.name in self.names and monotonic() < self.deadline:
                smaller = self._smaller(step, parents)
            elif _lacks_hints(step) and monotonic() < hints_until:
                smaller = self._saturated(step.name, step.conclusion, parents, _HINT_SECONDS)
            for new in smaller or (step,):
                self._steps[new.name] = new
        return Proof.ending_in(self.old.conclusion.name, self._steps.values(), self.old.claim)

    def _smaller(self, step: Step, parents: Mapping[str, Formula]) -> list[Step] | None:
        """Steps that end in ``step``'s conclusion, ``None`` if none were found."""
        parts = parts_of(step.conclusion)
        found: list[Step] = []
        stated: list[str] = []
        for number, part in enumerate(parts, start=1):
            name = f"{step.name}.{number}"
            derived = self._derived(name, part, parents)
            if derived is None:
                return None
            found += derived
            stated.append(name)
        if len(parts) == 1:
            last = replace(found.pop(), name=step.name)
            return [*found, last]
        return [*found, replace(step, parents=tuple(dict.fromkeys(stated)), instances=())]

    def _derived(
        self, name: str, part: Formula, parents: Mapping[str, Formula]
    ) -> list[Step] | None:
        """Steps that end in ``part``, the last one called ``name``."""
        steps = self._saturated(name, part, parents, _STEP_SECONDS)
        if steps is None:
            question = Entailment(tuple(parents.values()), part)
            if self.session.decide([question]) == (Answer.ENTAILED,):
                hints = tuple(instance_of(formula, part) for formula in parents.values())
                steps = [Step(name, part, Rule.INFERENCE, tuple(parents), instances=hints)]
        return steps

    def _saturated(
        self, name: str, claim: Formula, premises: Mapping[str, Formula], seconds: float
    ) -> list[Step] | None:
        """The steps of our own direct proof of ``claim``, the last one called ``name``."""
        clausifier = Clausifier(frozenset(self._taken))
        try:
            entries = [e for source, f in premises.items() for e in clausifier.clausify(f, source)]
            entries += clausifier.clausify(complement(claim), NEGATED_CLAIM)
            deadline = min(self.deadline, monotonic() + seconds)
            _, empty = Saturation(deadline=deadline).refute(entries)
            if empty is None:
                return None
            proof = ProofAssembly(claim, premises, clausifier.steps).from_refutation(empty)
        except FormulaTooDeep:
            return None
        if not proof.is_direct or proof.conclusion.is_leaf:
            return None
        self._taken |= {symbol.name for step in proof.steps for symbol in step.introduces}
        return _renamed(proof, name)


def _lacks_hints(step: Step) -> bool:
    return step.relation is Relation.THM and len(step.parents) > 1 and not step.instances


def _renamed(proof: Proof, name: str) -> list[Step]:
    """The steps of ``proof`` without its premises, the last one called ``name``."""
    names = {step.name: f"{name}.{step.name}" for step in proof.steps if not step.is_leaf}
    names[proof.conclusion.name] = name
    return [
        replace(
            step,
            name=names[step.name],
            parents=tuple(names.get(parent, parent) for parent in step.parents),
        )
        for step in proof.steps
        if not step.is_leaf
    ]
