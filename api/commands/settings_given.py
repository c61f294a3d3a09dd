"""The settings of the environment, with what was given on the command line."""

from __future__ import annotations

from pathlib import Path

from api.settings import Settings, engines_in, load_settings
from prover.errors import InputError
from prover.semantics import Semantics

__all__ = ["by", "lean_settings", "settings_given", "settings_with"]


def settings_given(**given: object) -> Settings:
    """The settings with each of ``given`` in its place; ``None`` changes nothing."""
    changed = {name: value for name, value in given.items() if value is not None}
    return load_settings().model_copy(update=changed)


def settings_with(
    *,
    strict: bool,
    timeout: float | None,
    lean: bool,
    engines: str | None = None,
    semantics: Semantics | None = None,
) -> Settings:
    """The settings for whoever decides and checks.

    Raises:
        InputError: there is no such engine.
    """
    if engines is not None:
        try:
            engines_in(engines)
        except ValueError as error:
            raise InputError(str(error), hint="see prover doctor") from None
    return settings_given(
        presuppose=False if strict else None,
        timeout=timeout,
        ask_lean=lean or None,
        engines=engines,
        semantics=semantics,
    )


def lean_settings(
    project: Path | None = None, *, unsafe: bool = False, model: str | None = None
) -> Settings:
    """The settings for whoever asks Lean, and a language model besides."""
    return settings_given(lean_project=project, lean_sandbox=False if unsafe else None, model=model)


def by(
    settings: Settings, translator: str | None, k: int | None, style: str | None = None
) -> Settings:
    """The settings with who translates, how often, and into what; ``None`` changes nothing.

    Raises:
        InputError: there is no such translator or style, or the style is not a model's.
    """
    if translator not in (None, "controlled", "model"):
        raise InputError(f"--translator {translator} is not known", hint="controlled or model")
    if style not in (None, "formulas", "rules", "constraints"):
        raise InputError(f"--style {style} is not known", hint="formulas, rules or constraints")
    given = {"translator": translator, "model_samples": k, "model_style": style}
    changed = {name: value for name, value in given.items() if value is not None}
    updated = settings.model_copy(update=changed)
    if style is not None and updated.translator != "model":
        raise InputError(f"only a model writes {style}", hint="add --translator model")
    return updated
