"""``prover search``: a goal, a space, a strategy, a budget; a proof that was checked afresh."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.console import Console

from api.lean.kernel import lean_options, toolchain_of
from api.searching.guidance import Guidance, guide
from api.searching.guidance_options import GuidanceOptions
from api.searching.watch import watching
from api.settings import Settings
from prover.lean.session import TacticState
from prover.lean.verify import LeanKernel
from search.strategy import Budget, make_strategy
from search.strategy.keeping import Watch
from search.strategy.record import tree_document
from search.tactics.prove import LeanGoal, ProofFound, prove, source_of

__all__ = [
    "SearchOptions",
    "guided_search",
    "lean_document",
    "search_lean",
]


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search: see ``prover search --help``."""

    strategy: str = "best-first"
    calls: int = 256
    seconds: float | None = None
    seed: int = 0
    workers: int = 1
    tokens: int | None = None
    guidance: GuidanceOptions = field(default_factory=GuidanceOptions)
    checkpoint: Path | None = None

    @property
    def budget(self) -> Budget:
        """The limits of the search."""
        return Budget(calls=self.calls, tokens=self.tokens, seconds=self.seconds)


def search_lean(
    goal: LeanGoal, options: SearchOptions, settings: Settings, console: Console
) -> ProofFound:
    """Search Lean's tactic states for a proof, drawn on ``console`` where that is a terminal.

    Raises:
        ProverError: the statement does not elaborate, Lean cannot be asked, or the checkpoint
            is not of this search.
    """
    limits = replace(lean_options(settings), servers=options.workers)
    question = {"goal": goal.statement, "definitions": goal.preamble, "model": settings.model}
    with LeanKernel(toolchain_of(settings), limits) as kernel:
        guidance = guide(goal, options.guidance, settings, kernel, console)
        with watching(console, options, _look, question) as watch:
            found = guided_search(goal, options, guidance, kernel, watch)
    if found.proved:
        guidance.learn(found.tree)
    return found


def guided_search(
    goal: LeanGoal, options: SearchOptions, guidance: Guidance, kernel: LeanKernel, watch: Watch
) -> ProofFound:
    """The search itself, in servers that the caller keeps.

    Raises:
        ProverError: as :func:`search_lean`.
    """
    return prove(
        goal,
        kernel,
        guidance.policy,
        make_strategy(options.strategy, options.seed),
        options.budget,
        value=guidance.value,
        opening=guidance.opening,
        ledger=guidance.ledger,
        widens=guidance.widens,
        workers=options.workers,
        watch=watch,
    )


def _look(state: TacticState) -> tuple[int, str]:
    """How many goals there are, and what the first one is to show."""
    return len(state.goals), state.goals[0].target if state.goals else ""


def lean_document(goal: LeanGoal, found: ProofFound, options: SearchOptions) -> dict[str, object]:
    """The outcome, ready for JSON."""
    judged = found.judged
    return {
        "verdict": "proved" if found.proved else "unknown",
        "reason": found.reason,
        "statement": goal.statement,
        "script": list(found.script),
        "source": source_of(goal, found.script) if found.proved else "",
        "strategy": options.strategy,
        "calls": found.calls,
        "tokens": found.tree.cost.tokens,
        "states": len(found.tree.nodes),
        "seconds": round(found.seconds, 3),
        "certificates": [] if judged is None else [judged.model_dump(mode="json")],
        "tree": tree_document(found.tree, lambda s: "\n\n".join(g.text for g in s.goals)),
    }
