"""The laws that textbooks have names for, as templates.

Letters stand for the symbols of a theory: f, g and h for functions, R and Q for relations, o for a
constant, e for one or for a constructor of one (1 is the constructor of 0, so to speak).  Laws come
about in the order in which a textbook proves them.  Looking for instances of given shapes first is
the idea of RoughSpec (Einarsdóttir, Smallbone and Johansson, "Template-based Theory Exploration",
2020); what has no name is found afterwards, by enumeration.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from prover.logic.reader import parse_formula
from prover.logic.syntax import Formula, FunctionSymbol
from prover.logic.walk import strip_universals, symbols

__all__ = ["Law", "laws"]


@dataclass(frozen=True, slots=True)
class Law:
    """A template.

    Attributes:
        name: what a theorem of this form is called, in one or a few words.
        formula: over placeholders, its universal quantifiers left out.
        only_new: whether it is left out where it follows at once from what is known.
        is_property: whether it makes a condition that people are interested in.
    """

    name: str
    formula: Formula
    only_new: bool = False
    is_property: bool = False

    @property
    def is_general(self) -> bool:
        """Whether it speaks of no constant."""
        found = symbols(self.formula)
        return not any(isinstance(s, FunctionSymbol) and not s.arity for s in found)


@cache
def laws() -> tuple[Law, ...]:
    """All laws, easiest first."""
    return tuple(_law(*line.split(":", 1)) for line in _LAWS.strip().splitlines())


def _law(name: str, text: str) -> Law:
    """A line of the table.

    A question mark says that the law is only stated where it is new, an exclamation mark that it
    is a property which other laws may depend on.
    """
    _, formula = strip_universals(parse_formula(f"∀x ∀y ∀z ({text})"))
    return Law(name.rstrip("?!"), formula, name.endswith("?"), name.endswith("!"))


_LAWS = """
left-identity: f(e, x) = x
right-identity: f(x, e) = x
left-zero: f(o, x) = o
right-zero: f(x, o) = o
left-step: f(g(x), y) = g(f(x, y))
right-step: f(x, g(y)) = g(f(x, y))
left-recursion: f(g(x), y) = h(y, f(x, y))
successor: f(x, g(o)) = g(x)
commutative!: f(x, y) = f(y, x)
left-distributive: f(x, g(y, z)) = g(f(x, y), f(x, z))
right-distributive: f(g(x, y), z) = g(f(x, z), f(y, z))
associative: f(f(x, y), z) = f(x, f(y, z))
exchange?: f(x, f(y, z)) = f(y, f(x, z))
left-inverse: f(g(x), x) = o
right-inverse: f(x, g(x)) = o
fixed-point: f(o) = o
homomorphism: f(g(x, y)) = h(f(x), f(y))
homomorphism!: f(g(x, y)) = g(f(x), f(y))
antihomomorphism?: f(g(x, y)) = g(f(y), f(x))
involutive: f(f(x)) = x
idempotent: f(f(x)) = f(x)
idempotent!: f(x, x) = x
nilpotent!: f(x, x) = o
absorption: f(x, g(x, y)) = x
inverts: f(g(x)) = x
invariant: f(g(x)) = f(x)
invariant: f(g(x, y)) = f(g(y, x))
projection: f(g(x, y)) = f(x)
commuting: f(g(x)) = g(f(x))
commuting: f(g(x, y)) = g(f(x), y)
commuting: f(g(x, y)) = g(x, f(y))
action: f(g(x, y), z) = f(x, f(y, z))
undoes: f(g(x, y), y) = x
undoes: f(g(x, y), x) = y
irreflexive: ¬R(x, x)
reflexive: R(x, x)
least: R(o, x)
greatest: R(x, o)
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
union: R(x, f(y, z)) ↔ R(x, y) ∨ R(x, z)
intersection: R(x, f(y, z)) ↔ R(x, y) ∧ R(x, z)
invariant: R(x, f(y)) ↔ R(x, y)
injective: f(x) = f(y) → x = y
left-cancellative: f(z, x) = f(z, y) → x = y
right-cancellative: f(x, z) = f(y, z) → x = y
positive: f(x, y) = e → x = e
positive: f(x, y) = e → y = e
no-zero-divisors?: f(x, y) = o → x = o ∨ y = o
unique-identity: f(x, y) = x → y = o
unique-identity: f(x, y) = y → x = o
unique-inverse?: f(x, y) = o → y = g(x)
unique-inverse?: f(x, y) = o → x = g(y)
bound: R(x, o) → x = o
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
divisible: ∃z f(x, z) = y
"""
