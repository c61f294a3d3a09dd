"""Random closed formulas over a vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Term,
    Variable,
    Xor,
)

__all__ = ["Shape", "Vocabulary", "random_atom", "random_formula", "random_term", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The symbols that formulas are made of; every sort has a constant."""

    sorts: tuple[Sort, ...]
    functions: tuple[FunctionSymbol, ...]
    predicates: tuple[PredicateSymbol, ...]
    equality: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How formulas look.

    Attributes:
        depth: of connectives and quantifiers, at most.
        terms: depth of terms, at most.
        leaf: how often a formula ends before its depth is reached.
        connectives: which there are; one listed twice is twice as likely.
    """

    depth: int = 3
    terms: int = 1
    leaf: float = 0.2
    connectives: tuple[str, ...] = (
        *("not", "and", "or", "implies", "implies", "iff", "xor"),
        *("forall", "forall", "forall", "exists", "exists"),
    )


def vocabulary(
    predicates: dict[str, int],
    constants: int = 2,
    functions: dict[str, int] | None = None,
    *,
    equality: bool = False,
) -> Vocabulary:
    """A vocabulary of one sort: predicates and functions with their arities."""

    def sorts(arity: int) -> tuple[Sort, ...]:
        return (INDIVIDUAL,) * arity

    named = {**dict.fromkeys("abcde"[:constants], 0), **(functions or {})}
    return Vocabulary(
        (INDIVIDUAL,),
        tuple(FunctionSymbol(n, sorts(arity), INDIVIDUAL) for n, arity in named.items()),
        tuple(PredicateSymbol(n, sorts(arity)) for n, arity in predicates.items()),
        equality,
    )


def random_term(
    random: Random, words: Vocabulary, sort: Sort, scope: tuple[Variable, ...], depth: int
) -> Term:
    """A term of ``sort`` over the variables of ``scope``."""
    variables = [variable for variable in scope if variable.sort is sort]
    if variables and random.random() < 0.7:
        return random.choice(variables)
    fitting = [f for f in words.functions if f.sort is sort and (depth > 0 or not f.arity)]
    function = random.choice(fitting)
    arguments = [random_term(random, words, s, scope, depth - 1) for s in function.argument_sorts]
    return Application(function, tuple(arguments))


def random_atom(
    random: Random, words: Vocabulary, scope: tuple[Variable, ...], terms: int
) -> Formula:
    """A predicate applied to terms, or an equation."""
    if words.equality and random.random() < 0.35:
        sort = random.choice(words.sorts)
        left = random_term(random, words, sort, scope, terms)
        return Equality(left, random_term(random, words, sort, scope, terms))
    predicate = random.choice(words.predicates)
    arguments = [random_term(random, words, s, scope, terms) for s in predicate.argument_sorts]
    return Atom(predicate, tuple(arguments))


def random_formula(
    random: Random,
    words: Vocabulary,
    shape: Shape,
    scope: tuple[Variable, ...] = (),
    depth: int = 0,
) -> Formula:
    """A formula whose free variables are in ``scope``."""
    if depth >= shape.depth or (depth and random.random() < shape.leaf):
        return random_atom(random, words, scope, shape.terms)
    kind = random.choice(shape.connectives)

    def part(inner: tuple[Variable, ...] = scope) -> Formula:
        return random_formula(random, words, shape, inner, depth + 1)

    match kind:
        case "not":
            return Not(part())
        case "and" | "or":
            parts = tuple(part() for _ in range(random.randint(2, 3)))
            return And(parts) if kind == "and" else Or(parts)
        case "forall" | "exists":
            variable = Variable(random.choice("xyzu"), random.choice(words.sorts))
            body = part((*(v for v in scope if v is not variable), variable))
            return ForAll(variable, body) if kind == "forall" else Exists(variable, body)
        case _:
            return {"implies": Implies, "iff": Iff, "xor": Xor}[kind](part(), part())
