"""Shapes of formulas that a back-translation asks about, and small pieces of wording."""

from __future__ import annotations

from prover.logic.syntax import (
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Implies,
    Not,
    Or,
    Term,
    Variable,
    Xor,
)
from translators.controlled.wording.phrases import article, join
from translators.word_lists import word_set

__all__ = ["indefinite", "prefix", "separate", "shared", "simple", "subject_of"]


def separate(formula: Formula) -> list[Formula]:
    """The parts of a conjunction to be said one after the other, each by itself.

    General statements stand apart, or *and* would seem to go on inside them.
    """
    if not isinstance(formula, And) or not any(isinstance(p, ForAll) for p in formula.parts):
        return [formula]
    groups: list[list[Formula]] = []
    for part in formula.parts:
        alone = isinstance(part, ForAll) and not _counts(part)
        if groups and not alone and not isinstance(groups[-1][0], ForAll):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [And(tuple(g)) if len(g) > 1 else g[0] for g in groups]


def _counts(formula: Formula) -> bool:
    """Whether a general statement says only that things are the same: *at most one*."""
    _, body = prefix(formula, ForAll)
    if not isinstance(body, Implies):
        return False
    same = body.right.parts if isinstance(body.right, Or) else (body.right,)
    return all(isinstance(part, Equality) for part in same)


def simple(part: Formula) -> bool:
    """Whether a formula has no quantifiers and no nested negation."""
    match part:
        case Atom() | Equality() | Not(Atom() | Equality()):
            return True
        case And(parts) | Or(parts):
            return all(simple(p) for p in parts)
        case _:
            return False


def indefinite(described: str) -> str:
    """*a cat*; *four cats*."""
    first = described.split(" ")[0]
    last = described.split(" ")[-1]
    counted = first.isdigit() or (first in _QUANTITIES and last.endswith("s"))
    return described if counted else article(described)


_QUANTITIES = word_set(
    """
    two three four five six seven eight nine ten eleven twelve many few several more less at
    exactly
    """
)


def prefix(formula: Formula, kind: type) -> tuple[list[Variable], Formula]:
    """The variables of the outermost quantifiers of a kind, and what is under them."""
    variables: list[Variable] = []
    while isinstance(formula, kind) and isinstance(formula, (ForAll, Exists)):
        variables.append(formula.variable)
        formula = formula.body
    return variables, formula


def subject_of(formula: Formula) -> Term | None:
    """The term a formula speaks about, if it is one and the same throughout."""
    match formula:
        case Atom(_, arguments):
            return arguments[0] if arguments else None
        case Equality(left, _):
            return left
        case Not(Atom() | Equality() as atom):
            return subject_of(atom)
        case And(parts) | Or(parts):
            first = subject_of(parts[0])
            return first if all(subject_of(p) == first for p in parts) else None
        case Xor(left, right):
            first = subject_of(left)
            return first if subject_of(right) == first else None
        case Exists():
            bound, body = prefix(formula, Exists)
            parts = body.parts if isinstance(body, And) else (body,)
            found = [s for p in parts if (s := subject_of(p)) is not None and s not in bound]
            return found[0] if found else None
        case Not(Exists() as body):
            return subject_of(body)
        case _:
            return None


def shared(predicates: list[str], word: str) -> str:
    """Predicates joined; a copula they all share is said once.

    *is not a fish and is a mammal* repeats it: there the *not* would seem to go on.
    """
    denied = [p.startswith("is not ") for p in predicates]
    if all(p.startswith("is ") for p in predicates) and denied == sorted(denied):
        return "is " + join([p[3:] for p in predicates], word)
    return join(predicates, word)
