"""From a statement to a script that the kernel has accepted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from prover.lean.errors import LeanError
from prover.lean.session import TacticState
from prover.lean.verify import LeanKernel
from prover.lean.wire import Verified
from search.strategy import Budget, SearchTree, Status, Strategy
from search.strategy.keeping import Watch, search_kept
from search.tactics.codec import TacticCodec
from search.tactics.space import Policy, TacticSpace, Value
from search.tactics.value import goal_value

__all__ = ["LeanGoal", "ProofFound", "prove", "source_of"]

Tree = SearchTree[TacticState, str]

_UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class LeanGoal:
    """What is to be proved: ``theorem name (binders) : T``, after the definitions it needs."""

    statement: str
    preamble: str = ""
    definitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofFound:
    """How a search ended.

    Attributes:
        proved: the kernel has accepted the script, replayed on its own.
        script: the tactics, as short as they could be made; empty without a proof.
        reason: why there is no proof.
        calls: tactics run by the search (shortening and checking not included).
        seconds: wall clock of the search.
        tree: everything that was tried.
        judged: the kernel's judgement of the script.
    """

    proved: bool
    script: tuple[str, ...]
    reason: str
    calls: int
    seconds: float
    tree: Tree
    judged: Verified | None = None


def prove(
    goal: LeanGoal,
    kernel: LeanKernel,
    policy: Policy,
    strategy: Strategy,
    budget: Budget,
    *,
    value: Value = goal_value,
    workers: int = 1,
    watch: Watch = _UNWATCHED,
) -> ProofFound:
    """Search for a proof of ``goal``, shorten it, and have it judged afresh.

    Args:
        goal: what to prove.
        kernel: Lean servers, at least ``workers`` of them.
        policy: proposes tactics.
        strategy: says what to try next.
        budget: limits of the search.
        value: scores states.
        workers: tactics run side by side.
        watch: is told after every tactic, may end the search, and where it is kept.

    Raises:
        CheckpointError: the checkpoint is damaged, or belongs to another search.
        StatementRejected: the statement does not elaborate.
        LeanError: Lean cannot be asked.
    """
    space = TacticSpace(kernel, policy, value)
    try:
        root = space.start(goal.statement, goal.preamble)
        codec = TacticCodec(root.statement, root.preamble)
        with ThreadPoolExecutor(workers) as threads:
            pool, batch = (threads, 2 * workers) if workers > 1 else (None, 1)
            tree, ended = search_kept(
                space, root, strategy, budget, codec, watch, workers=pool, batch=batch
            )
    finally:
        space.close()
    calls = tree.cost.calls
    if ended.status is not Status.PROVED:
        why = ended.reason or "every tactic has failed"
        return ProofFound(False, (), why, calls, ended.seconds, tree)
    script = _shortened(goal, _script(tree), kernel)
    judged = _judged(goal, script, kernel)
    why = "" if judged.accepted else f"the kernel refused the script: {judged.reason}"
    return ProofFound(judged.accepted, script, why, calls, ended.seconds, tree, judged)


def _script(tree: Tree) -> tuple[str, ...]:
    """The tactics on the proved path."""
    number, tactics = 0, []
    chosen = dict(tree.proof())
    while True:
        edge = tree.nodes[number].edges[chosen[number]]
        tactics.append(edge.action)
        if not edge.children:
            return tuple(tactics)
        number = edge.children[0]


def source_of(goal: LeanGoal, script: tuple[str, ...]) -> str:
    """The theorem with its script."""
    lines = [line for tactic in script for line in tactic.splitlines()]
    return f"{goal.statement} := by\n" + "".join(f"  {line}\n" for line in lines)


def _name_of(goal: LeanGoal) -> str:
    return goal.statement.split()[1] if goal.statement.startswith("theorem ") else "goal"


def _judged(goal: LeanGoal, script: tuple[str, ...], kernel: LeanKernel) -> Verified:
    source = source_of(goal, script)
    if not goal.statement.startswith("theorem "):
        source = f"theorem goal : {source}"
    return kernel.verify(source, _name_of(goal), goal.statement, goal.preamble)


def _shortened(goal: LeanGoal, script: tuple[str, ...], kernel: LeanKernel) -> tuple[str, ...]:
    """The script without tactics that are not needed."""
    for index in reversed(range(len(script))):
        without = script[:index] + script[index + 1 :]
        if without:
            try:
                if _judged(goal, without, kernel).accepted:
                    script = without
            except LeanError:
                continue
    return script
