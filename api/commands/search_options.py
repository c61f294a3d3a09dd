"""The options of ``prover search``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.searching.guidance_options import PolicyName, PromptName

__all__ = [
    "Again",
    "Budget",
    "Checkpoint",
    "Critic",
    "English",
    "Experience",
    "Goal",
    "Memory",
    "Model",
    "Page",
    "Policy",
    "Premises",
    "Prompt",
    "Samples",
    "Seconds",
    "Seed",
    "Sketches",
    "Space",
    "SpaceName",
    "Strategy",
    "Tokens",
    "Trace",
    "Workers",
]


class SpaceName(StrEnum):
    """What is searched."""

    AUTO = "auto"
    LEAN = "lean"
    FOL = "fol"


Goal = Annotated[
    str,
    typer.Argument(
        metavar="GOAL|FILE", help='"theorem t … : P := by sorry", or a file (Lean, TIP, TPTP, text)'
    ),
]
Space = Annotated[
    SpaceName, typer.Option(help="Lean's tactic states, or first-order goals (by the file)")
]
Again = Annotated[
    bool,
    typer.Option(
        "--again", help="GOAL names a library theorem: prove it without what comes after it"
    ),
]
English = Annotated[
    bool, typer.Option("--english", help="GOAL is controlled English: state it in Lean first")
]
Strategy = Annotated[
    str,
    typer.Option(
        help="one of best-first, astar, depth-first, backward, beam, mcts, ab-mcts, particle, mixed"
    ),
]
Budget = Annotated[
    int | None,
    typer.Option(metavar="CALLS", help="tactics (256) or inferences (20,000) that may be made"),
]
Seconds = Annotated[float | None, typer.Option(metavar="SECONDS")]
Seed = Annotated[int, typer.Option(help="the same seed, the same search")]
Workers = Annotated[int, typer.Option(min=1, help="Lean processes")]
Premises = Annotated[
    int, typer.Option(min=0, help="library theorems retrieved for each goal (Lean)")
]
Experience = Annotated[
    Path | None,
    typer.Option(metavar="FILE.json", dir_okay=False, help="what helped before; grows (Lean)"),
]
Memory = Annotated[
    Path | None,
    typer.Option(metavar="FILE.json", dir_okay=False, help="goals proved before; grows (Lean)"),
]
Model = Annotated[str | None, typer.Option(help="openai:NAME, hf:FOLDER or cassette:FILE (Lean)")]
Policy = Annotated[
    PolicyName | None, typer.Option(help="rules, the model, or both (where there is a model)")
]
Prompt = Annotated[PromptName, typer.Option(help="with instructions, or as ReProver was trained")]
Samples = Annotated[int, typer.Option(min=1, help="tactics asked of the model at a time")]
Tokens = Annotated[int | None, typer.Option(help="of the model that may be spent")]
Critic = Annotated[bool, typer.Option(help="ask the model how promising states are")]
Sketches = Annotated[int, typer.Option(min=0, help="whole proofs asked of the model and repaired")]
Checkpoint = Annotated[
    Path | None,
    typer.Option(metavar="FILE", dir_okay=False, help="keep the search, and go on with it"),
]
Page = Annotated[
    Path | None, typer.Option(metavar="PATH", dir_okay=False, help="write the search tree")
]
Trace = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.json", dir_okay=False, help="add the proof to LeanDojo theorems (Lean)"
    ),
]
