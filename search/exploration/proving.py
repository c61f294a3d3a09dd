"""Attempts to prove a statement: by induction, and by first-order proof from what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import inf

from prover.logic.syntax import FALSE, Formula, Symbol
from prover.logic.walk import symbols
from prover.proof import Proof, Rule, Step
from prover.theory import Development, Theorem, Theory
from search.induction import InductionProver
from search.proving import prove
from search.work import LOOKS, WorkClock

__all__ = [
    "TheoryProver",
    "distinctions",
    "first_order",
    "relevant",
    "restated",
    "uses_distinction",
    "uses_induction",
]

_FIRST_ORDER_SHARE = 0.35
"""Of the time of an attempt that induction has failed at."""


class TheoryProver:
    """Proves statements of one theory from its facts and from what it has learned.

    Args:
        theory: what is given.
    """

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self._induction = InductionProver(theory) if theory.datatypes else None
        self._premises: dict[str, Formula] = dict(theory.facts)
        self._names = {formula: name for name, formula in theory.facts.items()}

    def learn(self, theorem: Theorem) -> None:
        """Use a theorem from now on."""
        self._premises[theorem.name] = theorem.statement
        self._names.setdefault(theorem.statement, theorem.name)
        if self._induction is not None:
            self._induction.learn(theorem)

    def prove(
        self, name: str, statement: Formula, seconds: float, latest: float = inf
    ) -> tuple[Theorem, ...]:
        """The theorem ``name`` after the lemmas that it needs; nothing if it is not proved.

        Args:
            name: what it is called.
            statement: closed.
            seconds: of work.
            latest: value of :func:`time.monotonic` after which no more work is done.
        """
        share = _FIRST_ORDER_SHARE if self._induction is not None else 1.0
        if self._induction is not None:
            found = self._induction.prove(name, statement, latest, seconds=(1 - share) * seconds)
            if found.theorems:
                return self._without_repetitions(found.theorems)
        premises = relevant(self._premises, statement, self.theory)
        proof = first_order(premises, statement, share * seconds * LOOKS, latest)
        return () if proof is None else (Theorem(name, statement, proof),)

    def _without_repetitions(self, theorems: Iterable[Theorem]) -> tuple[Theorem, ...]:
        """The theorems without those that are known already, whose names are used instead."""
        listed = tuple(theorems)
        renamed: dict[str, str] = {}
        for theorem in listed[:-1]:
            known = self._names.get(theorem.statement)
            if known is not None and not theorem.part_of:
                renamed[theorem.name] = known
        others = tuple(theorem for theorem in listed if theorem.name not in renamed)
        needed = Development(self.theory, others).with_lemmas([listed[-1].name])
        return tuple(_renamed(theorem, renamed) for theorem in needed)


def first_order(
    premises: Mapping[str, Formula], claim: Formula, work: float, latest: float = inf
) -> Proof | None:
    """A proof of ``claim`` without induction.

    Args:
        premises: by name.
        claim: closed.
        work: looks at the clock that the search may take: given clauses, roughly.
        latest: value of :func:`time.monotonic` after which no more work is done.
    """
    proof = prove(premises, claim, work, clock=WorkClock(latest))
    return None if proof is None or proof.claim is FALSE else proof


def uses_induction(theorems: Iterable[Theorem]) -> bool:
    """Whether one of the proofs has an induction."""
    return any(s.rule is Rule.INDUCTION for theorem in theorems for s in theorem.proof.steps)


def distinctions(theory: Theory) -> frozenset[str]:
    """The facts that say which elements a datatype has whose constructors take none of its own.

    They are what such a datatype, the truth values say, has instead of an induction.
    """
    return frozenset(
        name
        for datatype in theory.datatypes
        if not any(datatype.sort in c.argument_sorts for c in datatype.constructors)
        for name, _ in datatype.facts()
        if name == f"{datatype.sort.name}.cases"
    )


def uses_distinction(theorems: Iterable[Theorem], theory: Theory) -> bool:
    """Whether one of the proofs looks at each element of a datatype that needs no induction."""
    facts = distinctions(theory)
    return any(not facts.isdisjoint(theorem.proof.premises_used) for theorem in theorems)


def restated(theorem: Theorem, name: str, statement: Formula) -> Theorem:
    """The theorem under another name, with other variables, or its sides turned."""
    premise = Step(theorem.name, theorem.statement, Rule.PREMISE)
    last = Step("restated", statement, Rule.INFERENCE, (theorem.name,))
    return Theorem(name, statement, Proof(statement, (premise, last)))


def relevant(
    premises: Mapping[str, Formula], statement: Formula, theory: Theory
) -> Mapping[str, Formula]:
    """Premises that speak of nothing but what the statement rests on.

    That is: its symbols, what these are defined by, constructors, and open symbols.
    """
    known: set[Symbol] = {*symbols(statement), *theory.open_symbols}
    for constructors in theory.constructors.values():
        known.update(constructors)
    for definition in reversed(theory.definitions):
        if definition.symbol in known:
            known.update(s for _, formula in definition.facts() for s in symbols(formula))
    return {name: f for name, f in premises.items() if known.issuperset(symbols(f))}


def _renamed(theorem: Theorem, names: Mapping[str, str]) -> Theorem:
    """The theorem with its premises called by these names."""
    if not any(name in names for name in theorem.proof.premises_used):
        return theorem
    steps = []
    written: set[str] = set()
    for step in theorem.proof.steps:
        parents = tuple(names.get(parent, parent) for parent in step.parents)
        step = replace(step, name=names.get(step.name, step.name), parents=parents)
        if step.name not in written:
            written.add(step.name)
            steps.append(step)
    return replace(theorem, proof=Proof(theorem.proof.claim, tuple(steps)))
