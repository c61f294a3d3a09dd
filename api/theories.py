"""The theories that come with the program, and those in files."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from api.reading.files import load_text
from api.settings import Settings, load_settings
from prover.errors import ProverError
from prover.theory import Theory
from prover.theory.reader import read_theory

__all__ = ["UnknownTheory", "builtin_theories", "open_theory"]

_SUFFIX = ".theory"


class UnknownTheory(ProverError):
    """Neither a theory of the program nor a file has the name."""

    code = "unknown-theory"


def builtin_theories() -> Mapping[str, Path]:
    """The files of the theories that come with the program, by name."""
    here = Path(__file__).parent
    shipped = here / "theories_data"
    folder = shipped if shipped.is_dir() else here.parent / "data" / "theories"
    return {path.stem: path for path in sorted(folder.glob(f"*{_SUFFIX}"))}


def open_theory(name: str, settings: Settings | None = None) -> Theory:
    """The theory called ``name``, which is one of the program's or a file (``-``: standard input).

    Args:
        name: ``peano``, or the path of a ``.theory`` file.
        settings: limits of size; those of the environment if none are given.

    Raises:
        UnknownTheory: there is no such theory and no such file.
        InputError: the file cannot be read, is too large or is not UTF-8.
        TheorySyntaxError: the file is no theory; the error says where.
    """
    known = builtin_theories()
    if name in known:
        return read_theory(known[name].read_text("utf-8"), name)
    path = Path(name)
    if name != "-" and not path.exists() and path.suffix != _SUFFIX:
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"
        raise UnknownTheory(f"no theory and no file is called {name}", hint=hint)
    called = "theory" if name == "-" else path.stem
    return read_theory(load_text(name, settings or load_settings()), called)
