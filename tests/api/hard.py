"""A problem that no search of ours ends: addition commutes, without induction to prove it by."""

from __future__ import annotations

__all__ = ["ADDITION_COMMUTES"]

ADDITION_COMMUTES = {
    "premises": [
        "∀x ∀y (s(x) = s(y) → x = y)",
        "∀x ¬(s(x) = zero)",
        "∀x (add(x, zero) = x)",
        "∀x ∀y (add(x, s(y)) = s(add(x, y)))",
    ],
    "goal": "∀x ∀y (add(x, y) = add(y, x))",
    "language": "fol",
}
"""Neither does a finite model say that it is open: numbers that differ have no end."""
