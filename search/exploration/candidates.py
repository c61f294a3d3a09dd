"""Statements that hold on all data: laws with names first, then equations, then clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prover.logic.syntax import (
    Application,
    Equality,
    Formula,
    FunctionSymbol,
    Node,
    PredicateSymbol,
    Sort,
    Symbol,
    Variable,
)
from prover.logic.walk import symbols, universal_closure
from prover.theory import Theory
from search.canonical import up_to_order
from search.exploration.clauses import ClauseLimits, clauses
from search.exploration.conditions import conditionals, with_models
from search.exploration.findings import Counts, Options
from search.exploration.knowledge import Knowledge
from search.exploration.observations import Observations, Truth
from search.exploration.pools import with_usual_variables
from search.exploration.terms import Coincidence, TermSpace
from search.exploration.worth import says_existence, stacks_constructors
from search.laws import Instance, Law, conjectured, instances

__all__ = ["Candidate", "Candidates"]

_TEMPTING = 0.6
"""Share of the rows on which a false law holds that is worth telling that it is false."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement, closed, and what it is called.

    Attributes:
        statement: what may hold.
        law: its name, if statements of its form have one.
        subject: the symbol that it is about.
        false_at: where it fails, if data refuted it.
        only_new: whether it is of no interest where it follows at once.
    """

    statement: Formula
    law: str
    subject: Symbol
    false_at: str = ""
    only_new: bool = False


@dataclass(slots=True)
class Candidates:
    """Makes candidates, using what is known at the time each is asked for.

    Args:
        theory: the symbols.
        knowledge: grows while candidates are made.
        pools: the variables.
        observations: the data; may grow, too.
        options: limits.
        counts: of statements.
        is_over: whether there is no time for more.
    """

    theory: Theory
    knowledge: Knowledge
    pools: Mapping[Sort, Sequence[Variable]]
    observations: Observations
    options: Options
    counts: Counts
    is_over: Callable[[], bool]
    _space: TermSpace | None = None

    def batches(self) -> Iterator[Iterator[Candidate]]:
        """Every candidate, those that are easy or well known first.

        Between two batches one may try again what was not proved.
        """
        yield self.named()
        for size in range(1, self.options.term_size + 1):
            yield self.equations(size)
        yield self.clauses()
        if not self.theory.datatypes:
            yield self.conditionals()

    def named(self) -> Iterator[Candidate]:
        """Instances of the laws that have names: all about one symbol, then about the next."""
        for instance in sorted(self._instances(), key=lambda each: self._rank(each.formula)):
            self.counts.enumerated += 1
            truth = self.observations.truth(instance.formula)
            if not self.observations.decides(truth):
                continue
            if not truth.fails:
                yield self._named(instance)
            elif not says_existence(instance.formula):
                self.counts.refuted += 1
                if _is_tempting(instance.law, truth):
                    row = (truth.fails & -truth.fails).bit_length() - 1
                    variables = _variables(instance.formula)
                    yield self._named(instance, self.observations.witness(row, variables))

    def conditionals(self) -> Iterator[Candidate]:
        """Implications between laws that hold in some structures only."""
        found = self._instances()
        with_models(self.theory, found, self.observations)
        for each in conditionals(found, self.observations):
            self.counts.enumerated += 1
            yield Candidate(each.statement, "conditional", each.subject)

    def _instances(self) -> list[Instance]:
        vocabulary = [symbol for symbol in self.theory.symbols if symbol.arity]
        return [
            instance
            for law in conjectured()
            for instance in instances(law, vocabulary, self._constants(), self.pools)
        ]

    def _rank(self, node: Node) -> int:
        """The place of the symbol that was defined last; -1 where there is none."""
        ranks = {symbol: rank for rank, symbol in enumerate(self.theory.symbols)}
        return max((ranks[symbol] for symbol in symbols(node)), default=-1)

    def _named(self, instance: Instance, false_at: str = "") -> Candidate:
        statement = universal_closure(instance.formula)
        return Candidate(
            statement, instance.law.name, instance.subject, false_at, instance.law.only_new
        )

    def equations(self, size: int) -> Iterator[Candidate]:
        """Equations between terms that coincide on all data, the larger one of this size."""
        for found in self._terms().grow(size, self.options.terms):
            self.counts.enumerated += 1
            if self.is_over():
                return
            if self.knowledge.equations.implies(found.left, found.right):
                self.counts.implied += 1
                self.knowledge.equations.note(found.left, found.right)
            elif not stacks_constructors(Equality(found.left, found.right), self.theory):
                yield self._unnamed(self._equation(found))

    def clauses(self) -> Iterator[Candidate]:
        """Clauses that hold on all data."""
        predicates = [s for s in self.theory.symbols if isinstance(s, PredicateSymbol)]
        limits = ClauseLimits(clause=self.options.clause_size)
        for clause in clauses(self._terms(), predicates, limits):
            self.counts.enumerated += 1
            if self.is_over():
                return
            if not stacks_constructors(clause.formula, self.theory):
                yield self._unnamed(clause.formula)

    def described(self, statement: Formula) -> Candidate:
        """A closed statement as people would write it, called by its law if there is one."""
        key, own = up_to_order(statement), set(symbols(statement))
        for instance in self._instances():
            if set(symbols(instance.formula)) == own:
                named = self._named(instance)
                if up_to_order(named.statement) == key:
                    return named
        return self._unnamed(with_usual_variables(statement, self.theory))

    def separate(self, statement: Formula) -> None:
        """Tell terms apart that were thought to be equal."""
        node: Node = statement
        while not isinstance(node, Equality) and len(node.children) == 1:
            node = node.children[0]
        if self._space is not None and isinstance(node, Equality):
            self._space.separate(node.left)

    def _equation(self, found: Coincidence) -> Formula:
        """The equation with what was defined last on its left: ``square(x) = x · x``."""
        left, right = found.left, found.right
        if self._rank(right) > self._rank(left):
            left, right = right, left
        return universal_closure(Equality(left, right))

    def _unnamed(self, statement: Formula) -> Candidate:
        ranks = {symbol: rank for rank, symbol in enumerate(self.theory.symbols)}
        subject = max(symbols(statement), key=ranks.__getitem__)
        return Candidate(statement, "", subject, only_new=True)

    def _constants(self) -> list[Application]:
        """Constants, and one constructor of a constant of its own sort: 0 and 1, so to speak."""
        functions = [s for s in self.theory.symbols if isinstance(s, FunctionSymbol)]
        constants = [Application(s, ()) for s in functions if not s.arity]
        unary = [
            c
            for constructors in self.theory.constructors.values()
            for c in constructors
            if c.argument_sorts == (c.sort,)
        ]
        ones = [Application(c, (e,)) for c in unary for e in constants if e.sort is c.sort]
        return constants + ones

    def _terms(self) -> TermSpace:
        if self._space is None:
            functions = [s for s in self.theory.symbols if isinstance(s, FunctionSymbol)]
            self._space = TermSpace(
                functions,
                self.pools,
                self.observations,
                self.knowledge.order,
                self.knowledge.equations.shrinking,
            )
        return self._space


def _is_tempting(law: Law, truth: Truth) -> bool:
    """Whether somebody might believe a law that fails: it is a general one, and holds often."""
    return (
        law.is_general
        and truth.holds.bit_count() >= _TEMPTING * (truth.holds | truth.fails).bit_count()
    )


def _variables(formula: Formula) -> list[Variable]:
    return sorted((v for v in formula.free), key=lambda v: v.name)
