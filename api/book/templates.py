"""Templates, styles and scripts of the book: those of the exported pages, and its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

__all__ = ["assets", "rendered"]

_WORDS = re.compile(
    r"(?P<comment>--[^\n]*|/-.*?-/)|\b(?P<keyword>theorem|def|inductive|structure|instance|abbrev|"
    r"namespace|end|section|variable|where|match|with|fun|intro|exact|have|show|from|by|let|in|"
    r"open|import|induction|cases|rfl|deriving|axiom|example|lemma)\b",
    re.DOTALL,
)


def rendered(name: str, context: Mapping[str, object]) -> str:
    """The text of a page."""
    return _environment().get_template(f"{name}.html").render(context)


@lru_cache(maxsize=1)
def assets() -> Mapping[str, str]:
    """The files that all pages of a book share, by name."""
    own, shared = files("api.book") / "pages", files("prover.export") / "page"

    def joined(*names: str) -> str:
        return "\n".join(
            ((own if name.startswith("book") else shared) / name).read_text("utf-8")
            for name in names
        )

    return {
        "book.css": joined("base.css", "page.css", "book.css"),
        "book.js": joined("book.js"),
        "graph.js": joined("drawing.js", "page.js"),
        "theme.js": joined("theme.js"),
    }


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [PackageLoader("api.book", "pages"), PackageLoader("prover.export", "page")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lean"] = _lean
    return environment


def _lean(source: str) -> Markup:
    """Lean with its keywords and comments marked."""
    parts, at = [], 0
    for found in _WORDS.finditer(source):
        parts.append(escape(source[at : found.start()]))
        kind = "i" if found["comment"] is not None else "b"
        parts.append(Markup("<{0}>{1}</{0}>").format(Markup(kind), found[0]))
        at = found.end()
    return Markup("").join((*parts, escape(source[at:])))
