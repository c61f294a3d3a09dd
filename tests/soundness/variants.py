"""Changes to a problem that must not change its answer, and one that may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from prover.logic.normal_form import negation_normal_form, prenex
from prover.logic.syntax import (
    And,
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
    Symbol,
    Variable,
    Xor,
)
from prover.logic.walk import fresh_variable, nodes, rebuild, substitute
from tests.peers.question import with_symbols
from tests.soundness.kinds import Made

__all__ = ["VARIANTS", "without_a_premise"]


def _each(change: Callable[[Formula, Random], Formula]) -> Callable[[Made, Random], Made]:
    def changed(made: Made, random: Random) -> Made:
        premises = tuple(change(premise, random) for premise in made.premises)
        return Made(premises, change(made.goal, random))

    return changed


def _everywhere(change: Callable[[Formula], Formula]) -> Callable[[Formula, Random], Formula]:
    """``change`` at a third of all places, inside first."""

    def changed(formula: Formula, random: Random) -> Formula:
        inner = rebuild(formula, lambda part: changed(part, random))
        return change(inner) if random.random() < 0.3 else inner

    return changed


def _renamed_symbols(made: Made, random: Random) -> Made:
    """Names in another order, among them some that have to be quoted everywhere."""
    names = ["Zz9", "it's", "∀", "select", "a b", "p", "q_0", "X", "_", "f1", "and", "0"]
    random.shuffle(names)
    given: dict[Symbol, str] = {}

    def other(symbol: Symbol) -> Symbol:
        name = given.setdefault(symbol, names[len(given) % len(names)] + str(len(given)))
        if isinstance(symbol, PredicateSymbol):
            return PredicateSymbol(name, symbol.argument_sorts)
        return FunctionSymbol(name, symbol.argument_sorts, symbol.sort)

    return Made(
        tuple(with_symbols(premise, other) for premise in made.premises),
        with_symbols(made.goal, other),
    )


def _renamed_variables(formula: Formula, random: Random) -> Formula:
    inner = rebuild(formula, lambda part: _renamed_variables(part, random))
    if not isinstance(inner, ForAll | Exists):
        return inner
    bound = {node for node in nodes(inner.body) if isinstance(node, Variable)}
    wanted = Variable(random.choice("xvw"), inner.variable.sort)
    new = fresh_variable(wanted, bound)
    return type(inner)(new, substitute(inner.body, {inner.variable: new}))


def _contraposed(formula: Formula) -> Formula:
    if isinstance(formula, Implies):
        return Implies(Not(formula.right), Not(formula.left))
    return formula


def _swapped_equation(formula: Formula) -> Formula:
    if isinstance(formula, Equality):
        return Equality(formula.right, formula.left)
    return formula


def _written_out(formula: Formula) -> Formula:
    match formula:
        case Implies(left=left, right=right):
            return Or((Not(left), right))
        case Iff(left=left, right=right):
            return And((Implies(left, right), Implies(right, left)))
        case Xor(left=left, right=right):
            return Not(Iff(left, right))
        case _:
            return formula


def _dual(formula: Formula) -> Formula:
    """De Morgan, also for quantifiers."""
    match formula:
        case And(parts=parts):
            return Not(Or(tuple(map(Not, parts))))
        case Or(parts=parts):
            return Not(And(tuple(map(Not, parts))))
        case ForAll(variable=variable, body=body):
            return Not(Exists(variable, Not(body)))
        case Exists(variable=variable, body=body):
            return Not(ForAll(variable, Not(body)))
        case _:
            return formula


def _normal(change: Callable[[Formula], Formula]) -> Callable[[Formula, Random], Formula]:
    """``change``, unless nested equivalences would make it explode."""

    def changed(formula: Formula, _: Random) -> Formula:
        doubled = sum(isinstance(node, Iff | Xor) for node in nodes(formula))
        return change(formula) if doubled <= 4 else formula

    return changed


def _permuted(made: Made, random: Random) -> Made:
    return Made(tuple(random.sample(made.premises, len(made.premises))), made.goal)


def _repeated(made: Made, random: Random) -> Made:
    return Made((*made.premises, random.choice(made.premises)), made.goal)


def _with_irrelevant(made: Made, _: Random) -> Made:
    """One more premise over a predicate of its own, true in every structure that one chooses."""
    sort = next((n.sort for n in nodes(made.goal) if isinstance(n, Variable)), None)
    new = PredicateSymbol("irrelevant", () if sort is None else (sort,))
    if sort is None:
        return Made((*made.premises, Atom(new, ())), made.goal)
    x = Variable("x", sort)
    return Made((*made.premises, ForAll(x, Atom(new, (x,)))), made.goal)


VARIANTS: Mapping[str, Callable[[Made, Random], Made]] = {
    "symbols renamed": _renamed_symbols,
    "variables renamed": _each(_renamed_variables),
    "premises permuted": _permuted,
    "a premise twice": _repeated,
    "an irrelevant premise": _with_irrelevant,
    "double negation": _each(_everywhere(lambda formula: Not(Not(formula)))),
    "contraposition": _each(_everywhere(_contraposed)),
    "equations swapped": _each(_everywhere(_swapped_equation)),
    "connectives written out": _each(_everywhere(_written_out)),
    "De Morgan": _each(_everywhere(_dual)),
    "negation normal form": _each(_normal(negation_normal_form)),
    "prenex form": _each(_normal(lambda f: prenex(negation_normal_form(f)))),
}
"""What does not change an answer, by its name in tables."""


def without_a_premise(made: Made, number: int) -> Made:
    """The problem without one premise: what was a theorem need not be one any more."""
    return Made(made.premises[:number] + made.premises[number + 1 :], made.goal)
