"""Rewrite rules: what a definition, a lemma or a hypothesis lets one replace, and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from search.rewriting.path_order import LexicographicPathOrder
from search.rewriting.rules import Redex, RuleSet, orientations

__all__ = ["RewriteRule", "Rules", "definitional_rules", "ground_rules", "lemma_rules"]


@dataclass(frozen=True, slots=True, eq=False)
class RewriteRule:
    """``left`` may be replaced by ``right`` where ``condition`` holds.

    Attributes:
        left: a pattern.
        right: a term where the pattern is one, else a formula; no variables of its own.
        condition: no variables of its own either.
        source: the statement it comes from; ``None`` for a hypothesis of the goal at hand.
        is_oriented: whether every instance decreases; else only those that do may be used.
        is_definitional: whether it is a case of a definition.
    """

    left: Redex
    right: Term | Formula
    condition: Formula
    source: Deduction | None
    is_oriented: bool = True
    is_definitional: bool = False


Rules = RuleSet[RewriteRule]

Smaller = Callable[[Term | Atom, Term | Atom], bool]
"""Whether the first one is smaller than the second one."""


def definitional_rules(theory: Theory) -> Iterator[RewriteRule]:
    """The cases of the definitions, from left to right."""
    facts = theory.facts
    for definition in theory.definitions:
        for number, each in enumerate(definition.equations, start=1):
            name = f"{definition.symbol.name}.{number}"
            source = fact(name, facts[name])
            yield RewriteRule(each.left, each.right, each.condition, source, is_definitional=True)


def lemma_rules(statement: Deduction, order: LexicographicPathOrder) -> Iterator[RewriteRule]:
    """The rules that a proved statement gives, its equations oriented by ``order``."""
    _, body = strip_universals(statement.conclusion)
    for condition, literal in _literals(body, ()):
        yield from _rules(condition, literal, statement, order.always_smaller)


def ground_rules(hypothesis: Formula, order: LexicographicPathOrder) -> Iterator[RewriteRule]:
    """The rules that a hypothesis without quantifiers gives; its variables are constants.

    Args:
        hypothesis: taken as true.
        order: of terms.
    """
    for condition, literal in _literals(hypothesis, ()):
        if condition is TRUE:
            yield from _rules(condition, literal, None, order.is_smaller)


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
    condition: Formula, literal: Formula, source: Deduction | None, smaller: Smaller
) -> Iterator[RewriteRule]:
    match literal:
        case Equality(left=left, right=right):
            yield from _equations(left, right, condition, source, smaller)
        case Iff(left=Atom() | Equality() as left, right=right):
            yield from _equivalence(left, right, condition, source, smaller)
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
    left: Term, right: Term, condition: Formula, source: Deduction | None, smaller: Smaller
) -> Iterator[RewriteRule]:
    for rule in orientations(left, right, smaller):
        if rule.is_oriented or source is not None:
            yield from _sound(rule.left, rule.right, condition, source, rule.is_oriented)


def _equivalence(
    left: Atom | Equality,
    right: Formula,
    condition: Formula,
    source: Deduction | None,
    smaller: Smaller,
) -> Iterator[RewriteRule]:
    if _size(left) >= _size(right) or _is_above(left, right, smaller):
        yield from _oriented(left, right, condition, source)
    elif isinstance(right, Atom | Equality):
        yield from _oriented(right, left, condition, source)
    elif source is None:
        yield RewriteRule(left, right, condition, source)


def _is_above(left: Atom | Equality, right: Formula, smaller: Smaller) -> bool:
    """Whether every atom of ``right`` is smaller than ``left``."""
    atoms = [node for node in nodes(right) if isinstance(node, Atom)]
    equations = any(isinstance(node, Equality) for node in nodes(right))
    if isinstance(left, Equality) or equations:
        return False
    return all(smaller(atom, left) for atom in atoms)


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
    is_oriented: bool = True,
) -> Iterator[RewriteRule]:
    """The rule, if matching its left side says all about the rest."""
    if source is None or (right.free <= left.free and condition.free <= left.free):
        yield RewriteRule(left, right, condition, source, is_oriented)


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
