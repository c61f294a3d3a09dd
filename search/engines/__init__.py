"""Other provers that race beside our own engine; what they find becomes our proof or model."""

from search.engines.engine import ENGINE_HINTS, Engine, available
from search.engines.race import Race
from search.engines.strategies import SCHEDULE, Strategy

__all__ = ["ENGINE_HINTS", "SCHEDULE", "Engine", "Race", "Strategy", "available"]
