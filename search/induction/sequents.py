"""Goals under hypotheses, and reductions: goals that suffice for a goal.

A tactic turns a sequent into a :class:`Reduction`; what proves the new goals is then made
into what proves the old one (Milner's idea in LCF).  The free variables of a sequent stand
for anything: its statement is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from prover.logic.syntax import TRUE, Formula, Implies, Term, Variable
from prover.logic.walk import Substitution, conjunction, substitute, universal_closure
from search.induction.deduction import Deduction

__all__ = ["Justify", "Reduction", "Sequent", "chained"]

Justify = Callable[[Sequence[Deduction]], Deduction]


@dataclass(frozen=True, eq=False)
class Sequent:
    """Prove ``goal`` from the hypotheses.

    Attributes:
        goal: what is to be shown.
        hypotheses: without quantifiers at the top.
        induction: hypotheses of inductions.
        splits: how many case splits led here.
        split_on: the terms that were split on.
        used: instances of the hypotheses of induction that were added.
        spent: hypotheses that were used inside sums.
        made: variables that stand for arguments of constructors since a case split.
        constructed: how many of the case splits were about how a term is made.
        smaller: variables for what hypotheses of induction are about.
    """

    goal: Formula
    hypotheses: tuple[Formula, ...] = ()
    induction: tuple[Formula, ...] = ()
    splits: int = 0
    split_on: frozenset[Term | Formula] = frozenset()
    used: frozenset[Formula] = frozenset()
    spent: frozenset[Formula] = frozenset()
    made: frozenset[Variable] = frozenset()
    constructed: int = 0
    smaller: frozenset[Variable] = frozenset()

    @cached_property
    def statement(self) -> Formula:
        """What the sequent says, closed."""
        return self.stating(self.goal)

    @cached_property
    def variables(self) -> frozenset[Variable]:
        """The free variables."""
        return frozenset().union(
            self.goal.free, *(h.free for h in (*self.induction, *self.hypotheses))
        )

    def stating(self, goal: Formula) -> Formula:
        """The statement with another goal."""
        assumed = conjunction(dict.fromkeys((*self.induction, *self.hypotheses)))
        return universal_closure(goal if assumed is TRUE else Implies(assumed, goal))

    def under(self, substitution: Substitution) -> Sequent:
        """The sequent with variables replaced."""
        return replace(
            self,
            goal=substitute(self.goal, substitution),
            hypotheses=tuple(substitute(h, substitution) for h in self.hypotheses),
            induction=tuple(substitute(h, substitution) for h in self.induction),
            smaller=frozenset[Variable]().union(
                *(substitution[v].free if v in substitution else (v,) for v in self.smaller)
            ),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Reduction:
    """Goals that suffice, and how what proves them proves the first goal."""

    goals: tuple[Sequent, ...]
    justify: Justify


def chained(first: Reduction, rest: Sequence[Reduction]) -> Reduction:
    """The reductions of the goals of ``first``, put together with it."""
    counts = [len(each.goals) for each in rest]

    def justify(proofs: Sequence[Deduction]) -> Deduction:
        inner: list[Deduction] = []
        start = 0
        for each, count in zip(rest, counts, strict=True):
            inner.append(each.justify(proofs[start : start + count]))
            start += count
        return first.justify(inner)

    return Reduction(tuple(goal for each in rest for goal in each.goals), justify)
