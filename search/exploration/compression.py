"""Compression: which theorems are needed to get all others without another induction.

Theorems are taken out one after the other, the least well known first: one that has a first-order
proof from facts and from theorems that do not rest on it becomes a corollary with that proof; it
must not look at all elements of a datatype that has no induction, which would prove everything.  So
every corollary follows from essential theorems, and no chain of proofs is a circle.  Where nothing
is generated and no induction is needed anywhere, the proof has to be a short one instead.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

from prover.ancestry import grounds_first
from prover.logic.syntax import Formula
from prover.logic.walk import symbols
from prover.proof import Proof
from prover.theory import Development, Theorem, Theory
from search.exploration.findings import LEMMA, Finding, Status
from search.exploration.proving import distinctions, first_order, relevant
from search.laws import conjectured

__all__ = ["compressed"]

_NEAR, _FAR = 100, 250
"""Work for a proof from premises about the statement's own symbols, and from all relevant ones."""

_FEW_STEPS = 4
"""Of a proof that makes a theorem a corollary where there is no induction."""


def compressed(
    theory: Theory, theorems: Sequence[Theorem], findings: Sequence[Finding], deadline: float
) -> tuple[Development, tuple[Finding, ...]]:
    """The theorems in an order that respects their proofs, and which are essential.

    Args:
        theory: what is given.
        theorems: proved one after the other.
        findings: those of them that are to be shown; their status is found anew.
        deadline: value of :func:`time.monotonic` after which nothing more is taken out.
    """
    compressor = _Compressor(theory, {theorem.name: theorem for theorem in theorems}, deadline)
    status = {finding.name: finding.status for finding in findings}
    for finding in sorted(findings, key=_fame):
        if monotonic() >= deadline:
            break
        if finding.status is Status.ESSENTIAL and compressor.take_out(finding.name, status):
            status[finding.name] = Status.COROLLARY
    scaffolding = {f.name for f in findings if compressor.is_scaffolding(f, status)}
    ordered = compressor.ordered(
        f.name for f in findings if f.name not in scaffolding and _is_shown(f, status[f.name])
    )
    by_name = {finding.name: finding for finding in findings if finding.name not in scaffolding}
    shown = [
        replace(by_name[theorem.name], status=status[theorem.name])
        for theorem in ordered
        if theorem.name in by_name
    ]
    return Development(theory, tuple(_owned(ordered, scaffolding))), tuple(shown)


def _owned(ordered: Sequence[Theorem], scaffolding: Container[str]) -> list[Theorem]:
    """The theorems, scaffolding and lemmas whose theorem is gone being parts of who uses them."""
    later: set[str] = set()
    user: dict[str, str] = {}
    found = []
    for theorem in reversed(ordered):
        loose = theorem.part_of and theorem.part_of not in later
        if loose or theorem.name in scaffolding:
            theorem = replace(theorem, part_of=user.get(theorem.name, ""))
        found.append(theorem)
        later.add(theorem.name)
        user.update(dict.fromkeys(theorem.proof.premises_used, theorem.name))
    return found[::-1]


def _fame(finding: Finding) -> tuple[int, int]:
    """Lemmas and statements without a name first, then laws, later ones before earlier ones."""
    names = list(dict.fromkeys(law.name for law in conjectured()))
    fame = len(names) - names.index(finding.law) if finding.law in names else -1
    return fame, -finding.statement.depth


def _is_shown(finding: Finding, status: Status) -> bool:
    """Lemmas that turned out to be corollaries are shown only if another proof needs them."""
    return finding.law != LEMMA or status is Status.ESSENTIAL


@dataclass(slots=True)
class _Compressor:
    theory: Theory
    theorems: dict[str, Theorem]
    deadline: float

    def take_out(self, name: str, status: Mapping[str, Status]) -> bool:
        """Whether the theorem follows from other essential ones; then its proof says so."""
        theorem = self.theorems[name]
        above = self._resting_on(name)
        premises = self._facts()
        for other, found in status.items():
            if found is Status.ESSENTIAL and other not in above:
                premises[other] = self.theorems[other].statement
        proof = self._proof(premises, theorem.statement)
        if proof is None or not (self.theory.datatypes or _is_short(proof)):
            return False
        self.theorems[name] = replace(theorem, proof=proof)
        return True

    def is_scaffolding(self, finding: Finding, status: Mapping[str, Status]) -> bool:
        """Whether a lemma says nothing that is not seen from what it was needed for.

        Its own proof stays: the others rest on it.
        """
        is_needed = finding.law == LEMMA and status[finding.name] is Status.ESSENTIAL
        if not is_needed or not self.theory.datatypes or monotonic() >= self.deadline:
            return False
        premises = self._facts() | {
            name: self.theorems[name].statement
            for name, found in status.items()
            if found is Status.ESSENTIAL and name != finding.name
        }
        return self._proof(premises, finding.statement) is not None

    def _facts(self) -> dict[str, Formula]:
        """What is given, but for what would prove everything."""
        looks = distinctions(self.theory)
        return {name: fact for name, fact in self.theory.facts.items() if name not in looks}

    def _proof(self, premises: Mapping[str, Formula], statement: Formula) -> Proof | None:
        """A proof from what speaks of nothing else, or from all that is relevant."""
        own = set(symbols(statement))
        chosen = relevant(premises, statement, self.theory)
        near = {name: f for name, f in chosen.items() if own.issuperset(symbols(f))}
        proof = first_order(near, statement, _NEAR, self.deadline)
        if proof is None and len(near) < len(chosen):
            proof = first_order(chosen, statement, _FAR, self.deadline)
        return proof

    def ordered(self, names: Iterable[str]) -> list[Theorem]:
        """The theorems of these names after all that their proofs rest on."""
        premises = {name: each.proof.premises_used for name, each in self.theorems.items()}
        found = grounds_first(names, lambda name: premises.get(name, ()))
        return [self.theorems[name] for name in found if name in self.theorems]

    def _resting_on(self, name: str) -> set[str]:
        """The theorem and all whose proofs rest on it."""
        users: dict[str, list[str]] = {}
        for theorem in self.theorems.values():
            for premise in theorem.proof.premises_used:
                users.setdefault(premise, []).append(theorem.name)
        return set(grounds_first([name], lambda user: users.get(user, ())))


def _is_short(proof: Proof) -> bool:
    return sum(not step.is_leaf for step in proof.steps) <= _FEW_STEPS
