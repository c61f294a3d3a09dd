"""Models with one entry of one table changed, and an evaluator that shares nothing with ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from random import Random

from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.model import FiniteModel

__all__ = ["holds", "tables_changed"]


def tables_changed(model: FiniteModel, random: Random, most: int) -> Iterator[FiniteModel]:
    """At most so many models that differ from ``model`` in one entry."""
    entries = [(symbol, row) for symbol, table in model.functions.items() for row in table]
    for symbol in model.predicates:
        elements = [model.domains.get(sort, ()) for sort in symbol.argument_sorts]
        entries += [(symbol, row) for row in product(*elements)]
    for symbol, row in random.sample(entries, min(most, len(entries))):
        if symbol in model.predicates:
            rows = model.predicates[symbol] ^ {row}
            yield replace(model, predicates={**model.predicates, symbol: rows})
        else:
            others = [e for e in model.domains[symbol.sort] if e != model.functions[symbol][row]]
            if others:
                table = {**model.functions[symbol], row: random.choice(others)}
                yield replace(model, functions={**model.functions, symbol: table})


def holds(formula: Formula, model: FiniteModel) -> bool:
    """Whether ``formula`` is true, by writing it out as a Boolean expression, all cases at once."""
    return _true(formula, {}, model)


def _true(formula: Formula, env: Mapping[Variable, str], model: FiniteModel) -> bool:
    def inner(part: Formula) -> bool:
        return _true(part, env, model)

    def cases(bound: ForAll | Exists) -> list[bool]:
        elements = model.domains[bound.variable.sort]
        return [_true(bound.body, {**env, bound.variable: e}, model) for e in elements]

    match formula:
        case TruthValue(value=value):
            return value
        case Atom(predicate=predicate, arguments=arguments):
            return tuple(_value(a, env, model) for a in arguments) in model.predicates[predicate]
        case Equality(left=left, right=right):
            return _value(left, env, model) == _value(right, env, model)
        case Not(body=body):
            return not inner(body)
        case And(parts=parts):
            return min(map(inner, parts))
        case Or(parts=parts):
            return max(map(inner, parts))
        case Implies(left=left, right=right):
            return inner(left) <= inner(right)
        case Iff(left=left, right=right):
            return inner(left) == inner(right)
        case Xor(left=left, right=right):
            return inner(left) != inner(right)
        case ForAll():
            return min(cases(formula))
        case Exists():
            return max(cases(formula))


def _value(term: Term, env: Mapping[Variable, str], model: FiniteModel) -> str:
    if isinstance(term, Application):
        row = tuple(_value(argument, env, model) for argument in term.arguments)
        return model.functions[term.function][row]
    return env[term]
