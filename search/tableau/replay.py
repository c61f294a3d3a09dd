"""From a proved search tree to derivations, which the proof assembly turns into steps.

The inferences are made once more, on one tableau with variables for the whole proof.  In the
closed tableau each goal L then stands for a clause: ¬L, or else the negation of what was
used of its path.  An extension resolves the instance of its clause with the clauses of the
goals below it, a lemma repeats the clause of another goal, and the clause of the start is
empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from prover.ancestry import grounds_first
from prover.clausify import InputClause
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Term, Variable
from prover.logic.unify import Bindings, resolved, unify_atoms
from prover.logic.walk import Substitution, substitute_term
from prover.proof import Rule
from search.derivation import Derivation, input_derivation
from search.strategy.tree import SearchTree
from search.tableau.matrix import START, MatrixClause, flipped
from search.tableau.space import Action, ConnectionSpace, Extend
from search.tableau.tableau import Tableau, on_path

__all__ = ["refutation"]


@dataclass(slots=True, eq=False)
class _Goal:
    """A goal of the closed tableau.

    An extension sets ``clause`` and what its variables are called here; without one the goal
    is closed by a reduction or a lemma.
    """

    literal: Literal
    path: tuple[_Goal, ...] = ()
    lemmas: tuple[_Goal, ...] = ()
    clause: MatrixClause | None = None
    names: dict[Variable, Variable] = field(default_factory=dict)
    below: tuple[_Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class _Refuted:
    """Why a goal cannot hold: a clause (none: equality alone), an instance of it, and which
    literals it leaves, complements of literals of the path."""

    derivation: Derivation | None
    instance: Bindings
    left: tuple[Literal, ...]


def refutation(space: ConnectionSpace, tree: SearchTree[Tableau, Action]) -> Derivation:
    """The derivation of the empty clause that a proved ``tree`` stands for."""
    replay = _Replay(space)
    root = replay.run(tree)
    return _Reading(resolved(replay.bindings)).empty_clause(root)


@dataclass(slots=True)
class _Replay:
    """Makes the inferences of a proof again."""

    space: ConnectionSpace
    bindings: Bindings = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def run(self, tree: SearchTree[Tableau, Action]) -> _Goal:
        """The start goal of the closed tableau."""
        chosen = dict(tree.proof())
        root = _Goal(START)
        waiting: list[tuple[int, list[_Goal]]] = [(0, [root])]
        while waiting:
            number, goals = waiting.pop()
            node = tree.nodes[number]
            edge = node.edges[chosen[number]]
            expansion = self.space.expand(node.state, edge.action)
            goals = [*self._infer(goals[0], edge.action), *goals[1:]]
            for index, unit in expansion.units:
                self._extend(goals[index], Extend(unit.number, unit.index, unit.is_flipped))
            for (_, members), child in zip(expansion.parts, edge.children or (), strict=True):
                waiting.append((child, [goals[member] for member in members]))
        return root

    def _infer(self, goal: _Goal, action: Action) -> tuple[_Goal, ...]:
        if isinstance(action, Extend):
            return self._extend(goal, action)
        self._unify(goal.path[action.place].literal, goal.literal, action.is_flipped)
        return ()

    def _extend(self, goal: _Goal, action: Extend) -> tuple[_Goal, ...]:
        clause = self.space.matrix.clauses[action.clause]
        goal.clause = clause
        goal.names = {v: Variable(f"_{next(self._numbers)}", v.sort) for v in clause.original}
        met = clause.literals[action.index].substitute(goal.names)
        self._unify(met, goal.literal, action.is_flipped)
        below: tuple[_Goal, ...] = ()
        for other in clause.others(action.index):
            literal = other.substitute(goal.names)
            path = (*goal.path, goal)
            kept = on_path(self.space.matrix, literal, [above.literal for above in path])
            lemmas = (*goal.lemmas, *below)
            below = (*below, _Goal(literal, tuple(path[i] for i in kept), lemmas))
        goal.below = below
        return below

    def _unify(self, left: Literal, right: Literal, is_flipped: bool) -> None:
        turned = flipped(left) if is_flipped else left
        bindings = unify_atoms(turned.atom, right.atom, self.bindings)
        assert bindings is not None, "the search has made this inference"
        self.bindings = bindings


@dataclass(slots=True)
class _Reading:
    """Reads the clauses off a closed tableau, from the leaves to the start."""

    substitution: Substitution
    _inputs: dict[InputClause, Derivation] = field(default_factory=dict)
    _refuted: dict[_Goal, _Refuted] = field(default_factory=dict)

    def empty_clause(self, root: _Goal) -> Derivation:
        """The derivation of the clause that the start stands for."""
        for goal in grounds_first([root], self._rests_on):
            self._refuted[goal] = self._refute(goal)
        found = self._refuted[root]
        assert found.derivation is not None, "equality alone is consistent"
        if not found.derivation.clause.literals:
            return found.derivation
        parents, instances = (found.derivation,), (found.instance,)
        return Derivation(Clause(()), Rule.CONTRADICTION, parents, instances)

    def _rests_on(self, goal: _Goal) -> Sequence[_Goal]:
        lemma = self._lemma(goal)
        return goal.below if lemma is None else (lemma,)

    def _lemma(self, goal: _Goal) -> _Goal | None:
        if goal.clause is not None or self._is_reduced(goal):
            return None
        literal = self._final(goal.literal)
        return next(lemma for lemma in goal.lemmas if self._final(lemma.literal) == literal)

    def _is_reduced(self, goal: _Goal) -> bool:
        wanted = self._final(goal.literal.complement)
        above = (self._final(higher.literal) for higher in goal.path)
        return any(wanted in (literal, flipped(literal)) for literal in above)

    def _refute(self, goal: _Goal) -> _Refuted:
        literal = self._final(goal.literal)
        lemma = self._lemma(goal)
        if lemma is not None:
            return self._refuted[lemma]
        if goal.clause is None:
            return _Refuted(None, {}, (literal,))
        below = [self._refuted[other] for other in goal.below]
        denied = (literal.complement, flipped(literal.complement))
        rest = dict.fromkeys(lit for found in below for lit in found.left)
        left = tuple(lit for lit in rest if lit not in denied)
        parents = [(f.derivation, f.instance) for f in below if f.derivation is not None]
        given = goal.clause.given
        if given is not None:
            parents.insert(0, (self._input(given), self._instance(goal)))
        if len(parents) <= 1:  # an instance of the only clause that says anything
            derivation, instance = parents[0] if parents else (None, {})
            return _Refuted(derivation, instance, left)
        own = () if literal == START else denied[:1]
        clause = Clause.of((*own, *left))
        rule = Rule.RESOLUTION if given is not None else Rule.SUPERPOSITION
        if not clause.literals:
            rule = Rule.CONTRADICTION
        sources, instances = tuple(p for p, _ in parents), tuple(i for _, i in parents)
        same: Bindings = {variable: variable for variable in clause.variables}
        return _Refuted(Derivation(clause, rule, sources, instances), same, left)

    def _input(self, given: InputClause) -> Derivation:
        if given not in self._inputs:
            self._inputs[given] = input_derivation(given)
        return self._inputs[given]

    def _instance(self, goal: _Goal) -> Bindings:
        """What became of the variables of the goal's clause, as they were called at first."""
        assert goal.clause is not None
        return {
            original: self._final_term(goal.names[variable])
            for variable, original in goal.clause.original.items()
        }

    def _final(self, literal: Literal) -> Literal:
        return literal.substitute(self.substitution)

    def _final_term(self, term: Term) -> Term:
        return substitute_term(term, self.substitution)
