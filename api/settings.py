"""The one place where the program is configured: environment variables ``PROVER_…``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from prover.errors import InputError
from prover.semantics import Semantics
from search.engines.engine import ENGINE_HINTS

__all__ = ["Settings", "engines_in", "load_settings"]


class Settings(BaseSettings):
    """Defaults of every face of the program; ``prover doctor`` shows them."""

    model_config = SettingsConfigDict(
        env_prefix="PROVER_", frozen=True, extra="ignore", protected_namespaces=("settings_",)
    )

    timeout: float = Field(default=10.0, gt=0, description="seconds for one problem")
    options_timeout: float = Field(
        default=3.0, gt=0, description="seconds for judging the options of one constraint problem"
    )
    semantics: Semantics = Field(default=Semantics.CLASSICAL, description="classical or rules")
    presuppose: bool = Field(
        default=True, description="use what a text takes for granted where it is open otherwise"
    )
    engines: str = Field(
        default="auto",
        description="other provers beside ours: auto, off, or some of e,vampire,z3,cvc5",
    )
    step_rlimit: int = Field(
        default=2_000_000, gt=0, description="Z3 resource units for one proof step"
    )
    step_timeout_ms: int = Field(default=2_000, gt=0, description="milliseconds for one proof step")
    max_input_bytes: int = Field(default=1_000_000, gt=0, description="largest input file")
    max_theory_bytes: int = Field(
        default=100_000_000,
        gt=0,
        description="largest TPTP or SMT-LIB file, with all it includes, or derivation",
    )
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
    model: str = Field(
        default="", description="openai:NAME, hf:FOLDER, cassette:FILE, or nothing for no model"
    )
    model_url: str = Field(
        default="http://127.0.0.1:8000/v1",
        pattern=r"^https?://",
        description="the OpenAI-compatible server that openai:NAME is asked of",
    )
    model_key: SecretStr = Field(default=SecretStr(""), description="the server's key; never shown")
    model_timeout: float = Field(default=120.0, gt=0, description="seconds for one reply")
    model_tries: int = Field(default=4, gt=0, description="times that a failing server is asked")
    model_tokens: int = Field(default=512, gt=0, description="longest reply in tokens")
    model_temperature: float = Field(default=0.8, ge=0, description="0 gives one answer only")
    translator: Literal["controlled", "model"] = Field(
        default="controlled", description="who reads English: the controlled grammar, or the model"
    )
    model_style: Literal["formulas", "rules", "constraints"] = Field(
        default="formulas", description="what the model writes; constraints judge options"
    )
    model_samples: int = Field(default=5, gt=0, le=100, description="translations of one text")
    model_rounds: int = Field(
        default=1, ge=0, description="times that a translation is sent back with its errors"
    )
    model_declares: bool = Field(
        default=False, description="let later translations use the names of the first"
    )
    model_grammar: Literal["guided_grammar", "structured_outputs", "grammar"] = Field(
        default="guided_grammar",
        description="how the server takes a grammar: vLLM's two ways, or llama.cpp's",
    )
    model_device: str = Field(default="cpu", description="where hf:FOLDER runs: cpu, cuda, cuda:1")
    model_dtype: str = Field(default="auto", description="of hf:FOLDER: auto, float32, bfloat16 …")
    embeddings: str = Field(
        default="",
        pattern=r"^((st|byt5):.+)?$",
        description="embed premises: st:NAME (sentence-transformers), byt5:FOLDER, or nothing",
    )
    model_record: Path | None = Field(
        default=None, description="a cassette to which every question and answer is added"
    )
    engine: Literal["local", "ray"] = Field(
        default="local", description="where work is done: processes of this machine, or Ray"
    )
    ray_address: str = Field(
        default="", description="the Ray cluster: ray://HOST:PORT, auto, or nothing to start one"
    )
    lease_seconds: float = Field(
        default=15.0,
        ge=1,
        description="a server that has not been heard of for so long has lost its jobs",
    )
    max_budget: float = Field(default=60.0, gt=0, description="most seconds that a job may ask for")
    max_queued: int = Field(default=1_000, gt=0, description="jobs that may wait; more are refused")
    result_cache_mb: int = Field(default=64, ge=0, description="MiB of answers kept at hand")
    store: str = Field(
        default="sqlite:///~/.local/share/neurosymbolic-prover/jobs.db",
        pattern=r"^(sqlite|postgresql)(\+\w+)?://",
        description="the database of jobs: sqlite:///FILE or postgresql://…",
    )
    worker_memory_mb: int = Field(
        default=2_048, ge=256, description="MiB for one worker, without the Lean it may start"
    )
    workers: int = Field(default=2, gt=0, description="processes that do the work of the server")
    host: str = Field(default="127.0.0.1", description="where the server listens")
    port: int = Field(default=8642, ge=0, le=65535, description="its port; 0 takes a free one")
    allowed_hosts: tuple[str, ...] = Field(
        default=(), description="names the server may be called by, as a JSON list"
    )
    body_limit: int = Field(default=1_048_576, gt=0, description="bytes of one request to it")
    rate: float = Field(default=200, gt=0, description="requests a second for one key or address")
    rate_burst: int = Field(default=400, gt=0, description="requests at once, above the rate")
    concurrent: int = Field(default=128, gt=0, description="open requests of one key or address")
    history: bool = Field(default=True, description="let callers list what they have asked")

    @field_validator("engines")
    @classmethod
    def _known_engines(cls, value: str) -> str:
        engines_in(value)
        return value

    @property
    def engine_names(self) -> tuple[str, ...]:
        """The engines that may take part in a race, ``auto`` for all that are installed."""
        return engines_in(self.engines)


def engines_in(text: str) -> tuple[str, ...]:
    """The names in a list of engines, ``auto`` among them; none for ``off``.

    Raises:
        ValueError: there is no such engine.
    """
    if text == "off":
        return ()
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    for name in names:
        if name not in ENGINE_HINTS and names != ("auto",):
            known = ", ".join(ENGINE_HINTS)
            raise ValueError(f"no engine is called '{name}': auto, off, or some of {known}")
    return names


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
