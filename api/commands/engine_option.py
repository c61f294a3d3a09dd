"""``--engine``: where work is done, for the commands that leave it to others."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

__all__ = ["EngineName", "EngineOption"]


class EngineName(StrEnum):
    """Processes of this machine, or actors of a Ray cluster (``PROVER_RAY_ADDRESS``)."""

    LOCAL = "local"
    RAY = "ray"


EngineOption = Annotated[
    EngineName | None, typer.Option(help="where work is done: this machine, or a Ray cluster")
]
