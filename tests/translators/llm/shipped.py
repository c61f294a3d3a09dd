"""Where our own model lies, and what it needs."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

MODEL = Path(__file__).parents[3] / "data" / "models" / "bytes-fol-t5"

needs_model = pytest.mark.skipif(
    not all(find_spec(name) for name in ("torch", "transformers", "llguidance")),
    reason="torch, transformers or llguidance is not installed",
)
