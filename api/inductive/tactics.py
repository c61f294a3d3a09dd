"""The second prover: a search among Lean's tactic states (``induction … <;> simp``, ``omega``)."""

from __future__ import annotations

from time import perf_counter

from rich.console import Console

from api.inductive.outcome import GoalOutcome, TacticProof
from api.searching.guidance import guide
from api.searching.guidance_options import GuidanceOptions, PolicyName
from api.searching.run import SearchOptions, guided_search
from api.settings import Settings
from prover.certificate import Certificate, Checker
from prover.lean.errors import LeanError
from prover.lean.verify import LeanKernel
from prover.verdict import Verdict
from search.strategy.keeping import Watch
from search.tactics.prove import LeanGoal, ProofFound, source_of
from translators.tip import NotExportable, TipProblem, to_lean

__all__ = ["proved_by_tactics"]

_MOST_CALLS = 100_000
"""Time is what limits the search."""


def proved_by_tactics(
    problem: TipProblem, name: str, kernel: LeanKernel, settings: Settings, seconds: float
) -> GoalOutcome:
    """What Lean's tactics make of the one goal of ``problem`` within ``seconds``."""
    start = perf_counter()
    try:
        stated = to_lean(problem)
        goal = LeanGoal(stated.statement, stated.preamble, stated.functions)
        found = _searched(goal, kernel, settings, seconds)
    except (NotExportable, LeanError) as error:
        return GoalOutcome(name, "", Verdict.UNKNOWN, f"Lean cannot be asked: {error}")
    spent = perf_counter() - start
    if not found.proved or found.judged is None:
        reason = f"no proof was found among Lean's tactics: {found.reason}"
        return GoalOutcome(name, goal.statement, Verdict.UNKNOWN, reason, seconds=spent)
    certificate = Certificate(
        Checker.LEAN_KERNEL, "Lean's kernel accepts the proof", True, notes=kernel.notes
    )
    proof = TacticProof(found.script, source_of(goal, found.script))
    return GoalOutcome(
        name,
        goal.statement,
        Verdict.PROVED,
        tactic_proof=proof,
        certificates=(certificate,),
        seconds=spent,
    )


def _searched(goal: LeanGoal, kernel: LeanKernel, settings: Settings, seconds: float) -> ProofFound:
    options = SearchOptions(calls=_MOST_CALLS, seconds=seconds)
    silent = Console(stderr=True, force_terminal=False)
    by_rules = GuidanceOptions(policy=PolicyName.HAND)
    guidance = guide(goal, by_rules, settings, kernel, silent)
    return guided_search(goal, options, guidance, kernel, Watch())
