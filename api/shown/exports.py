"""The forms that an answer can be shown in, and files of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from api.reading.files import write_whole
from prover import export
from prover.answer import Answer

__all__ = ["FORMATS", "write_exports"]

FORMATS: Mapping[str, Callable[[Answer], str]] = {
    "html": lambda answer: export.to_html(answer),
    "dot": lambda answer: export.to_dot(answer),
    "markdown": lambda answer: export.to_markdown(answer),
    "tstp": lambda answer: export.to_tstp(answer),
    "lean": lambda answer: export.to_lean(answer),
}
"""Writers by the name of their form; each is imported when it is first used."""


def write_exports(answer: Answer, wanted: Mapping[str, Path | None]) -> None:
    """Write the requested files, each complete or not at all.

    Raises:
        InputError: a file cannot be written.
        ProverError: a form cannot say what the answer holds.
    """
    for form, path in wanted.items():
        if path is not None:
            write_whole(path, FORMATS[form](answer))
