"""One problem, and what everybody says of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from time import perf_counter

from prover.answer import Semantics, Witness
from prover.check import Z3Session, certify
from prover.evidence import Evidence
from prover.logic.walk import complement
from prover.verdict import Verdict
from search.decide import Decision, decide
from tests.peers.casc import found, said_by
from tests.peers.ours import saturation
from tests.peers.question import Peer, Question, Said
from tests.peers.solvers import cvc5_default, cvc5_finite_models, z3
from tests.soundness.kinds import Made

__all__ = ["DENIED", "GOAL", "Judged", "Limits", "Opinion", "judged", "peers"]

DENIED, GOAL = "denied", "goal"
"""The two questions: are the premises consistent with the goal denied, and with the goal?"""

OURS = "decide"

_OPEN = re.compile("too many cases|could not decide")
"""What a checker says that has not found a mistake."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that each may take."""

    ours: float = 2.0
    peers: float = 1.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one judge says of one of the two questions."""

    judge: str
    question: str
    said: Said


@dataclass(frozen=True, slots=True)
class Judged:
    """All that was said of a problem.

    Attributes:
        verdict: of our ``decide``, checked.
        rejected: what our checkers had against it.
        opinions: who said what.
        needed: numbers of the premises that a proof of ours rests on.
        seconds: of each judge.
    """

    verdict: Verdict
    rejected: tuple[str, ...]
    opinions: tuple[Opinion, ...]
    needed: tuple[int, ...]
    seconds: Mapping[str, float]

    @property
    def refuted(self) -> tuple[str, ...]:
        """What our checkers found wrong; that they could not tell costs the answer only."""
        return tuple(why for why in self.rejected if not _OPEN.search(why))

    @property
    def contradictions(self) -> Iterator[tuple[Opinion, Opinion]]:
        """Pairs of which one must be wrong."""
        return contradictions(self.opinions)


def contradictions(opinions: Iterable[Opinion]) -> Iterator[tuple[Opinion, Opinion]]:
    """Pairs of opinions on one question of which one must be wrong."""
    for one, other in combinations(opinions, 2):
        if one.question == other.question and one.said.contradicts(other.said):
            yield one, other


def peers() -> dict[str, Peer]:
    """Who is asked besides our ``decide``; E only where it is installed."""
    others = {name: said_by(name) for name in found() if name == "e"}
    return {
        "saturation": saturation,
        "z3": z3,
        "cvc5": cvc5_default,
        "cvc5 fmf": cvc5_finite_models,
        **others,
    }


def judged(made: Made, limits: Limits, others: Mapping[str, Peer]) -> Judged:
    """What our ``decide`` and ``others`` say of the problem.

    All are asked about the goal denied; about the goal as well where we say more than
    *proved*.
    """
    start = perf_counter()
    decision, rejected = _decided(made, limits.ours)
    seconds = {OURS: perf_counter() - start}
    verdict = Verdict.UNKNOWN if rejected else decision.verdict
    opinions = [Opinion(OURS, question, said) for question, said in _CLAIMS[verdict].items()]
    asked = {DENIED: Question((*made.premises, complement(made.goal)))}
    if verdict not in (Verdict.PROVED, Verdict.UNKNOWN):
        asked[GOAL] = Question((*made.premises, made.goal))
    for name, peer in others.items():
        start = perf_counter()
        opinions += [Opinion(name, which, peer(q, limits.peers)) for which, q in asked.items()]
        seconds[name] = perf_counter() - start
    used = () if decision.proof is None else decision.proof.premises_used
    return Judged(verdict, rejected, tuple(opinions), tuple(int(n[1:]) for n in used), seconds)


_CLAIMS: Mapping[Verdict, Mapping[str, Said]] = {
    Verdict.PROVED: {DENIED: Said.UNSAT},
    Verdict.REFUTED: {GOAL: Said.UNSAT},
    Verdict.INCONSISTENT: {DENIED: Said.UNSAT, GOAL: Said.UNSAT},
    Verdict.UNCERTAIN: {DENIED: Said.SAT, GOAL: Said.SAT},
    Verdict.UNKNOWN: {},
}


def _decided(made: Made, seconds: float) -> tuple[Decision, tuple[str, ...]]:
    """Our decision, and what our checkers have against it."""
    premises = {f"p{number}": formula for number, formula in enumerate(made.premises)}
    decision = decide(premises, made.goal, seconds)
    models = ((True, decision.model_with_goal), (False, decision.model_without_goal))
    evidence = Evidence(
        decision.verdict,
        Semantics.CLASSICAL,
        premises,
        made.goal,
        decision.proof,
        tuple(Witness(holds, model) for holds, model in models if model is not None),
        decision.core,
        decision.fixpoint,
    )
    certificates = certify(evidence, Z3Session())
    rejected = [f"{k}: {why}" for c in certificates for k, why in c.rejections.items()]
    return decision, tuple(rejected)
