"""The one place where the program is configured: environment variables ``PROVER_…``."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from prover.answer import Semantics
from prover.errors import InputError

__all__ = ["Settings", "load_settings"]


class Settings(BaseSettings):
    """Defaults of every face of the program; ``prover doctor`` shows them."""

    model_config = SettingsConfigDict(env_prefix="PROVER_", frozen=True, extra="ignore")

    timeout: float = Field(default=10.0, gt=0, description="seconds for one problem")
    semantics: Semantics = Field(default=Semantics.CLASSICAL, description="classical or rules")
    presuppose: bool = Field(
        default=True, description="use what a text takes for granted where it is open otherwise"
    )
    step_rlimit: int = Field(
        default=2_000_000, gt=0, description="Z3 resource units for one proof step"
    )
    step_timeout_ms: int = Field(default=2_000, gt=0, description="milliseconds for one proof step")
    max_input_bytes: int = Field(default=1_000_000, gt=0, description="largest input file")
    max_readings: int = Field(
        default=8, gt=0, description="readings of ambiguous sentences compared"
    )
    ask_lean: bool = Field(default=False, description="let the Lean kernel check every answer")
    lean: str = Field(
        default="auto", description="auto, native, embedded, off, or the path of a lean executable"
    )
    lean_cache: Path = Field(
        default=Path("~/.cache/neurosymbolic-prover/lean"), description="the embedded Lean"
    )
    lean_project: Path | None = Field(default=None, description="a lake project to import from")
    lean_imports: tuple[str, ...] = Field(
        default=("Init",), description="modules that Lean imports, as a JSON list"
    )
    lean_timeout: float = Field(default=60.0, gt=0, description="seconds for one request to Lean")
    lean_heartbeats: int = Field(
        default=20_000, gt=0, description="Lean's own budget for one request (maxHeartbeats)"
    )
    lean_memory_mb: int = Field(default=3_500, gt=0, description="MiB for one Lean process")
    lean_sandbox: bool = Field(default=True, description="run Lean confined; false is unsafe")


def load_settings() -> Settings:
    """The settings from the environment.

    Raises:
        InputError: an environment variable has a value that makes no sense.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise InputError(
            f"PROVER_{name}={first['input']}: {first['msg']}", hint="see prover doctor"
        ) from None
