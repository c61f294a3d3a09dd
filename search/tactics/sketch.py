"""Whole proofs that a model writes, repaired by leaving open what fails.

A script is run tactic by tactic.  Where one fails, its structure is kept and its leaves become
goals of their own: ``have h : T := by …`` becomes ``have h : T := ?_``, an ``induction`` keeps
the cases that work, a bullet the tactics before the one that fails; a ``sorry`` counts as a
failure.  What has worked is one action of the search, which goes on with the goals that are left
("sorry-splitting": Draft, Sketch and Prove, Jiang et al. 2023; DeepSeek-Prover-V2, Ren et al.
2025).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from textwrap import dedent

from prover.lean.session import TacticState
from search.strategy import Outcome, Proposal
from search.tactics.language_model import filled
from search.tactics.replies import is_refused, script_of
from search.tactics.sampler import Sampler

__all__ = ["Run", "Sketches", "longest_working", "steps_of"]

Run = Callable[[TacticState, str], Outcome[TacticState]]
"""Runs a tactic in a state."""

_HAVE = re.compile(r"\A(?P<head>(?:have|let)\b.*?:.*?):=\s*(?:by\b)?(?P<body>.*)\Z", re.DOTALL)
_OBTAIN = re.compile(
    r"\Aobtain\s+(?P<pattern>[^:]*?)\s*:(?!=)(?P<type>.*?):=\s*(?:by\b)?(?P<body>.*)\Z", re.DOTALL
)
_BULLET = re.compile(r"\A[·.](?P<body>\s.*)\Z", re.DOTALL)
_ALTERNATIVE = re.compile(r"^(?P<indent>\s*)\|(?P<pattern>[^\n]*?)=>(?P<rest>.*)$")


def steps_of(script: str) -> list[str]:
    """The tactics of a script, each with the lines that belong to it."""
    steps: list[str] = []
    for line in dedent(script).splitlines():
        if not line.strip():
            continue
        goes_on = line[0].isspace() or line.startswith(("|", "<;>", ")", "]", "}", "⟩"))
        if steps and goes_on:
            steps[-1] += f"\n{line}"
        else:
            steps.append(line)
    return steps


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """A step with its leaves open: how it begins, and proofs of the goals that this gives.

    ``after`` brings the goal to the front on which the script goes on.
    """

    start: str
    bodies: tuple[str, ...]
    after: str = ""


def _skeleton(step: str) -> _Skeleton | None:
    """The step with its leaves open, where its form has any."""
    if match := _HAVE.match(step):
        return _split_off(f"{match['head'].rstrip()} := ?_", match["body"])
    if match := _OBTAIN.match(step):
        type_ = match["type"].strip()
        start = f"have this : {type_} := ?_\nobtain {match['pattern']} := this"
        return _split_off(start, match["body"])
    if match := _BULLET.match(step):
        return _Skeleton("", (_body(f" {match['body']}"),))
    return _alternatives(step)


def _split_off(start: str, body: str) -> _Skeleton:
    # Lean puts the main goal first and the new one second.
    return _Skeleton(f"{start}\nrotate_left", (_body(body),), "rotate_right")


def _body(text: str) -> str:
    """A proof that begins on the line of what it proves, its lines moved to the left."""
    first, newline, rest = text.partition("\n")
    if not first.strip():
        return dedent(rest)
    return first.strip() + newline + dedent(rest)


def _alternatives(step: str) -> _Skeleton | None:
    """``induction … with | a => … | b => …`` with every case open."""
    lines = step.splitlines()
    if not (lines[0].startswith(("induction ", "cases ")) and lines[0].endswith(" with")):
        return None
    start, bodies = [lines[0]], list[list[str]]()
    indent: str | None = None
    for line in lines[1:]:
        match = _ALTERNATIVE.match(line)
        if match and indent in (None, match["indent"]):
            indent = match["indent"]
            start.append(f"|{match['pattern']}=> ?_")
            bodies.append([match["rest"]])
        elif bodies:
            bodies[-1].append(line)
        else:
            return None
    return _Skeleton("\n".join(start), tuple(_body("\n".join(body)) for body in bodies))


@dataclass
class _Walk:
    """A script on its way: where it has come to, what has worked, and calls that are left."""

    run: Run
    state: TacticState
    calls: int
    done: list[str] = field(default_factory=list)
    is_over: bool = False

    def step(self, tactic: str) -> bool:
        """Run one tactic; whether it worked."""
        if self.calls <= 0 or is_refused(tactic):
            return False
        self.calls -= 1
        states = self.run(self.state, tactic).states
        if states is None:
            return False
        self.done.append(tactic)
        self.is_over = not states
        self.state = states[0] if states else self.state
        return True

    def follow(self, script: str) -> None:
        """Run a script on the first goal as far as it goes."""
        for step in steps_of(script):
            if self.is_over or not (self.step(step) or self._opened(step)):
                return

    def _opened(self, step: str) -> bool:
        """Run a step that has failed with its leaves open."""
        skeleton = _skeleton(step)
        if skeleton is None or (skeleton.start and not self.step(skeleton.start)):
            return False
        for body in skeleton.bodies:
            others = len(self.state.goals) - 1
            self.follow(body)
            if self.is_over:
                return True
            left = len(self.state.goals) - others
            if left > 0 and others > 0 and not skeleton.after:
                self.step(f"rotate_left {left}")
        return not skeleton.after or self.step(skeleton.after)


def longest_working(
    root: TacticState, script: str, run: Run, calls: int
) -> tuple[tuple[str, ...], int, int]:
    """What of a script works: its tactics, the goals that they leave, and the calls spent.

    Args:
        root: where the script begins.
        script: tactics, some of which may fail or be refused.
        run: runs a tactic.
        calls: tactics run at most.
    """
    walk = _Walk(run, root, calls)
    walk.follow(script)
    goals = 0 if walk.is_over else len(walk.state.goals)
    return tuple(walk.done), goals, calls - walk.calls


@dataclass(frozen=True, slots=True)
class Sketches:
    """Whole proofs from a model, as proposals for the root.

    Args:
        sampler: the model.
        template: the question, with ``{{state}}`` and ``{{statement}}``.
        samples: proofs drawn.
        calls: tactics run to repair them, all together.
        seed: of the samples.
    """

    sampler: Sampler
    template: str
    samples: int = 4
    calls: int = 64
    seed: int = 0

    def __call__(self, root: TacticState, run: Run) -> tuple[Proposal[str], ...]:
        """What works of each proof, as one action; the more it does, the likelier.

        Raises:
            ProverError: the model cannot be asked at all.
        """
        found = dict(self._working(root, run))
        total = sum(found.values())
        return tuple(Proposal(text, weight / total, "sketch") for text, weight in found.items())

    def _working(self, root: TacticState, run: Run) -> Iterator[tuple[str, float]]:
        goals = "\n\n".join(goal.text for goal in root.goals)
        question = filled(self.template, statement=root.statement, state=goals)
        replies = self.sampler.sample(question, self.samples, self.seed).replies
        left = self.calls
        for script in dict.fromkeys(script_of(reply.text) for reply in replies):
            done, goals_left, spent = longest_working(root, script, run, left)
            left -= spent
            if done:
                yield "\n".join(done), (1 + len(done)) / (1 + goals_left)
