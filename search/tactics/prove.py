"""From a statement to a script that the kernel has accepted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from prover.lean.errors import LeanError
from prover.lean.session import TacticState
from prover.lean.verify import LeanKernel
from prover.lean.wire import Judged
from search.strategy import Budget, Outcome, Proposal, SearchResult, SearchTree, Status, Strategy
from search.strategy.keeping import Watch, search_kept
from search.tactics.codec import TacticCodec
from search.tactics.ledger import Ledger
from search.tactics.mixture import AtRoot, Mixture
from search.tactics.path import proved_path
from search.tactics.space import Policy, TacticSpace, Value
from search.tactics.value import goal_value

__all__ = ["LeanGoal", "Opening", "ProofFound", "prove", "source_of"]

Tree = SearchTree[TacticState, str]
Opening = Callable[
    [TacticState, Callable[[TacticState, str], Outcome[TacticState]]], tuple[Proposal[str], ...]
]
"""What to try first in the root, found by running tactics there."""

_OPENING = 0.8
"""The probability of what an opening has found."""

_UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class LeanGoal:
    """What is to be proved: ``theorem name (binders) : T``, after the definitions it needs.

    With ``is_library`` the statement is the name of a library theorem, to be proved again
    without what comes after it.
    """

    statement: str
    preamble: str = ""
    definitions: tuple[str, ...] = ()
    is_library: bool = False

    @property
    def name(self) -> str:
        """What the theorem is called."""
        if self.is_library:
            return self.statement
        return self.statement.split()[1] if self.statement.startswith("theorem ") else "goal"


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
    judged: Judged | None = None


def prove(
    goal: LeanGoal,
    kernel: LeanKernel,
    policy: Policy,
    strategy: Strategy,
    budget: Budget,
    *,
    value: Value = goal_value,
    opening: Opening | None = None,
    ledger: Ledger | None = None,
    widens: bool = False,
    workers: int = 1,
    watch: Watch = _UNWATCHED,
) -> ProofFound:
    """Search for a proof of ``goal``, shorten it, and have it judged afresh.

    Args:
        goal: what to prove.
        kernel: Lean servers; with several workers, one more than these.
        policy: proposes tactics.
        strategy: says what to try next.
        budget: limits of the search.
        value: scores states.
        opening: what to try first, by far the likeliest.
        ledger: where policy, value and opening note what they spend.
        widens: whether the policy samples, so that it may be asked again.
        workers: tactics run side by side.
        watch: is told after every tactic, may end the search, and where it is kept.

    Raises:
        CheckpointError: the checkpoint is damaged, or belongs to another search.
        StatementRejected: the statement does not elaborate.
        LeanError: Lean cannot be asked.
    """
    space = TacticSpace(kernel, policy, value, ledger=ledger or Ledger(), widens=widens)
    try:
        root = _opened(space, goal, opening)
        tree, ended = _searched(space, root, strategy, budget, workers, watch)
    finally:
        space.close()
    calls = tree.cost.calls
    if ended.status is not Status.PROVED:
        why = ended.reason or "every tactic has failed"
        return ProofFound(False, (), why, calls, ended.seconds, tree)
    script = _shortened(goal, tuple(tactic for _, tactic in proved_path(tree)), kernel)
    judged = _judged(goal, script, kernel)
    why = "" if judged.accepted else f"the kernel refused the script: {judged.reason}"
    return ProofFound(judged.accepted, script, why, calls, ended.seconds, tree, judged)


def _searched(
    space: TacticSpace,
    root: TacticState,
    strategy: Strategy,
    budget: Budget,
    workers: int,
    watch: Watch,
) -> tuple[Tree, SearchResult]:
    """The tree below ``root``, searched by tactics side by side, and how the search ended."""
    with ThreadPoolExecutor(workers) as threads:
        pool, batch = (threads, 2 * workers) if workers > 1 else (None, 1)
        codec = TacticCodec(root)
        return search_kept(space, root, strategy, budget, codec, watch, workers=pool, batch=batch)


def _opened(space: TacticSpace, goal: LeanGoal, opening: Opening | None) -> TacticState:
    """The first state; the space's policy has what the opening found there, too."""
    root = space.start(goal.statement, goal.preamble, is_library=goal.is_library)
    if opening is not None:
        first = AtRoot(opening(root, space.charged))
        space.policy = Mixture(((first, _OPENING), (space.policy, 1 - _OPENING)))
    return root


def source_of(goal: LeanGoal, script: tuple[str, ...]) -> str:
    """The theorem with its script; of a library theorem only the name is written."""
    lines = [line for tactic in script for line in tactic.splitlines()]
    head = f"-- {goal.statement}, again" if goal.is_library else f"{goal.statement} := by"
    return f"{head}\n" + "".join(f"  {line}\n" for line in lines)


def _judged(goal: LeanGoal, script: tuple[str, ...], kernel: LeanKernel) -> Judged:
    if goal.is_library:
        return kernel.prove_again(goal.statement, script)
    source = source_of(goal, script)
    if not goal.statement.startswith("theorem "):
        source = f"theorem goal : {source}"
    return kernel.verify(source, goal.name, goal.statement, goal.preamble)


def _shortened(goal: LeanGoal, script: tuple[str, ...], kernel: LeanKernel) -> tuple[str, ...]:
    """The script without tactics, and alternatives of ``first``, that are not needed."""
    for index in reversed(range(len(script))):
        before, after = script[:index], script[index + 1 :]
        shorter = [before + after] if before + after else []
        shorter += [(*before, tactic, *after) for tactic in _alternatives(script[index])]
        script = next((s for s in shorter if _is_accepted(goal, s, kernel)), script)
    return script


def _alternatives(tactic: str) -> list[str]:
    """What ``first | a | b`` chooses from; nothing for other tactics."""
    if not tactic.startswith("first | ") or "\n" in tactic:
        return []
    depth, parts = 0, [""]
    for character in tactic.removeprefix("first | "):
        depth += (character in "([{⟨") - (character in ")]}⟩")
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _is_accepted(goal: LeanGoal, script: tuple[str, ...], kernel: LeanKernel) -> bool:
    try:
        return _judged(goal, script, kernel).accepted
    except LeanError:
        return False
