"""Developments as Lean files: a certificate of all theorems, a page for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prover.export.lean.source import LeanCertificate, NotExportable, Source
from prover.export.lean.theory.datatypes import declare_datatypes, induction_label, inhabit
from prover.export.lean.theory.definitions import declare_definitions
from prover.export.lean.theory.excerpt import Excerpt
from prover.export.lean.theory.language import language
from prover.export.lean.theory.lemmas import Lemma, facts_of, inductions_of, lemma_names
from prover.export.lean.theory.names import Names, Needs
from prover.export.lean.theory.recursion import Recursion
from prover.export.lean.theory.theorems import Citations
from prover.logic.syntax import TRUE, Formula, Sort
from prover.theory.development import Development
from prover.theory.vocabulary import NAMESPACE, Vocabulary

__all__ = ["development_certificate", "theorem_source"]

THEOREM = "certificate"
_ABOUT_ELEMENTS = ("inferInstance", "epsilon")
"""What a proof does that needs a type not to be empty."""


def development_certificate(development: Development) -> LeanCertificate:
    """All theorems of ``development`` as one Lean theorem.

    It states induction, what holds of the datatypes, the cases of all definitions, and every
    theorem (see :mod:`prover.check.development_statement`), so it says itself what the types
    and functions are that it is about.

    Raises:
        NotExportable: a theorem could not be written in Lean; ``step`` names it.
    """
    file = _File(development)
    file.preamble(file.source, inhabited=True)
    for lemma in (*file.inductions, *file.facts):
        lemma.write(file.names, file.source)
    file.theorems()
    file.certificate()
    return file.source.certificate(f"{NAMESPACE}.{THEOREM}")


def theorem_source(development: Development, name: str) -> str:
    """A Lean file about the theorem called ``name``, with only what it needs.

    Raises:
        NotExportable: the theorem, or one that it rests on, could not be written in Lean.
    """
    excerpt = Excerpt.about(development, name)
    file = _File(excerpt.development)
    used = {induction_label([sort]) for sort in excerpt.inductions}
    for lemma in (*file.inductions, *file.facts):
        if lemma.formula in excerpt.facts or lemma.label in used:
            lemma.write(file.names, file.source)
    file.theorems()
    body = "\n".join(file.source.lines).strip()
    head = Source()
    file.preamble(head, inhabited=any(word in body for word in _ABOUT_ELEMENTS))
    return "\n".join([*head.lines, body, "", f"end {NAMESPACE}", ""])


@dataclass(slots=True)
class _File:
    development: Development
    source: Source = field(default_factory=Source)
    names: Names = field(init=False)
    facts: Sequence[Lemma] = field(init=False)
    inductions: Sequence[Lemma] = field(init=False)
    citations: Citations = field(init=False)

    def __post_init__(self) -> None:
        vocabulary = Vocabulary.of(self.development.theory)
        theorems = [theorem.name for theorem in self.development.theorems]
        self.names = Names.of(vocabulary, [*lemma_names(vocabulary), *theorems])
        self.facts = facts_of(self.names)
        self.inductions = inductions_of(self.names)
        self.citations = Citations.of(self.names, self.facts, self._by_sort())

    def _by_sort(self) -> dict[Sort, Lemma]:
        """The induction principle over each sort alone."""
        labels = {lemma.label: lemma for lemma in self.inductions}
        datatypes = self.development.theory.datatypes
        return {d.sort: labels[induction_label([d.sort])] for d in datatypes}

    def preamble(self, source: Source, *, inhabited: bool) -> None:
        """The namespace, the types (and that they have elements), functions and predicates."""
        vocabulary = self.names.vocabulary
        equations = [e for d in vocabulary.theory.definitions for e in d.equations]
        if any(equation.condition is not TRUE for equation in equations):
            source.add("open scoped Classical\n")
        source.add(f"namespace {NAMESPACE}\n")
        for types in vocabulary.datatypes:
            declare_datatypes(types, self.names, source)
        if inhabited:
            inhabit(vocabulary.theory.datatypes, self.names, source)
            source.add("")
        recursion = Recursion(self.names)
        for definitions in vocabulary.definitions:
            declare_definitions(definitions, self.names, recursion, source)

    def theorems(self) -> None:
        """The theorems, in order."""
        for theorem in self.development.theorems:
            self.source.add("")
            try:
                self.citations.write(theorem, self.source)
            except NotExportable as error:
                raise NotExportable(theorem.name, error.message) from error

    def certificate(self) -> None:
        """The theorem that states everything."""
        theory = self.development.theory
        things = self.names.vocabulary.variables
        binders = self.names.binders(things, inhabited=True)
        for axiom in theory.axioms:
            binders.append(f"({self.names.lemmas[axiom.name]} : {self._said(axiom.formula)})")
        together = self.inductions[: len(self.names.vocabulary.datatypes)]
        stated = [(f"({lemma.stated})", lemma.label, lemma.needs) for lemma in together]
        stated += [(f"({lemma.stated})", lemma.label, lemma.needs) for lemma in self.facts]
        stated += [
            (f"({self._said(each.statement)})", each.name, self.citations.needs(each.name))
            for each in self.development.theorems
        ]
        self.source.add("\n".join(["", f"theorem {THEOREM}", *[f"    {b}" for b in binders]]))
        self._labelled(":", _joined([text for text, _, _ in stated], "(", " ∧", ")"), stated)
        proofs = [self.names.reference(label, needs) for _, label, needs in stated]
        self._labelled(":=", _joined(proofs, "⟨", ",", "⟩"), stated)
        self.source.add(f"\nend {NAMESPACE}")

    def _said(self, formula: Formula) -> str:
        return language(self.names, [formula]).statement(formula)

    def _labelled(self, sign: str, text: str, stated: Sequence[tuple[str, str, Needs]]) -> None:
        """Write ``text``, which has a line for each of ``stated``."""
        labels = [label for _, label, _ in stated] or [THEOREM]
        self.source.add(f"    {sign}")
        for line, label in zip(text.split("\n"), labels, strict=True):
            self.source.add(f"      {line}", label)


def _joined(parts: Sequence[str], start: str, sign: str, end: str) -> str:
    """``parts`` joined in pairs, one line each, nested no deeper than it has to be."""
    if len(parts) < 2:
        return parts[0] if parts else {"(": "True", "⟨": "True.intro"}[start]
    middle = len(parts) // 2
    left = _joined(parts[:middle], start, sign, end)
    right = _joined(parts[middle:], start, sign, end)
    return f"{start}{left}{sign}\n{right}{end}"
