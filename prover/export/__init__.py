"""Answers for others to read: JSON, HTML, Markdown, DOT, TSTP and Lean.

Each writer is imported when it is first used, so that a JSON answer costs neither the
template engine nor networkx.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prover.export.answers import answer_from_document
    from prover.export.document import to_document
    from prover.export.dot import to_dot
    from prover.export.evidence import from_document
    from prover.export.html import to_html
    from prover.export.lean import to_lean
    from prover.export.markdown import to_markdown
    from prover.export.places import DocumentError
    from prover.export.tstp import to_tstp

__all__ = [
    "DocumentError",
    "answer_from_document",
    "from_document",
    "to_document",
    "to_dot",
    "to_html",
    "to_lean",
    "to_markdown",
    "to_tstp",
]

_MODULES = {
    "DocumentError": "places",
    "answer_from_document": "answers",
    "from_document": "evidence",
    "to_document": "document",
    "to_dot": "dot",
    "to_html": "html",
    "to_lean": "lean",
    "to_markdown": "markdown",
    "to_tstp": "tstp",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
