"""Rewrite rules: what a definition, a lemma or a hypothesis lets one replace, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Formula,
    Iff,
    Implies,
    Node,
    Not,
    Symbol,
    Term,
    TruthValue,
    Variable,
)
from prover.logic.walk import conjunction, nodes, strip_universals
from prover.theory import Theory
from search.induction.deduction import Deduction, fact
from search.induction.ordering import PathOrdering

__all__ = ["RewriteRule", "definitional_rules", "ground_rules", "lemma_rules"]

Redex = Application | Atom | Equality


@dataclass(frozen=True, slots=True, eq=False)
class RewriteRule:
    """``left`` may be replaced by ``right`` where ``condition`` holds.

    Attributes:
        left: a pattern.
        right: a term where the pattern is one, else a formula; no variables of its own.
        condition: no variables of its own either.
        source: the statement it comes from; ``None`` for a hypothesis of the goal at hand.
        checked: whether an instance may be used only where it decreases.
        definitional: whether it is a case of a definition.
    """

    left: Redex
    right: Term | Formula
    condition: Formula
    source: Deduction | None
    checked: bool = False
    definitional: bool = False


def definitional_rules(theory: Theory) -> Iterator[RewriteRule]:
    """The cases of the definitions, from left to right."""
    facts = theory.facts
    for definition in theory.definitions:
        for number, each in enumerate(definition.equations, start=1):
            name = f"{definition.symbol.name}.{number}"
            source = fact(name, facts[name])
            yield RewriteRule(each.left, each.right, each.condition, source, definitional=True)


def lemma_rules(statement: Deduction, ordering: PathOrdering) -> Iterator[RewriteRule]:
    """The rules that a proved statement gives, its equations oriented by ``ordering``."""
    _, body = strip_universals(statement.conclusion)
    for condition, literal in _literals(body, ()):
        yield from _rules(condition, literal, statement, ordering)


def ground_rules(hypothesis: Formula, ordering: PathOrdering) -> Iterator[RewriteRule]:
    """The rules that a hypothesis without quantifiers gives; its variables are constants.

    Args:
        hypothesis: taken as true.
        ordering: total on terms whose variables are constants.
    """
    for condition, literal in _literals(hypothesis, ()):
        if condition is TRUE:
            yield from _rules(condition, literal, None, ordering)


def _literals(body: Formula, conditions: tuple[Formula, ...]) -> Iterator[tuple[Formula, Formula]]:
    match body:
        case Implies(left=left, right=right):
            yield from _literals(right, (*conditions, left))
        case And(parts=parts):
            for part in parts:
                yield from _literals(part, conditions)
        case _:
            yield conjunction(conditions), body


def _rules(
    condition: Formula, literal: Formula, source: Deduction | None, ordering: PathOrdering
) -> Iterator[RewriteRule]:
    match literal:
        case Equality(left=left, right=right):
            yield from _equations(left, right, condition, source, ordering)
        case Iff(left=Atom() | Equality() as left, right=right):
            yield from _equivalence(left, right, condition, source, ordering)
        case Atom():
            yield from _sound(literal, TRUE, condition, source)
        case Not(body=Atom() as atom):
            yield from _sound(atom, FALSE, condition, source)
        case Not(body=Equality(left=left, right=right)):
            yield from _sound(Equality(left, right), FALSE, condition, source)
            yield from _sound(Equality(right, left), FALSE, condition, source)
        case _:
            return


def _equations(
    left: Term, right: Term, condition: Formula, source: Deduction | None, ordering: PathOrdering
) -> Iterator[RewriteRule]:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Application) and ordering.greater(one, other):
            if isinstance(other, Application) and _would_vanish(one, other):
                yield from _sound(other, one, condition, source)
            else:
                yield from _sound(one, other, condition, source)
            return
    for one, other in ((left, right), (right, left)):
        if source is not None and isinstance(one, Application):
            yield from _sound(one, other, condition, source, checked=True)


def _would_vanish(left: Application, right: Application) -> bool:
    """Whether ``left = right`` would replace a function everywhere by something larger.

    What is known of the function would be of no use any more; from right to left, the equation
    only makes terms smaller.
    """
    return (
        all(isinstance(argument, Variable) for argument in left.arguments)
        and _size(right) > _size(left)
        and left.free == right.free
        and sum(_count(argument) for argument in right.arguments) == len(right.free)
    )


def _count(term: Term) -> int:
    """How many times variables stand in a term."""
    if isinstance(term, Variable):
        return 1
    return sum(_count(argument) for argument in term.arguments)


def _equivalence(
    left: Atom | Equality,
    right: Formula,
    condition: Formula,
    source: Deduction | None,
    ordering: PathOrdering,
) -> Iterator[RewriteRule]:
    if _size(left) >= _size(right) or _is_above(left, right, ordering):
        yield from _oriented(left, right, condition, source)
    elif isinstance(right, Atom | Equality):
        yield from _oriented(right, left, condition, source)
    elif source is None:
        yield RewriteRule(left, right, condition, source)


def _is_above(left: Atom | Equality, right: Formula, ordering: PathOrdering) -> bool:
    """Whether every atom of ``right`` is smaller than ``left``."""
    atoms = [node for node in nodes(right) if isinstance(node, Atom)]
    equations = any(isinstance(node, Equality) for node in nodes(right))
    if isinstance(left, Equality) or equations:
        return False
    return all(ordering.greater(left, atom) for atom in atoms)


def _oriented(
    left: Atom | Equality, right: Formula, condition: Formula, source: Deduction | None
) -> Iterator[RewriteRule]:
    yield from _sound(left, right, condition, source)
    if isinstance(left, Equality):
        yield from _sound(Equality(left.right, left.left), right, condition, source)


def _sound(
    left: Redex,
    right: Term | Formula,
    condition: Formula,
    source: Deduction | None,
    checked: bool = False,
) -> Iterator[RewriteRule]:
    """The rule, if matching its left side says all about the rest."""
    if source is None or (right.free <= left.free and condition.free <= left.free):
        yield RewriteRule(left, right, condition, source, checked)


def _size(node: Node) -> int:
    if isinstance(node, TruthValue):
        return 0
    return 1 + sum(_size(child) for child in node.children)


@dataclass(frozen=True, slots=True)
class Constructors:
    """What is known of a theory's constructors: they are injective and different.

    Attributes:
        symbols: the constructors.
        facts: the statement for a constructor with arguments, and for two constructors.
    """

    symbols: frozenset[Symbol]
    facts: Mapping[tuple[Symbol, ...], Deduction]

    @staticmethod
    def of(theory: Theory) -> Constructors:
        """Those of ``theory``."""
        found: dict[tuple[Symbol, ...], Deduction] = {}
        for datatype in theory.datatypes:
            name = datatype.sort.name
            for n, first in enumerate(datatype.constructors):
                if first.arity:
                    found[first,] = _named(theory, f"{name}.injective.{first.name}")
                for second in datatype.constructors[n + 1 :]:
                    different = _named(theory, f"{name}.distinct.{first.name}.{second.name}")
                    found[first, second] = found[second, first] = different
        symbols = (c for datatype in theory.datatypes for c in datatype.constructors)
        return Constructors(frozenset(symbols), found)

    def makes(self, term: Term) -> bool:
        """Whether the term is a constructor's."""
        return isinstance(term, Application) and term.function in self.symbols

    def rule(self, equation: Equality) -> RewriteRule | None:
        """How an equation between two constructors' terms is simplified."""
        left, right = equation.left, equation.right
        if isinstance(left, Variable) or isinstance(right, Variable):
            return None
        if left.function is right.function:
            source = self.facts.get((left.function,))
            pairs = zip(left.arguments, right.arguments, strict=True)
            result = conjunction(Equality(one, other) for one, other in pairs)
        else:
            source = self.facts.get((left.function, right.function))
            result = FALSE
        return None if source is None else RewriteRule(equation, result, TRUE, source)


def _named(theory: Theory, name: str) -> Deduction:
    return fact(name, theory.facts[name])
