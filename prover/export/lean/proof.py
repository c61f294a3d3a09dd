"""A proof as a Lean theorem: one ``have`` for each step, in the order of the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from prover.export.lean.entailment import Eigenvariables
from prover.export.lean.expansion import Expansion
from prover.export.lean.rendering import Rendering
from prover.export.lean.skolem import SkolemFunction, Skolemisation
from prover.export.lean.source import (
    NO_COMMENTS,
    WIDTH,
    LeanCertificate,
    NotExportable,
    Source,
)
from prover.export.lean.steps import step_proof
from prover.export.lean.terms import Name, ProofTerm
from prover.logic.printers import LeanTheory
from prover.logic.syntax import (
    FALSE,
    Atom,
    Exists,
    ForAll,
    Formula,
    FormulaTooDeep,
    FunctionSymbol,
    Iff,
    Not,
    Symbol,
    Variable,
)
from prover.logic.walk import nodes, strip_universals
from prover.proof import Proof, Rule, Step

__all__ = ["proof_certificate"]

THEOREM = "certificate"


def proof_certificate(
    premises: Mapping[str, Formula],
    claim: Formula,
    proof: Proof,
    comments: Mapping[str, str] = NO_COMMENTS,
) -> LeanCertificate:
    """``proof`` as one Lean theorem that needs only Lean's core library.

    Args:
        premises: the premises of the problem by name; those used become hypotheses.
        claim: the formula that the proof establishes.
        proof: a proof that the checker accepted.
        comments: words for premises and steps by name.

    Raises:
        NotExportable: no term was found for a step.
    """
    used = {name: premises[name] for name in premises if name in set(proof.premises_used)}
    return _Writer(used, claim, proof, comments).certificate()


@dataclass(slots=True)
class _Writer:
    premises: Mapping[str, Formula]
    claim: Formula
    proof: Proof
    comments: Mapping[str, str]
    source: Source = field(default_factory=Source)
    theory: LeanTheory = field(init=False)
    labels: Mapping[str, str] = field(init=False)
    things: Eigenvariables = field(default_factory=Eigenvariables)
    _goal: Formula = field(init=False)

    def __post_init__(self) -> None:
        steps = self.proof.steps
        introduced = [symbol for step in steps for symbol in step.introduces]
        stated = (*self.premises.values(), self.claim)
        self.theory = LeanTheory(stated, [step.conclusion for step in steps], introduced)
        specifications = [_specification(symbol) for symbol in introduced]
        names = [*self.premises, *[step.name for step in steps], *specifications]
        self.labels = self.theory.labels(names)
        self._goal = self.claim

    def certificate(self) -> LeanCertificate:
        """The whole file."""
        self._header()
        by_name = self.proof.by_name
        for step in self.proof.steps:
            try:
                self._step(step, [by_name[parent] for parent in step.parents])
            except (FormulaTooDeep, RecursionError):
                raise NotExportable(step.name, "its term nests too deep") from None
        last = self.proof.conclusion
        if last.conclusion is self._goal:
            self.source.add(f"  exact {self.labels[last.name]}", last.name)
        elif last.conclusion is FALSE:
            self.source.add(f"  exact False.elim {self.labels[last.name]}", last.name)
        else:
            raise NotExportable(last.name, "it does not conclude what was claimed")
        return self.source.certificate(THEOREM)

    def _header(self) -> None:
        add = self.source.add
        said = {name: self.comments[name] for name in self.premises if name in self.comments}
        self.source.documentation("The last line follows from the premises.", said)
        for index, binder in enumerate(self.theory.binders):
            add(f"    {binder}" if index else f"theorem {THEOREM}\n    {binder}")
        if not self.theory.binders:
            add(f"theorem {THEOREM}")
        for name, formula in self.premises.items():
            self._comment(name, "    ")
            add(f"    ({self.labels[name]} : {self.theory.statement(formula)})", name)
        add(f"    : {self.theory.statement(self.claim)} := by")

    def _comment(self, name: str, indent: str) -> None:
        if name in self.comments:
            self.source.comment(self.comments[name], indent, name)

    def _step(self, step: Step, parents: list[Step]) -> None:
        if step.rule is Rule.PREMISE:
            return
        words = f"{step.rule.value.replace('_', ' ')}"
        if step.parents:
            words += f": {', '.join(step.distinct_parents)}"
        self.source.comment(words, "  ", step.name)
        self._comment(step.name, "  ")
        match step.rule:
            case Rule.NEGATED_CLAIM:
                self._negated_claim(step)
            case Rule.DEFINITION:
                self._definition(step)
            case Rule.SKOLEMISE:
                self._skolemise(step, parents[0])
            case _:
                proof = self._expanded(step, parents) or self._follows(step, parents)
                self._have(step, self._text(proof, step, parents))

    # --- steps --------------------------------------------------------------------------

    def _negated_claim(self, step: Step) -> None:
        label = self.labels[step.name]
        self._goal = FALSE
        if step.conclusion is Not(self.claim):
            opening = f"refine Classical.byContradiction fun {label} => ?_"
        elif isinstance(self.claim, Not) and step.conclusion is self.claim.body:
            opening = f"intro {label}"
        else:
            raise NotExportable(step.name, "it does not negate the claim")
        self.source.add(f"  {opening}", step.name)

    def _definition(self, step: Step) -> None:
        variables, body = strip_universals(step.conclusion)
        assert isinstance(body, Iff)
        assert isinstance(body.left, Atom)
        arguments = [v for v in body.left.arguments if isinstance(v, Variable)]
        value = self._function(arguments, self.theory.statement(body.right))
        why = self._function(variables, "Iff.rfl")
        self._obtain(step, step.introduces[0], self.labels[step.name], step.conclusion, value, why)

    def _skolemise(self, step: Step, parent: Step) -> None:
        functions = [s for s in step.introduces if isinstance(s, FunctionSymbol)]
        labels = [Name(self.labels[_specification(symbol)]) for symbol in functions]
        skolem = Skolemisation(functions, labels, self.things)
        proof = skolem.proof(parent.conclusion, Name(self.labels[parent.name]))
        for function in skolem.functions:
            value, why = self._choice(function)
            label = function.hypothesis.text
            self._obtain(step, function.symbol, label, function.specification, value, why)
        self._have(step, self._text(proof, step, [parent]))

    def _choice(self, function: SkolemFunction) -> tuple[str, str]:
        """The function that chooses a witness, and why what it chooses is one."""
        quantified = function.quantified
        variable, arguments = quantified.variable, function.arguments
        bound = self.theory.variable(variable)
        given, denied = self.theory.labels(("h", "n")).values()
        body = quantified.body if isinstance(quantified, Exists) else Not(quantified.body)
        what = f"fun {bound} : {self.theory.type_of_sort(variable.sort)} => "
        what += self.theory.statement(body)
        if isinstance(quantified, Exists):
            why = f"fun {given} => Classical.epsilon_spec {given}"
        else:
            why = (
                f"fun {given} {bound} => Classical.byContradiction fun {denied} => "
                f"Classical.epsilon_spec (p := {what}) ⟨{bound}, {denied}⟩ {given}"
            )
        chosen = f"Classical.epsilon {what}"
        return self._function(arguments, chosen), self._function(arguments, why)

    def _obtain(
        self, step: Step, symbol: Symbol, label: str, stated: Formula, value: str, why: str
    ) -> None:
        """Introduce ``symbol`` with what ``stated`` says of it under the name ``label``."""
        name, kind = self.theory.name(symbol), self.theory.type_of(symbol)
        exists = f"∃ {name} : {kind}, {self.theory.statement(stated)}"
        self.source.add(f"  obtain ⟨{name}, {label}⟩ : {exists} :=", step.name)
        self.source.add(f"    ⟨{value}, {why}⟩", step.name)

    def _function(self, variables: tuple[Variable, ...] | list[Variable], body: str) -> str:
        if not variables:
            return body
        return f"fun {' '.join(map(self.theory.variable, variables))} => {body}"

    def _expanded(self, step: Step, parents: list[Step]) -> ProofTerm | None:
        if step.rule is not Rule.EXPAND_EQUIVALENCES or len(parents) != 1:
            return None
        parent = parents[0]
        proof = Name(self.labels[parent.name])
        return Expansion(self.things).proof(parent.conclusion, step.conclusion, proof)

    def _follows(self, step: Step, parents: list[Step]) -> ProofTerm:
        facts = [(parent.conclusion, Name(self.labels[parent.name])) for parent in parents]
        proof = step_proof(step.conclusion, facts, step.instances, self.things)
        if proof is None:
            raise NotExportable(step.name, "no short proof from its parents was found")
        return proof

    def _text(self, proof: ProofTerm, step: Step, parents: list[Step]) -> str:
        stated = [step.conclusion, *[parent.conclusion for parent in parents]]
        inner = {
            self.theory.variable(node.variable)
            for formula in stated
            for node in nodes(strip_universals(formula)[1])
            if isinstance(node, ForAll | Exists)
        }
        taken = frozenset(self.labels.values())
        things = self.things.stands_for
        return Rendering(self.theory, taken, things, frozenset(inner)).term(proof)

    def _have(self, step: Step, proof: str) -> None:
        stated = self.theory.statement(step.conclusion)
        line = f"  have {self.labels[step.name]} : {stated} := {proof}"
        if len(line) > WIDTH:
            line = line.replace(f" := {proof}", f" :=\n    {proof}")
        self.source.add(line, step.name)


def _specification(symbol: Symbol) -> str:
    return f"{symbol.name}_spec"
