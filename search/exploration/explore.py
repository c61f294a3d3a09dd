"""Exploration: conjecture, refute, prove, learn; then once more with what was learned."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from time import monotonic

from prover.logic.syntax import Formula
from prover.logic.walk import strip_universals
from prover.theory import Development, Theorem, Theory
from prover.watch import Exploring, Pulse, Watch, ignore
from search.exploration.candidates import Candidate, Candidates
from search.exploration.canonical import canonical
from search.exploration.compression import compressed
from search.exploration.findings import Counts, Exploration, Finding, Options, Status
from search.exploration.knowledge import Knowledge
from search.exploration.observations import Sample
from search.exploration.pools import pools
from search.exploration.proving import uses_induction
from search.exploration.state import State
from search.exploration.structures import countermodel, model_sample, observations
from search.exploration.worth import is_presentable, says_existence, size_of

__all__ = ["explore"]

_COMPRESSION = 0.15
"""Part of the time that is kept for compression."""

_MOST_REFUTED = 20
"""Refuted laws that are worth showing."""


def explore(
    theory: Theory,
    options: Options | None = None,
    state: State | None = None,
    watch: Watch = ignore,
    deadline: float = float("inf"),
) -> Exploration:
    """Find out what holds in a theory.

    Args:
        theory: what is given.
        options: how far to go.
        state: what an earlier run found; updated, so that it can be kept and gone on with.
        watch: is told how many statements there are.
        deadline: value of :func:`time.monotonic` at which to stop looking.
    """
    explorer = _Explorer(theory, options or Options(), state or State(), Pulse(watch), deadline)
    return explorer.run()


@dataclass(slots=True)
class _Open:
    """A statement that was not proved, and how many theorems there were then."""

    candidate: Candidate
    theorems: int


@dataclass(slots=True)
class _Explorer:
    theory: Theory
    options: Options
    state: State
    pulse: Pulse
    deadline: float
    counts: Counts = field(default_factory=Counts)
    knowledge: Knowledge = field(init=False)
    candidates: Candidates = field(init=False)
    _begun: float = field(default_factory=monotonic)
    _looking_until: float = field(init=False)
    _seen: set[Hashable] = field(default_factory=set)
    _findings: dict[str, Finding] = field(default_factory=dict)
    _refuted: list[tuple[Candidate, str]] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.knowledge = Knowledge(self.theory)
        found = pools(self.theory, self.options.variables)
        variables = [variable for row in found.values() for variable in row]
        data = observations(self.theory, variables, self.options.seed)
        self.candidates = Candidates(self.theory, self.knowledge, found, data, self.options)
        self._looking_until = self.deadline
        if self.deadline < float("inf"):
            self._looking_until -= _COMPRESSION * (self.deadline - self._begun)
        self._names.update(self.theory.facts)

    def run(self) -> Exploration:
        """All of it; an interruption (Ctrl-C) ends the search, and what was found is kept."""
        self._resume()
        try:
            self._look()
        except KeyboardInterrupt:
            self.deadline = self._looking_until = monotonic()
        development, proved = compressed(
            self.theory, self.knowledge.theorems, tuple(self._findings.values()), self.deadline
        )
        left = [
            self._shown(each.candidate, Status.OPEN)
            for each in self._open
            if each.candidate.law or self._is_worth_stating(each.candidate)
        ]
        false = [self._shown(each, Status.REFUTED, where) for each, where in self._refuted]
        self._tell(at_once=True)
        findings = (*proved, *left, *false)
        seconds = self.state.seconds + monotonic() - self._begun
        self.state.keep(self.theory, development, findings, seconds)
        return Exploration(development, findings, self.counts, seconds)

    def _look(self) -> None:
        """Consider all candidates, and what was left open once more."""
        for candidate in self.candidates.all():
            if self._is_over():
                break
            self._consider(candidate)
        self._retry()

    def _resume(self) -> None:
        """Take over what was proved before and still stands."""
        for theorem in self.state.theorems(self.theory):
            self._learn(theorem)
        known = {theorem.name for theorem in self.knowledge.theorems}
        for finding in self.state.findings:
            if finding.is_proved and finding.name in known:
                self._findings[finding.name] = finding
                self._seen.add(canonical(finding.statement))

    def _consider(self, candidate: Candidate) -> None:
        """Decide what is to be done with a statement, and do it."""
        self._tell()
        key = canonical(candidate.statement)
        if key in self._seen:
            self.counts.repeated += 1
            return
        self._seen.add(key)
        if candidate.false_at:
            self._refute(candidate, candidate.false_at)
            return
        consequences = self.knowledge.consequences
        if consequences.is_instance(candidate.statement) or (
            candidate.only_new and consequences.implies(candidate.statement)
        ):
            self.counts.implied += 1
            return
        if self._prove(candidate, self.options.attempt):
            return
        if self._has_countermodel(candidate):
            return
        self._open.append(_Open(candidate, len(self.knowledge.theorems)))
        self.knowledge.suppose(candidate.statement)

    def _prove(self, candidate: Candidate, seconds: float) -> bool:
        name = self._free_name(candidate)
        seconds = min(seconds, self._looking_until - monotonic())
        if seconds <= 0:
            return False
        theorems = self._tidied(self.knowledge.prover.prove(name, candidate.statement, seconds))
        for theorem in theorems:
            self._learn(theorem)
        if not theorems:
            return False
        is_hard = uses_induction(theorems)
        if is_hard or self._is_worth_stating(candidate):
            status = Status.ESSENTIAL if is_hard else Status.COROLLARY
            self._findings[name] = Finding(name, candidate.statement, status, candidate.law)
        for theorem in theorems[:-1]:
            self._take_lemma(theorem)
        return True

    def _is_worth_stating(self, candidate: Candidate) -> bool:
        """Whether a statement is to be shown although it is open, or follows without induction."""
        if candidate.law:
            return not says_existence(candidate.statement)
        return size_of(candidate.statement) <= self.options.clause_size

    def _tidied(self, theorems: tuple[Theorem, ...]) -> tuple[Theorem, ...]:
        """The theorems; lemmas that are not worth a page of their own are parts of the last."""
        return tuple(
            theorem
            if theorem.part_of or theorem is theorems[-1] or is_presentable(theorem.statement)
            else replace(theorem, part_of=theorems[-1].name)
            for theorem in theorems
        )

    def _take_lemma(self, theorem: Theorem) -> None:
        """Show what a proof needed, if it reads like a theorem."""
        self._seen.add(canonical(theorem.statement))
        if not theorem.part_of and is_presentable(theorem.statement):
            finding = Finding(theorem.name, theorem.statement, Status.ESSENTIAL, "lemma")
            self._findings.setdefault(theorem.name, finding)

    def _learn(self, theorem: Theorem) -> None:
        self._names.add(theorem.name)
        self.knowledge.learn(theorem)

    def _has_countermodel(self, candidate: Candidate) -> bool:
        """Look for a model in which the statement fails, and observe terms there from now on."""
        if self.theory.datatypes:
            return False
        model = countermodel(self.theory, candidate.statement, self.options.attempt)
        if model is None:
            return False
        variables = [v for row in self.candidates.pools.values() for v in row]
        sample = model_sample(model, variables, self.options.seed)
        self.candidates.observations.samples.append(sample)
        self._refute(candidate, _witness(sample, candidate.statement))
        self.candidates.separate(candidate.statement)
        return True

    def _refute(self, candidate: Candidate, witness: str) -> None:
        self.counts.refuted += 1
        if len(self._refuted) < _MOST_REFUTED:
            self._refuted.append((candidate, witness))

    def _retry(self) -> None:
        """Try again what was not proved, as long as that brings new theorems."""
        has_grown = True
        while has_grown and not self._is_over():
            has_grown = False
            for each in tuple(self._open):
                if each.theorems < len(self.knowledge.theorems) and not self._is_over():
                    each.theorems = len(self.knowledge.theorems)
                    if self._prove(each.candidate, self.options.second_attempt):
                        self._open.remove(each)
                        has_grown = True
                    self._tell()

    def _shown(self, candidate: Candidate, status: Status, witness: str = "") -> Finding:
        name = self._free_name(candidate)
        self._names.add(name)
        return Finding(name, candidate.statement, status, candidate.law, witness)

    def _free_name(self, candidate: Candidate) -> str:
        """A name that tells what the theorem is about, and that no other one has."""
        stem = f"{candidate.subject.name}.{candidate.law or 'theorem'}"
        name, number = stem, 1
        while name in self._names:
            number += 1
            name = f"{stem}.{number}"
        return name

    def _is_over(self) -> bool:
        return monotonic() >= self._looking_until

    def _tell(self, *, at_once: bool = False) -> None:
        counts, made = self.counts, self.candidates
        counts.enumerated, counts.proved = made.enumerated, len(self._findings)
        counts.open = len(self._open)
        now = monotonic()
        if at_once or now >= self.pulse.due:
            refuted = counts.refuted + made.refuted
            event = Exploring(counts.enumerated, refuted, counts.proved, counts.open)
            self.pulse.tell(now, event)


def _witness(sample: Sample, statement: Formula) -> str:
    """A row on which the statement fails, or the size of the structure."""
    variables, body = strip_universals(statement)
    fails = sample.truth(body).fails
    if not fails:
        return "a finite structure"
    return sample.witness((fails & -fails).bit_length() - 1, variables)
