"""The style and the scripts of the pages: files of this package, known by their contents.

Their addresses carry a digest, so that browsers keep them for good and still see every change.
Those that the exported proof page has, too, are read from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType

from fastapi import APIRouter
from starlette.responses import Response

from api.rest.errors import NoSuchPage

__all__ = ["address_of", "router"]

router = APIRouter(include_in_schema=False)

_SHARED = ("base.css", "page.css", "theme.js", "drawing.js", "page.js")
_OWN = ("web.css", "web.js", "live.js")
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_FOR_GOOD = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
async def static_file(name: str) -> Response:
    """One of the files."""
    content = _contents().get(name)
    if content is None:
        raise NoSuchPage("there is no such file")
    kind = _TYPES[name.rpartition(".")[2]]
    return Response(content, media_type=kind, headers={"Cache-Control": _FOR_GOOD})


def address_of(name: str) -> str:
    """Where the file of that name is found as it is now."""
    return f"/static/{name}?v={sha256(_contents()[name]).hexdigest()[:12]}"


@lru_cache(maxsize=1)
def _contents() -> Mapping[str, bytes]:
    own, shared = files("api.web") / "static", files("prover.export") / "page"
    contents = {name: (shared / name).read_bytes() for name in _SHARED}
    return MappingProxyType(contents | {name: (own / name).read_bytes() for name in _OWN})
