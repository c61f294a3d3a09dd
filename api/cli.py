"""The command line: ``prover solve``, ``translate``, ``check``, ``eval``, ``search``, ``lean`` …"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from api import (
    batch_cli,
    export_cli,
    formalize_cli,
    lean_cli,
    mcp_cli,
    search_cli,
    serve_cli,
    translator_cli,
    worker_cli,
)
from api.by_model import judges_options
from api.exports import write_exports
from api.files import load_text, read_question
from api.notation import Notation, in_notation
from api.progress_line import progress_line
from api.reading import Language
from api.service import ProofService
from api.settings import Settings, load_settings
from prover.answer import Semantics
from prover.errors import InputError, ProverError

__all__ = ["app", "main"]

EXIT_ANSWERED, EXIT_NOT_ANSWERED, EXIT_BAD_INPUT = 0, 1, 2

app = typer.Typer(
    name="prover",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

app.add_typer(lean_cli.app)
app.add_typer(serve_cli.keys_app)
app.command(name="serve")(serve_cli.serve_command)
app.command(name="search")(search_cli.search_command)
app.command(name="export")(export_cli.export_command)
app.command(name="formalize")(formalize_cli.formalize_command)
app.command(name="batch")(batch_cli.batch_command)
app.command(name="mcp")(mcp_cli.mcp_command)
app.command(name="worker")(worker_cli.worker_command)

File = Annotated[str, typer.Argument(metavar="FILE|-", help="a file, or - for standard input")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object instead of text")]
Strict = Annotated[
    bool, typer.Option("--strict", help="assume nothing that the text merely takes for granted")
]
InLanguage = Annotated[Language, typer.Option(help="what the problem is written in")]
AskLean = Annotated[
    bool, typer.Option("--lean", help="let the Lean kernel check the evidence, too")
]
AsOutput = Annotated[Path | None, typer.Option(metavar="PATH", dir_okay=False)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the ``prover`` command: every error becomes one line and exit code 2.

    Args:
        arguments: what is typed after ``prover``; the process's own arguments by default.
    """
    try:
        app(args=arguments)
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


@app.command()
def solve(
    file: File,
    as_json: AsJson = False,
    html: AsOutput = None,
    dot: AsOutput = None,
    markdown: AsOutput = None,
    tstp: AsOutput = None,
    lean_file: Annotated[
        Path | None,
        typer.Option(metavar="PATH", dir_okay=False, help="write the evidence as a Lean file"),
    ] = None,
    lean: AskLean = False,
    language: InLanguage = Language.AUTO,
    semantics: Annotated[
        Semantics | None, typer.Option(help="classical logic, or rules applied forwards only")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="give up after this long")
    ] = None,
    strict: Strict = False,
    translator: translator_cli.By = None,
    style: translator_cli.Style = None,
    k: translator_cli.Samples = None,
) -> None:
    """Decide whether the goal follows from the premises, and show the checked proof.

    Exit code 0: answered; 1: not answered (unknown, untranslated, ambiguous); 2: bad input.
    """
    settings = translator_cli.by(
        _settings(strict=strict, timeout=timeout, lean=lean), translator, k, style
    )
    question = read_question(file, settings, language)
    exports = {"html": html, "dot": dot, "markdown": markdown, "tstp": tstp, "lean": lean_file}
    translation: dict[str, object] = {}
    if judges_options(question, settings):
        answered = translator_cli.judge_options(question, settings, exports, as_json)
        raise typer.Exit(EXIT_ANSWERED if answered else EXIT_NOT_ANSWERED)
    if settings.translator == "model":
        answer, translation = translator_cli.answer_by_model(question, settings)
    else:
        with ProofService(settings) as service, progress_line(Console(stderr=True)) as watch:
            answer = service.answer(
                question.problem, semantics=semantics, verbalise=question.verbalise, watch=watch
            )
    write_exports(answer, exports)
    if as_json:
        from prover.export import to_document

        _print_json({**to_document(answer), **translation})
    else:
        from api.console import answer_view

        Console().print(answer_view(answer))
    answered = answer.verdict.is_decided
    raise typer.Exit(EXIT_ANSWERED if answered else EXIT_NOT_ANSWERED)


@app.command()
def translate(
    file: File,
    as_json: AsJson = False,
    language: InLanguage = Language.AUTO,
    to: Annotated[
        Notation | None, typer.Option(help="print the problem in this notation instead")
    ] = None,
    translator: translator_cli.By = None,
    k: translator_cli.Samples = None,
) -> None:
    """Show how each sentence was understood: formula, English again, notes."""
    from api.translation_view import translation_document, translation_view

    settings = translator_cli.by(load_settings(), translator, k)
    question = read_question(file, settings, language)
    problem, translation = question.problem, dict[str, object]()
    if judges_options(question, settings):
        raise InputError("options are judged, not shown", hint="prover solve --json has both")
    if settings.translator == "model":
        answer, translation = translator_cli.answer_by_model(question, settings)
        problem = replace(answer.problem, warnings=answer.warnings)
    if to is not None:
        print(in_notation(problem, to))
    elif as_json:
        _print_json({**translation_document(problem), **translation})
    else:
        Console().print(translation_view(problem))
    failed = bool(problem.untranslated)
    raise typer.Exit(EXIT_NOT_ANSWERED if failed else EXIT_ANSWERED)


@app.command()
def check(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="from `prover solve --json`, or a Lean file")
    ],
    statement: Annotated[
        str | None, typer.Option(help="what the Lean file has to prove: a term or a theorem head")
    ] = None,
    theorem: Annotated[
        str | None, typer.Option(help="which theorem of the Lean file; its last by default")
    ] = None,
    lean: AskLean = False,
    project: lean_cli.Project = None,
    unsafe: lean_cli.Unsafe = False,
    as_json: AsJson = False,
) -> None:
    """Check an exported answer, or a Lean file, from scratch, trusting nothing in it.

    Exit code 0: accepted; 1: rejected; 2: bad input.
    """
    settings = lean_cli.lean_settings(project, unsafe=unsafe)
    text = load_text(str(file), settings)
    if file.suffix == ".lean":
        accepted = _check_lean(text, theorem, statement, settings, as_json)
    else:
        settings = settings.model_copy(update={"ask_lean": lean or settings.ask_lean})
        accepted = _check_answer(text, settings, as_json)
    raise typer.Exit(EXIT_ANSWERED if accepted else EXIT_NOT_ANSWERED)


def _check_answer(text: str, settings: Settings, as_json: bool) -> bool:
    from api.recheck import recheck, recheck_document, recheck_view

    with _starting_lean(settings):
        certificates = recheck(text, settings)
    if as_json:
        _print_json(recheck_document(certificates))
    else:
        Console().print(recheck_view(certificates))
    return bool(certificates) and all(c.accepted for c in certificates)


def _check_lean(
    text: str, theorem: str | None, statement: str | None, settings: Settings, as_json: bool
) -> bool:
    from api.kernel import open_kernel
    from api.lean_check import judge_file, last_theorem, verdict_document, verdict_view

    if statement is None:
        raise InputError(
            "what does the file have to prove?",
            hint='say it independently of the file: --statement "∀ n : Nat, n + 0 = n"',
        )
    name = theorem or last_theorem(text)
    with Console(stderr=True).status("asking Lean…"), open_kernel(settings) as kernel:
        verdict = judge_file(text, name, statement, kernel)
    if as_json:
        _print_json(verdict_document(verdict))
    else:
        Console().print(verdict_view(verdict))
    return verdict.judged.accepted


@app.command(name="eval")
def evaluate(
    dataset: Annotated[Path | None, typer.Argument(metavar="[DATASET.jsonl]")] = None,
    translations: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="replay a language model's recorded translations"),
    ] = None,
    k: Annotated[
        int | None, typer.Option("--k", min=1, help="samples of each translation; all by default")
    ] = None,
    field: Annotated[str, typer.Option(help="solve the english or the fol text")] = "english",
    semantics: Annotated[Semantics | None, typer.Option(help="classical or rules")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="only the first N rows")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="processes")] = 1,
    timeout: Annotated[float | None, typer.Option(min=0.001, metavar="SECONDS")] = None,
    strict: Strict = False,
    lean: AskLean = False,
    fail_under: Annotated[
        float | None, typer.Option(min=0, max=100, help="exit 1 below this accuracy in percent")
    ] = None,
    rows: Annotated[Path | None, typer.Option(metavar="OUT.jsonl", help="one line a row")] = None,
    as_json: AsJson = False,
) -> None:
    """Solve a whole data set: accuracy, certificates, time, and every difference explained."""
    from api.evaluation_run import run_evaluation
    from api.recorded.replay import Plan
    from api.translations_run import replay_translations

    settings = _settings(strict=strict, timeout=timeout, lean=lean)
    if field not in ("english", "fol"):
        raise InputError(f"--field {field} is not known", hint="english or fol")
    if translations is not None:
        plan = Plan(settings, semantics, k, jobs)
        accuracy = replay_translations(translations, dataset, plan, limit, rows, as_json)
        _require(accuracy, fail_under)
        return
    if dataset is None:
        raise InputError("what is to be evaluated?", hint="DATASET.jsonl, or --translations FILE")
    summary = run_evaluation(
        dataset, field, semantics or settings.semantics, settings, limit, jobs, rows, as_json
    )
    _require(summary.accuracy, fail_under)


def _require(accuracy: float, percent: float | None) -> None:
    """Exit with 1 where the accuracy is below what was asked for."""
    if percent is not None and accuracy * 100 < percent:
        _say(f"accuracy {accuracy:.1%} is below {percent}%")
        raise typer.Exit(EXIT_NOT_ANSWERED)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Show versions, settings, and what could be installed besides."""
    from api.doctor import diagnosis, diagnosis_view

    found = diagnosis(load_settings())
    if as_json:
        _print_json(found)
    else:
        Console().print(diagnosis_view(found))


def _settings(*, strict: bool, timeout: float | None, lean: bool) -> Settings:
    """The settings of the environment with what was given on the command line."""
    changed: dict[str, object] = {"presuppose": False} if strict else {}
    if timeout is not None:
        changed["timeout"] = timeout
    if lean:
        changed["ask_lean"] = True
    return load_settings().model_copy(update=changed)


def _starting_lean(settings: Settings) -> AbstractContextManager[object]:
    """A word on standard error while Lean starts, which takes some seconds."""
    if not settings.ask_lean:
        return nullcontext()
    return Console(stderr=True).status("asking Lean…")


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def _say(message: str, excerpt: str = "") -> None:
    from api.console import error_view

    error_view(Console(stderr=True), message, excerpt)


def _fail(message: str, excerpt: str = "") -> NoReturn:
    _say(message, excerpt)
    sys.exit(EXIT_BAD_INPUT)
