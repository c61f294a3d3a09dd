"""``prover search``: look for a proof, in Lean's tactic states or among first-order goals."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from api.commands.lean import Project, Unsafe, lean_settings
from api.commands.options import leave, print_json
from api.reading.files import write_whole
from api.searching.guidance_options import GuidanceOptions, PolicyName, PromptName
from search.strategy.catalogue import STRATEGIES

if TYPE_CHECKING:
    from api.searching.run import SearchOptions
    from api.settings import Settings

__all__ = ["search_command"]


class SpaceName(StrEnum):
    """What is searched."""

    AUTO = "auto"
    LEAN = "lean"
    FOL = "fol"


def search_command(
    goal: Annotated[
        str,
        typer.Argument(
            metavar="GOAL|FILE",
            help='"theorem t … : P := by sorry", or a file (Lean, TIP, TPTP, text)',
        ),
    ],
    space: Annotated[
        SpaceName, typer.Option(help="Lean's tactic states, or first-order goals (by the file)")
    ] = SpaceName.AUTO,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="GOAL names a library theorem: prove it without what comes after it"
        ),
    ] = False,
    english: Annotated[
        bool,
        typer.Option("--english", help="GOAL is controlled English: state it in Lean first"),
    ] = False,
    strategy: Annotated[
        str,
        typer.Option(help=f"one of {', '.join(STRATEGIES)}"),
    ] = "best-first",
    budget: Annotated[
        int | None,
        typer.Option(metavar="CALLS", help="tactics (256) or inferences (20,000) that may be made"),
    ] = None,
    timeout: Annotated[float | None, typer.Option(metavar="SECONDS")] = None,
    seed: Annotated[int, typer.Option(help="the same seed, the same search")] = 0,
    workers: Annotated[int, typer.Option(min=1, help="Lean processes")] = 1,
    premises: Annotated[
        int, typer.Option(min=0, help="library theorems retrieved for each goal (Lean)")
    ] = 0,
    experience: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", dir_okay=False, help="what helped before; grows (Lean)"),
    ] = None,
    memory: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", dir_okay=False, help="goals proved before; grows (Lean)"),
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="openai:NAME, hf:FOLDER or cassette:FILE (Lean)")
    ] = None,
    policy: Annotated[
        PolicyName | None, typer.Option(help="rules, the model, or both (where there is a model)")
    ] = None,
    prompt: Annotated[
        PromptName, typer.Option(help="with instructions, or as ReProver was trained")
    ] = PromptName.CHAT,
    samples: Annotated[int, typer.Option(min=1, help="tactics asked of the model at a time")] = 8,
    tokens: Annotated[int | None, typer.Option(help="of the model that may be spent")] = None,
    critic: Annotated[bool, typer.Option(help="ask the model how promising states are")] = False,
    sketches: Annotated[
        int, typer.Option(min=0, help="whole proofs asked of the model and repaired")
    ] = 0,
    checkpoint: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help="keep the search, and go on with it"),
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="PATH", dir_okay=False, help="write the search tree")
    ] = None,
    trace: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.json", dir_okay=False, help="add the proof to LeanDojo theorems (Lean)"
        ),
    ] = None,
    project: Project = None,
    unsafe: Unsafe = False,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
) -> None:
    """Search for a proof; what is found is shortened and checked by the kernel afresh.

    With --checkpoint a search that ended (by its budget, or Ctrl-C) goes on where it was; give
    it a larger budget.  Exit code 0: proved; 1: not proved within the budget; 2: bad input.
    """
    from api.searching.run import SearchOptions

    is_fol = space is SpaceName.FOL or (space is SpaceName.AUTO and Path(goal).suffix in _FOL_FILES)
    calls = budget if budget is not None else (20_000 if is_fol else 256)
    guidance = GuidanceOptions(
        policy, prompt, samples, critic, sketches, premises, seed, experience, memory
    )
    options = SearchOptions(strategy, calls, timeout, seed, workers, tokens, guidance, checkpoint)
    settings = lean_settings(project, unsafe=unsafe)
    if model is not None:
        settings = settings.model_copy(update={"model": model})
    if english:
        from translators.lean_goals import formalize

        goal = formalize(goal).statement
    if is_fol:
        proved = _search_fol(goal, options, settings, html, as_json)
    else:
        proved = _search_lean(goal, again, options, settings, html, trace, as_json)
    raise leave(proved)


_FOL_FILES = (".p", ".txt", ".json")


def _search_lean(
    goal: str,
    again: bool,
    options: SearchOptions,
    settings: Settings,
    html: Path | None,
    trace: Path | None,
    as_json: bool,
) -> bool:
    from api.searching.run import lean_document, read_goal, search_lean
    from search.tactics.prove import LeanGoal

    read = LeanGoal(goal, is_library=True) if again else read_goal(goal)
    found = search_lean(read, options, settings, _drawing(as_json))
    document = lean_document(read, found, options)
    _write_page(document, html)
    if trace is not None and found.proved:
        from api.lean.leandojo import keep_trace

        keep_trace(trace, read, found, settings, _drawing(as_json))
    if as_json:
        print_json(document)
    else:
        print(document["source"], end="")
        _say_how_it_ended(found.proved, found.reason, found.calls, found.seconds)
    return found.proved


def _search_fol(
    goal: str, options: SearchOptions, settings: Settings, html: Path | None, as_json: bool
) -> bool:
    from api.reading.files import read_question
    from api.searching.first_order import fol_document, search_fol
    from api.shown.console import answer_view
    from prover.export import to_document

    problem = read_question(goal, settings).problem
    answer, found = search_fol(problem, options, settings, _drawing(as_json))
    document = fol_document(answer, found, options)
    _write_page(document, html)
    if as_json:
        print_json(to_document(answer) | {"search": document})
    else:
        Console().print(answer_view(answer))
        proved = found.proof is not None
        _say_how_it_ended(proved, answer.reason, found.inferences, found.seconds)
    return answer.is_certified


def _drawing(as_json: bool) -> Console:
    """Where a search is drawn; programs that want JSON want no pictures."""
    return Console(stderr=True, force_terminal=False if as_json else None)


def _write_page(document: dict[str, object], path: Path | None) -> None:
    if path is not None:
        from api.searching.page import search_page

        write_whole(path, search_page(document))


def _say_how_it_ended(proved: bool, reason: str, calls: int, seconds: float) -> None:
    note = "✓ proved and checked afresh" if proved else f"✗ not proved: {reason}"
    style = "green" if proved else "red"
    Console(stderr=True).print(f"{note} ({calls} calls, {seconds:.1f} s)", style=style)
