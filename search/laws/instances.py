"""Instances of templates: which symbols of a theory may be put in for the placeholders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    Variable,
)
from prover.logic.walk import free_variables, nodes, rebuild
from search.laws.catalogue import Law

__all__ = ["Instance", "instances", "stated"]

Filling = Mapping[Symbol, Symbol | Application]
"""For each placeholder a symbol; for a constant a term without variables."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A statement of a theory that has the form of a law.

    Attributes:
        law: which.
        formula: without its universal quantifiers.
        subject: the symbol that the law is about, the first of the template.
    """

    law: Law
    formula: Formula
    subject: Symbol


def instances(
    law: Law,
    vocabulary: Sequence[Symbol],
    constants: Sequence[Application],
    pools: Mapping[Sort, Sequence[Variable]],
) -> Iterator[Instance]:
    """All well-sorted instances of ``law``, different placeholders being different symbols.

    Args:
        law: the template.
        vocabulary: functions with arguments, and predicates.
        constants: terms without variables, for placeholders without arguments.
        pools: how the variables of each sort are called.
    """
    placeholders = law.placeholders
    for filling in _fillings(placeholders, vocabulary, constants):
        sorts = _sorts(law.formula, filling)
        if sorts is None:
            continue
        renaming = _renaming(law.formula, sorts, pools)
        if renaming is not None:
            subject = filling[placeholders[0]]
            about = subject.function if isinstance(subject, Application) else subject
            yield Instance(law, _filled(law.formula, filling, renaming), about)


def stated(law: Law, chosen: Sequence[Symbol]) -> Formula | None:
    """``law`` about the symbols ``chosen`` for its placeholders; ``None`` if it is ill-sorted."""
    filling = dict(zip(law.placeholders, chosen, strict=True))
    sorts = _sorts(law.formula, filling)
    if sorts is None:
        return None
    renaming = {variable: Variable(variable.name, sort) for variable, sort in sorts.items()}
    return _filled(law.formula, filling, renaming)


def _fillings(
    placeholders: Sequence[Symbol],
    vocabulary: Sequence[Symbol],
    constants: Sequence[Application],
) -> Iterator[dict[Symbol, Symbol | Application]]:
    if not placeholders:
        yield {}
        return
    *earlier, last = placeholders
    is_constant = isinstance(last, FunctionSymbol) and not last.arity
    choices: Sequence[Symbol | Application] = constants if is_constant else vocabulary
    for filling in _fillings(earlier, vocabulary, constants):
        for choice in choices:
            if choice not in filling.values() and _fits(last, choice):
                yield {**filling, last: choice}


def _fits(placeholder: Symbol, choice: Symbol | Application) -> bool:
    if isinstance(choice, Application):
        return placeholder.name != "o" or not choice.arguments
    if type(choice) is not type(placeholder):
        return False
    return choice.arity == placeholder.arity


def _sorts(formula: Formula, filling: Filling) -> dict[Variable, Sort] | None:
    """The sort of every variable; ``None`` where sorts do not agree."""
    sorts: dict[Variable, Sort] = {}
    equations: list[Equality] = []
    for node in nodes(formula):
        if isinstance(node, Atom | Application) and node.children:
            symbol = filling[node.predicate if isinstance(node, Atom) else node.function]
            assert not isinstance(symbol, Application)
            for argument, sort in zip(node.children, symbol.argument_sorts, strict=True):
                assert isinstance(argument, Variable | Application)
                if not _agree(argument, sort, filling, sorts):
                    return None
        elif isinstance(node, Equality):
            equations.append(node)
    for equation in equations:
        left = _sort(equation.left, filling, sorts)
        right = _sort(equation.right, filling, sorts)
        if not _agree(equation.left, left or right, filling, sorts):
            return None
        if not _agree(equation.right, left or right, filling, sorts):
            return None
    return sorts


def _agree(term: Term, sort: Sort | None, filling: Filling, sorts: dict[Variable, Sort]) -> bool:
    if sort is None:
        return False
    if isinstance(term, Variable):
        return sorts.setdefault(term, sort) is sort
    return _sort(term, filling, sorts) is sort


def _sort(term: Term, filling: Filling, sorts: Mapping[Variable, Sort]) -> Sort | None:
    if isinstance(term, Variable):
        return sorts.get(term)
    chosen = filling[term.function]
    assert not isinstance(chosen, PredicateSymbol)
    return chosen.sort


def _renaming(
    formula: Formula, sorts: Mapping[Variable, Sort], pools: Mapping[Sort, Sequence[Variable]]
) -> dict[Variable, Variable] | None:
    used = {sort: iter(variables) for sort, variables in pools.items()}
    renaming: dict[Variable, Variable] = {}
    bound = [node.variable for node in nodes(formula) if isinstance(node, ForAll | Exists)]
    for variable in sorted((*free_variables(formula), *bound), key=lambda v: v.name):
        chosen = next(used[sorts[variable]], None)
        if chosen is None:
            return None
        renaming[variable] = chosen
    return renaming


def _filled(formula: Formula, filling: Filling, renaming: Mapping[Variable, Variable]) -> Formula:
    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            chosen = filling[predicate]
            assert isinstance(chosen, PredicateSymbol)
            return Atom(chosen, tuple(_term(a, filling, renaming) for a in arguments))
        case Equality(left=left, right=right):
            return Equality(_term(left, filling, renaming), _term(right, filling, renaming))
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            return type(formula)(renaming[variable], _filled(body, filling, renaming))
        case _:
            return rebuild(formula, lambda part: _filled(part, filling, renaming))


def _term(term: Term, filling: Filling, renaming: Mapping[Variable, Variable]) -> Term:
    if isinstance(term, Variable):
        return renaming[term]
    chosen = filling[term.function]
    if isinstance(chosen, Application):
        return chosen
    assert isinstance(chosen, FunctionSymbol)
    return Application(chosen, tuple(_term(a, filling, renaming) for a in term.arguments))
