"""The one place where the program is configured: environment variables ``PROVER_…``."""

from __future__ import annotations

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
