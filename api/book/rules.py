"""The rules of inference, explained to readers: what each does, with an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prover.export.prose import RULE_WORDS
from prover.proof import Rule

__all__ = ["RuleView", "rule_views"]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule: its name, what it does in a few words, why it may be used, an example."""

    name: str
    words: str
    explanation: str
    premises: tuple[str, ...]
    conclusion: str
    used: int


_EXPLAINED: Mapping[Rule, tuple[str, tuple[str, ...], str]] = {
    Rule.PREMISE: (
        "A fact of the theory (an axiom, a case of a definition, what holds of a datatype) or "
        "an earlier theorem, repeated word for word. The checker compares it with the original.",
        (),
        "x + 0 = x",
    ),
    Rule.INDUCTION: (
        "What holds of everything that the constructors of a sort build holds of all of the sort. "
        "Each constructor gives one obligation: the statement for what it builds, assuming the "
        "statement for the arguments that have the sort themselves. The checker writes the "
        "obligations itself and compares.",
        ("0 + 0 = 0", "0 + y = y → 0 + S(y) = S(y)"),
        "0 + x = x",
    ),
    Rule.DEMODULATION: (
        "A part of a term is replaced by what an equation says it equals. The equation is a case "
        "of a definition, a theorem, or a hypothesis.",
        ("x + S(y) = S(x + y)", "0 + y = y"),
        "0 + S(y) = S(y)",
    ),
    Rule.SUPERPOSITION: (
        "Equals are put for equals inside another statement, after both were made to fit.",
        ("f(x) = x", "P(f(a))"),
        "P(a)",
    ),
    Rule.INFERENCE: (
        "The conclusion follows in first-order logic; the checker has it confirmed by an "
        "independent solver. Typical uses: quantifiers reordered, two cases joined.",
        ("C → G", "¬C → G"),
        "G",
    ),
    Rule.INSTANTIATION: (
        "What holds of everything holds of this.",
        ("x + 0 = x",),
        "S(0) + 0 = S(0)",
    ),
    Rule.NEGATED_CLAIM: (
        "The opposite of the claim is assumed. If that leads to a contradiction, the claim holds.",
        (),
        "¬(x ≤ x)",
    ),
    Rule.CONTRADICTION: (
        "Two statements that cannot both be true.",
        ("P(a)", "¬P(a)"),
        "⊥",
    ),
    Rule.CONCLUSION: (
        "The claim, after everything that it needs has been shown.",
        ("⊥ from the opposite of G",),
        "G",
    ),
    Rule.RESOLUTION: (
        "One statement says that A or B holds, another that A fails: so B holds.",
        ("A ∨ B", "¬A"),
        "B",
    ),
    Rule.UNIT_RESULTING_RESOLUTION: (
        "A rule is applied: all its conditions are known to hold.",
        ("P(x) ∧ Q(x) → R(x)", "P(a)", "Q(a)"),
        "R(a)",
    ),
    Rule.FACTORING: (
        "Two alternatives that are made equal count as one.",
        ("P(x) ∨ P(a)",),
        "P(a)",
    ),
    Rule.EQUALITY_RESOLUTION: (
        "Everything equals itself, so an alternative that denies it can be dropped.",
        ("x ≠ a ∨ P(x)",),
        "P(a)",
    ),
    Rule.EQUALITY_FACTORING: (
        "Two alternatives say what one thing equals: either they agree, or their values differ.",
        ("x = a ∨ x = b",),
        "a ≠ b ∨ x = a",
    ),
    Rule.CLAUSIFY: (
        "One part of a conjunction, written as alternatives.",
        ("P ∧ (Q → R)",),
        "¬Q ∨ R",
    ),
    Rule.EXPAND_EQUIVALENCES: (
        "An equivalence is two implications.",
        ("P ↔ Q",),
        "(P → Q) ∧ (Q → P)",
    ),
    Rule.NEGATION_NORMAL_FORM: (
        "Negations are moved inwards: not all means that some is not.",
        ("¬∀x P(x)",),
        "∃x ¬P(x)",
    ),
    Rule.SKOLEMISE: (
        "What exists is given a name that occurs nowhere else.",
        ("∃x P(x)",),
        "P(c)",
    ),
    Rule.CHOICE: (
        "A name for what exists, if such a thing exists.",
        (),
        "∃y P(y) → P(c)",
    ),
    Rule.DEFINITION: (
        "A new predicate abbreviates a formula.",
        (),
        "D(x) ↔ P(x) ∧ Q(x)",
    ),
    Rule.REPLACE_BY_DEFINITION: (
        "A formula is replaced by its abbreviation.",
        ("(P(x) ∧ Q(x)) ∨ R(x)", "D(x) ↔ P(x) ∧ Q(x)"),
        "D(x) ∨ R(x)",
    ),
}


def rule_views(used: Mapping[Rule, int]) -> tuple[RuleView, ...]:
    """All rules, those that the book uses first; ``used`` says how often it uses each."""
    views = [
        RuleView(rule.value, RULE_WORDS[rule], *_EXPLAINED[rule], used.get(rule, 0))
        for rule in _EXPLAINED
    ]
    return tuple(sorted(views, key=lambda view: view.used == 0))
