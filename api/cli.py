"""The command line ``prover``: its commands, and how errors end them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from api.commands import lean, library, serve
from api.commands.batch import batch_command
from api.commands.check import check_command
from api.commands.doctor import doctor_command
from api.commands.evaluate import evaluate_command
from api.commands.explore import explore_command
from api.commands.export import export_command
from api.commands.formalize import formalize_command
from api.commands.mcp import mcp_command
from api.commands.options import EXIT_BAD_INPUT
from api.commands.prove_by_induction import prove_by_induction_command
from api.commands.search import search_command
from api.commands.solve import solve_command
from api.commands.translate import translate_command
from api.commands.worker import worker_command
from prover.errors import InputError, ProverError

__all__ = ["app", "main"]

app = typer.Typer(
    name="prover",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

app.command(name="solve")(solve_command)
app.command(name="translate")(translate_command)
app.command(name="search")(search_command)
app.command(name="prove-by-induction")(prove_by_induction_command)
app.command(name="explore")(explore_command)
app.command(name="formalize")(formalize_command)
app.command(name="check")(check_command)
app.command(name="export")(export_command)
app.command(name="eval")(evaluate_command)
app.command(name="batch")(batch_command)
app.command(name="serve")(serve.serve_command)
app.command(name="worker")(worker_command)
app.command(name="mcp")(mcp_command)
app.add_typer(serve.keys_app)
app.add_typer(lean.app)
app.add_typer(library.app)
app.command(name="doctor")(doctor_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the ``prover`` command: every error becomes one line and exit code 2.

    Args:
        arguments: what is typed after ``prover``; the process's own arguments by default.
    """
    try:
        app(args=arguments, obj=arguments is None)  # commands ask whether they are the program
    except InputError as error:
        _fail(str(error), error.excerpt)
    except ProverError as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.stderr.close()
    except KeyboardInterrupt:
        _fail("interrupted")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"prover {version('neurosymbolic-prover')}")
        raise typer.Exit


@app.callback()
def common(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="show the version"),
    ] = False,
) -> None:
    """Premises in plain English or logic in; a verdict with a checked proof out."""


def _fail(message: str, excerpt: str = "") -> NoReturn:
    from rich.console import Console

    from api.shown.errors import error_view

    error_view(Console(stderr=True), message, excerpt)
    sys.exit(EXIT_BAD_INPUT)
