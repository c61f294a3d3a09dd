"""SEARCH: a Lean statement in tactic states, a problem in tableaux, a theory by induction."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from rich.console import Console

from api.inductive.deciding import decide_goals
from api.inductive.document import to_document as inductive_document
from api.inductive.reading import inductive_from
from api.reading.problems import read_problem
from api.searching.first_order import fol_document, search_fol
from api.searching.guidance import guide
from api.searching.lean_file import read_lean_goal
from api.searching.run import SearchOptions, guided_search, lean_document
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
    """The document of ``prover search --json``, or of ``prover prove-by-induction --json``.

    Raises:
        ProverError: the goal is none, cannot be read, or does not elaborate; Lean cannot be asked.
    """
    request = SearchRequest.model_validate(payload)
    seconds = max(min(request.seconds, deadline - monotonic()), 0.001)
    options = SearchOptions(request.strategy, request.calls, seconds)
    match request.space:
        case "theory":
            return _by_induction(request.goal, seconds, bench, report)
        case "fol":
            return _in_tableaux(request.goal, options, bench)
        case "lean":
            return _in_tactic_states(request.goal, options, bench, report)


def _by_induction(text: str, seconds: float, bench: Workbench, report: Report) -> Json:
    def tell(what: str) -> None:
        report(Progress(Stage.SEARCHING, {"what": what}))

    problem = inductive_from(text)
    goals = len(problem.theory.goals if problem.theory is not None else problem.tips)
    settings = bench.settings.model_copy(update={"timeout": seconds / goals})
    return inductive_document(decide_goals(problem, settings, bench.checkers, tell))


def _in_tableaux(text: str, options: SearchOptions, bench: Workbench) -> Json:
    problem = read_problem(text).problem
    answer, tableaux = search_fol(problem, options, bench.settings, Console(quiet=True))
    return {**fol_document(answer, tableaux, options), "answer": to_document(answer)}


def _in_tactic_states(text: str, options: SearchOptions, bench: Workbench, report: Report) -> Json:
    goal, kernel = read_lean_goal(text), bench.checkers.kernel
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
