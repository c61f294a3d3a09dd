"""One self-contained HTML page: the answer, its proof graph, its models, nothing fetched.

The page carries a Content-Security-Policy that allows exactly its own style sheet and its
own script, by their hashes.  All text is escaped by the template engine; there is no
inline style or handler, so nothing a sentence says can become code.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from prover.answer import Answer
from prover.export.page_view import page_view

__all__ = ["to_html"]

_PAGE = files("prover.export") / "page"


def to_html(answer: Answer) -> str:
    """``answer`` as one HTML page that needs no network and works from a file."""
    style = "".join(map(_read, ("base.css", "page.css")))
    script = "".join(map(_read, ("theme.js", "drawing.js", "page.js")))
    return _template().render(
        page=page_view(answer),
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@lru_cache(maxsize=8)
def _read(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("prover.export", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
