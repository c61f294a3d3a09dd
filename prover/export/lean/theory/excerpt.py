"""What one theorem needs of a development."""

from __future__ import annotations

from dataclasses import dataclass

from prover.export.lean.source import NotExportable
from prover.logic.syntax import ForAll, Formula, Sort
from prover.proof import Rule
from prover.theory.development import Development
from prover.theory.theory import Theory
from prover.theory.vocabulary import Thing, Vocabulary, things_of

__all__ = ["Excerpt"]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a development that stands for itself.

    Attributes:
        development: the theorems, with the part of the theory that they speak of.
        facts: the facts that their proofs cite.
        inductions: the sorts over which they are proved by induction.
    """

    development: Development
    facts: frozenset[Formula]
    inductions: frozenset[Sort]

    @staticmethod
    def about(development: Development, name: str) -> Excerpt:
        """What the theorem called ``name`` rests on, and it.

        Raises:
            NotExportable: there is no such theorem.
        """
        theorems = development.with_lemmas([name])
        if not theorems:
            raise NotExportable(name, "there is no theorem of that name")
        steps = [step for theorem in theorems for step in theorem.proof.steps]
        cited = frozenset(step.conclusion for step in steps if step.rule is Rule.PREMISE)
        formulas = [*[step.conclusion for step in steps], *[t.statement for t in theorems]]
        theory = _restricted(development.theory, formulas, cited)
        inductions = [step.conclusion for step in steps if step.rule is Rule.INDUCTION]
        sorts = frozenset(f.variable.sort for f in inductions if isinstance(f, ForAll))
        return Excerpt(Development(theory, theorems), cited, sorts)


def _restricted(theory: Theory, formulas: list[Formula], cited: frozenset[Formula]) -> Theory:
    """``theory`` without what ``formulas`` do not speak of and axioms that are not cited."""
    vocabulary = Vocabulary.of(theory)
    things: set[Thing] = set()
    for formula in formulas:
        for thing in things_of(formula):
            things |= vocabulary.rests_on.get(thing, frozenset())
    return Theory(
        theory.name,
        tuple(sort for sort in theory.sorts if sort in things),
        tuple(datatype for datatype in theory.datatypes if datatype.sort in things),
        tuple(symbol for symbol in theory.open_symbols if symbol in things),
        tuple(each for each in theory.definitions if each.symbol in things),
        tuple(axiom for axiom in theory.axioms if axiom.formula in cited),
    )
