"""What a pronoun or a definite can refer to, and which of several it prefers.

Preferences, strongest first: a person-pronoun wants a person, *it* wants a non-person; a
thing introduced in this sentence (a variable) is preferred to a name, a subject to an
object, an earlier mention to a later one.  *He* and *she* put subjecthood first, since
names are what they usually stand for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from prover.logic.syntax import Application, Term, Variable
from translators.controlled.tree import Coordination, Nominal
from translators.word_lists import word_set

__all__ = ["GENDERS", "NOTHING_SAID", "Context", "Kind", "Referent", "kind_of_noun"]

_PERSONS = word_set(
    """
    person man woman boy girl child student teacher employee manager player worker customer
    friend doctor lawyer artist actor scientist member people human parent mother father
    sister brother king queen guest citizen composer writer author singer driver tourist
    gentleman lady professor engineer nurse baby teenager adult
    """
)
_REMEMBERED = 8
"""Constants of earlier sentences a pronoun may refer to."""
_MALE = word_set("man boy father brother king gentleman son uncle husband")
_FEMALE = word_set("woman girl mother sister queen lady daughter aunt wife")
_FOR_PERSONS = word_set("he she him her his himself herself he/she him/her his/her")
GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m"} | {
    "she": "f",
    "her": "f",
    "herself": "f",
}
"""What a pronoun tells of whom it stands for."""
_FOR_THINGS = word_set("it its itself")
_FOR_MANY = word_set("they them their themselves")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a referent's sort: person or not (None: unknown), gender, a name or not."""

    person: bool | None = None
    gender: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Referent:
    """Something mentioned: its term, its noun if it had one, how it was mentioned."""

    term: Term
    nominal: Nominal | Coordination | None
    kind: Kind
    subject: bool
    previous: bool = False

    @property
    def lemma(self) -> str:
        """The head noun, or nothing for a name."""
        return self.nominal.head.lemma if isinstance(self.nominal, Nominal) else ""


@dataclass(frozen=True, slots=True)
class Context:
    """The referents in reach, in the order they were mentioned."""

    referents: tuple[Referent, ...] = ()

    def plus(self, referent: Referent) -> Context:
        """The context after one more mention; a term mentioned again keeps its place."""
        if any(r.term is referent.term and not r.previous for r in self.referents):
            return self
        return Context((*self.referents, referent))

    def names_of(self, other: Context) -> Context:
        """This context with the names and other constants mentioned in another."""
        found = self
        for referent in other.referents:
            if not referent.term.free:
                found = found.plus(referent)
        return found

    def after(self, sentence: Context) -> Context:
        """What is in reach after a sentence: its names and constants, then earlier ones."""
        new = [
            replace(r, previous=True)
            for r in sentence.referents
            if not r.term.free and not r.previous
        ]
        terms = {r.term for r in new}
        old = [r for r in self.referents if r.term not in terms]
        return Context((*new, *old)[:_REMEMBERED])

    def without(self, terms: set[Term]) -> Context:
        """The context without some terms."""
        if not terms:
            return self
        return Context(tuple(r for r in self.referents if r.term not in terms))

    def same_noun(self, lemma: str) -> Referent | None:
        """The latest variable introduced by this noun in this sentence."""
        for referent in reversed(self.referents):
            named = referent.lemma == lemma or referent.lemma.endswith(f" {lemma}")
            if named and isinstance(referent.term, Variable):
                return referent
        return None

    def same_phrase(self, nominal: Nominal | Coordination) -> Referent | None:
        """The variable introduced by this very phrase in this sentence."""
        for referent in self.referents:
            if referent.nominal == nominal and isinstance(referent.term, Variable):
                return referent
        return None

    def antecedent(self, pronoun: str, avoid: Term | None = None) -> Referent | None:
        """The preferred antecedent of a pronoun; ``avoid`` is its own clause's subject."""
        found = [
            (self._rank(pronoun, r), -i, r)
            for i, r in enumerate(self.referents)
            if r.term is not avoid and _fits(pronoun, r.kind)
        ]
        return max(found, key=lambda f: f[:2])[2] if found else None

    @staticmethod
    def _rank(pronoun: str, referent: Referent) -> tuple[int, ...]:
        variable = int(isinstance(referent.term, Variable))
        subject = int(referent.subject)
        here = int(not referent.previous)
        if isinstance(referent.nominal, Nominal):
            # *it* after *receives many reviews* is not the reviews.
            here += int(referent.nominal.head.plural <= (pronoun in _FOR_MANY))
        else:
            here += 1
        fit = (
            int(referent.kind.person is (pronoun in _FOR_PERSONS))
            if pronoun not in _FOR_MANY
            else 0
        )
        if pronoun in _FOR_PERSONS:
            return (here, subject, fit, variable)
        # *it* after *the bank charges interest* is the bank: what has a noun may be a thing.
        fit |= int(not referent.kind.named and referent.kind.person is None and _plain(referent))
        return (here, variable, fit, subject)


NOTHING_SAID = Context()
"""The context of a first sentence."""


def _plain(referent: Referent) -> bool:
    return isinstance(referent.term, Application) and not referent.term.arguments


def _fits(pronoun: str, kind: Kind) -> bool:
    if pronoun in _FOR_PERSONS:
        female = pronoun in ("she", "her", "herself")
        if "/" in pronoun:
            return kind.person is not False
        return kind.person is not False and kind.gender in ("", "f" if female else "m")
    if pronoun in _FOR_THINGS:
        return kind.person is not True
    return True


def kind_of_noun(lemma: str) -> Kind:
    """What a noun says about persons and gender."""
    head = lemma.split()[-1]
    if head == "thing":
        return Kind(None)
    gender = "m" if head in _MALE else "f" if head in _FEMALE else ""
    return Kind(True if head in _PERSONS else None, gender)
