"""A search tree as one self-contained HTML page: what was tried, why, and what came of it."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

__all__ = ["search_page"]

_MARKS = {"proved": "✓", "failed": "✗", "open": "…"}


def search_page(document: dict[str, Any]) -> str:
    """The page for the outcome of a search, as :func:`api.searching.run.lean_document` has it.

    A state that several actions lead to is shown below the one that is part of the proof, or
    else below the first of them.
    """
    folder = files("api.searching")
    style = (folder / "page.css").read_text("utf-8")
    nodes = document["tree"]["nodes"]
    owner: dict[int, tuple[int, str]] = {}
    ways = [(node["id"], edge) for node in nodes for edge in node["edges"]]
    for number, edge in sorted(ways, key=lambda way: not way[1]["in_proof"]):
        for child in edge["children"]:
            owner.setdefault(child, (number, edge["action"]))
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((folder / "page.html").read_text("utf-8")).render(
        found=document,
        nodes=nodes,
        owner=owner,
        marks=_MARKS,
        style=Markup(style),
        digest=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
    )
