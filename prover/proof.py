"""Proofs: directed acyclic graphs of steps, every one with its reason.

The words are those of the TSTP standard (Sutcliffe et al., "TSTP Data-Exchange Formats
for Automated Theorem Proving Tools", 2004): a step is a *theorem* of its parents
(``thm``), the *negated claim* is a counter-theorem of the claim (``cth``), and Skolem and
definition steps are equisatisfiable to their parents (``esa``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from prover.ancestry import grounds_first
from prover.logic.syntax import Formula, Symbol, Term, Variable

__all__ = ["Instance", "Proof", "Relation", "Rule", "Step"]


class Relation(StrEnum):
    """SZS relation of a conclusion to its parents."""

    THM = "thm"
    CTH = "cth"
    ESA = "esa"


class Rule(StrEnum):
    """Names of the inference rules, one name each in code, JSON, HTML and TSTP."""

    PREMISE = "premise"
    NEGATED_CLAIM = "negated_claim"
    EXPAND_EQUIVALENCES = "expand_equivalences"
    NEGATION_NORMAL_FORM = "negation_normal_form"
    SKOLEMISE = "skolemise"
    DEFINITION = "definition"
    REPLACE_BY_DEFINITION = "replace_by_definition"
    CHOICE = "choice_axiom"
    CLAUSIFY = "clausify"
    INSTANTIATION = "instantiation"
    INFERENCE = "inference"
    UNIT_RESULTING_RESOLUTION = "unit_resulting_resolution"
    RESOLUTION = "resolution"
    FACTORING = "factoring"
    SUPERPOSITION = "superposition"
    EQUALITY_RESOLUTION = "equality_resolution"
    EQUALITY_FACTORING = "equality_factoring"
    DEMODULATION = "demodulation"
    INDUCTION = "induction"
    CONTRADICTION = "contradiction"
    CONCLUSION = "conclusion"


Instance = tuple[tuple[Variable, Term], ...]
"""Which terms a parent's outermost universal variables were replaced by."""


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a proof.

    ``instances`` has one entry a parent (or none at all): a hint for checkers and readers,
    never a justification by itself; a parent that is used twice is listed twice.
    ``introduces`` lists the Skolem functions or the
    defined predicate that the step brings in, in order of occurrence.
    """

    name: str
    conclusion: Formula
    rule: Rule
    parents: tuple[str, ...] = ()
    relation: Relation = Relation.THM
    instances: tuple[Instance, ...] = ()
    introduces: tuple[Symbol, ...] = ()

    @property
    def distinct_parents(self) -> tuple[str, ...]:
        """The parents, each once."""
        return tuple(dict.fromkeys(self.parents))

    @property
    def is_leaf(self) -> bool:
        """True for premises and for the negated claim."""
        return self.rule in (Rule.PREMISE, Rule.NEGATED_CLAIM)


@dataclass(frozen=True, slots=True)
class Proof:
    """Steps in an order where parents come first; the last step concludes ``claim``.

    ``claim`` is the formula proved: the goal, its complement (goal refuted) or falsity
    (premises inconsistent).  A proof that uses the negated claim ends in falsity.
    """

    claim: Formula
    steps: tuple[Step, ...]

    @property
    def conclusion(self) -> Step:
        """The last step."""
        return self.steps[-1]

    @property
    def by_name(self) -> Mapping[str, Step]:
        """The steps by their names."""
        return {step.name: step for step in self.steps}

    @property
    def premises_used(self) -> tuple[str, ...]:
        """Names of the premises the proof rests on."""
        return tuple(step.name for step in self.steps if step.rule is Rule.PREMISE)

    @property
    def is_direct(self) -> bool:
        """True when nothing was assumed for contradiction."""
        return all(step.rule is not Rule.NEGATED_CLAIM for step in self.steps)

    @staticmethod
    def ending_in(last: str, steps: Iterable[Step], claim: Formula) -> Proof:
        """The proof made of the ancestors of the step named ``last``, in the given order."""
        listed = tuple(steps)
        parents = {step.name: step.parents for step in listed}
        needed = set(grounds_first([last], parents.__getitem__))
        return Proof(claim, tuple(step for step in listed if step.name in needed))
