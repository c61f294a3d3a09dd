"""Deciding problems with numbers: Z3 knows arithmetic, our engines know everything else.

A finite structure is no model where there are numbers, so only proofs are looked for.

1. Z3 says whether a claim follows, and from which premises.
2. Our engine tries to prove it from those with the numbers as mere names, step by step.
3. Where that is not enough, the claim is one step from these premises, which the checker gives
   to Z3 again, under its own limits.
4. Where Z3 has no answer, our engine has the rest of the time, with all premises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

from prover.check import Z3Session
from prover.check.smt import Answer, Entailment
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import complement
from prover.proof import Proof, Relation, Rule, Step
from prover.verdict import Verdict
from prover.watch import Watch, ignore
from search.assembly import NEGATED_CLAIM
from search.decision import Decision
from search.proving import prove

__all__ = ["decide_with_numbers"]

_RLIMIT = 20_000_000
_ORACLE_SHARE = 0.4
"""The part of a claim's time that Z3 may take."""

_STEPWISE_SHARE = 0.2
"""The part of what is left for a proof in small steps of what Z3 says to follow."""

_TIME = "time: no proof within the limit (give more with --timeout)"
_OPEN = "incomplete: Z3 finds the negation satisfiable; models with numbers are not evaluated"
_GIVEN_UP = "incomplete: no proof was found; models with numbers are not looked for"


def decide_with_numbers(
    premises: Mapping[str, Formula], goal: Formula, seconds: float = 10.0, watch: Watch = ignore
) -> Decision:
    """Decide whether ``goal`` follows from ``premises``, which speak of numbers.

    Args:
        premises: closed formulas by name.
        goal: a closed formula; ⊥ asks whether the premises contradict each other.
        seconds: wall-clock time after which the answer is ``unknown``.
        watch: is told how the search goes.
    """
    run = _Run(premises, monotonic() + seconds, watch)
    claims: list[tuple[Verdict, Formula]] = [(Verdict.INCONSISTENT, FALSE)]
    if goal is not FALSE:
        claims += [(Verdict.PROVED, goal), (Verdict.REFUTED, complement(goal))]
    for number, (verdict, claim) in enumerate(claims):
        proof = run.prove(claim, 1 / (len(claims) - number), alone=len(claims) == 1)
        if proof is not None and proof.claim is FALSE:
            return Decision(Verdict.INCONSISTENT, proof, core=proof.premises_used)
        if proof is not None:
            return Decision(verdict, proof)
    if monotonic() > run.deadline:
        return Decision(Verdict.UNKNOWN, reason=_TIME)
    return Decision(Verdict.UNKNOWN, reason=_OPEN if run.is_open(goal) else _GIVEN_UP)


@dataclass(slots=True)
class _Run:
    premises: Mapping[str, Formula]
    deadline: float
    watch: Watch
    _answers: dict[Formula, Answer] = field(default_factory=dict)

    def is_open(self, claim: Formula) -> bool:
        """Whether Z3 has said that the claim does not follow."""
        return self._answers.get(claim) is Answer.NOT_ENTAILED

    def prove(self, claim: Formula, share: float, *, alone: bool) -> Proof | None:
        """A proof of the claim, or of falsity, in a share of the time that is left.

        Args:
            claim: what is to be proved.
            share: of the time.
            alone: whether no other claim will be looked at, whose refutation would do, too.
        """
        now = monotonic()
        until = now + max(0.0, self.deadline - now) * share
        core = self._core(claim, (until - now) * _ORACLE_SHARE)
        if core is not None:
            now = monotonic()
            small = self._by_steps(claim, core, now + (until - now) * _STEPWISE_SHARE)
            return small or _in_one_step(claim, {name: self.premises[name] for name in core})
        if self.is_open(claim) or (claim is FALSE and not alone):
            return None
        return self._by_steps(claim, tuple(self.premises), until)

    def _core(self, claim: Formula, seconds: float) -> tuple[str, ...] | None:
        """Names of premises that the claim follows from, if Z3 can tell."""
        session = Z3Session(_RLIMIT, int(seconds * 1000) + 1)
        question = Entailment(tuple(self.premises.values()), claim)
        [self._answers[claim]] = session.decide([question])
        if self._answers[claim] is not Answer.ENTAILED:
            return None
        denied = {} if claim is FALSE else {NEGATED_CLAIM: complement(claim)}
        core = session.unsatisfiable_core({**self.premises, **denied})
        if core is None:
            return tuple(self.premises)
        return tuple(name for name in self.premises if name in core)

    def _by_steps(self, claim: Formula, names: Sequence[str], until: float) -> Proof | None:
        """A proof in which numbers are mere names."""
        premises = {name: self.premises[name] for name in names}
        return prove(premises, claim, until, self.watch)


def _in_one_step(claim: Formula, premises: Mapping[str, Formula]) -> Proof:
    """The proof that leaves everything to the checker's arithmetic."""
    leaves = [Step(name, formula, Rule.PREMISE) for name, formula in premises.items()]
    name = next(name for n in count(1) if (name := f"s{n}") not in premises)
    rule = Rule.CONTRADICTION if claim is FALSE else Rule.CONCLUSION
    last = Step(name, claim, rule, tuple(premises), Relation.THM)
    return Proof(claim, (*leaves, last))
