"""Kinds of problems, each a function from randomness to premises and a goal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from prover.logic.syntax import (
    INDIVIDUAL,
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Variable,
)
from prover.logic.walk import conjunction, disjunction, universal_closure
from tests.soundness.random_formulas import (
    Shape,
    Vocabulary,
    random_atom,
    random_formula,
    random_term,
    vocabulary,
)

__all__ = ["KINDS", "Made"]

_VARIABLES = tuple(Variable(name, INDIVIDUAL) for name in "xyz")
_PROPOSITIONAL = ("not", "and", "or", "implies", "implies", "iff", "xor")


@dataclass(frozen=True, slots=True)
class Made:
    """Premises and a goal, all closed."""

    premises: tuple[Formula, ...]
    goal: Formula


def _mixed(words: Vocabulary, shape: Shape, most: int = 4) -> Callable[[Random], Made]:
    def make(random: Random) -> Made:
        count = random.randint(1, most)
        premises = tuple(random_formula(random, words, shape) for _ in range(count))
        return Made(premises, random_formula(random, words, shape))

    return make


def _sorted(random: Random) -> Made:
    """Two sorts with constants, a function between them, one within, and relations over both."""
    town, road = Sort("town"), Sort("road")
    words = Vocabulary(
        (town, road),
        (
            *(FunctionSymbol(name, (), town) for name in "ab"),
            FunctionSymbol("r", (), road),
            FunctionSymbol("start", (road,), town),
            FunctionSymbol("next", (town,), town),
        ),
        (
            PredicateSymbol("P", (town,)),
            PredicateSymbol("Q", (road,)),
            PredicateSymbol("On", (town, road)),
        ),
        equality=random.random() < 0.5,
    )
    return _mixed(words, Shape(depth=3))(random)


def _epr(random: Random) -> Made:
    """∃*∀* without functions: decidable."""
    words = vocabulary({"P": 1, "Q": 1, "R": 2, "S": 3}, 3, equality=random.random() < 0.4)
    shape = Shape(depth=2, connectives=_PROPOSITIONAL)

    def one() -> Formula:
        body = random_formula(random, words, shape, _VARIABLES)
        free = sorted(body.free, key=lambda v: v.name)
        chosen = [v for v in free if random.random() < 0.3]
        kept = _for_all(body, [v for v in free if v not in chosen])
        for variable in chosen:
            kept = Exists(variable, kept)
        return kept

    premises = tuple(one() for _ in range(random.randint(2, 5)))
    return Made(premises, Not(one()))


def _for_all(formula: Formula, variables: list[Variable]) -> Formula:
    """∀ over the given variables."""
    for variable in reversed(variables):
        formula = ForAll(variable, formula)
    return formula


def _unit_equations(random: Random) -> Made:
    words = vocabulary({}, 3, {"f": 1, "m": 2}, equality=True)

    def equation(scope: tuple[Variable, ...], depth: int) -> Formula:
        left = random_term(random, words, INDIVIDUAL, scope, depth)
        return Equality(left, random_term(random, words, INDIVIDUAL, scope, depth - 1))

    count = random.randint(1, 4)
    premises = [universal_closure(equation(_VARIABLES[:2], 2)) for _ in range(count)]
    premises += [equation((), 2) for _ in range(random.randint(0, 2))]
    return Made(tuple(premises), equation((), 2))


def _horn(random: Random) -> Made:
    words = vocabulary({"P": 1, "Q": 1, "R": 2, "S": 2, "T": 1}, 3, {"f": 1})

    def atom(scope: tuple[Variable, ...], terms: int = 0) -> Formula:
        return random_atom(random, words, scope, terms)

    rules = [
        universal_closure(
            Implies(
                conjunction(atom(_VARIABLES) for _ in range(random.randint(1, 3))),
                atom(_VARIABLES, random.randint(0, 1)),
            )
        )
        for _ in range(random.randint(3, 6))
    ]
    facts = [atom(()) for _ in range(random.randint(2, 5))]
    goal = atom(_VARIABLES[:1])
    return Made((*rules, *facts), Exists(_VARIABLES[0], goal) if goal.free else goal)


def _clauses(random: Random) -> Made:
    """Random clauses of two or three literals, about as many as decide it either way."""
    words = vocabulary(
        {"P": 1, "Q": 1, "R": 2}, 2, {"f": 1} if random.random() < 0.5 else {}, equality=False
    )

    def literal() -> Formula:
        atom = random_atom(random, words, _VARIABLES[:2], 1)
        return Not(atom) if random.random() < 0.5 else atom

    def clause() -> Formula:
        return universal_closure(disjunction(literal() for _ in range(random.randint(1, 3))))

    premises = tuple(clause() for _ in range(random.randint(4, 9)))
    return Made(premises, Not(clause()))


def _propositional(random: Random) -> Made:
    words = vocabulary(dict.fromkeys(["p", "q", "r", "s", "t"], 0), 1)
    return _mixed(words, Shape(depth=4, connectives=_PROPOSITIONAL))(random)


def _ordering(random: Random) -> Made:
    """Transitive, symmetric, total … relations with facts: many instances, long proofs."""
    relation = PredicateSymbol("R", (INDIVIDUAL, INDIVIDUAL))
    x, y, z = _VARIABLES

    def holds(one: Variable, other: Variable) -> Atom:
        return Atom(relation, (one, other))

    laws = [
        Implies(And((holds(x, y), holds(y, z))), holds(x, z)),
        Implies(holds(x, y), holds(y, x)),
        Or((holds(x, y), holds(y, x))),
        Implies(And((holds(x, y), holds(y, x))), Equality(x, y)),
        Not(holds(x, x)),
        Exists(z, And((holds(x, z), holds(z, y)))),
        Implies(And((holds(x, y), holds(x, z))), holds(y, z)),
    ]
    words = vocabulary({"R": 2}, 4, equality=True)
    chosen = random.sample(laws, random.randint(2, 4))
    facts = [random_atom(random, words, (), 0) for _ in range(random.randint(2, 4))]
    goal = random_formula(random, words, Shape(depth=2))
    return Made((*map(universal_closure, chosen), *facts), goal)


_PREDICATES = {"P": 1, "Q": 1, "R": 2}
KINDS: Mapping[str, Callable[[Random], Made]] = {
    "relations": _mixed(vocabulary(_PREDICATES, 2), Shape(depth=3)),
    "equality": _mixed(vocabulary(_PREDICATES, 3, equality=True), Shape(depth=3)),
    "functions": _mixed(vocabulary(_PREDICATES, 2, {"f": 1, "g": 2}), Shape(depth=3, terms=2)),
    "functions with equality": _mixed(
        vocabulary({"P": 1, "R": 2}, 2, {"f": 1, "g": 2}, equality=True), Shape(depth=3, terms=2)
    ),
    "sorts": _sorted,
    "∃*∀*": _epr,
    "unit equations": _unit_equations,
    "Horn": _horn,
    "clauses": _clauses,
    "propositional": _propositional,
    "deep": _mixed(vocabulary({"P": 1, "R": 2}, 1), Shape(depth=8, leaf=0.3), most=2),
    "orderings": _ordering,
}
"""The kinds by their names in tables."""
