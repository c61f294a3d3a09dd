"""What holds of a theory by its definitions, as lemmas: induction, datatypes, cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prover.export.lean.source import WIDTH, Source
from prover.export.lean.theory.cases import case_proofs
from prover.export.lean.theory.datatypes import (
    fact_proofs,
    induction_label,
    induction_proof,
    induction_statement,
    inhabited_label,
)
from prover.export.lean.theory.language import language
from prover.export.lean.theory.names import Names, Needs
from prover.export.lean.theory.recursion import bound_names
from prover.logic.syntax import Formula
from prover.theory.theory import Datatype, Theory
from prover.theory.vocabulary import Thing, Vocabulary, things_of

__all__ = ["Lemma", "facts_of", "inductions_of", "lemma_names"]


@dataclass(frozen=True, slots=True)
class Lemma:
    """A proposition of the theory with its proof.

    Attributes:
        label: what it is called in :attr:`Names.lemmas`.
        stated: the proposition.
        proof: the term after ``:=``.
        needs: what it is about.
        speaks_of: the symbols and sorts in it.
        formula: the proposition as a formula; induction principles are none.
    """

    label: str
    stated: str
    proof: str
    needs: Needs
    speaks_of: frozenset[Thing]
    formula: Formula | None = None

    def write(self, names: Names, source: Source) -> None:
        """Write the lemma as a theorem."""
        binders = names.binders(self.needs.things, inhabited=True)
        head = " ".join([f"theorem {names.lemmas[self.label]}", *binders])
        line = f"{head} : {self.stated} := {self.proof}"
        if len(line) > WIDTH:
            line = f"{head} :\n    {self.stated} :=\n  {self.proof}"
        source.add(line, self.label)


def lemma_names(vocabulary: Vocabulary) -> Iterator[str]:
    """Everything that needs a name in the file of a theory, besides its theorems."""
    theory = vocabulary.theory
    yield from [axiom.name for axiom in theory.axioms]
    yield from [label for label, _ in _labelled(theory)]
    yield from [inhabited_label(datatype.sort) for datatype in theory.datatypes]
    yield from [induction_label([datatype.sort]) for datatype in theory.datatypes]
    yield from bound_names(theory)
    for group in vocabulary.datatypes:
        yield induction_label([datatype.sort for datatype in group])


def facts_of(names: Names) -> list[Lemma]:
    """The facts about datatypes and the cases of definitions, in the theory's order."""
    theory = names.vocabulary.theory
    proofs = [p for datatype in theory.datatypes for p in fact_proofs(datatype, names)]
    proofs += [p for definition in theory.definitions for p in case_proofs(definition, names)]
    return [
        Lemma(
            label,
            language(names, [formula]).statement(formula),
            proof,
            names.needs([formula]),
            frozenset(things_of(formula)),
            formula,
        )
        for (label, formula), proof in zip(_labelled(theory), proofs, strict=True)
    ]


def _labelled(theory: Theory) -> list[tuple[str, Formula]]:
    """The facts with their names, numbered where two symbols have the same one."""
    facts = [fact for datatype in theory.datatypes for fact in datatype.facts()]
    facts += [fact for definition in theory.definitions for fact in definition.facts()]
    found: dict[str, Formula] = {}
    for name, formula in facts:
        label, number = name, 2
        while label in found:
            label, number = f"{name}.{number}", number + 1
        found[label] = formula
    return list(found.items())


def inductions_of(names: Names) -> list[Lemma]:
    """Induction over each group of datatypes, and over each member of a larger one alone."""
    groups = names.vocabulary.datatypes
    together = [_induction(group, group, names) for group in groups]
    alone = [
        _induction([each], group, names) for group in groups if len(group) > 1 for each in group
    ]
    return together + alone


def _induction(group: Sequence[Datatype], mates: Sequence[Datatype], names: Names) -> Lemma:
    things = names.vocabulary.parameters[group[0].sort]
    return Lemma(
        induction_label([datatype.sort for datatype in group]),
        induction_statement(group, names),
        induction_proof(group, mates, names),
        Needs(things),
        frozenset(datatype.sort for datatype in mates),
    )
