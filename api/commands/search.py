"""``prover search``: look for a proof, in Lean's tactic states or among first-order goals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from api.commands import search_options as given
from api.commands.options import AsJson, Project, Unsafe, leave, print_json
from api.searching.guidance_options import GuidanceOptions, PromptName

if TYPE_CHECKING:
    from api.searching.run import SearchOptions
    from api.settings import Settings

__all__ = ["search_command"]


def search_command(
    goal: given.Goal,
    space: given.Space = given.SpaceName.AUTO,
    again: given.Again = False,
    english: given.English = False,
    strategy: given.Strategy = "best-first",
    budget: given.Budget = None,
    timeout: given.Seconds = None,
    seed: given.Seed = 0,
    workers: given.Workers = 1,
    premises: given.Premises = 0,
    experience: given.Experience = None,
    memory: given.Memory = None,
    model: given.Model = None,
    policy: given.Policy = None,
    prompt: given.Prompt = PromptName.CHAT,
    samples: given.Samples = 8,
    tokens: given.Tokens = None,
    critic: given.Critic = False,
    sketches: given.Sketches = 0,
    checkpoint: given.Checkpoint = None,
    html: given.Page = None,
    trace: given.Trace = None,
    project: Project = None,
    unsafe: Unsafe = False,
    as_json: AsJson = False,
) -> None:
    """Search for a proof; what is found is shortened and checked by the kernel afresh.

    With --checkpoint a search that ended (by its budget, or Ctrl-C) goes on where it was; give
    it a larger budget.  Exit code 0: proved; 1: not proved within the budget; 2: bad input.
    """
    from api.commands.settings_given import lean_settings
    from api.searching.run import SearchOptions

    is_fol = _is_first_order(goal, space)
    calls = budget if budget is not None else (20_000 if is_fol else 256)
    guidance = GuidanceOptions(
        policy, prompt, samples, critic, sketches, premises, seed, experience, memory
    )
    options = SearchOptions(strategy, calls, timeout, seed, workers, tokens, guidance, checkpoint)
    settings = lean_settings(project, unsafe=unsafe, model=model)
    if english:
        from translators.lean_goals import formalize

        goal = formalize(goal).statement
    if is_fol:
        proved = _search_fol(goal, options, settings, html, as_json)
    else:
        proved = _search_lean(goal, again, options, settings, html, trace, as_json)
    raise leave(proved)


def _is_first_order(goal: str, space: given.SpaceName) -> bool:
    """Whether first-order goals are searched: as asked for, or by the name of the file."""
    if space is given.SpaceName.AUTO:
        return Path(goal).suffix in (".p", ".txt", ".json")
    return space is given.SpaceName.FOL


def _search_lean(
    goal: str,
    again: bool,
    options: SearchOptions,
    settings: Settings,
    html: Path | None,
    trace: Path | None,
    as_json: bool,
) -> bool:
    from api.searching.lean_file import read_goal
    from api.searching.run import lean_document, search_lean
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
    from api.reading.problems import read_question
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
        from api.reading.files import write_whole
        from api.searching.page import search_page

        write_whole(path, search_page(document))


def _say_how_it_ended(proved: bool, reason: str, calls: int, seconds: float) -> None:
    note = "✓ proved and checked afresh" if proved else f"✗ not proved: {reason}"
    style = "green" if proved else "red"
    Console(stderr=True).print(f"{note} ({calls} calls, {seconds:.1f} s)", style=style)
