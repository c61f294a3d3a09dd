"""SEARCH: a Lean statement over tactic states, or a first-order problem over tableaux."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from rich.console import Console

from api.reading.problems import read_problem
from api.searching.first_order import fol_document, search_fol
from api.searching.guidance import guide
from api.searching.run import SearchOptions, guided_search, lean_document, read_lean_goal
from api.tasks.task import Json, Progress
from api.tasks.workbench import Workbench
from api.wire import SearchRequest, Stage
from prover.export import to_document
from search.strategy import SearchTree
from search.strategy.keeping import Watch

__all__ = ["search"]

Report = Callable[[Progress], None]

_INTERVAL = 0.1
"""Seconds between two reports."""


def search(payload: Json, bench: Workbench, report: Report, deadline: float) -> Json:
    """The document of ``prover search --json``.

    Raises:
        ProverError: the goal is none, cannot be read, or does not elaborate; Lean cannot be asked.
    """
    request = SearchRequest.model_validate(payload)
    seconds = max(min(request.seconds, deadline - monotonic()), 0.001)
    options = SearchOptions(request.strategy, request.calls, seconds)
    if request.space == "fol":
        problem = read_problem(request.goal).problem
        answer, tableaux = search_fol(problem, options, bench.settings, Console(quiet=True))
        return {**fol_document(answer, tableaux, options), "answer": to_document(answer)}
    goal, kernel = read_lean_goal(request.goal), bench.checkers.kernel
    guidance = guide(goal, options.guidance, bench.settings, kernel, Console(quiet=True))
    found = guided_search(goal, options, guidance, kernel, Watch(on_step=_reporting(report)))
    return lean_document(goal, found, options)


def _reporting(report: Report) -> Callable[[SearchTree[Any, Any]], None]:
    """Tells, now and then, how many tactics were run."""
    due = 0.0

    def step(tree: SearchTree[Any, Any]) -> None:
        nonlocal due
        if monotonic() >= due:
            calls = {"calls": tree.cost.calls, "states": len(tree.nodes), "what": "tactics"}
            report(Progress(Stage.SEARCHING, calls))
            due = monotonic() + _INTERVAL

    return step
