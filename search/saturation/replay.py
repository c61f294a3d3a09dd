"""From the loop's clauses to derivations: the found proof is gone through once more.

The loop only notes which clauses, literals and terms an inference was about.  Here each one that
the empty clause rests on is repeated, so that every step says by which terms the variables of
its parents were replaced: with these instances, checking a step needs no search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from prover.ancestry import grounds_first
from prover.clausify import InputClause
from prover.logic.unify import Bindings as LogicBindings
from prover.proof import Rule
from search.derivation import Derivation, renamed
from search.saturation.clauses import Change, Clause, Literal
from search.saturation.discrimination import Rewrite
from search.saturation.encoding import Encoding
from search.saturation.inferences import (
    equality_factoring,
    equality_resolution,
    superposition,
)
from search.saturation.records import (
    CUT,
    EQUALITY_FACTORING,
    EQUALITY_RESOLUTION,
    GIVEN,
    REWRITTEN,
    SIMPLIFIED,
    SUPERPOSITION,
)
from search.saturation.simplification import contradicting, merged, solution
from search.saturation.subsumption import subsuming
from search.saturation.terms import Term
from search.saturation.unification import Bindings, Instance, match, unify

__all__ = ["Replay"]

Literals = tuple[Literal, ...]


class Replay:
    """Makes the derivations of one search's clauses.

    Args:
        encoding: between the loop's clauses and the problem's.
        entries: the clauses that were given, in the order in which the loop got them.
    """

    def __init__(self, encoding: Encoding, entries: Sequence[InputClause]) -> None:
        self._encoding = encoding
        self._bank = encoding.bank
        self._entries = entries
        self._done: dict[Clause, Derivation] = {}

    def derivation(self, last: Clause) -> Derivation:
        """How ``last`` was derived."""
        for clause in grounds_first([last], _grounds):
            literals, derivation = self._made(clause)
            for change in clause.changes:
                derivation = self._changed(change, literals, derivation)
                literals = change.literals
            assert literals == clause.literals, "the inference was repeated as it was made"
            self._done[clause] = derivation
        return self._done[last]

    # --- inferences ------------------------------------------------------------------

    def _made(self, clause: Clause) -> tuple[Literals, Derivation]:
        """The clause as it was inferred, before it was simplified."""
        if clause.rule == GIVEN:
            return self._given(clause)
        if clause.rule == SIMPLIFIED:
            [parent] = clause.parents
            return parent.literals, self._done[parent]
        if clause.rule == SUPERPOSITION:
            return self._superposition(clause)
        return self._unary(clause)

    def _given(self, clause: Clause) -> tuple[Literals, Derivation]:
        [number] = clause.detail
        assert isinstance(number, int)
        entry = self._entries[number]
        literals, variables = self._encoding.encoded(entry.clause)
        became: LogicBindings = {v: self._encoding.term(term) for v, term in variables.items()}
        shown = self._encoding.decoded(literals)
        return literals, Derivation(shown, Rule.CLAUSIFY, (), (became,), entry.source)

    def _superposition(self, clause: Clause) -> tuple[Literals, Derivation]:
        source, target = clause.parents
        equation, side, term, first_renamed = clause.detail
        assert isinstance(equation, Literal)
        assert isinstance(side, Term)
        assert isinstance(term, Term)
        variants = [source.literals, target.literals]
        names: list[Bindings] = [{}, {}]
        apart = 0 if first_renamed else 1
        bank, renaming = self._bank, names[apart]
        variants[apart] = tuple(bank.shifted(each, 1, renaming) for each in variants[apart])
        if first_renamed:
            equation = variants[0][source.literals.index(equation)]
            side = bank.terms.shifted(side, 1, renaming)
        else:
            term = bank.terms.shifted(term, 1, renaming)
        bindings = unify(side, term)
        assert bindings is not None
        instance = Instance(bank.terms, bindings)
        literals = superposition(bank, variants[0], equation, side, variants[1], term, instance)
        assert literals is not None
        rule = Rule.SUPERPOSITION if not equation.predicate else Rule.RESOLUTION
        instances = [
            self._instances(parent.literals, renamed_to, instance)
            for parent, renamed_to in zip(clause.parents, names, strict=True)
        ]
        return literals, self._step(literals, rule, clause.parents, instances)

    def _unary(self, clause: Clause) -> tuple[Literals, Derivation]:
        [parent] = clause.parents
        first, *rest = clause.detail
        assert isinstance(first, Literal)
        if clause.rule == EQUALITY_RESOLUTION:
            instance = self._unifier(first.left, first.right)
            literals = equality_resolution(self._bank, parent.literals, first, instance)
            rule = Rule.EQUALITY_RESOLUTION
        else:
            assert clause.rule == EQUALITY_FACTORING
            left, other, twin = rest
            assert isinstance(left, Term)
            assert isinstance(other, Literal)
            assert isinstance(twin, Term)
            instance = self._unifier(left, twin)
            literals = equality_factoring(
                self._bank, parent.literals, first, left, other, twin, instance
            )
            rule = Rule.FACTORING if first.predicate else Rule.EQUALITY_FACTORING
        assert literals is not None
        instances = [self._instances(parent.literals, {}, instance)]
        return literals, self._step(literals, rule, clause.parents, instances)

    def _unifier(self, left: Term, right: Term) -> Instance:
        bindings = unify(left, right)
        assert bindings is not None
        return Instance(self._bank.terms, bindings)

    # --- simplifications -------------------------------------------------------------

    def _changed(self, change: Change, before: Literals, derivation: Derivation) -> Derivation:
        if change.kind == REWRITTEN:
            return self._rewritten(change, before, derivation)
        if change.kind == CUT:
            return self._cut(change, before, derivation)
        bindings = solution(change.removed) if change.removed is not None else {}
        assert bindings is not None
        instance = Instance(self._bank.terms, bindings)
        merged(self._bank, before, change.removed, instance)
        became = self._instances(before, {}, instance)
        shown = self._encoding.decoded(change.literals)
        if change.removed is None:
            return replace(renamed(derivation, became), clause=shown)
        return Derivation(shown, Rule.EQUALITY_RESOLUTION, (derivation,), (became,))

    def _rewritten(self, change: Change, before: Literals, derivation: Derivation) -> Derivation:
        parents: list[Derivation] = []
        instances: list[LogicBindings] = []
        equational = False
        for term, rule in change.terms:
            assert isinstance(rule, Rewrite)
            bindings: Bindings = {}
            found = match(rule.left, term, bindings)
            assert found
            equational = equational or not rule.clause.literals[0].predicate
            parents.append(self._done[rule.clause])
            instances.append(self._matched(rule.clause.literals, bindings))
        parents.append(derivation)
        instances.append(self._matched(before, {}))
        rule_name = Rule.DEMODULATION if equational else Rule.RESOLUTION
        shown = self._encoding.decoded(change.literals)
        return Derivation(shown, rule_name, tuple(parents), tuple(instances))

    def _cut(self, change: Change, before: Literals, derivation: Derivation) -> Derivation:
        by, removed = change.by, change.removed
        assert by is not None
        assert removed is not None
        if len(by.literals) == 1:
            bindings: Bindings | None = contradicting(by.literals[0], removed)
        else:
            flipped = self._bank.complement(removed)
            trial = tuple(flipped if each is removed else each for each in before)
            bindings = subsuming(by.literals, trial)
        assert bindings is not None
        shown = self._encoding.decoded(change.literals)
        instances = (self._matched(by.literals, bindings), self._matched(before, {}))
        return Derivation(shown, Rule.RESOLUTION, (self._done[by], derivation), instances)

    # --- what became of variables ------------------------------------------------------

    def _step(
        self,
        literals: Literals,
        rule: Rule,
        parents: Iterable[Clause],
        instances: Iterable[LogicBindings],
    ) -> Derivation:
        shown = self._encoding.decoded(literals)
        return Derivation(shown, rule, tuple(self._done[p] for p in parents), tuple(instances))

    def _instances(
        self, literals: Literals, renaming: Bindings, instance: Instance
    ) -> LogicBindings:
        """What the variables of a parent became under a unifier."""
        return {
            self._encoding.variable(v): self._encoding.term(instance.of(renaming.get(v, v)))
            for v in _variables(literals)
        }

    def _matched(self, literals: Literals, bindings: Bindings) -> LogicBindings:
        """What the variables of a parent became by matching."""
        return {
            self._encoding.variable(v): self._encoding.term(bindings.get(v, v))
            for v in _variables(literals)
        }


def _variables(literals: Literals) -> list[Term]:
    found: dict[Term, None] = {}
    stack = [side for literal in literals for side in (literal.left, literal.right)]
    while stack:
        term = stack.pop()
        if term.head < 0:
            found[term] = None
        elif not term.ground:
            stack += term.args
    return list(found)


def _grounds(clause: Clause) -> Iterator[Clause]:
    """Its parents, and the clauses that changed it."""
    yield from clause.parents
    for change in clause.changes:
        yield from (rule.clause for _, rule in change.terms if isinstance(rule, Rewrite))
        if change.by is not None:
            yield change.by
