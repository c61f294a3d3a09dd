"""What a terminal shows of a search under way."""

from __future__ import annotations

import io
import time

import pytest
from rich.console import Console

from api.searching.live import best_path, live_search, path_view
from search.strategy import Budget, SearchTree, make_strategy, search
from search.strategy.strategy import AnyTree
from tests.search.strategy.toys import Counting, Maze


def look(state: object) -> tuple[int, str]:
    return 1, f"state {state!r}"


def grown(steps: int) -> AnyTree:
    tree = SearchTree.rooted(b"", b"")
    search(Maze(length=30), tree, make_strategy("mcts"), Budget(steps=steps))
    return tree


def lines(tree: AnyTree, width: int = 60) -> list[str]:
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
    with console.capture() as captured:
        console.print(path_view(tree, look))
    return captured.get().splitlines()


def test_the_best_path_leads_from_the_root_to_the_most_promising_open_state() -> None:
    tree = grown(300)
    path = best_path(tree)
    assert path[0][0] == 0
    number, edge = path[-1]
    (reached,) = tree.nodes[number].edges[edge].children or ()
    known = [node for node in tree.nodes[1:] if node.is_needed and node.attempts]
    assert tree.nodes[reached].value == max(node.value for node in known)


def test_a_tree_is_shown_in_a_few_lines_of_the_terminals_width() -> None:
    shown = lines(grown(2_000))
    assert 2 <= len(shown) <= 20
    assert all(len(line) <= 60 for line in shown)
    assert "1 goal" in shown[0]
    assert any("●" in line for line in shown)


def test_a_root_alone_is_shown_too() -> None:
    assert lines(SearchTree.rooted(b"", b"")) == ["1 goal  ⊢ state b''"]


def test_nothing_is_drawn_where_there_is_no_terminal() -> None:
    out = io.StringIO()
    with live_search(Console(file=out), "mcts", 10, look) as step:
        step(grown(50))
    assert out.getvalue() == ""


@pytest.mark.timed
def test_watching_takes_little_time() -> None:
    out = io.StringIO()

    def seconds(console: Console) -> float:
        tree = SearchTree.rooted(10**40, 10**40)
        start = time.process_time()
        with live_search(console, "best-first", 3_000, look) as step:
            search(Counting(), tree, make_strategy("best-first"), Budget(calls=3_000), on_step=step)
        return time.process_time() - start

    alone = seconds(Console(file=io.StringIO()))
    watched = seconds(Console(file=out, force_terminal=True, width=100))
    assert out.getvalue()
    assert watched <= 1.3 * alone + 0.2


@pytest.mark.parametrize("steps", [1, 10, 100])
def test_any_moment_of_a_search_can_be_shown(steps: int) -> None:
    assert lines(grown(steps))
