"""Exploration of theories: what holds, found unasked, refuted or proved, and what matters of it."""

from search.exploration.denials import MOST_DENIALS, with_denials
from search.exploration.explore import explore
from search.exploration.findings import Counts, Exploration, Finding, Options, Status
from search.exploration.state import State, StateError

__all__ = [
    "MOST_DENIALS",
    "Counts",
    "Exploration",
    "Finding",
    "Options",
    "State",
    "StateError",
    "Status",
    "explore",
    "with_denials",
]
