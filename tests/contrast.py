"""Contrast of colours as WCAG 2.2 computes it."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["contrast", "shades"]


def shades(style: str, scheme: str) -> Mapping[str, str]:
    """The colours that a style sheet names, as they are in the ``light`` or ``dark`` scheme."""
    pairs = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", style)
    return {name: dark if scheme == "dark" else light for name, light, dark in pairs}


def contrast(first: str, second: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
