"""Forward chaining: unit-resulting resolution from facts, with a reason for every fact.

The rule (McCharen, Overbeek and Wos 1976): from a clause L₁ ∨ … ∨ Lₙ and facts that are
complementary to all of its literals but one, infer the instance of the one that is left.
It is sound because all other literals of that instance are false; it is complete for Horn
clauses.  Derivations found this way read as chains: fact, rule, fact.

With ``directed`` clauses (the *rules* semantics) only the designated head may be what is
left, so nothing is ever concluded by contraposition.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from prover.clausify import InputClause
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Variable
from prover.logic.unify import Bindings, match_atoms, resolved, unify_atoms
from prover.proof import Rule
from prover.watch import Pulse, Searching
from search.derivation import Derivation, input_derivation, renamed
from search.shapes import Shape, shape_of

__all__ = ["Fact", "ForwardChaining"]


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A derived literal with its derivation; variables (rare) are universally quantified."""

    literal: Literal
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class _ChainClause:
    """A clause with the shapes of facts that falsify its literals."""

    literals: tuple[Literal, ...]
    needs: tuple[Shape, ...]
    derivation: Derivation
    head: int | None


@dataclass(slots=True)
class ForwardChaining:
    """The facts derived so far; :meth:`add` all clauses, then :meth:`run`.

    Args:
        max_facts: no more facts than this are derived.
        max_depth: facts nested deeper are left out (Skolem functions could go on for ever).
        deadline: value of :func:`time.monotonic` after which :meth:`run` stops.
        pulse: is told how many facts there are.

    Attributes:
        conflict: the empty clause from two complementary facts, once they are found.
        complete: False as soon as something was left out or stopped early.
    """

    max_facts: int = 5_000
    max_depth: int = 8
    deadline: float = float("inf")
    pulse: Pulse = field(default_factory=Pulse)
    conflict: Derivation | None = None
    complete: bool = True
    facts: dict[Literal, Fact] = field(default_factory=dict)
    _agenda: deque[Fact] = field(default_factory=deque)
    _processed: dict[Shape, list[Fact]] = field(default_factory=dict)
    _open_facts: list[Fact] = field(default_factory=list)
    _watchers: dict[Shape, list[tuple[_ChainClause, int]]] = field(default_factory=dict)

    def add(self, clauses: Iterable[InputClause], head: int | None = None) -> None:
        """Add clauses; with ``head``, only the literal of that index may be concluded."""
        for entry in clauses:
            literals = entry.clause.literals
            if len(literals) == 1:
                self._derive(literals[0], input_derivation(entry))
            elif literals:
                self._watch(entry, head)
            else:
                self.complete = False

    def _watch(self, entry: InputClause, head: int | None) -> None:
        literals = entry.clause.literals
        needs = tuple(shape_of(literal.complement) for literal in literals)
        clause = _ChainClause(literals, needs, input_derivation(entry), head)
        for index, need in enumerate(needs):
            if index != head:
                self._watchers.setdefault(need, []).append((clause, index))

    def run(self, *, through_conflicts: bool = False) -> None:
        """Derive until nothing new follows, a conflict is found or the budget is spent.

        With ``through_conflicts``, a conflict is noted and the derivation goes on.
        """
        while self._agenda and (self.conflict is None or through_conflicts):
            now = monotonic()
            if len(self.facts) > self.max_facts or now > self.deadline:
                self.complete = False
                return
            if now >= self.pulse.due:
                used = len(self.facts) - len(self._agenda)
                self.pulse.tell(now, Searching("chaining", len(self.facts), used))
            fact = self._agenda.popleft()
            shape = shape_of(fact.literal)
            self._processed.setdefault(shape, []).append(fact)
            for clause, index in self._watchers.get(shape, ()):
                self._resolve(clause, index, fact)
                if self.conflict is not None and not through_conflicts:
                    return

    def find(self, literal: Literal) -> Fact | None:
        """The fact that states ``literal`` or a generalisation of it."""
        found = self.facts.get(literal)
        if found is not None:
            return found
        for fact in self._open_facts:
            if fact.literal.positive == literal.positive and (
                match_atoms(fact.literal.atom, literal.atom) is not None
            ):
                return fact
        return None

    def _resolve(self, clause: _ChainClause, index: int, fact: Fact) -> None:
        bindings = _falsify(clause.literals[index], fact, {})
        if bindings is None:
            return
        rest = [i for i in range(len(clause.literals)) if i != index]
        for head, used, final in self._join(clause, rest, bindings, [(index, fact)], None):
            solution = resolved(final)
            literal = clause.literals[head].substitute(solution)
            if self.find(literal) is None:
                self._derive(literal, _derivation(literal, clause, used, solution))
            if monotonic() > self.deadline:
                self.complete = False
                return

    def _join(
        self,
        clause: _ChainClause,
        rest: list[int],
        bindings: Bindings,
        used: list[tuple[int, Fact]],
        head: int | None,
    ) -> Iterator[tuple[int, list[tuple[int, Fact]], Bindings]]:
        """All ways to falsify the literals ``rest`` but one, the head."""
        if not rest:
            if head is not None:
                yield head, used, bindings
            return
        index, others = rest[0], rest[1:]
        may_be_head = head is None and clause.head in (None, index)
        if may_be_head:
            yield from self._join(clause, others, bindings, used, index)
        if clause.head == index or (not others and head is None):
            return
        for fact in tuple(self._processed.get(clause.needs[index], ())):
            extended = _falsify(clause.literals[index], fact, bindings)
            if extended is not None:
                yield from self._join(clause, others, extended, [*used, (index, fact)], head)

    def _derive(self, literal: Literal, derivation: Derivation) -> None:
        if literal.atom.depth > self.max_depth:
            self.complete = False
            return
        if literal.atom.free:
            renaming = _standardising(literal, len(self.facts))
            literal, derivation = literal.substitute(renaming), renamed(derivation, renaming)
        if literal in self.facts:
            return
        fact = Fact(literal, derivation)
        opposite = self._opposite(literal)
        self.facts[literal] = fact
        if literal.atom.free:
            self._open_facts.append(fact)
        if opposite is not None and self.conflict is None:
            self.conflict = _contradiction(opposite, fact)
        self._agenda.append(fact)

    def _opposite(self, literal: Literal) -> Fact | None:
        denied = literal.complement
        if literal.atom.free:
            candidates = list(self.facts.values())
        elif denied in self.facts:
            return self.facts[denied]
        else:
            candidates = self._open_facts
        for fact in candidates:
            if fact.literal.positive == denied.positive and (
                unify_atoms(fact.literal.atom, denied.atom) is not None
            ):
                return fact
        return None


def _falsify(literal: Literal, fact: Fact, bindings: Bindings) -> Bindings | None:
    """Bindings under which ``fact`` contradicts ``literal``."""
    target = fact.literal.atom
    if target.free:
        return unify_atoms(literal.atom, target, bindings)
    for value in bindings.values():
        if value.free:
            return unify_atoms(literal.atom, target, bindings)
    return match_atoms(literal.atom, target, bindings)


def _standardising(literal: Literal, number: int) -> Bindings:
    """A renaming to variables that no clause uses."""
    return {v: Variable(f"{v.name.split('·')[0]}·{number}", v.sort) for v in literal.atom.free}


def _derivation(
    literal: Literal, clause: _ChainClause, used: list[tuple[int, Fact]], solution: Bindings
) -> Derivation:
    facts = [fact for _, fact in sorted(used, key=lambda pair: pair[0])]
    variables = [clause.derivation.clause.variables, *(fact.literal.atom.free for fact in facts)]
    return Derivation(
        Clause((literal,)),
        Rule.UNIT_RESULTING_RESOLUTION,
        (clause.derivation, *(fact.derivation for fact in facts)),
        tuple({v: solution[v] for v in free if v in solution} for free in variables),
    )


def _contradiction(one: Fact, other: Fact) -> Derivation:
    unifier = resolved(unify_atoms(one.literal.atom, other.literal.atom) or {})
    instances = tuple(
        {v: unifier.get(v, v) for v in fact.literal.atom.free} for fact in (one, other)
    )
    parents = (one.derivation, other.derivation)
    return Derivation(Clause(()), Rule.CONTRADICTION, parents, instances)
