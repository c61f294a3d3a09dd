"""The first problem of a process: it loads and fills what the next ones need."""

from __future__ import annotations

import gc
from importlib import import_module

from api.tasks.perform import Performer
from api.tasks.task import Task, TaskKind

__all__ = ["warm_up"]

_PROBLEM = {
    "premises": ["Every bird that is not a penguin can fly.", "Tweety is a bird."],
    "goal": "Tweety can fly.",
    "options": {"translator": "controlled"},
}


_FOR_HARDER_ONES = (
    "prover.logic.lean",
    "prover.logic.smtlib",
    "prover.logic.tptp",
    "search.arithmetic",
    "search.portfolio",
    "search.saturation.relevance",
)
"""Modules that are loaded by the first problem that needs them, which is not this one."""


def warm_up(performer: Performer) -> None:
    """Have a small problem solved; what is loaded then is not looked at by the collector again."""
    for name in _FOR_HARDER_ONES:
        import_module(name)
    performer.perform(Task("warm-up", TaskKind.PROVE, _PROBLEM, 30.0), lambda _: None)
    gc.freeze()
