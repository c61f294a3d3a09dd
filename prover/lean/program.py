"""The tactic server as the one file that ``lean --run`` takes.

``lean/TacticServer`` is a small Lean project of several modules.  The embedded build cannot
load compiled modules of its own, so they are joined here: imports first, then each module
as a section, after those that it imports.
"""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["lean_folder", "server_program"]

_IMPORT = re.compile(r"import (\S+)")


def lean_folder() -> Path:
    """The Lean project: inside the installed package, or beside it in a checkout."""
    here = Path(__file__).parent
    shipped = here / "project"
    return shipped if shipped.is_dir() else here.parents[1] / "lean"


def server_program(folder: Path | None = None) -> str:
    """The text of the whole server."""
    root = folder or lean_folder()
    imports: dict[str, None] = {}
    sections: dict[str, str] = {}

    def add(module: str) -> None:
        if module in sections:
            return
        lines = (root / f"{module.replace('.', '/')}.lean").read_text("utf-8").splitlines()
        own = [match[1] for line in lines if (match := _IMPORT.fullmatch(line))]
        for name in own:
            if name.startswith("TacticServer"):
                add(name)
            else:
                imports.setdefault(name)
        body = "\n".join(line for line in lines if not _IMPORT.fullmatch(line))
        sections[module] = f"section\n{body}\nend\n"

    add("TacticServer.Main")
    header = "\n".join(f"import {name}" for name in imports)
    return "\n".join([header, *sections.values()])
