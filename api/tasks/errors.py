"""Errors as they travel from a worker: code, message, hint, and the place where it is known."""

from __future__ import annotations

from dataclasses import asdict

from pydantic import ValidationError

from prover.errors import InputError, ProverError

__all__ = ["error_entry", "invalid_entry"]


def error_entry(error: ProverError) -> dict[str, object]:
    """What ``error`` says, ready for JSON."""
    entry: dict[str, object] = {"code": error.code, "message": error.message, "hint": error.hint}
    if isinstance(error, InputError) and error.position is not None:
        entry["position"] = asdict(error.position)
    return entry


def invalid_entry(error: ValidationError) -> dict[str, object]:
    """The first thing that is wrong with a payload, ready for JSON."""
    first = error.errors(include_url=False)[0]
    return {
        "code": InputError.code,
        "message": str(first["msg"]).removeprefix("Value error, "),
        "hint": "the OpenAPI document says what is expected",
        "field": ".".join(str(part) for part in first["loc"]),
    }
