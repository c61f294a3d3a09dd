"""The one place where the program is configured: environment variables ``PROVER_…``."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from prover.answer import Semantics

__all__ = ["Settings"]


class Settings(BaseSettings):
    """Defaults of every face of the program; ``prover doctor`` shows them."""

    model_config = SettingsConfigDict(env_prefix="PROVER_", frozen=True, extra="ignore")

    timeout: float = Field(default=10.0, gt=0, description="seconds for one problem")
    semantics: Semantics = Field(default=Semantics.CLASSICAL, description="classical or rules")
    step_rlimit: int = Field(
        default=2_000_000, gt=0, description="Z3 resource units for one proof step"
    )
    step_timeout_ms: int = Field(default=2_000, gt=0, description="milliseconds for one proof step")
    max_input_bytes: int = Field(default=1_000_000, gt=0, description="largest input file")
    max_readings: int = Field(
        default=8, gt=0, description="readings of ambiguous sentences compared"
    )
