"""``prover lean``: install and status, goals and tactics by hand, LeanDojo's files."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from api.commands.options import AsJson, Project, Unsafe, leave, print_json
from prover.errors import InputError

__all__ = ["app"]

app = typer.Typer(
    name="lean",
    no_args_is_help=True,
    help="The Lean kernel: install it, ask about it, explore proofs with it.",
)

Out = Annotated[Path, typer.Option(metavar="DIR", file_okay=False, help="where to write")]


@app.command()
def install(as_json: AsJson = False) -> None:
    """Fetch the embedded Lean (about 200 MB, once; works offline afterwards)."""
    from api.lean.installing import install_with_progress
    from api.settings import load_settings

    toolchain = install_with_progress(load_settings(), Console(stderr=True))
    if as_json:
        print(json.dumps({"installed": toolchain.description}, ensure_ascii=False))
    else:
        Console().print(f"✓ {toolchain.description}")


@app.command()
def status(project: Project = None, as_json: AsJson = False) -> None:
    """Which Lean is used, which others there are, what is missing and how to get it.

    Exit code 0: there is a Lean to ask; 1: there is none.
    """
    from api.commands.settings_given import lean_settings
    from api.lean.status import status_document, status_view

    found = status_document(lean_settings(project))
    if as_json:
        print_json(found)
    else:
        Console().print(status_view(found))
    raise leave(bool(found["chosen"]))


@app.command()
def goals(
    place: Annotated[str, typer.Argument(metavar="FILE:LINE[:COLUMN]")],
    project: Project = None,
    unsafe: Unsafe = False,
    as_json: AsJson = False,
) -> None:
    """The goals before the tactic at a line of a Lean file.

    Exit code 0: there are goals; 1: no tactic stands there.
    """
    from api.commands.settings_given import lean_settings
    from api.lean.kernel import open_kernel
    from prover.lean.goals import read_goal

    source, line, column = _place(place)
    with open_kernel(lean_settings(project, unsafe=unsafe)) as kernel:
        found = kernel.goals_at(source, line, column)
    if as_json:
        read = [asdict(read_goal(goal)) for goal in found.goals]
        messages = [message.model_dump() for message in found.messages]
        document = {"found": found.found, "goals": read, "messages": messages}
        print_json(document)
    elif found.found:
        print("\n\n".join(found.goals) or "no goals")
    else:
        Console(stderr=True).print(f"no tactic stands at line {line}")
    raise leave(found.found)


@app.command()
def repl(
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="a proposition, or theorem t (x : T) : P")
    ],
    project: Project = None,
    unsafe: Unsafe = False,
    as_json: AsJson = False,
) -> None:
    """Prove a statement one tactic at a time; :undo, :goals, :script and :quit do what they say.

    Reads tactics from standard input, one a line.  Exit code 0: proved, and the kernel has
    accepted it; 1: not finished.
    """
    import asyncio

    from api.commands.settings_given import lean_settings
    from api.lean.repl import run_repl

    settings = lean_settings(project, unsafe=unsafe)
    done = asyncio.run(run_repl(statement, settings, as_json=as_json))
    raise leave(done)


@app.command()
def corpus(
    out: Out, project: Project = None, unsafe: Unsafe = False, as_json: AsJson = False
) -> None:
    """Write the library's theorems as a LeanDojo corpus: DIR/corpus.jsonl.

    Which files a file imports is exact.  Positions are not known to the compiled library: each
    theorem has a line of its own, in the order of the compiled module.
    """
    from api.commands.settings_given import lean_settings
    from api.lean.leandojo import write_library

    settings = lean_settings(project, unsafe=unsafe)
    written = write_library(out, settings, Console(stderr=True))
    if as_json:
        print(json.dumps(written, ensure_ascii=False))
    else:
        Console().print(f"✓ {written['premises']} theorems of {written['files']} files in {out}")


@app.command()
def trace(
    repository: Annotated[str, typer.Argument(metavar="REPO", help="a git repository, or its URL")],
    out: Out,
    commit: Annotated[str, typer.Option(help="of a URL; the latest by default")] = "",
    as_json: AsJson = False,
) -> None:
    """Trace a Lean repository with lean-dojo: its premises and proofs as a LeanDojo Benchmark."""
    from search.leandojo import trace_repository

    console = Console(stderr=True)
    with console.status("lean-dojo is at work…") as shown:
        trace_repository(
            repository, out, commit=commit, on_line=lambda line: shown.update(escape(line))
        )
    print(json.dumps({"folder": str(out)}) if as_json else f"✓ {out}")


@app.command()
def retrieval(
    corpus_file: Annotated[Path, typer.Argument(metavar="CORPUS.jsonl", dir_okay=False)],
    theorems: Annotated[Path, typer.Argument(metavar="THEOREMS.json", dir_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Measure premise retrieval on a LeanDojo Benchmark: recall@1, recall@10 and MRR."""
    from api.lean.leandojo import quality_view, retrieval_quality
    from api.settings import load_settings

    found = retrieval_quality(corpus_file, theorems, load_settings(), Console(stderr=True))
    if as_json:
        document = {name: asdict(quality) for name, quality in found.items()}
        print(json.dumps(document, indent=2))
    else:
        Console().print(quality_view(found))


def _place(place: str) -> tuple[str, int, int]:
    """The text, line and column that ``FILE:LINE[:COLUMN]`` names."""
    name, *numbers = place.split(":")
    if not 1 <= len(numbers) <= 2 or not all(n.isdigit() and int(n) for n in numbers):
        raise InputError(f"{place} is no place", hint="write FILE:LINE or FILE:LINE:COLUMN")
    try:
        source = Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {name}: {error}") from None
    line = int(numbers[0])
    lines = source.splitlines()
    if line > len(lines):
        raise InputError(f"{name} has {len(lines)} lines, there is no line {line}")
    text = lines[line - 1]
    column = int(numbers[1]) if len(numbers) > 1 else len(text) - len(text.lstrip()) + 1
    return source, line, column
