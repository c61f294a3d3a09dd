"""``prover eval``: whole data sets, measured against their gold labels."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.commands.options import AsJson, AskLean, Strict, Timeout, leave
from prover.errors import InputError
from prover.semantics import Semantics

__all__ = ["evaluate_command"]


def evaluate_command(
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
    timeout: Timeout = None,
    strict: Strict = False,
    lean: AskLean = False,
    fail_under: Annotated[
        float | None, typer.Option(min=0, max=100, help="exit 1 below this accuracy in percent")
    ] = None,
    rows: Annotated[Path | None, typer.Option(metavar="OUT.jsonl", help="one line a row")] = None,
    as_json: AsJson = False,
) -> None:
    """Solve a whole data set: accuracy, certificates, time, and every difference explained."""
    from api.commands.settings_given import settings_with
    from api.evaluation.run import run_evaluation
    from api.evaluation.translations import replay_translations
    from api.recorded.replay import Plan

    settings = settings_with(strict=strict, timeout=timeout, lean=lean)
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
    from api.shown.errors import error_view

    if percent is not None and accuracy * 100 < percent:
        error_view(Console(stderr=True), f"accuracy {accuracy:.1%} is below {percent}%")
        raise leave(False)
