"""What there is: example problems, and the engines that are installed."""

from __future__ import annotations

import asyncio
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from api.lean.status import status_document
from api.reading.language import Language
from api.rest.accept import NegotiatedRoute
from api.rest.context import Service
from api.rest.openapi import answers, reference
from api.rest.proofs import as_json
from api.settings import Settings
from api.wire import Engine, Engines, Theories, Theory
from search.strategy.catalogue import STRATEGIES

__all__ = ["engines_of", "router", "shipped_theories"]

router = APIRouter(tags=["server"], route_class=NegotiatedRoute)

_THEORIES: dict[str, Any] = {"application/json": reference(Theories)}
_ENGINES: dict[str, Any] = {"application/json": reference(Engines)}


@router.get(
    "/v1/theories",
    operation_id="listTheories",
    summary="Example problems",
    responses=answers(_THEORIES),
)
async def list_theories() -> Response:
    """Problems that the program ships, ready to be sent as ``text``."""
    return as_json(await asyncio.to_thread(shipped_theories))


@router.get(
    "/v1/engines",
    operation_id="listEngines",
    summary="What is installed",
    responses=answers(_ENGINES),
)
async def list_engines(rest: Service) -> Response:
    """What searches, checks and translates here, with versions."""
    return as_json(await asyncio.to_thread(engines_of, rest.settings))


_LANGUAGES = {
    ".p": Language.TPTP,
    ".smt2": Language.SMTLIB,
    ".lean": Language.LEAN,
    ".txt": Language.AUTO,
}


def shipped_theories() -> Theories:
    """The example problems, by name."""
    here = Path(__file__).parents[1]
    shipped = here / "examples"
    folder = shipped if shipped.is_dir() else here.parent / "data" / "examples"
    return Theories(
        theories=[
            Theory(
                name=path.stem,
                language=_LANGUAGES[path.suffix],
                text=path.read_text("utf-8"),
            )
            for path in sorted(folder.iterdir())
            if path.suffix in _LANGUAGES
        ]
    )


def engines_of(settings: Settings) -> Engines:
    """What a server with these settings can use."""
    lean = status_document(settings)
    has_lean, fix = bool(lean["chosen"]), lean["fix"]
    own = version("neurosymbolic-prover")
    return Engines(
        version=own,
        engines=[
            *(_ours(name, "search") for name in ("chaining", "saturation")),
            _package("models", "search", "python-sat"),
            *(_ours(f"lean-{name}", "search", has_lean, fix) for name in STRATEGIES),
            _package("z3", "check", "z3-solver"),
            Engine(
                name="lean", role="check", available=has_lean, version=lean["chosen"],
                hint="" if has_lean else fix,
            ),
            _ours("controlled", "translate"),
            _ours("model", "translate", bool(settings.model), "set PROVER_MODEL"),
        ],
    )  # fmt: skip


def _ours(name: str, role: str, available: bool = True, hint: str = "") -> Engine:
    own = version("neurosymbolic-prover")
    hint = "" if available else hint
    return Engine(name=name, role=role, available=available, version=own, hint=hint)


def _package(name: str, role: str, package: str) -> Engine:
    try:
        return Engine(name=name, role=role, available=True, version=version(package))
    except PackageNotFoundError:
        return Engine(name=name, role=role, available=False, hint=f"pip install {package}")
