"""Theorems of a development as Lean theorems: the steps of their proofs, replayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prover.export.lean.source import NotExportable, Source
from prover.export.lean.theory.language import language
from prover.export.lean.theory.lemmas import Lemma
from prover.export.lean.theory.names import Names, Needs
from prover.export.lean.writer import StepWriter, labels_wanted
from prover.logic.printers.lean import guarded
from prover.logic.syntax import ForAll, Formula, Sort
from prover.proof import Proof, Rule, Step
from prover.theory.development import Theorem
from prover.theory.spelling import distinct_names, spelt
from prover.theory.vocabulary import things_of

__all__ = ["Citations"]

TACTIC = "first | grind | (intros; simp_all)"
"""What Lean tries for a step that no term was found for."""


@dataclass(frozen=True, slots=True)
class _Cited:
    """How a premise is referred to, what it is about, and its label if it is no axiom."""

    reference: str
    needs: Needs
    label: str = ""


@dataclass(slots=True)
class Citations:
    """Writes theorems one after the other; each may cite what has been written before it.

    Args:
        names: the names of the file.
        facts: what is given: facts by formula.
        inductions: the induction principle of each datatype.
    """

    names: Names
    facts: Mapping[Formula, Lemma]
    inductions: Mapping[Sort, Lemma]
    _written: dict[str, tuple[Formula, Needs]]

    @staticmethod
    def of(names: Names, facts: Iterable[Lemma], inductions: Mapping[Sort, Lemma]) -> Citations:
        """Nothing written yet."""
        by_formula = {fact.formula: fact for fact in facts if fact.formula is not None}
        return Citations(names, by_formula, inductions, {})

    def needs(self, theorem: str) -> Needs:
        """What a theorem that was written is about."""
        return self._written[theorem][1]

    def write(self, theorem: Theorem, source: Source) -> frozenset[str]:
        """Write ``theorem``, every line under its name.

        Returns:
            The labels of the lemmas and theorems that it cites.

        Raises:
            NotExportable: it cites something that was not written, or a step has no term.
        """
        proof = theorem.proof
        self._check_words(theorem)
        cited = {s.name: self._cited(s) for s in proof.steps if s.rule is Rule.PREMISE}
        used = list(self._inductions_used(proof))
        needs = self._all_needs(
            theorem, [*[each.needs for each in cited.values()], *[lemma.needs for lemma in used]]
        )
        formulas = [theorem.statement, *[step.conclusion for step in proof.steps]]
        introduced = [symbol for step in proof.steps for symbol in step.introduces]
        written = language(self.names, formulas, introduced)
        inside = Source()
        self._header(theorem, needs, written.statement(theorem.statement), inside)
        labels = distinct_names(labels_wanted(proof), _label, written.taken)
        labels |= {name: each.reference for name, each in cited.items()}
        inductions = {
            sort: self.names.reference(lemma.label, lemma.needs)
            for sort, lemma in self.inductions.items()
        }
        StepWriter(
            theorem.statement,
            proof,
            written,
            labels,
            inside,
            inductions=inductions,
            tactic=TACTIC,
        ).write()
        source.add("\n".join(inside.lines), theorem.name)
        self._written[theorem.name] = (theorem.statement, needs)
        labelled = [each.label for each in cited.values() if each.label]
        return frozenset([*labelled, *[lemma.label for lemma in used]])

    def _check_words(self, theorem: Theorem) -> None:
        """Refuse a statement that is not about the theory: Lean might read anything into it."""
        statement, known = theorem.statement, self.names.vocabulary.names
        if statement.free:
            raise NotExportable(theorem.name, "its statement has free variables")
        for thing in things_of(statement):
            if thing not in known:
                raise NotExportable(theorem.name, f"the theory does not have {thing.name}")

    def _header(self, theorem: Theorem, needs: Needs, stated: str, inside: Source) -> None:
        binders = self.names.binders(needs.things, inhabited=True)
        axioms = {axiom.name: axiom for axiom in self.names.vocabulary.theory.axioms}
        for name in needs.axioms:
            formula = axioms[name].formula
            assumed = language(self.names, [formula]).statement(formula)
            binders.append(f"({self.names.lemmas[name]} : {assumed})")
        label = self.names.lemmas[theorem.name]
        for index, binder in enumerate(binders):
            inside.add(f"    {binder}" if index else f"theorem {label}\n    {binder}")
        start = "    " if binders else f"theorem {label} "
        inside.add(f"{start}: {stated} := by")

    def _cited(self, step: Step) -> _Cited:
        """How a premise is referred to, and what it is about."""
        formula = step.conclusion
        known = self._written.get(step.name)
        if known is not None and known[0] is formula:
            return _Cited(self.names.reference(step.name, known[1]), known[1], step.name)
        for axiom in self.names.vocabulary.theory.axioms:
            if axiom.formula is formula:
                things = self.names.vocabulary.parameters_of([formula])
                return _Cited(self.names.lemmas[axiom.name], Needs(things, (axiom.name,)))
        if formula in self.facts:
            lemma = self.facts[formula]
            reference = self.names.reference(lemma.label, lemma.needs)
            return _Cited(reference, lemma.needs, lemma.label)
        raise NotExportable(step.name, "it is neither a fact of the theory nor proved before")

    def _all_needs(self, theorem: Theorem, cited: Iterable[Needs]) -> Needs:
        vocabulary, listed = self.names.vocabulary, list(cited)
        assumed = {axiom for needs in listed for axiom in needs.axioms}
        axioms = [axiom for axiom in vocabulary.theory.axioms if axiom.name in assumed]
        formulas = [step.conclusion for step in theorem.proof.steps]
        things = set(vocabulary.parameters_of([theorem.statement, *formulas]))
        things.update(vocabulary.parameters_of([axiom.formula for axiom in axioms]))
        things.update(thing for needs in listed for thing in needs.things)
        return Needs(
            tuple(v for v in vocabulary.variables if v in things),
            tuple(axiom.name for axiom in axioms),
        )

    def _inductions_used(self, proof: Proof) -> Iterator[Lemma]:
        for step in proof.steps:
            conclusion = step.conclusion
            if step.rule is Rule.INDUCTION and isinstance(conclusion, ForAll):
                lemma = self.inductions.get(conclusion.variable.sort)
                if lemma is not None:
                    yield lemma


def _label(name: str) -> str:
    """What a step called ``name`` is called in Lean."""
    return guarded(f"s{name}" if name.isdecimal() else spelt(name))
