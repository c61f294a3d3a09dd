"""What words mean in terms of the symbols: *square* is a power, *positive* is more than 0."""

from __future__ import annotations

from prover.problem import Span
from translators.lean_goals.controlled.surface import (
    Compute,
    Join,
    Not,
    Number,
    Phrase,
    Relates,
    Subject,
    Words,
)
from translators.lean_goals.controlled.tree import Connective

__all__ = ["function", "property_of", "relation"]


def function(name: str, arguments: tuple[Phrase, ...], span: Span) -> Phrase:
    """The function ``name`` of the lexicon applied."""
    first = arguments[0]
    match name:
        case "square":
            return Compute("power", (first, Number(2, span)), span)
        case "cube":
            return Compute("power", (first, Number(3, span)), span)
        case "double":
            return Compute("times", (Number(2, span), first), span)
        case "successor":
            return Compute("plus", (first, Number(1, span)), span)
        case "predecessor":
            return Compute("minus", (first, Number(1, span)), span)
        case "half":
            return Compute("over", (first, Number(2, span)), span)
        case _:
            return Compute(name, arguments, span)


def relation(name: str, left: Phrase, right: Phrase, span: Span) -> Words:
    """The relation ``name`` of the lexicon between two terms."""
    match name:
        case "unequal" | "distinct":
            return Not(Relates("equal", (left, right), span))
        case "no member":
            return Not(Relates("member", (left, right), span))
        case "divisible":
            return Relates("divides", (right, left), span)
        case "contains":
            return Relates("member", (right, left), span)
        case "superset":
            return Relates("subset", (right, left), span)
        case "consecutive":
            return Relates("equal", (right, Compute("plus", (left, Number(1, span)), span)), span)
        case _:
            return Relates(name, (left, right), span)


def property_of(name: str, span: Span) -> Words:
    """The adjective ``name`` of the lexicon, said of the subject."""
    subject, zero, one = Subject(span), Number(0, span), Number(1, span)
    match name:
        case "positive":
            return Relates("less", (zero, subject), span)
        case "below zero":
            return Relates("less", (subject, zero), span)
        case "nonnegative":
            return Relates("at most", (zero, subject), span)
        case "nonzero":
            return Not(Relates("equal", (subject, zero), span))
        case "nonempty":
            return Not(Relates("empty", (subject,), span))
        case "composite":
            prime = Relates("prime", (subject,), span)
            return Join(Connective.AND, Relates("less", (one, subject), span), Not(prime))
        case _:
            return Relates(name, (subject,), span)
