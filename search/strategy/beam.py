"""Searches that move many states forward together: beam search and particles.

*Beam*: all states of one depth are looked at, their best actions tried, and the ``width`` most
promising new states kept.  *Particles* (particle Monte Carlo, after Puri et al. 2025): a swarm
of walkers, each following the policy's probabilities; after every move they are resampled by the
value of where they stand, so the swarm gathers where proofs seem close.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.strategy.strategy import AnyTree, rng_of
from search.strategy.tree import Status, Task

__all__ = ["Beam", "Particles"]


@dataclass
class Beam:
    """``width`` states a layer, ``actions`` of each tried."""

    width: int = 8
    actions: int = 8
    name: str = "beam"

    def ask(self, tree: AnyTree, count: int) -> list[Task]:
        """Work of the present layer; the next one is chosen when that is done."""
        layer: list[int] = tree.memory.setdefault("layer", [0])
        while layer:
            tasks = self._work(tree, layer, count)
            if tasks or any(_is_under_way(tree, number) for number in layer):
                return tasks
            layer = self._next_layer(tree, layer)
            tree.memory["layer"] = layer
        return []

    def told(self, tree: AnyTree, task: Task) -> None:
        """Nothing to note: the layer is in the tree's memory."""

    def _work(self, tree: AnyTree, layer: list[int], count: int) -> list[Task]:
        tasks: list[Task] = []
        for number in layer:
            node = tree.nodes[number]
            if not tree.nodes[number].is_needed or node.is_pending:
                continue
            if not node.attempts:
                tasks.append(Task(number, None, f"in layer {node.depth}"))
            else:
                left = self.actions - (len(node.edges) - len(node.untried))
                best = reversed(node.untried[-left:] if left > 0 else ())
                tasks += [Task(number, index, f"in layer {node.depth}") for index in best]
            if len(tasks) >= count:
                return tasks[:count]
        return tasks

    def _next_layer(self, tree: AnyTree, layer: list[int]) -> list[int]:
        children = {
            child
            for number in layer
            for edge in tree.nodes[number].edges
            for child in edge.children or ()
            if not tree.nodes[child].attempts and tree.nodes[child].is_needed
        }
        ranked = sorted(children, key=lambda c: (-tree.nodes[c].log_prob, c))
        return ranked[: self.width]


@dataclass
class Particles:
    """``size`` walkers, resampled whenever all of them have moved."""

    size: int = 16
    seed: int = 0
    name: str = "particle"

    def ask(self, tree: AnyTree, count: int) -> list[Task]:
        """The next move of every walker that has not moved in this round."""
        for _ in range(2 * self.size):
            waiting: list[int] = tree.memory.setdefault("waiting", [0] * self.size)
            tasks: list[Task] = []
            while waiting and len(tasks) < count:
                task = self._move(tree, waiting.pop(), len(waiting))
                if task is not None and task not in tasks:
                    tasks.append(task)
            if tasks or tree.given or tree.root.status is not Status.OPEN:
                return tasks
            self._resample(tree)
        return []

    def told(self, tree: AnyTree, task: Task) -> None:
        """Note where the walker has come to."""
        node = tree.nodes[task.node]
        reached = [task.node]
        if task.edge is not None:
            reached = [c for c in node.edges[task.edge].children or () if tree.nodes[c].is_needed]
        tree.memory.setdefault("arrived", []).extend(reached[:1])

    def _move(self, tree: AnyTree, number: int, salt: int) -> Task | None:
        """Look at the walker's state, or try an action drawn from the policy."""
        rng = rng_of(self.seed, tree, salt)
        for _ in range(64):
            node = tree.nodes[number]
            if not tree.nodes[number].is_needed or node.is_pending:
                return None
            if not node.attempts:
                return Task(number, None, "a walker stands here")
            open_ = [*node.live, *node.untried]
            if not open_:
                return None
            weights = [max(node.edges[i].prior, 1e-9) for i in open_]
            chosen = rng.choices(open_, weights)[0]
            edge = node.edges[chosen]
            if edge.children is None:
                return Task(number, chosen, "drawn by a walker")
            left = [c for c in edge.children if tree.nodes[c].status is Status.OPEN]
            number = rng.choice(left)
        return None

    def _resample(self, tree: AnyTree) -> None:
        rng = rng_of(self.seed, tree, 7)
        arrived = [n for n in tree.memory.get("arrived", ()) if tree.nodes[n].is_needed] or [0]
        weights = [max(tree.nodes[n].value, 1e-6) for n in arrived]
        # A few always start again from the root, so that no early choice is final.
        fresh = max(1, self.size // 8)
        tree.memory["waiting"] = rng.choices(arrived, weights, k=self.size - fresh) + [0] * fresh
        tree.memory["arrived"] = []


def _is_under_way(tree: AnyTree, number: int) -> bool:
    node = tree.nodes[number]
    return node.is_pending or any(edge.is_pending for edge in node.edges)
