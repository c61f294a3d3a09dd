"""Backward chaining: one goal at a time, proved to the end before the next one.

After LAMBADA (Kazemi et al., "LAMBADA: Backward Chaining for Automated Reasoning in Natural
Language", 2023).  A goal is first *fact checked*: its most probable actions are tried, and one
that closes it wins at once.  Then the actions are followed one after another, those that leave
the fewest goals first; of an action's goals the one that looks hardest comes first.  All this
happens below a bound on depth, which grows when nothing is left below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from search.strategy.strategy import AnyTree
from search.strategy.tree import Edge, Node, Status, Task

__all__ = ["Backward"]


@dataclass
class Backward:
    """``facts`` actions of a goal are tried before any is followed; the bound grows by ``stride``.

    The tree's memory holds the goals from the root down to the present one, the bound, and for
    each node the bound below which it was entered last: such a goal is under way or given up.
    """

    facts: int = 16
    stride: int = 6
    name: str = "backward"

    def ask(self, tree: AnyTree, count: int) -> list[Task]:
        """Work on the present goal; none while others still do what it waits for."""
        memory = tree.memory
        if "goals" not in memory:
            memory.update(goals=[0], bound=self.stride, entered=[self.stride], is_cut=False)
        goals: list[int] = memory["goals"]
        while goals or self._is_deeper(tree):
            node = tree.nodes[goals[-1]]
            if not node.is_needed:
                memory["entered"][goals.pop()] = 0  # it may be needed again
            elif tasks := self._work(node, count):
                return tasks
            elif _is_under_way(tree, node):
                return []
            elif (goal := _next_goal(tree, node)) is not None:
                goals.append(goal)
            elif node.untried:
                return _tasks(node, min(count, self.facts), "nothing else is left here")
            else:
                goals.pop()
        return []

    def told(self, tree: AnyTree, task: Task) -> None:
        """Nothing to note: what came of it is in the tree."""

    def _work(self, node: Node[Any, Any], count: int) -> list[Task]:
        """Look at the goal, then check its facts."""
        if not node.attempts:
            reason = f"goal at depth {node.depth}"
            return [] if node.is_pending else [Task(node.number, None, reason)]
        left = self.facts - (len(node.edges) - len(node.untried))
        return _tasks(node, min(count, left), "fact check")

    def _is_deeper(self, tree: AnyTree) -> bool:
        """Start again below a larger bound, when the present one has cut something off."""
        memory = tree.memory
        if tree.given or not memory["is_cut"]:
            return False
        memory["bound"] += self.stride
        memory["is_cut"] = False
        memory["goals"].append(0)
        memory["entered"][0] = memory["bound"]
        return True


def _tasks(node: Node[Any, Any], count: int, why: str) -> list[Task]:
    best = reversed(node.untried[-count:] if count > 0 else ())
    return [Task(node.number, index, why) for index in best]


def _is_under_way(tree: AnyTree, node: Node[Any, Any]) -> bool:
    return any(task.node == node.number for task in tree.given)


def _next_goal(tree: AnyTree, node: Node[Any, Any]) -> int | None:
    """The hardest goal of the action that leaves the fewest, where none was entered yet."""
    memory = tree.memory
    bound: int = memory["bound"]
    entered: list[int] = memory["entered"]
    entered += [0] * (len(tree.nodes) - len(entered))
    ways: list[tuple[int, float, int]] = []
    for index in node.live:
        goals = _open_goals(tree, node.edges[index])
        if any(entered[goal] == bound for goal in goals):
            continue
        if any(tree.nodes[goal].depth > bound for goal in goals):
            memory["is_cut"] = True
        else:
            ways.append((len(goals), -node.edges[index].prior, index))
    if not ways:
        return None
    goals = _open_goals(tree, node.edges[min(ways)[2]])
    hardest = min(goals, key=lambda goal: (tree.nodes[goal].value, goal))
    entered[hardest] = bound
    return hardest


def _open_goals(tree: AnyTree, edge: Edge[Any]) -> list[int]:
    return [goal for goal in edge.children or () if tree.nodes[goal].status is Status.OPEN]
