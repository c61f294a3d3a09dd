"""``prover doctor``: what is installed, how it is configured, what could be added."""

from __future__ import annotations

from rich.console import Console

from api.commands.options import AsJson, print_json

__all__ = ["doctor_command"]


def doctor_command(as_json: AsJson = False) -> None:
    """Show versions, settings, and what could be installed besides."""
    from api.settings import load_settings
    from api.shown.diagnosis import diagnosis, diagnosis_view

    found = diagnosis(load_settings())
    if as_json:
        print_json(found)
    else:
        Console().print(diagnosis_view(found))
