"""What every strategy does, and what each is for."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.strategy import (
    STRATEGIES,
    Budget,
    BudgetError,
    SearchTree,
    Status,
    make_strategy,
    search,
)
from search.strategy.checkpoint import from_json, to_json
from search.strategy.strategy import AnyTree
from tests.search.strategy.toys import Circular, Counting, CountingCodec, Hopeless, Maze

every = pytest.mark.parametrize("name", STRATEGIES)
OTHERS = [name for name in STRATEGIES if name != "best-first"]
Steps = Callable[[int], Budget]


def steps(count: int) -> Budget:
    return Budget(steps=count)


def shape(tree: AnyTree) -> list[object]:
    """Everything about a tree but its statistics."""
    return [
        (node.state, node.status, [(e.action, e.status, e.children, e.why) for e in node.edges])
        for node in tree.nodes
    ]


def stored_and_read(tree: AnyTree) -> AnyTree:
    text = to_json(tree, CountingCodec(), {"strategy": "any"})
    assert json.loads(text)["format"] == "prover-search"
    return from_json(text, CountingCodec(), Counting().key, {"strategy": "any"})


@every
def test_finds_a_proof_that_rests_on_itself_nowhere(name: str) -> None:
    space = Counting()
    tree = SearchTree.rooted(9, 9)
    result = search(space, tree, make_strategy(name), steps(5_000))
    assert result.status is Status.PROVED
    proof = dict(tree.proof())
    proved: set[int] = set()

    def check(number: int, above: frozenset[int]) -> None:
        assert number not in above
        if number in proved:
            return
        edge = tree.nodes[number].edges[proof[number]]
        outcome = space.apply(tree.nodes[number].state, edge.action)
        assert outcome.states == tuple(tree.nodes[c].state for c in edge.children or ())
        for child in edge.children or ():
            check(child, above | {number})
        proved.add(number)

    check(0, frozenset())


@every
def test_says_that_a_finite_space_holds_no_proof(name: str) -> None:
    tree = SearchTree.rooted("", "")
    result = search(Hopeless(), tree, make_strategy(name), steps(5_000))
    assert result.status is Status.FAILED or result.reason == "nothing is left to try"
    assert not tree.proof()


@every
def test_honours_its_budget(name: str) -> None:
    tree = SearchTree.rooted(10**40, 10**40)
    result = search(Counting(), tree, make_strategy(name), Budget(calls=100))
    assert result.status is Status.OPEN
    assert result.reason == "100 calls are spent"
    assert tree.cost.calls == 100


@every
def test_stops_by_the_clock(name: str) -> None:
    tree = SearchTree.rooted(10**40, 10**40)
    start = time.perf_counter()
    result = search(Counting(seconds=0.001), tree, make_strategy(name), Budget(seconds=0.2))
    assert "seconds" in result.reason
    assert time.perf_counter() - start < 20


@every
def test_the_same_seed_makes_the_same_tree(name: str) -> None:
    def once() -> AnyTree:
        tree = SearchTree.rooted(40, 40)
        search(Counting(), tree, make_strategy(name, seed=3), steps(600))
        return tree

    assert shape(once()) == shape(once())


@every
def test_a_stored_search_goes_on_as_it_would_have(name: str) -> None:
    whole = SearchTree.rooted(10**12, 10**12)
    search(Counting(), whole, make_strategy(name, seed=3), steps(500))
    half = SearchTree.rooted(10**12, 10**12)
    search(Counting(), half, make_strategy(name, seed=3), steps(250))
    assert half.root.status is Status.OPEN
    resumed = stored_and_read(half)
    search(Counting(), resumed, make_strategy(name, seed=3), steps(500))
    assert shape(resumed) == shape(whole)


@every
def test_a_search_that_is_stopped_between_its_workers_goes_on_the_same(name: str) -> None:
    whole = SearchTree.rooted(10**12, 10**12)
    search(Counting(), whole, make_strategy(name, seed=3), steps(500), batch=4)
    half = SearchTree.rooted(10**12, 10**12)
    stop = iter([False] * 251)
    stopped = search(
        Counting(),
        half,
        make_strategy(name, seed=3),
        steps(500),
        batch=4,
        is_stopped=lambda: next(stop, True),
    )
    assert stopped.reason == "interrupted"
    resumed = stored_and_read(half)
    assert resumed.given == half.given
    search(Counting(), resumed, make_strategy(name, seed=3), steps(500), batch=4)
    assert shape(resumed) == shape(whole)


def counted(name: str, seconds: float, workers: ThreadPoolExecutor | None) -> AnyTree:
    """What a strategy makes of 120 calls that take so long each."""
    tree = SearchTree.rooted(10**6, 10**6)
    strategy, budget = make_strategy(name, seed=1), Budget(calls=120)
    search(Counting(seconds=seconds), tree, strategy, budget, workers=workers, batch=4)
    assert tree.cost.calls == 120
    return tree


@every
def test_two_workers_make_the_same_tree(name: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        assert shape(counted(name, 0.0, pool)) == shape(counted(name, 0.0, None))


@pytest.mark.timed
@pytest.mark.parametrize(
    "name", ["best-first", *(pytest.param(n, marks=pytest.mark.slow) for n in OTHERS)]
)
def test_two_workers_are_nearly_twice_as_fast(name: str) -> None:
    start = time.perf_counter()
    counted(name, 0.005, None)
    alone = time.perf_counter() - start
    with ThreadPoolExecutor(2) as pool:
        start = time.perf_counter()
        counted(name, 0.005, pool)
        together = time.perf_counter() - start
    assert alone / together >= 1.6


@every
def test_every_piece_of_work_has_its_reason(name: str) -> None:
    tree = SearchTree.rooted(9, 9)
    search(Counting(), tree, make_strategy(name), steps(300))
    assert all(node.why for node in tree.nodes if node.attempts)
    assert all(e.why for node in tree.nodes for e in node.edges if e.children is not None)


@pytest.mark.parametrize("name", [n for n in STRATEGIES if n != "depth-first"])
def test_a_good_policy_leads_through_a_maze(name: str) -> None:
    tree = SearchTree.rooted(b"", b"")
    result = search(Maze(length=6, width=4), tree, make_strategy(name), steps(3_000))
    assert result.status is Status.PROVED


@every
def test_goals_that_lead_to_each_other_are_proved_all_the_same(name: str) -> None:
    """A node was given up for good when it was not needed for a while, or lay on a circle."""
    tree = SearchTree.rooted("root", "root")
    assert search(Circular(), tree, make_strategy(name), steps(200)).status is Status.PROVED
    assert [tree.nodes[number].state for number, _ in tree.proof()] == ["root", "N", "A"]


def test_equal_goals_share_a_node() -> None:
    tree = SearchTree.rooted(30, 30)
    search(Counting(), tree, make_strategy("best-first"), steps(2_000))
    states = [node.state for node in tree.nodes]
    assert len(states) == len(set(states))


def test_a_budget_of_nothing_is_an_error() -> None:
    with pytest.raises(BudgetError):
        Budget()
    with pytest.raises(BudgetError):
        Budget(calls=0)


def test_an_unknown_strategy_is_an_error() -> None:
    with pytest.raises(Exception, match="best-first"):
        make_strategy("clever")


HUNDRED_THOUSAND = """
import resource, sys, time
from search.strategy import Budget, SearchTree, make_strategy, search
from tests.search.strategy.toys import Maze

tree = SearchTree.rooted(b"", b"")
start = time.process_time()
search(Maze(length=10**6), tree, make_strategy(sys.argv[1]), Budget(steps=100_000))
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


@pytest.mark.bench
@every
def test_a_hundred_thousand_steps(name: str) -> None:
    """In a process of its own, whose peak is that of this search and no other."""
    done = subprocess.run(
        [sys.executable, "-c", HUNDRED_THOUSAND, name], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    print(f"{name}: {seconds:.1f} s of CPU, {megabytes:.0f} MB")
    assert seconds <= 10
    assert megabytes <= 500
