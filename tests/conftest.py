"""Settings that all tests share."""

from __future__ import annotations

import os

from hypothesis import settings

# Machines differ in speed, so no single example has a deadline; CI sees the same examples
# every time, a developer sees new ones.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")
