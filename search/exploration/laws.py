"""The laws that textbooks have names for, as templates.

Letters stand for the symbols of a theory: f, g and h for functions, e for a constant (or a
constructor of one), R and Q for relations.  Laws come in the order in which a textbook proves them.  Looking for
instances of given shapes first is RoughSpec's idea (Einarsdóttir, Smallbone, Johansson, "Template-
based Theory Exploration", 2020); what has no name is found afterwards, by enumeration.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from prover.logic.reader import parse_formula
from prover.logic.syntax import Formula
from prover.logic.walk import strip_universals

__all__ = ["Law", "laws"]


@dataclass(frozen=True, slots=True)
class Law:
    """A template.

    Attributes:
        name: what a theorem of this form is called, in one or a few words.
        formula: over placeholders, its universal quantifiers left out.
    """

    name: str
    formula: Formula


@cache
def laws() -> tuple[Law, ...]:
    """All laws, easiest first."""
    return tuple(
        Law(name.strip(), strip_universals(parse_formula(f"∀x ∀y ∀z ({text.strip()})"))[1])
        for name, text in (line.split(":", 1) for line in _LAWS.strip().splitlines())
    )


_LAWS = """
left-identity: f(e, x) = x
right-identity: f(x, e) = x
left-zero: f(e, x) = e
right-zero: f(x, e) = e
left-step: f(g(x), y) = g(f(x, y))
right-step: f(x, g(y)) = g(f(x, y))
left-recursion: f(g(x), y) = h(y, f(x, y))
successor: f(x, g(e)) = g(x)
commutative: f(x, y) = f(y, x)
left-distributive: f(x, g(y, z)) = g(f(x, y), f(x, z))
right-distributive: f(g(x, y), z) = g(f(x, z), f(y, z))
associative: f(f(x, y), z) = f(x, f(y, z))
left-inverse: f(g(x), x) = e
right-inverse: f(x, g(x)) = e
fixed-point: f(e) = e
involutive: f(f(x)) = x
idempotent: f(f(x)) = f(x)
idempotent: f(x, x) = x
nilpotent: f(x, x) = e
absorption: f(x, g(x, y)) = x
inverts: f(g(x)) = x
invariant: f(g(x)) = f(x)
invariant: f(g(x, y)) = f(g(y, x))
homomorphism: f(g(x, y)) = h(f(x), f(y))
homomorphism: f(g(x, y)) = g(f(x), f(y))
antihomomorphism: f(g(x, y)) = g(f(y), f(x))
projection: f(g(x, y)) = f(x)
commuting: f(g(x)) = g(f(x))
commuting: f(g(x, y)) = g(f(x), y)
commuting: f(g(x, y)) = g(x, f(y))
action: f(g(x, y), z) = f(x, f(y, z))
undoes: f(g(x, y), y) = x
undoes: f(g(x, y), x) = y
sum: f(g(x), g(x)) = h(x, i(x))
irreflexive: ¬R(x, x)
reflexive: R(x, x)
least: R(e, x)
greatest: R(x, e)
step: R(x, f(x))
antisymmetric: R(x, y) ∧ R(y, x) → x = y
transitive: R(x, y) ∧ R(y, z) → R(x, z)
symmetric: R(x, y) → R(y, x)
asymmetric: R(x, y) → ¬R(y, x)
total: R(x, y) ∨ R(y, x)
trichotomous: R(x, y) ∨ x = y ∨ R(y, x)
weakening: R(x, y) → Q(x, y)
strict: R(x, y) ↔ Q(x, y) ∧ x ≠ y
negation: R(x, y) ↔ ¬Q(y, x)
injective: f(x) = f(y) → x = y
left-cancellative: f(z, x) = f(z, y) → x = y
right-cancellative: f(x, z) = f(y, z) → x = y
unique-identity: f(x, y) = x → y = e
unique-identity: f(x, y) = y → x = e
unique-inverse: f(x, y) = e → y = g(x)
unique-inverse: f(x, y) = e → x = g(y)
positive: f(x, y) = e → x = e
positive: f(x, y) = e → y = e
no-zero-divisors: f(x, y) = e → x = e ∨ y = e
bound: R(x, e) → x = e
upper-bound: R(x, f(x, y))
upper-bound: R(y, f(x, y))
lower-bound: R(f(x, y), x)
lower-bound: R(f(x, y), y)
bounded: R(f(x), x)
monotone: R(x, y) → R(f(x), f(y))
left-monotone: R(x, y) → R(f(z, x), f(z, y))
right-monotone: R(x, y) → R(f(x, z), f(y, z))
order-cancellative: R(f(z, x), f(z, y)) → R(x, y)
order-cancellative: R(f(x, z), f(y, z)) → R(x, y)
difference: R(x, y) → ∃z f(x, z) = y
definable: R(x, y) ↔ ∃z f(x, z) = y
surjective: ∃y f(y) = x
divisible: ∃z f(x, z) = y
invertible: ∃y f(x, y) = e
"""
