"""Exploration: conjecture, refute, prove, learn; then once more with what was learned."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from prover.logic.syntax import Formula, Variable
from prover.logic.walk import strip_universals
from prover.theory import Theory
from prover.watch import Exploring, Pulse, Watch, ignore
from search.canonical import up_to_order
from search.exploration.candidates import Candidate, Candidates
from search.exploration.compression import compressed
from search.exploration.findings import Counts, Exploration, Options
from search.exploration.knowledge import Knowledge
from search.exploration.ledger import Ledger, OpenStatement
from search.exploration.observations import Sample
from search.exploration.pools import pools
from search.exploration.state import State
from search.exploration.structures import countermodel, model_sample, observations
from search.exploration.worth import says_existence

__all__ = ["explore"]

_COMPRESSION = 0.2
"""Part of the time that is kept for compression."""


def explore(
    theory: Theory,
    options: Options | None = None,
    state: State | None = None,
    watch: Watch = ignore,
    deadline: float = inf,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Exploration:
    """Find out what holds in a theory.

    Args:
        theory: what is given.
        options: how far to go.
        state: what an earlier run found; updated, so that it can be kept and gone on with.
        watch: is told how many statements there are.
        deadline: value of :func:`time.monotonic` at which to stop looking.
        is_stopped: whether somebody wants it to end now, with what there is.
    """
    state = State() if state is None else state
    pulse = Pulse(watch)
    return _Explorer(theory, options or Options(), state, pulse, deadline, is_stopped).run()


@dataclass(slots=True)
class _Explorer:
    theory: Theory
    options: Options
    state: State
    pulse: Pulse
    deadline: float
    is_stopped: Callable[[], bool]
    counts: Counts = field(default_factory=Counts)
    knowledge: Knowledge = field(init=False)
    ledger: Ledger = field(init=False)
    candidates: Candidates = field(init=False)
    _given_up: set[Hashable] = field(default_factory=set)
    _begun: float = field(default_factory=monotonic)
    _looking_until: float = inf

    def __post_init__(self) -> None:
        self.knowledge = Knowledge(self.theory)
        found = pools(self.theory, self.options.variables)
        variables = [variable for row in found.values() for variable in row]
        data = observations(self.theory, variables, self.options.seed)
        self.candidates = Candidates(
            self.theory, self.knowledge, found, data, self.options, self.counts, self._is_over
        )
        self.ledger = Ledger(self.theory, self.options.clause_size, self.candidates.described)
        if self.deadline < inf:
            share = _COMPRESSION * (self.deadline - self._begun)
            self._looking_until = self.deadline - share

    def run(self) -> Exploration:
        """All of it."""
        self._resume()
        self._look()
        if self.is_stopped():
            self.deadline = monotonic()
        return self._concluded()

    def _look(self) -> None:
        """Consider all candidates, and what was left open once more after each batch."""
        for batch in self.candidates.batches():
            for candidate in batch:
                if self._is_over():
                    break
                self._consider(candidate)
            self._retry(self.options.attempt)
        self._retry(self.options.second_attempt)

    def _resume(self) -> None:
        """Take over what was proved before and still stands."""
        for theorem in self.state.theorems(self.theory):
            self.ledger.take(theorem.name)
            self.knowledge.learn(theorem)
        known = {theorem.name for theorem in self.knowledge.theorems}
        self.ledger.restore(f for f in self.state.findings if f.is_proved and f.name in known)
        self._given_up.update(up_to_order(each) for each in self.state.given_up(self.theory))

    def _consider(self, candidate: Candidate) -> None:
        """Decide what is to be done with a statement, and do it."""
        self._tell()
        if not self.ledger.is_new(candidate):
            self.counts.repeated += 1
        elif candidate.false_at:
            self.ledger.refute(candidate, candidate.false_at)
        elif self._is_idle(candidate):
            self.counts.implied += 1
        elif self._is_given_up(candidate) or not self._decide(candidate):
            self._leave_open(candidate)

    def _is_given_up(self, candidate: Candidate) -> bool:
        return up_to_order(candidate.statement) in self._given_up

    def _decide(self, candidate: Candidate) -> bool:
        """Whether a statement could be proved, or refuted by a model."""
        return self._prove(candidate, self.options.attempt) or self._fails(candidate)

    def _leave_open(self, candidate: Candidate) -> None:
        self.ledger.open.append(OpenStatement(candidate, len(self.knowledge.theorems)))
        self.knowledge.suppose(candidate.statement)

    def _is_idle(self, candidate: Candidate) -> bool:
        """Whether a statement says nothing new."""
        consequences = self.knowledge.consequences
        if consequences.is_instance(candidate.statement):
            return True
        return candidate.only_new and consequences.implies(candidate.statement)

    def _prove(self, candidate: Candidate, seconds: float) -> bool:
        name = self.ledger.name_for(candidate)
        is_easy = self.knowledge.consequences.implies(candidate.statement)
        theorems = self.knowledge.prover.prove(
            name, candidate.statement, seconds, self._looking_until
        )
        for theorem in theorems:
            self.ledger.take(theorem.name)
            self.knowledge.learn(theorem)
        if theorems:
            self.ledger.add(candidate, theorems, is_easy=is_easy)
        return bool(theorems)

    def _fails(self, candidate: Candidate) -> bool:
        """Look for a model in which the statement fails, and observe terms there from now on."""
        if self.theory.datatypes:
            return False
        model = countermodel(self.theory, candidate.statement, self.options.attempt)
        if model is None:
            return False
        sample = model_sample(model, self._variables(), self.options.seed)
        self.candidates.observations.samples.append(sample)
        self._refute(candidate, _witness(sample, candidate.statement))
        self.candidates.separate(candidate.statement)
        return True

    def _refute(self, candidate: Candidate, witness: str) -> None:
        self.counts.refuted += 1
        self.ledger.refute(candidate, witness)

    def _retry(self, seconds: float) -> None:
        """Try again what was not proved, as long as that brings new theorems."""
        has_grown = True
        while has_grown:
            has_grown = False
            for each in tuple(self.ledger.open):
                if self._is_over():
                    return
                known = len(self.knowledge.theorems)
                is_long = seconds > self.options.attempt and self._deserves_more(each.candidate)
                if each.theorems < known or is_long:
                    each.theorems = known
                    if self._prove(each.candidate, seconds):
                        self.ledger.open.remove(each)
                        has_grown = True
                    self._tell()
            seconds = self.options.attempt

    def _deserves_more(self, candidate: Candidate) -> bool:
        """Whether a second attempt is worth while: induction does not find witnesses for ∃."""
        if self._is_given_up(candidate):
            return False
        return not (self.theory.datatypes and says_existence(candidate.statement))

    def _concluded(self) -> Exploration:
        """What is essential, and everything else."""
        theorems = self.ledger.arranged(self.knowledge.theorems)
        proved = tuple(self.ledger.proved.values())
        development, shown = compressed(self.theory, theorems, proved, self.deadline)
        self._tell(at_once=True)
        findings = (*shown, *self.ledger.undecided(), *self.ledger.false())
        seconds = self.state.seconds + monotonic() - self._begun
        self.state.keep(development, findings, seconds)
        return Exploration(development, findings, self.counts, seconds)

    def _variables(self) -> list[Variable]:
        return [variable for row in self.candidates.pools.values() for variable in row]

    def _is_over(self) -> bool:
        return self.is_stopped() or monotonic() >= self._looking_until

    def _tell(self, *, at_once: bool = False) -> None:
        counts = self.counts
        counts.proved, counts.open = len(self.ledger.proved), len(self.ledger.open)
        now = monotonic()
        if at_once or now >= self.pulse.due:
            event = Exploring(counts.enumerated, counts.refuted, counts.proved, counts.open)
            self.pulse.tell(now, event)


def _witness(sample: Sample, statement: Formula) -> str:
    """A row on which the statement fails, where there is one."""
    variables, body = strip_universals(statement)
    fails = sample.truth(body).fails
    if not fails:
        return "a finite structure"
    return sample.witness((fails & -fails).bit_length() - 1, variables)
