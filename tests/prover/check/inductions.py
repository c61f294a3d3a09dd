"""Inductions to be recognised or not, built without the code that recognises them.

Obligations are built by plain replacement in formulas in which no two quantifiers share a
variable, so that nothing can be captured, and compared as nested tuples with de Bruijn indices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from random import Random

from prover.logic.syntax import (
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
    Node,
    Not,
    Or,
    PredicateSymbol,
    Sort,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import rebuild
from prover.theory import Datatype

__all__ = [
    "BOOLEANS",
    "DATATYPES",
    "ELEMENT",
    "FORESTS",
    "LISTS",
    "NATURALS",
    "ROSES",
    "TREES",
    "indices",
    "obligations",
    "random_goal",
]

NAT, LIST, TREE, BOOLEAN = Sort("Nat"), Sort("List"), Sort("Tree"), Sort("Boolean")
ELEMENT, ROSE, FOREST = Sort("Element"), Sort("Rose"), Sort("Forest")


def _datatype(sort: Sort, **constructors: tuple[Sort, ...]) -> Datatype:
    made = (FunctionSymbol(name, sorts, sort) for name, sorts in constructors.items())
    return Datatype(sort, tuple(made))


NATURALS = _datatype(NAT, zero=(), successor=(NAT,))
LISTS = _datatype(LIST, nil=(), cons=(ELEMENT, LIST))
TREES = _datatype(TREE, leaf=(), node=(TREE, ELEMENT, TREE))
BOOLEANS = _datatype(BOOLEAN, yes=(), no=())
ROSES = _datatype(ROSE, rose=(ELEMENT, FOREST))
FORESTS = _datatype(FOREST, empty=(), grown=(ROSE, FOREST))
DATATYPES = (NATURALS, LISTS, TREES, BOOLEANS, ROSES, FORESTS)

# --- what an induction needs, by plain replacement ---------------------------------------------


def obligations(goal: ForAll, datatype: Datatype) -> tuple[Formula, ...]:
    """The obligations of an induction over ``datatype`` that concludes ``goal``."""
    numbers = count()
    apart = _apart(goal, {}, numbers)
    assert isinstance(apart, ForAll)
    found = []
    for constructor in datatype.constructors:
        arguments = [Variable(f"new{next(numbers)}", s) for s in constructor.argument_sorts]
        made = Application(constructor, tuple(arguments))
        formula = _replaced(apart.body, {apart.variable: made})
        smaller = [argument for argument in arguments if argument.sort is datatype.sort]
        hypotheses = [_replaced(apart.body, {apart.variable: y}) for y in smaller]
        if len(hypotheses) == 1:
            formula = Implies(hypotheses[0], formula)
        elif hypotheses:
            formula = Implies(And(tuple(hypotheses)), formula)
        for argument in arguments[::-1]:
            formula = ForAll(argument, formula)
        found.append(formula)
    return tuple(found)


def _apart(formula: Formula, names: Mapping[Variable, Variable], numbers: Iterator[int]) -> Formula:
    """``formula`` with a variable of its own for each quantifier."""
    if isinstance(formula, ForAll | Exists):
        own = Variable(f"own{next(numbers)}", formula.variable.sort)
        return type(formula)(own, _apart(formula.body, {**names, formula.variable: own}, numbers))
    if isinstance(formula, Atom | Equality):
        return _replaced(formula, names)
    return rebuild(formula, lambda part: _apart(part, names, numbers))


def _replaced(formula: Formula, terms: Mapping[Variable, Term]) -> Formula:
    """``formula`` with terms written over its variables, whatever that captures."""
    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            return Atom(predicate, tuple(_term(argument, terms) for argument in arguments))
        case Equality(left=left, right=right):
            return Equality(_term(left, terms), _term(right, terms))
        case _:
            return rebuild(formula, lambda part: _replaced(part, terms))


def _term(term: Term, terms: Mapping[Variable, Term]) -> Term:
    if isinstance(term, Variable):
        return terms.get(term, term)
    return Application(term.function, tuple(_term(part, terms) for part in term.arguments))


def indices(node: Node, scope: Sequence[Variable] = ()) -> object:
    """``node`` with a number for each bound variable: how many quantifiers lie between."""
    match node:
        case Variable(sort=sort):
            around = list(reversed(scope))
            return (sort.name, around.index(node) if node in around else node.name)
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            kind = type(node).__name__
            return (kind, variable.sort.name, indices(body, (*scope, variable)))
        case Application(function=symbol) | Atom(predicate=symbol):
            return (symbol, *(indices(child, scope) for child in node.children))
        case TruthValue(value=value):
            return value
        case _:
            return (type(node).__name__, *(indices(child, scope) for child in node.children))


# --- random claims -----------------------------------------------------------------------------

_SORTS = (NAT, TREE, ELEMENT)
_NAMES = ("x", "y", "y1", "y2", "y3", "0", "1")


def random_goal(random: Random, datatype: Datatype) -> ForAll:
    """A closed claim ``∀x φ`` about ``datatype``, with many chances to capture a variable."""
    variable = Variable(random.choice(_NAMES), datatype.sort)
    body = _formula(random, random.randint(0, 4))
    for other in sorted(body.free - {variable}, key=lambda v: (v.sort.name, v.name)):
        body = random.choice((ForAll, Exists))(other, body)
    return ForAll(variable, body)


def _formula(random: Random, depth: int) -> Formula:
    if depth == 0:
        return _atom(random)
    if random.random() < 0.4:
        sort = random.choice(_SORTS)
        variable = Variable(random.choice(_NAMES), sort)
        return random.choice((ForAll, Exists))(variable, _formula(random, depth - 1))
    left, right = (_formula(random, random.randrange(depth)) for _ in range(2))
    if random.random() < 0.4:
        return random.choice((And, Or))((left, right))
    return random.choice((Implies(left, right), Iff(left, right), Xor(left, right), Not(left)))


def _atom(random: Random) -> Formula:
    if random.random() < 0.5:
        relation = PredicateSymbol("R", _SORTS)
        return Atom(relation, tuple(_random_term(random, sort) for sort in _SORTS))
    sort = random.choice(_SORTS)
    return Equality(_random_term(random, sort), _random_term(random, sort))


def _random_term(random: Random, sort: Sort) -> Term:
    if random.random() < 0.7:
        return Variable(random.choice(_NAMES), sort)
    function = FunctionSymbol("f", (sort, sort), sort)
    return Application(function, (_random_term(random, sort), _random_term(random, sort)))
