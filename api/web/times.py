"""Times as people say them."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["ago", "moment"]

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def ago(at: datetime) -> str:
    """How long ago ``at`` was: ``3 minutes ago``."""
    seconds = (datetime.now(UTC) - at).total_seconds()
    for size, unit in _UNITS:
        if seconds >= size:
            number = int(seconds // size)
            return f"{number} {unit}{'' if number == 1 else 's'} ago"
    return "just now"


def moment(at: datetime) -> str:
    """The time itself: ``2026-11-26 01:30 UTC``."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
