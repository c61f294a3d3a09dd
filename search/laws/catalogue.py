"""The laws that textbooks have names for, as templates: the one list of them.

Letters stand for the symbols of a theory: f, g and h for functions, R and Q for relations, o for a
constant, e for one or for a constructor of one (1 is the constructor of 0, so to speak).  Laws come
about in the order in which a textbook proves them.  Exploration conjectures them, induction tries
some as lemmas, books call theorems by their titles.

Looking for instances of given shapes first is the idea of RoughSpec (Einarsdóttir, Smallbone and
Johansson, "Template-based Theory Exploration", 2020) and of scheme-based synthesis (Montano-Rivas
et al., "Scheme-based theorem discovery and concept invention", 2012); what has no name is found
afterwards, by enumeration.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from prover.logic.reader import parse_formula
from prover.logic.syntax import Formula, FunctionSymbol, Symbol
from prover.logic.walk import strip_universals, symbols

__all__ = ["Law", "conjectured", "laws"]


@dataclass(frozen=True, slots=True)
class Law:
    """A template.

    Attributes:
        name: what a theorem of this form is called, in one or a few words.
        formula: over placeholders, its universal quantifiers left out.
        title: what a book calls it, with its placeholders in braces; empty if nothing special.
        only_new: whether it is left out where it follows at once from what is known.
        is_property: whether it makes a condition that people are interested in.
        is_conjectured: whether exploration looks for it in a theory.
        is_lemma: whether an induction that is stuck tries it for the functions at hand.
    """

    name: str
    formula: Formula
    title: str = ""
    only_new: bool = False
    is_property: bool = False
    is_conjectured: bool = True
    is_lemma: bool = False

    @property
    def placeholders(self) -> tuple[Symbol, ...]:
        """The symbols that it is about, in order of first occurrence."""
        return tuple(symbols(self.formula))

    @property
    def is_general(self) -> bool:
        """Whether it speaks of no constant."""
        return not any(isinstance(s, FunctionSymbol) and not s.arity for s in self.placeholders)


@cache
def laws() -> tuple[Law, ...]:
    """All laws, easiest first."""
    return tuple(map(_law, _LAWS.strip().splitlines()))


@cache
def conjectured() -> tuple[Law, ...]:
    """Those that exploration looks for, easiest first."""
    return tuple(law for law in laws() if law.is_conjectured)


def _law(line: str) -> Law:
    """A line of the table: a name with its marks, a template, a title if there is one.

    ``?``: stated only where it is new; ``!``: a property which other laws may depend on; ``*``: a
    lemma for inductions; ``-``: no conjecture, since another law says as much where it matters.
    """
    called, rest = line.split(":", 1)
    text, _, title = rest.partition("|")
    _, formula = strip_universals(parse_formula(f"∀x ∀y ∀z ({text})"))
    return Law(
        called.rstrip("?!*-"),
        formula,
        title.strip(),
        only_new="?" in called,
        is_property="!" in called,
        is_conjectured=not called.endswith("-"),
        is_lemma="*" in called,
    )


_LAWS = """
left-identity: f(e, x) = x                               | {e} is a left identity of {f}
right-identity: f(x, e) = x                              | {e} is a right identity of {f}
left-zero: f(o, x) = o                                   | {o} absorbs {f} from the left
right-zero: f(x, o) = o                                  | {o} absorbs {f} from the right
left-step: f(g(x), y) = g(f(x, y))
right-step: f(x, g(y)) = g(f(x, y))
left-recursion: f(g(x), y) = h(y, f(x, y))
successor: f(x, g(o)) = g(x)
commutative!*: f(x, y) = f(y, x)                         | Commutativity of {f}
left-distributive*: f(x, g(y, z)) = g(f(x, y), f(x, z))  | {f} distributes over {g} from the left
right-distributive*: f(g(x, y), z) = g(f(x, z), f(y, z)) | {f} distributes over {g} from the right
associative*: f(f(x, y), z) = f(x, f(y, z))              | Associativity of {f}
exchange?*: f(x, f(y, z)) = f(y, f(x, z))                | Exchange in {f}
exchange-: f(f(x, y), z) = f(f(x, z), y)                 | Exchange in {f}
left-inverse: f(g(x), x) = o                             | {g} gives left inverses
right-inverse: f(x, g(x)) = o                            | {g} gives right inverses
fixed-point: f(o) = o                                    | {f} fixes {o}
homomorphism*: f(g(x, y)) = h(f(x), f(y))
homomorphism!: f(g(x, y)) = g(f(x), f(y))                | {f} preserves {g}
antihomomorphism?: f(g(x, y)) = g(f(y), f(x))            | {f} reverses {g}
antihomomorphism*-: f(g(x, y)) = h(f(y), f(x))
involutive: f(f(x)) = x                                  | {f} undoes itself
idempotent: f(f(x)) = f(x)                               | Idempotence of {f}
idempotent!: f(x, x) = x                                 | Idempotence of {f}
nilpotent!: f(x, x) = o
absorption: f(x, g(x, y)) = x                            | Absorption of {g} in {f}
inverts*: f(g(x)) = x                                    | {f} undoes {g}
absorbs*-: f(g(x)) = g(x)
invariant*: f(g(x)) = f(x)
invariant: f(g(x, y)) = f(g(y, x))
projection: f(g(x, y)) = f(x)
commuting*: f(g(x)) = g(f(x))
commuting: f(g(x, y)) = g(f(x), y)
commuting: f(g(x, y)) = g(x, f(y))
action: f(g(x, y), z) = f(x, f(y, z))
undoes: f(g(x, y), y) = x
undoes: f(g(x, y), x) = y
irreflexive: ¬R(x, x)                                    | Irreflexivity of {R}
reflexive*: R(x, x)                                      | Reflexivity of {R}
least: R(o, x)                                           | {o} is least under {R}
greatest: R(x, o)
step: R(x, f(x))
antisymmetric: R(x, y) ∧ R(y, x) → x = y                 | Antisymmetry of {R}
antisymmetric-: R(x, y) → (R(y, x) → x = y)              | Antisymmetry of {R}
transitive: R(x, y) ∧ R(y, z) → R(x, z)                  | Transitivity of {R}
transitive-: R(x, y) → (R(y, z) → R(x, z))               | Transitivity of {R}
symmetric: R(x, y) → R(y, x)                             | Symmetry of {R}
asymmetric: R(x, y) → ¬R(y, x)
total: R(x, y) ∨ R(y, x)                                 | Totality of {R}
trichotomous: R(x, y) ∨ x = y ∨ R(y, x)
weakening: R(x, y) → Q(x, y)
strict: R(x, y) ↔ Q(x, y) ∧ x ≠ y
negation: R(x, y) ↔ ¬Q(y, x)
union: R(x, f(y, z)) ↔ R(x, y) ∨ R(x, z)
intersection: R(x, f(y, z)) ↔ R(x, y) ∧ R(x, z)
invariant: R(x, f(y)) ↔ R(x, y)
injective: f(x) = f(y) → x = y                           | {f} is injective
left-cancellative: f(z, x) = f(z, y) → x = y             | Left cancellation for {f}
right-cancellative: f(x, z) = f(y, z) → x = y            | Right cancellation for {f}
cancellative*-: f(x, y) = f(x, z) ↔ y = z
cancellative*-: f(y, x) = f(z, x) ↔ y = z
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
monotone: R(x, y) → R(f(x), f(y))                        | Monotonicity of {f}
order-preserving*-: R(f(x, y), f(x, z)) ↔ R(y, z)
left-monotone*: R(x, y) → R(f(z, x), f(z, y))
order-preserving*-: R(f(y, x), f(z, x)) ↔ R(y, z)
right-monotone*: R(x, y) → R(f(x, z), f(y, z))
order-cancellative: R(f(z, x), f(z, y)) → R(x, y)
order-cancellative: R(f(x, z), f(y, z)) → R(x, y)
difference: R(x, y) → ∃z f(x, z) = y
definable: R(x, y) ↔ ∃z f(x, z) = y
divisible: ∃z f(x, z) = y
"""
