"""``prover search``: a goal, a space, a strategy, a budget; a proof that was checked afresh."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from rich.console import Console

from api.lean.kernel import lean_options, toolchain_of
from api.reading.files import not_a_theory
from api.searching.guidance import Guidance, guide
from api.searching.guidance_options import GuidanceOptions
from api.searching.watch import watching
from api.settings import Settings
from prover.errors import InputError
from prover.lean.session import TacticState
from prover.lean.verify import LeanKernel
from search.strategy import Budget, make_strategy
from search.strategy.keeping import Watch
from search.strategy.record import tree_document
from search.tactics.prove import LeanGoal, ProofFound, prove, source_of
from translators.tip import read_tip, to_lean

__all__ = [
    "SearchOptions",
    "guided_search",
    "lean_document",
    "read_goal",
    "read_lean_goal",
    "search_lean",
]

_PROOF = re.compile(r":=\s*(by\s+)?sorry\s*\Z")
_THEOREM = re.compile(r"^[ \t]*(?:theorem|lemma|example)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search: see ``prover search --help``."""

    strategy: str = "best-first"
    calls: int = 256
    seconds: float | None = None
    seed: int = 0
    workers: int = 1
    tokens: int | None = None
    guidance: GuidanceOptions = field(default_factory=GuidanceOptions)
    checkpoint: Path | None = None

    @property
    def budget(self) -> Budget:
        """The limits of the search."""
        return Budget(calls=self.calls, tokens=self.tokens, seconds=self.seconds)


def read_lean_goal(text: str) -> LeanGoal:
    """The theorem to prove: the text, or its last theorem after the definitions before it.

    Raises:
        InputError: there is none, or it has a proof already.
    """
    starts = [match.start() for match in _THEOREM.finditer(text)]
    if not starts:
        if not text.strip():
            raise InputError("there is nothing to prove", hint="give a statement or a file")
        return LeanGoal(_PROOF.sub("", text.strip()).strip())
    preamble, theorem = text[: starts[-1]], text[starts[-1] :].strip()
    statement = _PROOF.sub("", theorem).strip()
    if ":=" in re.sub(r"\([^()]*\)", "", statement):
        raise InputError("the theorem has a proof already", hint="end it with := by sorry")
    statement = re.sub(r"\Alemma\b", "theorem", statement)
    statement = re.sub(r"\Aexample\b", "theorem goal", statement)
    names = re.findall(r"^\s*(?:def|abbrev)\s+([\w.«»']+)", preamble, re.MULTILINE)
    return LeanGoal(statement, preamble.strip(), tuple(names))


def search_lean(
    goal: LeanGoal, options: SearchOptions, settings: Settings, console: Console
) -> ProofFound:
    """Search Lean's tactic states for a proof, drawn on ``console`` where that is a terminal.

    Raises:
        ProverError: the statement does not elaborate, Lean cannot be asked, or the checkpoint
            is not of this search.
    """
    limits = replace(lean_options(settings), servers=options.workers)
    question = {"goal": goal.statement, "definitions": goal.preamble, "model": settings.model}
    with LeanKernel(toolchain_of(settings), limits) as kernel:
        guidance = guide(goal, options.guidance, settings, kernel, console)
        with watching(console, options, _look, question) as watch:
            found = guided_search(goal, options, guidance, kernel, watch)
    if found.proved:
        guidance.learn(found.tree)
    return found


def guided_search(
    goal: LeanGoal, options: SearchOptions, guidance: Guidance, kernel: LeanKernel, watch: Watch
) -> ProofFound:
    """The search itself, in servers that the caller keeps.

    Raises:
        ProverError: as :func:`search_lean`.
    """
    return prove(
        goal,
        kernel,
        guidance.policy,
        make_strategy(options.strategy, options.seed),
        options.budget,
        value=guidance.value,
        opening=guidance.opening,
        ledger=guidance.ledger,
        widens=guidance.widens,
        workers=options.workers,
        watch=watch,
    )


def _look(state: TacticState) -> tuple[int, str]:
    """How many goals there are, and what the first one is to show."""
    return len(state.goals), state.goals[0].target if state.goals else ""


def lean_document(goal: LeanGoal, found: ProofFound, options: SearchOptions) -> dict[str, object]:
    """The outcome, ready for JSON."""
    judged = found.judged
    return {
        "verdict": "proved" if found.proved else "unknown",
        "reason": found.reason,
        "statement": goal.statement,
        "script": list(found.script),
        "source": source_of(goal, found.script) if found.proved else "",
        "strategy": options.strategy,
        "calls": found.calls,
        "tokens": found.tree.cost.tokens,
        "states": len(found.tree.nodes),
        "seconds": round(found.seconds, 3),
        "certificates": [] if judged is None else [judged.model_dump(mode="json")],
        "tree": tree_document(found.tree, lambda s: "\n\n".join(g.text for g in s.goals)),
    }


def read_goal(argument: str) -> LeanGoal:
    """The goal in a Lean or TIP file, or the argument itself where it names no file.

    Raises:
        InputError: it looks like a file and cannot be read, holds no goal, or is a theory.
        TipSyntaxError, NotExportable: a TIP file that is wrong, or says what Lean cannot.
    """
    not_a_theory(argument)
    path = Path(argument)
    if path.suffix not in (".lean", ".smt2") and not (len(argument) < 200 and path.is_file()):
        return read_lean_goal(argument)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {argument}: {error}") from None
    if path.suffix != ".smt2":
        return read_lean_goal(text)
    found = to_lean(read_tip(text))
    return LeanGoal(found.statement, found.preamble, found.functions)
