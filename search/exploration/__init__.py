"""Exploration of theories: what holds, found unasked, refuted or proved, and what matters of it."""

from search.exploration.explore import explore
from search.exploration.findings import Counts, Exploration, Finding, Options, Status
from search.exploration.state import State, StateError

__all__ = [
    "Counts",
    "Exploration",
    "Finding",
    "Options",
    "State",
    "StateError",
    "Status",
    "explore",
]
