"""What the two halves of the semantics share: decisions, state, and the failure type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prover.logic.syntax import INDIVIDUAL, Formula, Term, Variable
from translators.controlled.semantics.boxes import Box
from translators.controlled.semantics.context import Context, Kind, Referent
from translators.controlled.semantics.vocabulary import Vocabulary
from translators.controlled.tree import Coordination, Nominal

__all__ = ["Continuation", "Decisions", "Meaning", "NotExpressible", "State"]

Meaning = tuple[Box, Context]
Continuation = Callable[[Term, Context], Meaning]


class NotExpressible(Exception):
    """A phrase the grammar accepts but first-order logic, or this translator, cannot say."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the whole document decides for each of its sentences.

    ``generic_definites``: nouns for which *the N* in a conditional means any N.
    ``common_nouns``: nouns used as predicates somewhere.
    ``persons_matter``: *person* is used contrastively, so *everyone* means every person.
    ``kinds``: bare plurals (as lemma phrases) that name a kind, not its members.
    ``masses``: bare singulars said of things (*is data*), so that *data* speaks of those.
    """

    generic_definites: frozenset[str] = frozenset()
    common_nouns: frozenset[str] = frozenset()
    persons_matter: bool = False
    kinds: frozenset[str] = frozenset()
    masses: frozenset[str] = frozenset()


@dataclass(slots=True)
class State:
    """What changes while one sentence is interpreted."""

    decisions: Decisions
    vocabulary: Vocabulary
    asserted: bool = True
    goal: bool = False
    conditional: bool = False
    denied: bool = False
    consequent: bool = False
    prefix: tuple[str, ...] = ()
    gaps: list[Term] = field(default_factory=list)
    objects: tuple[Term, ...] = ()
    subjects: list[Term] = field(default_factory=list)
    presupposed: list[Formula] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    genders: dict[Term, str] = field(default_factory=dict)
    count: int = 0

    def fresh(self) -> Variable:
        """A variable not used in this sentence."""
        self.count += 1
        return Variable(f"r{self.count}", INDIVIDUAL)

    @contextmanager
    def unasserted(self) -> Iterator[None]:
        """What is interpreted inside is not claimed, so nothing it takes for granted is."""
        outer, self.asserted = self.asserted, False
        try:
            yield
        finally:
            self.asserted = outer

    @contextmanager
    def denying(self, denied: bool = True) -> Iterator[None]:
        """What is inside is denied, or a condition (downward entailing), if ``denied``."""
        outer, self.denied = self.denied, self.denied or denied
        try:
            yield
        finally:
            self.denied = outer

    @contextmanager
    def clause_of(self, *subject: Term) -> Iterator[None]:
        """A clause inside: its subject, if known yet, and no objects so far."""
        outer = self.subjects, self.objects
        self.subjects, self.objects = list(subject), ()
        try:
            yield
        finally:
            self.subjects, self.objects = outer

    def mention(
        self,
        context: Context,
        term: Term,
        kind: Kind,
        *,
        subject: bool,
        nominal: Nominal | Coordination | None = None,
    ) -> Context:
        """The context after mentioning a term."""
        return context.plus(Referent(term, nominal, kind, subject))
