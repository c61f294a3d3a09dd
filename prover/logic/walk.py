"""Walking formulas: substitution, symbols, closures, complements.

Recursion is safe here because the depth of every node is bounded by construction
(:data:`prover.logic.syntax.MAX_DEPTH`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from prover.logic.syntax import (
    FALSE,
    TRUE,
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
    Symbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)

__all__ = [
    "Substitution",
    "complement",
    "conjunction",
    "disjunction",
    "free_variables",
    "fresh_variable",
    "nodes",
    "nodes_of",
    "rebuild",
    "renamed",
    "strip_universals",
    "substitute",
    "substitute_term",
    "symbols",
    "universal_closure",
]

Substitution = Mapping[Variable, Term]
"""Terms to put in place of free variables, all at once."""


def nodes(formula: Node) -> Iterator[Node]:
    """Every distinct sub-node of ``formula`` once, parents before children, left to right."""
    return nodes_of((formula,))


def nodes_of(formulas: Sequence[Node]) -> Iterator[Node]:
    """Every distinct sub-node of ``formulas`` once, in the order of :func:`nodes`."""
    seen: set[Node] = set()
    stack: list[Node] = [*reversed(formulas)]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            yield node
            children = node.children
            if children:
                stack.extend(children[::-1])


def symbols(*formulas: Node) -> Iterator[Symbol]:
    """Every function and predicate symbol of ``formulas`` once, in order of first occurrence."""
    seen: set[Symbol] = set()
    for node in nodes_of(formulas):
        symbol: Symbol
        match node:
            case Atom(predicate=found):
                symbol = found
            case Application(function=found_function):
                symbol = found_function
            case _:
                continue
        if symbol not in seen:
            seen.add(symbol)
            yield symbol


def rebuild(formula: Formula, change: Callable[[Formula], Formula]) -> Formula:
    """``formula`` with ``change`` applied to its immediate subformulas."""
    match formula:
        case Atom() | Equality() | TruthValue():
            return formula
        case Not(body=body):
            return Not(change(body))
        case And(parts=parts):
            return And(tuple(change(part) for part in parts))
        case Or(parts=parts):
            return Or(tuple(change(part) for part in parts))
        case Implies() | Iff() | Xor():
            left = change(formula.left)
            return type(formula)(left, change(formula.right))
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            return type(formula)(variable, change(body))
        case _:
            assert_never(formula)


def free_variables(formula: Node) -> tuple[Variable, ...]:
    """The free variables in order of first occurrence."""
    bound_free = formula.free
    return tuple(n for n in nodes(formula) if isinstance(n, Variable) and n in bound_free)


def substitute_term(term: Term, substitution: Substitution) -> Term:
    """``term`` with its variables replaced."""
    if not term.free:
        return term
    if isinstance(term, Variable):
        return substitution.get(term, term)
    return Application(
        term.function, tuple(substitute_term(argument, substitution) for argument in term.arguments)
    )


def substitute(formula: Formula, substitution: Substitution) -> Formula:
    """``formula`` with free variables replaced; bound variables are renamed to avoid capture."""
    if formula.free.isdisjoint(substitution):
        return formula
    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            return Atom(predicate, tuple(substitute_term(a, substitution) for a in arguments))
        case Equality(left=left, right=right):
            return Equality(
                substitute_term(left, substitution), substitute_term(right, substitution)
            )
        case TruthValue():
            return formula
        case Not(body=body):
            return Not(substitute(body, substitution))
        case And(parts=parts):
            return And(tuple(substitute(part, substitution) for part in parts))
        case Or(parts=parts):
            return Or(tuple(substitute(part, substitution) for part in parts))
        case Implies() | Iff() | Xor():
            left_side = substitute(formula.left, substitution)
            return type(formula)(left_side, substitute(formula.right, substitution))
        case ForAll() | Exists():
            return _substitute_under_binder(formula, substitution)
        case _:
            assert_never(formula)


def _substitute_under_binder(formula: ForAll | Exists, substitution: Substitution) -> Formula:
    inner = {v: t for v, t in substitution.items() if v in formula.free}
    incoming: frozenset[Variable] = frozenset().union(*(t.free for t in inner.values()))
    variable = formula.variable
    if variable in incoming:
        variable = fresh_variable(variable, incoming | formula.body.free)
        inner[formula.variable] = variable
    return type(formula)(variable, substitute(formula.body, inner))


def fresh_variable(like: Variable, taken: Iterable[Variable]) -> Variable:
    """A variable of the sort and about the name of ``like`` that is not in ``taken``."""
    names = {variable.name for variable in taken}
    if like.name not in names:
        return like
    stem = like.name.rstrip("0123456789")
    number = 1
    while f"{stem}{number}" in names:
        number += 1
    return Variable(f"{stem}{number}", like.sort)


def universal_closure(formula: Formula) -> Formula:
    """``formula`` with its free variables bound by ∀, in order of first occurrence."""
    for variable in reversed(free_variables(formula)):
        formula = ForAll(variable, formula)
    return formula


def renamed(formula: Formula, mapping: Mapping[Symbol, Symbol]) -> Formula:
    """``formula`` with symbols replaced by others of the same kind and sorts."""
    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            symbol = mapping.get(predicate, predicate)
            assert isinstance(symbol, PredicateSymbol)
            return Atom(symbol, tuple(_renamed_term(a, mapping) for a in arguments))
        case Equality(left=left, right=right):
            return Equality(_renamed_term(left, mapping), _renamed_term(right, mapping))
        case _:
            return rebuild(formula, lambda part: renamed(part, mapping))


def _renamed_term(term: Term, mapping: Mapping[Symbol, Symbol]) -> Term:
    if isinstance(term, Variable):
        return term
    symbol = mapping.get(term.function, term.function)
    assert isinstance(symbol, FunctionSymbol)
    return Application(symbol, tuple(_renamed_term(a, mapping) for a in term.arguments))


def strip_universals(formula: Formula) -> tuple[tuple[Variable, ...], Formula]:
    """The leading universally quantified variables and what they range over."""
    variables = []
    while isinstance(formula, ForAll):
        variables.append(formula.variable)
        formula = formula.body
    return tuple(variables), formula


def complement(formula: Formula) -> Formula:
    """The negation of ``formula``, without a double negation at the top."""
    match formula:
        case Not(body=body):
            return body
        case TruthValue(value=value):
            return FALSE if value else TRUE
        case _:
            return Not(formula)


def conjunction(parts: Iterable[Formula]) -> Formula:
    """All of ``parts``: truth when there are none, the part itself when there is one."""
    listed = tuple(parts)
    if not listed:
        return TRUE
    return listed[0] if len(listed) == 1 else And(listed)


def disjunction(parts: Iterable[Formula]) -> Formula:
    """One of ``parts``: falsity when there are none, the part itself when there is one."""
    listed = tuple(parts)
    if not listed:
        return FALSE
    return listed[0] if len(listed) == 1 else Or(listed)
