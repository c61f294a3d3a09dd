"""What is installed, how the program is configured, what could be added."""

from __future__ import annotations

import platform
import re
import shutil
from importlib.metadata import PackageNotFoundError, version

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.lean.status import status_document
from api.settings import Settings
from prover.check import Z3Session
from search.engines.engine import ENGINE_HINTS, available

__all__ = ["diagnosis", "diagnosis_view"]

_PACKAGES = ("z3-solver", "python-sat", "lark", "lemminflect", "networkx", "pydantic", "typer")
_PASSWORD = re.compile(r"(://[^:/@\s]*:)[^@\s]+@")
_OPTIONAL = {
    "chromium": "used by tests of the HTML page: apt install chromium",
}


_EXTRAS = {
    "openai": "model servers: pip install 'neurosymbolic-prover[llm-client]'",
    "torch": "local models: pip install 'neurosymbolic-prover[llm]'",
    "transformers": "local models: pip install 'neurosymbolic-prover[llm]'",
}


def diagnosis(settings: Settings) -> dict[str, dict[str, str]]:
    """Versions, settings (with their environment variables) and optional tools."""
    return {
        "versions": {
            "prover": _version("neurosymbolic-prover"),
            "python": platform.python_version(),
            "z3": Z3Session.version(),
            **{package: _version(package) for package in _PACKAGES},
        },
        "settings": {
            f"PROVER_{name.upper()}": _without_password(str(value))
            for name, value in settings.model_dump().items()
        },
        "engines": {name: _engine(name) for name in ENGINE_HINTS},
        "lean": status_document(settings),
        "optional": {
            tool: shutil.which(tool) or f"not found ({hint})" for tool, hint in _OPTIONAL.items()
        }
        | {package: _version(package, f" ({hint})") for package, hint in _EXTRAS.items()},
    }


def _engine(name: str) -> str:
    """Version and place of another prover, or how to get it."""
    for engine in available((name,)):
        return f"{engine.version} at {engine.location}"
    return f"not found ({ENGINE_HINTS[name]})"


def _without_password(text: str) -> str:
    """``text``, which may be the URL of a database with a password in it."""
    return _PASSWORD.sub(r"\1…@", text)


def _version(package: str, hint: str = "") -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return f"not installed{hint}"


def diagnosis_view(found: dict[str, dict[str, str]]) -> RenderableType:
    """The diagnosis as tables."""
    parts: list[RenderableType] = []
    for title, rows in found.items():
        table = Table(show_header=False, show_edge=False, pad_edge=False, box=None)
        for name, value in rows.items():
            table.add_row(f"  {name}", value)
        parts += [Text(title, style="bold"), table, Text()]
    return Group(*parts)
