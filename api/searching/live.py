"""A search while it is under way: a line of progress and the path that looks best.

Drawn only on a terminal.  The tree is looked at between two pieces of work, at most eight times
a second and for at most a twentieth of the time, so watching does not slow the search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text
from rich.tree import Tree

from search.strategy import Edge, Node, SearchTree, Status

__all__ = ["Look", "best_path", "live_search", "path_view"]

AnyTree = SearchTree[Any, Any]
Step = Callable[[AnyTree], None]
Look = Callable[[Any], tuple[int, str]]
"""Of a state: how many goals it has, and what the first one asks for."""

_INTERVAL = 1 / 8
_SHARE = 20
_LEVELS = 6
_BESIDE = 2
_WIDEST = 48
_MARKS = {
    Status.PROVED: ("✓", "bold green"),
    Status.FAILED: ("✗", "red"),
    Status.OPEN: ("●", "cyan"),
}


@contextmanager
def live_search(console: Console, strategy: str, total: int, look: Look) -> Iterator[Step]:
    """Show the search on ``console`` for as long as the context lasts.

    Args:
        console: where to draw; nothing happens where that is no terminal.
        strategy: its name.
        total: calls that may be made.
        look: says what is shown of a state.

    Yields:
        What has to be told after every piece of work.
    """
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (
        TextColumn("[bold]{task.description}"),
        BarColumn(bar_width=28, complete_style="cyan", finished_style="cyan"),
        MofNCompleteColumn(),
        TextColumn("[dim]{task.fields[note]}"),
        TimeElapsedColumn(),
    )
    bar = Progress(*columns, console=console)
    task = bar.add_task(strategy, total=total, note="starting")
    with Live(bar, console=console, refresh_per_second=8, transient=True) as live:

        def draw(tree: AnyTree) -> None:
            bar.update(task, completed=tree.cost.calls, note=f"{len(tree.nodes):,} states")
            live.update(Group(bar, path_view(tree, look)))

        yield _Paced(draw)


@dataclass(slots=True)
class _Paced:
    """Draws now and then only."""

    draw: Step
    _due: float = field(default_factory=monotonic)

    def __call__(self, tree: AnyTree) -> None:
        begun = monotonic()
        if begun >= self._due:
            self.draw(tree)
            ended = monotonic()
            self._due = ended + max(_INTERVAL, _SHARE * (ended - begun))


def best_path(tree: AnyTree) -> list[tuple[int, int]]:
    """The way from the root to the open state of the highest value: states and their edges."""
    known = (n for n in tree.nodes if n.is_needed and n.attempts and n.number)
    best = max(known, key=lambda n: (n.value, n.depth), default=None)
    path: list[tuple[int, int]] = []
    number = 0 if best is None else best.number
    while number:
        # The first parent made the node, so it is older, and the way up comes to an end.
        above, edge = tree.nodes[number].parents[0]
        path.append((above, edge))
        number = above
    return path[::-1]


def path_view(tree: AnyTree, look: Look) -> Tree:
    """The best path as a tree, with what else was tried beside it."""
    path = best_path(tree)
    hidden = max(0, len(path) - _LEVELS)
    top = path[hidden][0] if path else 0
    view = Tree(_state_line(tree.nodes[top], hidden, look), guide_style="dim")
    branch = view
    for number, chosen in path[hidden:]:
        node = tree.nodes[number]
        below = branch.add(_edge_line(tree, node.edges[chosen], look, is_best=True))
        for index in _beside(tree, node, chosen):
            branch.add(_edge_line(tree, node.edges[index], look, is_best=False))
        branch = below
    return view


def _beside(tree: AnyTree, node: Node[Any, Any], chosen: int) -> list[int]:
    """The other open actions that most was spent on, then those whose states look best."""

    def rank(index: int) -> tuple[int, float]:
        edge = node.edges[index]
        return edge.visits, max((tree.nodes[c].value for c in edge.children or ()), default=0.0)

    return sorted((i for i in node.live if i != chosen), key=rank, reverse=True)[:_BESIDE]


def _state_line(node: Node[Any, Any], hidden: int, look: Look) -> Text:
    line = _line()
    if hidden:
        line.append(f"… after {hidden} actions  ", style="dim")
    return _with_goals(line, *look(node.state))


def _edge_line(tree: AnyTree, edge: Edge[Any], look: Look, *, is_best: bool) -> Text:
    mark, style = _MARKS[edge.status]
    line = _line().append(f"{mark} ", style=style if is_best else "dim")
    line.append(_cut(str(edge.action)), style="bold" if is_best else "dim")
    looks = [look(tree.nodes[child].state) for child in edge.children or ()]
    if not looks:
        return line
    return _with_goals(line.append("   "), sum(count for count, _ in looks), looks[0][1])


def _with_goals(line: Text, count: int, first: str) -> Text:
    line.append(f"{count} goal{'' if count == 1 else 's'}  ", style="yellow" if count > 1 else "")
    return line.append("⊢ ", style="cyan").append(" ".join(first.split()), style="dim")


def _cut(action: str) -> str:
    """The action on one line, short enough to leave room for what it leads to."""
    text = " ".join(action.split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _line() -> Text:
    """A line that is cut at the width of the terminal."""
    return Text(no_wrap=True, overflow="ellipsis", end="")
