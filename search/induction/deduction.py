"""What is proved while the search goes on: deductions, which share their parts.

A :class:`Deduction` is a step of a proof that knows its parents.  Statements that are proved by
themselves (obligations of an induction, lemmas) are :class:`Established`; they get names, and
become theorems, only when the goal is proved and they were needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prover.ancestry import parents_first
from prover.logic.syntax import Formula, Implies, Symbol, Variable
from prover.logic.walk import strip_universals
from prover.proof import Instance, Proof, Relation, Rule, Step
from prover.theory import Theorem

__all__ = ["Deduction", "Established", "deduction_of", "fact", "identity", "inferred", "stated"]


@dataclass(frozen=True, slots=True, eq=False)
class Established:
    """A proved statement.

    Attributes:
        statement: closed.
        deduction: its last step.
        label: for an obligation: what its name adds to that of the theorem it belongs to.
            Empty for a lemma in its own right.
    """

    statement: Formula
    deduction: Deduction
    label: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Deduction:
    """One step with its parents; a premise is a named fact or something established."""

    conclusion: Formula
    rule: Rule
    parents: tuple[Deduction, ...] = ()
    instances: tuple[Instance, ...] = ()
    source: str | Established = ""
    relation: Relation = Relation.THM
    introduces: tuple[Symbol, ...] = ()


def fact(name: str, formula: Formula) -> Deduction:
    """A premise that has a name: a fact of the theory, or a theorem known before."""
    return Deduction(formula, Rule.PREMISE, source=name)


def stated(established: Established) -> Deduction:
    """What was established, as a premise."""
    return Deduction(established.statement, Rule.PREMISE, source=established)


def identity(formula: Formula) -> Instance:
    """The outermost variables of a closed formula, each as it is."""
    variables, _ = strip_universals(formula)
    return tuple((variable, variable) for variable in variables)


def inferred(
    conclusion: Formula, *parents: Deduction, instances: Mapping[int, Instance] | None = None
) -> Deduction:
    """``conclusion`` by logic alone; the parent itself where it says exactly this.

    Args:
        conclusion: a closed formula.
        parents: what it follows from.
        instances: those of some of the parents; the others are used as they are.
    """
    if len(parents) == 1 and parents[0].conclusion is conclusion:
        return parents[0]
    own = _variables(conclusion)
    used = tuple(
        (instances or {}).get(n, tuple(p for p in identity(parent.conclusion) if p[0] in own))
        for n, parent in enumerate(parents)
    )
    return Deduction(conclusion, Rule.INFERENCE, parents, used)


def _variables(formula: Formula) -> frozenset[Variable]:
    """The variables that are bound outermost, also behind what is assumed."""
    variables, body = strip_universals(formula)
    found = frozenset(variables)
    return found | _variables(body.right) if isinstance(body, Implies) else found


def deduction_of(proof: Proof, premises: Mapping[str, Deduction]) -> Deduction:
    """The last step of ``proof``, whose premises are known by the names of ``premises``."""
    made: dict[str, Deduction] = {}
    for step in proof.steps:
        if step.rule is Rule.PREMISE:
            made[step.name] = premises[step.name]
            continue
        made[step.name] = Deduction(
            step.conclusion,
            step.rule,
            tuple(made[parent] for parent in step.parents),
            step.instances,
            relation=step.relation,
            introduces=step.introduces,
        )
    return made[proof.steps[-1].name]


@dataclass(slots=True)
class Naming:
    """Makes theorems of what was established, with names.

    Args:
        main: name of the theorem that everything is for.
        taken: names that are in use already.
        given: names of what is a theorem already.
    """

    main: str
    taken: set[str]
    given: dict[Established, str]
    theorems: list[Theorem] = field(default_factory=list)
    _names: dict[Formula, str] = field(default_factory=dict)

    def theorem(self, established: Established, name: str, part_of: str = "") -> None:
        """Add the theorem ``name``, after those that it rests on."""
        self.given[established] = name
        nodes = tuple(parents_first([established.deduction]))
        for node in nodes:
            if isinstance(node.source, Established) and node.source not in self.given:
                self._add(node.source, name)
        proof = Proof(established.statement, tuple(self._steps(nodes)))
        self.theorems.append(Theorem(name, established.statement, proof, part_of))

    def _add(self, established: Established, parent: str) -> None:
        if established.label:
            self.theorem(established, self._free(f"{parent}.{established.label}"), parent)
            return
        known = self._names.get(established.statement)
        if known is None:
            known = self._free(f"{self.main}.lemma")
            self._names[established.statement] = known
            self.theorem(established, known)
        self.given[established] = known

    def _free(self, stem: str) -> str:
        name, number = stem, 1
        while name in self.taken:
            number += 1
            name = f"{stem}{number}"
        self.taken.add(name)
        return name

    def _steps(self, nodes: tuple[Deduction, ...]) -> Iterable[Step]:
        names: dict[Deduction, str] = {}
        premises: set[str] = set()
        for node in nodes:
            if node.rule is Rule.PREMISE:
                source = node.source
                names[node] = self.given[source] if isinstance(source, Established) else source
                premises.add(names[node])
        free = iter(
            [n for n in (f"s{k}" for k in range(1, 2 * len(nodes) + 2)) if n not in premises]
        )
        written: set[str] = set()
        for node in nodes:
            if node.rule is not Rule.PREMISE:
                names[node] = next(free)
            elif names[node] in written:
                continue
            written.add(names[node])
            parents = tuple(names[parent] for parent in node.parents)
            yield Step(
                names[node],
                node.conclusion,
                node.rule,
                parents,
                node.relation,
                node.instances if parents else (),
                node.introduces,
            )


def theorems_of(
    established: Established, name: str, taken: Iterable[str], given: Mapping[Established, str]
) -> tuple[Theorem, ...]:
    """The theorem ``name`` with the lemmas and obligations that its proof needs, before it.

    Args:
        established: what the theorem states.
        name: of the theorem.
        taken: names that are in use already.
        given: names of what is a theorem already.
    """
    naming = Naming(name, {*taken, name}, dict(given))
    naming.theorem(established, name)
    return tuple(naming.theorems)
