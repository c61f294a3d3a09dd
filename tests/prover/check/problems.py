"""Problems whose proofs the checker tests break."""

from __future__ import annotations

from prover.logic.reader import parse_formulas
from prover.logic.syntax import Formula

__all__ = ["PROBLEMS", "problem"]

PROBLEMS: dict[str, tuple[list[str], str]] = {
    "a chain": (
        ["P(a)", "∀x (P(x) → Q(x))", "∀x (Q(x) → R(x))", "∀x (R(x) → ¬S(x))"],
        "¬S(a)",
    ),
    "two conditions": (
        ["P(a)", "Q(a)", "∀x (P(x) ∧ Q(x) → R(x))", "∀x (R(x) → T(x, b))"],
        "T(a, b)",
    ),
    "by cases": (["P(a) ∨ Q(a)", "∀x (Q(x) → R(x))", "∀x (P(x) → R(x))"], "R(a)"),
    "a general goal": (["∀x (P(x) → Q(x))", "∀x (Q(x) → R(x))"], "∀x (P(x) → R(x))"),
    "existence": (["∀x ∃y L(x, y)", "∀x ∀y (L(x, y) → M(y, x))"], "∀x ∃y M(y, x)"),
    "by contradiction": (
        ["∀x ∃y (L(x, y) ∧ P(y))", "∀x ∀y (L(x, y) ∧ P(y) → Q(x))"],
        "∃x (Q(x) ∧ ∃y P(y))",
    ),
    "equality": (["a = b", "∀x (P(x) → Q(x))", "P(a)"], "Q(b)"),
}


def problem(name: str) -> tuple[dict[str, Formula], Formula]:
    """Premises by name, and the goal."""
    premises, goal = PROBLEMS[name]
    formulas = parse_formulas([*premises, goal]).formulas
    return {f"p{n}": f for n, f in enumerate(formulas[:-1], start=1)}, formulas[-1]
