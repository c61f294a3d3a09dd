"""The vocabulary: which words name what."""

from __future__ import annotations

from translators.lean_goals.controlled.sorts import Basic, ListOf, SetOf, Sort, Unknown
from translators.word_lists import word_set

__all__ = [
    "ADJECTIVES",
    "BINARY",
    "COMPARATIVES",
    "COUNTS",
    "DETERMINERS",
    "MUTUAL",
    "NOUNS",
    "RELATION_NOUNS",
    "RELATION_SIGNS",
    "TYPES",
    "UNARY",
    "VERBS",
    "WORDS",
    "is_variable",
]

_ANY = Unknown(0)
"""A sort that the text does not tell; ``discourse`` gives each its own."""

_SINGULAR: dict[str, Sort] = {
    "natural number": Basic.NATURAL,
    "natural": Basic.NATURAL,
    "whole number": Basic.NATURAL,
    "integer": Basic.INTEGER,
    "proposition": Basic.PROPOSITION,
    "list": ListOf(_ANY),
    "set": SetOf(_ANY),
    "element": _ANY,
    "member": _ANY,
    "object": _ANY,
    "number": _ANY,
}

NOUNS = _SINGULAR | {f"{noun}s": sort for noun, sort in _SINGULAR.items()}
"""Nouns, longest first where one begins another."""

TYPES: dict[str, Sort] = {
    "nat": Basic.NATURAL,
    "ℕ": Basic.NATURAL,
    "int": Basic.INTEGER,
    "ℤ": Basic.INTEGER,
    "prop": Basic.PROPOSITION,
}
"""Types as Lean and textbooks write them."""

ADJECTIVES = {
    "even": "even",
    "odd": "odd",
    "prime": "prime",
    "primes": "prime",
    "sorted": "sorted",
    "duplicate-free": "duplicate-free",
    "positive": "positive",
    "negative": "below zero",
    "nonnegative": "nonnegative",
    "non-negative": "nonnegative",
    "nonzero": "nonzero",
    "non-zero": "nonzero",
    "empty": "empty",
    "nonempty": "nonempty",
    "non-empty": "nonempty",
    "composite": "composite",
}
"""Adjectives that say something of one thing."""

MUTUAL = {
    "equal": "equal",
    "distinct": "distinct",
    "different": "distinct",
    "coprime": "coprime",
    "relatively prime": "coprime",
    "disjoint": "disjoint",
    "consecutive": "consecutive",
}
"""Adjectives that say something of two things."""

COMPARATIVES = {
    "strictly less than": "less",
    "less than or equal to": "at most",
    "less than": "less",
    "smaller than": "less",
    "greater than or equal to": "at least",
    "strictly greater than": "greater",
    "greater than": "greater",
    "larger than": "greater",
    "bigger than": "greater",
    "at most": "at most",
    "no more than": "at most",
    "no greater than": "at most",
    "at least": "at least",
    "no less than": "at least",
    "not less than": "at least",
    "not greater than": "at most",
    "equal to": "equal",
    "the same as": "equal",
    "different from": "unequal",
    "distinct from": "unequal",
    "divisible by": "divisible",
    "coprime to": "coprime",
    "coprime with": "coprime",
    "relatively prime to": "coprime",
    "disjoint from": "disjoint",
    "contained in": "subset",
    "included in": "subset",
    "in": "member",
}
"""What follows *is* and is followed by a term; longer phrases first where one begins another."""

RELATION_NOUNS = {
    "multiple": "divisible",
    "divisor": "divides",
    "factor": "divides",
    "member": "member",
    "element": "member",
    "prefix": "prefix",
    "suffix": "suffix",
    "sublist": "sublist",
    "permutation": "permutation",
    "subset": "subset",
    "superset": "superset",
}
"""*is a … of*."""

VERBS = {
    ("equals", "equal"): "equal",
    ("divides", "divide"): "divides",
    ("exceeds", "exceed"): "greater",
    ("contains", "contain"): "contains",
    ("belongs to", "belong to"): "member",
    ("lies in", "lie in"): "member",
}
"""Verbs in the singular and the plural."""

RELATION_SIGNS = {
    "=": "equal",
    "≠": "unequal",
    "<": "less",
    "≤": "at most",
    ">": "greater",
    "≥": "at least",
    "∣": "divides",
    "|": "divides",
    "∈": "member",
    "∉": "no member",
    "⊆": "subset",
    "⊇": "superset",
}
"""Signs between terms."""

UNARY = {
    "square": "square",
    "cube": "cube",
    "double": "double",
    "successor": "successor",
    "predecessor": "predecessor",
    "absolute value": "absolute",
    "negation": "negative",
    "negative": "negative",
    "additive inverse": "negative",
    "opposite": "negative",
    "length": "length",
    "reverse": "reverse",
    "reversal": "reverse",
    "complement": "complement",
}
"""Functions of one thing: *the … of*."""

BINARY = {
    "sum": "plus",
    "product": "times",
    "difference": "minus",
    "quotient": "over",
    "remainder": "modulo",
    "maximum": "max",
    "larger": "max",
    "greater": "max",
    "minimum": "min",
    "smaller": "min",
    "lesser": "min",
    "greatest common divisor": "gcd",
    "gcd": "gcd",
    "least common multiple": "lcm",
    "lcm": "lcm",
    "concatenation": "append",
    "union": "union",
    "intersection": "intersection",
}
"""Functions of two things: *the … of … and …*."""

COUNTS = {"two": 2, "three": 3, "four": 4}
"""How many things a noun phrase speaks of."""

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

WORDS = {
    word: value
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
"""Numbers in words."""

DETERMINERS = {
    "exactly one": "exactly one",
    "one and only one": "exactly one",
    "a unique": "exactly one",
    "at most one": "at most one",
    "every": "every",
    "each": "every",
    "all": "every",
    "any": "a",
    "an": "a",
    "a": "a",
    "some": "some",
    "no": "no",
}
"""What may begin a noun phrase."""
_NO_VARIABLES = word_set(
    "is are be of it if in to by or no at an as do we so on us my he up λ π σ the and iff not for "
    "all any gcd lcm max min mod nat int let has one two ten six"
)


def is_variable(word: str) -> bool:
    """Whether a word can be a variable: one or two letters, with digits and primes."""
    letters = word.rstrip("0123456789₀₁₂₃₄₅₆₇₈₉'′")
    return 1 <= len(letters) <= 2 and letters.isalpha() and word.lower() not in _NO_VARIABLES
