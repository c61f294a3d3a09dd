"""Open connection tableaux: what remains to be refuted, as values in a canonical form.

========== =====================================================================
extension  a goal L and a clause ¬L′, M₁ … Mₙ with Lσ = L′σ: the goals M₁ … Mₙ
           take the place of L, with L on their path
reduction  a goal L with ¬L′ on its path, Lσ = L′σ: done
lemma      a goal that an earlier sibling of it or of its ancestors repeats: done
regularity no goal is repeated on its own path
========== =====================================================================

A goal closes soundly because each rule shows that the clause ¬L holds wherever the path does.
Variables are *rigid*: goals that share one stand and fall together, so they are one tableau;
goals that share none are tableaux of their own.  A tableau's variables are numbered as they
occur, so tableaux that differ in names only are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from prover.logic.clause import Literal
from prover.logic.syntax import Term, Variable
from prover.logic.walk import Substitution, free_variables
from search.tableau.matrix import Matrix, kind_of

__all__ = [
    "Goal",
    "Tableau",
    "canonical",
    "components",
    "extended",
    "instantiated",
    "numbered",
    "on_path",
]


@dataclass(frozen=True, slots=True)
class Goal:
    """A literal to be refuted, the goals above it, and those solved to its left.

    Only what may still matter below is kept of the path and of the lemmas.
    """

    literal: Literal
    path: tuple[Literal, ...] = ()
    lemmas: tuple[Literal, ...] = ()

    @property
    def is_regular(self) -> bool:
        """Whether nothing on the branch is repeated."""
        return len({self.literal, *self.path}) == len(self.path) + 1

    @property
    def is_closed(self) -> bool:
        """Whether a lemma or a reduction closes it without binding anything."""
        return self.literal in self.lemmas or self.literal.complement in self.path

    @property
    def variables(self) -> frozenset[Variable]:
        """What it shares with other goals."""
        return self.literal.atom.free.union(*(above.atom.free for above in self.path))


@dataclass(frozen=True, slots=True)
class Tableau:
    """Goals that hang together, the one to be refuted next first."""

    goals: tuple[Goal, ...]

    @property
    def variables(self) -> frozenset[Variable]:
        """Those of all goals, named from ``_0`` on without a gap."""
        return _variables(self.goals)


def _variables(goals: Iterable[Goal]) -> frozenset[Variable]:
    return frozenset().union(*(goal.variables for goal in goals))


def extended(matrix: Matrix, goal: Goal, literals: Sequence[Literal]) -> list[Goal]:
    """The goals below ``goal`` for the other literals of a clause."""
    path, lemmas = (*goal.path, goal.literal), goal.lemmas
    made = []
    for number, literal in enumerate(literals):
        reach = matrix.reach(kind_of(literal))
        known = dict.fromkeys((*lemmas, *literals[:number]))
        relevant = tuple(lemma for lemma in known if kind_of(lemma) in reach)
        above = tuple(path[i] for i in on_path(matrix, literal, path))
        made.append(Goal(literal, above, relevant))
    return made


def on_path(matrix: Matrix, literal: Literal, path: Sequence[Literal]) -> list[int]:
    """Where on ``path`` stands what may close a goal below ``literal``, or be repeated there."""
    reach = matrix.reach(kind_of(literal))
    return [
        index
        for index, above in enumerate(path)
        if kind_of(above.complement) in reach or kind_of(above) in reach
    ]


def instantiated(goals: Iterable[Goal], substitution: Substitution) -> list[Goal]:
    """The goals with their variables replaced."""
    done: dict[Literal, Literal] = {}  # goals of one branch share most of their paths

    def instance(literal: Literal) -> Literal:
        if not literal.atom.free:
            return literal
        if literal not in done:
            done[literal] = literal.substitute(substitution)
        return done[literal]

    return [
        Goal(instance(g.literal), tuple(map(instance, g.path)), tuple(map(instance, g.lemmas)))
        for g in goals
    ]


def components(goals: Sequence[Goal], indices: Iterable[int]) -> list[list[int]]:
    """Numbers of the goals that hang together by their variables, in order."""
    groups: list[tuple[set[Variable], list[int]]] = []
    for index in indices:
        variables = set(goals[index].variables)
        members = [index]
        apart = []
        for group in groups:
            if variables.isdisjoint(group[0]):
                apart.append(group)
            else:
                variables |= group[0]
                members = group[1] + members
        groups = [*apart, (variables, sorted(members))]
    return sorted(members for _, members in groups)


def canonical(goals: Sequence[Goal]) -> Tableau:
    """The tableau of ``goals``, its variables numbered, without lemmas that cannot apply."""
    own = _variables(goals)
    names = _numbers(lit for goal in goals for lit in (goal.literal, *goal.path))
    kept = [
        Goal(g.literal, g.path, tuple(dict.fromkeys(k for k in g.lemmas if k.atom.free <= own)))
        for g in goals
    ]
    return Tableau(tuple(instantiated(kept, names)))


def numbered(literal: Literal) -> Literal:
    """The literal as it stands in the canonical form of a tableau that it is the first goal of."""
    return literal.substitute(_numbers((literal,))) if literal.atom.free else literal


def _numbers(literals: Iterable[Literal]) -> dict[Variable, Term]:
    """Names for the variables, in order of occurrence."""
    names: dict[Variable, Term] = {}
    for literal in dict.fromkeys(literals):
        if literal.atom.free:
            for variable in free_variables(literal.atom):
                names.setdefault(variable, Variable(f"_{len(names)}", variable.sort))
    return names
