"""Generative Logic's files: a configuration, and the definitions that it names."""

from __future__ import annotations

from pathlib import Path

from api.reading.files import load_text
from api.settings import Settings
from prover.errors import InputError
from prover.theory import Theory
from translators.mpl import read_mpl

__all__ = ["open_configuration"]

_FOLDERS = (".", "../definitions")
"""Where definitions lie, seen from a configuration."""

_SUFFIXES = (".mpl", ".txt")
"""Definitions have been called .txt before they were called .mpl."""


def open_configuration(file: str, settings: Settings, statements: str = "") -> Theory:
    """The theory of the configuration in ``file``, ``ConfigPeano.json`` say.

    Args:
        file: definitions lie beside it, or in the folder ``definitions`` beside its own.
        settings: limits of size.
        statements: what is to be proved, as :func:`translators.mpl.read_mpl` reads it.

    Raises:
        InputError: a file is missing, or is not what it should be.
    """
    path = Path(file)
    text = load_text(file, settings)
    called = path.stem.removeprefix("Config")
    anchor = f"Anchor{called}" if f'"Anchor{called}"' in text else ""

    def load(name: str) -> str:
        return load_text(str(_definition(path.parent, name)), settings)

    return read_mpl(text, load, statements, anchor, called.lower())


def _definition(folder: Path, name: str) -> Path:
    """The file of a definition that a configuration calls ``name``."""
    for beside in _FOLDERS:
        for suffix in (Path(name).suffix, *_SUFFIXES):
            path = folder / beside / Path(name).with_suffix(suffix)
            if path.is_file():
                return path
    hint = f"it should lie in the folder {folder}, or in definitions beside it"
    raise InputError(f"the definition {name} is missing", hint=hint)
