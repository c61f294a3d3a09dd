"""A search kept in a file: written now and then, at the end, and whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from prover.errors import ProverError
from search.strategy.budget import Budget
from search.strategy.checkpoint import CheckpointError, Codec, from_json, to_json
from search.strategy.run import SearchResult, search
from search.strategy.space import Space
from search.strategy.strategy import Strategy
from search.strategy.tree import SearchTree

__all__ = ["Checkpoint", "Watch", "search_kept"]

State = TypeVar("State")
Action = TypeVar("Action")

_SHARE = 20
"""Of the time, at most one part in so many is spent on writing."""


@dataclass(slots=True)
class Checkpoint:
    """Where a search is kept.

    Args:
        path: the file.
        search: which search it is: goal, strategy, seed, …; another one's file is an error.
        seconds: how often it is written while the search is under way.
    """

    path: Path
    search: Mapping[str, str | int]
    seconds: float = 5.0
    _due: float = field(default_factory=monotonic)

    def load(
        self, codec: Codec[State, Action], key: Callable[[State], Hashable]
    ) -> SearchTree[State, Action] | None:
        """The tree in the file; ``None`` where there is no file.

        Raises:
            CheckpointError: it cannot be read, is damaged, or belongs to another search.
        """
        hint = "give another file, or remove it to begin anew"
        try:
            return from_json(self.path.read_text("utf-8"), codec, key, self.search)
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise CheckpointError(f"cannot read the checkpoint {self.path}: {error}") from None
        except CheckpointError as error:
            message = f"checkpoint {self.path}: {error.message}"
            raise CheckpointError(message, hint=hint) from None

    def offer(self, tree: SearchTree[State, Action], codec: Codec[State, Action]) -> None:
        """Write the tree if that is due.

        Raises:
            CheckpointError: the file cannot be written.
        """
        if monotonic() >= self._due:
            self.save(tree, codec)

    def save(self, tree: SearchTree[State, Action], codec: Codec[State, Action]) -> None:
        """Write the tree by way of a temporary neighbour.

        Raises:
            CheckpointError: the file cannot be written; what was there before is left.
        """
        begun = monotonic()
        partial = self.path.with_name(f".{self.path.name}.partial")
        try:
            with partial.open("w", encoding="utf-8") as file:
                file.write(to_json(tree, codec, self.search))
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self.path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise CheckpointError(f"cannot write the checkpoint {self.path}: {error}") from None
        ended = monotonic()
        self._due = ended + max(self.seconds, _SHARE * (ended - begun))


@dataclass(frozen=True, slots=True)
class Watch:
    """What a caller may want of a search under way.

    Attributes:
        checkpoint: where to keep it, and to take it up from.
        on_step: told after every piece of work.
        is_stopped: asked after every piece of work whether to end early.
    """

    checkpoint: Checkpoint | None = None
    on_step: Callable[[SearchTree[Any, Any]], None] = lambda _: None
    is_stopped: Callable[[], bool] = lambda: False


def search_kept(
    space: Space[State, Action],
    root: State,
    strategy: Strategy,
    budget: Budget,
    codec: Codec[State, Action],
    watch: Watch,
    *,
    workers: Executor | None = None,
    batch: int = 1,
) -> tuple[SearchTree[State, Action], SearchResult]:
    """Search from ``root``, or go on with what the checkpoint holds, and keep it there.

    What was spent before counts: a search that has spent its budget goes on with a larger one.

    Raises:
        CheckpointError: the file is no checkpoint of this search, or cannot be written.
    """
    kept = watch.checkpoint
    stored = None if kept is None else kept.load(codec, space.key)
    tree = SearchTree.rooted(root, space.key(root)) if stored is None else stored

    def step(grown: SearchTree[State, Action]) -> None:
        watch.on_step(grown)
        if kept is not None:
            kept.offer(grown, codec)

    try:
        result = search(
            space,
            tree,
            strategy,
            budget,
            workers=workers,
            batch=batch,
            on_step=step,
            is_stopped=watch.is_stopped,
        )
    except ProverError:  # what is under way has failed; the tree is whole
        if kept is not None:
            kept.save(tree, codec)
        raise
    if kept is not None:
        kept.save(tree, codec)
    return tree, result
