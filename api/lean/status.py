"""What there is of Lean on this machine, and what to do about what is missing."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.lean.kernel import lean_options
from api.settings import Settings
from prover.lean.toolchain import status

__all__ = ["status_document", "status_view"]


def status_document(settings: Settings) -> dict[str, str]:
    """The state of Lean, ready for JSON; ``chosen`` is empty when there is none to ask."""
    options = lean_options(settings)
    found = status(options.choice, options.cache, options.project)
    writable = "" if found.cache_writable else " (cannot be written)"
    return {
        "chosen": found.toolchain.description if found.toolchain else "",
        "native": found.native,
        "embedded": found.embedded,
        "node": found.node,
        "cache": f"{found.cache}{writable}",
        "limits": found.toolchain.limits if found.toolchain else "",
        "fix": found.fix,
    }


def status_view(found: dict[str, str]) -> RenderableType:
    """The same in lines."""
    chosen = found["chosen"]
    words, style = (f"✓ {chosen}", "bold green") if chosen else ("✗ no Lean", "bold red")
    table = Table(show_header=False, show_edge=False, pad_edge=False, box=None)
    for name, value in found.items():
        if name != "chosen" and value:
            table.add_row(f"  {name}", value)
    return Group(Text(words, style=style), table)
