"""The ledger of an exploration: which statements were met, and what is known of each."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace

from prover.logic.syntax import Equality, Formula
from prover.logic.walk import strip_universals
from prover.theory import Theorem, Theory
from search.canonical import up_to_order
from search.exploration.candidates import Candidate
from search.exploration.findings import LEMMA, Finding, Status
from search.exploration.proving import restated, uses_distinction, uses_induction
from search.exploration.worth import is_presentable, says_existence, size_of

__all__ = ["Ledger", "OpenStatement"]

_MOST_REFUTED = 20
"""Refuted laws that are worth showing."""


@dataclass(slots=True, eq=False)
class OpenStatement:
    """A statement that was not proved, and how many theorems there were at the last attempt."""

    candidate: Candidate
    theorems: int


@dataclass(slots=True)
class Ledger:
    """Findings by what is known of them.

    Args:
        theory: what is explored.
        largest: symbols and variables of a statement without a name that is shown although it is
            open, or follows without induction.
        described: a lemma as people would write it.

    Attributes:
        proved: by name.
        open: in the order in which they were met.
        refuted: those worth showing, with where they fail.
        hidden: lemmas that are no findings, and the theorems whose proofs needed them.
    """

    theory: Theory
    largest: int
    described: Callable[[Formula], Candidate]
    proved: dict[str, Finding] = field(default_factory=dict)
    open: list[OpenStatement] = field(default_factory=list)
    refuted: list[tuple[Candidate, str]] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)
    _seen: set[Hashable] = field(default_factory=set)
    _lemmas: dict[Hashable, str] = field(default_factory=dict)
    _presented: dict[str, Theorem] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._names.update(self.theory.facts)

    def is_new(self, candidate: Candidate) -> bool:
        """Whether nobody has said this before; a law may say what was a lemma only."""
        key = up_to_order(candidate.statement)
        if key in self._seen and not (candidate.law and key in self._lemmas):
            return False
        self._seen.add(key)
        return True

    def restore(self, findings: Iterable[Finding]) -> None:
        """Take over what an earlier run has proved."""
        for finding in findings:
            self.proved[finding.name] = finding
            self._seen.add(up_to_order(finding.statement))

    def name_for(self, candidate: Candidate) -> str:
        """A name that tells what the theorem is about, and that no other one has."""
        stem = f"{candidate.subject.name}.{candidate.law or 'theorem'}"
        name, number = stem, 1
        while name in self._names:
            number += 1
            name = f"{stem}.{number}"
        return name

    def take(self, name: str) -> None:
        """Remember that a name is in use."""
        self._names.add(name)

    def add(self, candidate: Candidate, theorems: tuple[Theorem, ...], *, is_easy: bool) -> None:
        """Note a proof.

        Args:
            candidate: what was proved.
            theorems: its theorem is the last one; lemmas that it needed come before.
            is_easy: whether it follows at once from what was known.
        """
        main = theorems[-1]
        key = up_to_order(main.statement)
        renamed = self._lemmas.pop(key, None)
        if renamed is not None:
            self.proved.pop(renamed, None)
        for theorem in theorems[:-1]:
            if not theorem.part_of:
                self._add_lemma(theorem, main)
        is_hard = renamed is not None or uses_induction(theorems)
        if candidate.law and uses_distinction(theorems, self.theory):
            is_hard = True
        if not self.theory.datatypes:
            is_hard = not is_easy
        if uses_induction(theorems) or is_hard or self.is_worth_stating(candidate):
            status = Status.ESSENTIAL if is_hard else Status.COROLLARY
            self.proved[main.name] = Finding(main.name, main.statement, status, candidate.law)

    def refute(self, candidate: Candidate, witness: str) -> None:
        """Note where a statement fails."""
        if len(self.refuted) < _MOST_REFUTED:
            self.refuted.append((candidate, witness))

    def is_worth_stating(self, candidate: Candidate) -> bool:
        """Whether a statement is shown although it follows without induction."""
        if candidate.law:
            return not says_existence(candidate.statement)
        return size_of(candidate.statement) <= self.largest

    def undecided(self) -> list[Finding]:
        """The open statements, as findings."""
        return [
            self._finding(each.candidate, Status.OPEN)
            for each in self.open
            if each.candidate.law or self._is_simple(each.candidate)
        ]

    def false(self) -> list[Finding]:
        """The refuted statements, as findings."""
        return [self._finding(each, Status.REFUTED, witness) for each, witness in self.refuted]

    def arranged(self, theorems: Iterable[Theorem]) -> list[Theorem]:
        """The theorems, hidden lemmas being parts of those that they were proved for.

        A lemma that is shown comes once more, as people would write it.
        """
        arranged = []
        for theorem in theorems:
            part_of = self.hidden.get(theorem.name, theorem.part_of)
            arranged.append(replace(theorem, part_of=part_of))
            presented = self._presented.get(theorem.name)
            if presented is not None and presented.name in self.proved:
                arranged.append(presented)
        return arranged

    def _is_simple(self, candidate: Candidate) -> bool:
        """Whether a statement without a name is worth showing as an open question: an equation."""
        _, body = strip_universals(candidate.statement)
        return isinstance(body, Equality) and self.is_worth_stating(candidate)

    def _add_lemma(self, theorem: Theorem, main: Theorem) -> None:
        """Show what a proof needed if it reads like a theorem and is new."""
        self.hidden[theorem.name] = main.name
        key = up_to_order(theorem.statement)
        if key in self._seen or not is_presentable(theorem.statement):
            return
        self._seen.add(key)
        described = self.described(theorem.statement)
        name = self.name_for(described)
        self.take(name)
        self._lemmas[key] = name
        self._presented[theorem.name] = restated(theorem, name, described.statement)
        self.proved[name] = Finding(name, described.statement, Status.ESSENTIAL, LEMMA)

    def _finding(self, candidate: Candidate, status: Status, witness: str = "") -> Finding:
        name = self.name_for(candidate)
        self.take(name)
        return Finding(name, candidate.statement, status, candidate.law, witness)
