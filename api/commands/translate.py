"""``prover translate``: how each sentence was understood."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer
from rich.console import Console

from api.commands.options import AsJson, By, File, InLanguage, Samples, leave, print_json
from api.reading.language import Language
from api.shown.notation import Notation
from prover.errors import InputError

__all__ = ["translate_command"]


def translate_command(
    file: File,
    as_json: AsJson = False,
    language: InLanguage = Language.AUTO,
    to: Annotated[
        Notation | None, typer.Option(help="print the problem in this notation instead")
    ] = None,
    translator: By = None,
    k: Samples = None,
) -> None:
    """Show how each sentence was understood: formula, English again, notes."""
    from api.by_model import judges_options
    from api.commands.settings_given import by
    from api.commands.translator import answer_by_model
    from api.reading.problems import read_question
    from api.settings import load_settings
    from api.shown.in_notation import in_notation
    from api.shown.translation import translation_document, translation_view

    settings = by(load_settings(), translator, k)
    question = read_question(file, settings, language)
    problem, translation = question.problem, dict[str, object]()
    if judges_options(question, settings):
        raise InputError("options are judged, not shown", hint="prover solve --json has both")
    if settings.translator == "model":
        answer, translation = answer_by_model(question, settings)
        problem = replace(answer.problem, warnings=answer.warnings)
    if to is not None:
        print(in_notation(problem, to))
    elif as_json:
        print_json({**translation_document(problem), **translation})
    else:
        Console().print(translation_view(problem))
    failed = bool(problem.untranslated)
    raise leave(not failed)
