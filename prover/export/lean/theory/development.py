"""Developments in Lean, written part by part in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prover.export.lean.source import NotExportable, Source
from prover.export.lean.theory.datatypes import (
    declare_datatypes,
    induction_label,
    inhabited_label,
    instances,
)
from prover.export.lean.theory.definitions import declare_definitions
from prover.export.lean.theory.language import language
from prover.export.lean.theory.lemmas import Lemma, facts_of, inductions_of, lemma_names
from prover.export.lean.theory.names import Names, Needs
from prover.export.lean.theory.parts import THEOREM, Key, Kind, LeanDevelopment, Part
from prover.export.lean.theory.recursion import Recursion
from prover.export.lean.theory.theorems import Citations
from prover.logic.syntax import TRUE, Formula, Sort
from prover.theory.development import Development, Theorem
from prover.theory.theory import Definition
from prover.theory.vocabulary import Thing, Vocabulary, things_of

__all__ = ["lean_development"]

_ABOUT_ELEMENTS = ("inferInstance", "epsilon")
"""What a proof does that needs a type not to be empty."""


def lean_development(development: Development) -> LeanDevelopment:
    """``development`` in Lean, as far as it can be written.

    Raises:
        NotExportable: its theory cannot be.
    """
    return _Writing(development).written()


@dataclass(slots=True)
class _Writing:
    development: Development
    names: Names = field(init=False)
    facts: Sequence[Lemma] = field(init=False)
    inductions: Sequence[Lemma] = field(init=False)
    citations: Citations = field(init=False)
    parts: dict[Key, Part] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    _homes: Mapping[Thing, Thing] = field(init=False)

    def __post_init__(self) -> None:
        vocabulary = Vocabulary.of(self.development.theory)
        theorems = [theorem.name for theorem in self.development.theorems]
        self.names = Names.of(vocabulary, [*lemma_names(vocabulary), *theorems])
        self.facts = facts_of(self.names)
        self.inductions = inductions_of(self.names)
        self.citations = Citations.of(self.names, self.facts, self._by_sort())
        self._homes = _homes(vocabulary)

    def _by_sort(self) -> dict[Sort, Lemma]:
        """The induction principle over each sort alone."""
        labels = {lemma.label: lemma for lemma in self.inductions}
        datatypes = self.development.theory.datatypes
        return {d.sort: labels[induction_label([d.sort])] for d in datatypes}

    def written(self) -> LeanDevelopment:
        """All parts, one after the other."""
        self._types()
        self._instances()
        self._functions()
        for lemma in (*self.inductions, *self.facts):
            source = Source()
            lemma.write(self.names, source)
            needs = self._declaring(lemma.speaks_of)
            self.parts[lemma.label] = Part(Kind.FACT, source, needs)
        for theorem in self.development.theorems:
            self._theorem(theorem)
        names = tuple(theorem.name for theorem in self.development.theorems)
        closing = None if self.failures else self._closing()
        return LeanDevelopment(names, self.parts, closing, self.failures)

    def _types(self) -> None:
        for group in self.names.vocabulary.datatypes:
            source = Source()
            declare_datatypes(group, self.names, source)
            home = group[0].sort
            needs = self._declaring(datatype.sort for datatype in group)
            self.parts[home] = Part(Kind.TYPES, source, needs - {home})

    def _instances(self) -> None:
        for sort, witness, line in instances(self.development.theory.datatypes, self.names):
            source = Source()
            source.add(line)
            needs = self._declaring([sort]) | self._inhabited(witness.argument_sorts)
            self.parts[inhabited_label(sort)] = Part(Kind.INSTANCE, source, needs)

    def _functions(self) -> None:
        recursion, types = Recursion(self.names), frozenset(self.parts)
        bounds: set[Key] = set()
        for group in self.names.vocabulary.definitions:
            source = Source()
            declare_definitions(group, self.names, recursion, source)
            home = group[0].symbol
            needs = self._declaring(definition.symbol for definition in group) - {home}
            if recursion.is_about_bounds(group):  # hints name all constructors, and bounds so far
                needs |= types | bounds
                bounds.add(home)
            self.parts[home] = Part(Kind.FUNCTIONS, source, needs, _has_conditions(group))

    def _theorem(self, theorem: Theorem) -> None:
        source = Source()
        try:
            cited = self.citations.write(theorem, source)
        except NotExportable as error:
            self.failures[theorem.name] = error.message
            return
        formulas = [theorem.statement, *[step.conclusion for step in theorem.proof.steps]]
        needs = self._declaring(set(things_of(*formulas))) | cited
        if any(word in line for line in source.lines for word in _ABOUT_ELEMENTS):
            needs |= self._inhabited(_sorts(needs))
        self.parts[theorem.name] = Part(Kind.THEOREM, source, needs)

    def _declaring(self, things: Iterable[Thing]) -> frozenset[Key]:
        """The parts that declare ``things`` and what these rest on."""
        rests_on = self.names.vocabulary.rests_on
        every: set[Thing] = set()
        for thing in things:
            every.update(rests_on.get(thing, ()))
        return frozenset(self._homes[thing] for thing in every if thing in self._homes)

    def _inhabited(self, sorts: Iterable[Sort]) -> frozenset[Key]:
        """The parts that say that the datatypes among ``sorts`` have elements."""
        labels = map(inhabited_label, sorts)
        return frozenset(label for label in labels if label in self.parts)

    # --- everything at once ------------------------------------------------------------------

    def _closing(self) -> Part:
        """The theorem that states everything."""
        theory = self.development.theory
        things = self.names.vocabulary.variables
        binders = self.names.binders(things, inhabited=True)
        for axiom in theory.axioms:
            binders.append(f"({self.names.lemmas[axiom.name]} : {self._said(axiom.formula)})")
        stated = list(self._stated())
        source = Source()
        source.add("\n".join([f"theorem {THEOREM}", *[f"    {b}" for b in binders]]))
        text = _joined([text for text, _, _ in stated], "(", " ∧", ")")
        _labelled(":", text, stated, source)
        proofs = [self.names.reference(label, needs) for _, label, needs in stated]
        _labelled(":=", _joined(proofs, "⟨", ",", "⟩"), stated, source)
        return Part(Kind.THEOREM, source)

    def _stated(self) -> Iterator[tuple[str, str, Needs]]:
        """What is stated, each with its label and what that is about."""
        together = self.inductions[: len(self.names.vocabulary.datatypes)]
        for lemma in (*together, *self.facts):
            yield f"({lemma.stated})", lemma.label, lemma.needs
        for each in self.development.theorems:
            yield f"({self._said(each.statement)})", each.name, self.citations.needs(each.name)

    def _said(self, formula: Formula) -> str:
        return language(self.names, [formula]).statement(formula)


def _homes(vocabulary: Vocabulary) -> dict[Thing, Thing]:
    """The first thing of the part that declares each."""
    homes: dict[Thing, Thing] = {}
    for types in vocabulary.datatypes:
        for datatype in types:
            homes.update(dict.fromkeys([datatype.sort, *datatype.constructors], types[0].sort))
    for functions in vocabulary.definitions:
        homes.update(dict.fromkeys([d.symbol for d in functions], functions[0].symbol))
    return homes


def _sorts(keys: Iterable[Key]) -> Iterator[Sort]:
    return (key for key in keys if isinstance(key, Sort))


def _has_conditions(group: Sequence[Definition]) -> bool:
    return any(each.condition is not TRUE for d in group for each in d.equations)


def _labelled(
    sign: str, text: str, stated: Sequence[tuple[str, str, Needs]], source: Source
) -> None:
    """Write ``text``, which has a line for each of ``stated``."""
    labels = [label for _, label, _ in stated] or [THEOREM]
    source.add(f"    {sign}")
    for line, label in zip(text.split("\n"), labels, strict=True):
        source.add(f"      {line}", label)


def _joined(parts: Sequence[str], start: str, sign: str, end: str) -> str:
    """``parts`` joined in pairs, one line each, nested no deeper than it has to be."""
    if len(parts) < 2:
        return parts[0] if parts else {"(": "True", "⟨": "True.intro"}[start]
    middle = len(parts) // 2
    left = _joined(parts[:middle], start, sign, end)
    right = _joined(parts[middle:], start, sign, end)
    return f"{start}{left}{sign}\n{right}{end}"
