"""Watching a search: drawn on a terminal, kept in a file, stopped in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from api.searching.interrupt import stoppable
from api.searching.live import Look, live_search
from search.strategy.keeping import Checkpoint, Watch

if TYPE_CHECKING:
    from api.searching.run import SearchOptions

__all__ = ["watching"]


@contextmanager
def watching(
    console: Console, options: SearchOptions, look: Look, question: Mapping[str, str]
) -> Iterator[Watch]:
    """What the options ask for, for as long as the context lasts.

    Args:
        console: where to draw, where that is a terminal.
        options: how to search, and where to keep the search.
        look: says what is drawn of a state.
        question: what is searched for; a checkpoint of another question is an error.
    """
    with ExitStack() as stack:
        step = stack.enter_context(live_search(console, options.strategy, options.calls, look))
        if options.checkpoint is None:
            yield Watch(on_step=step)
            return
        search: dict[str, str | int] = {
            **question,
            "strategy": options.strategy,
            "seed": options.seed,
            "workers": options.workers,
            "guidance": options.guidance.identity,
        }
        is_stopped = stack.enter_context(stoppable(console))
        yield Watch(Checkpoint(options.checkpoint, search), step, is_stopped)
