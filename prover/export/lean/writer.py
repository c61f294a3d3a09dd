"""The steps of a proof as Lean tactics: one ``have`` for each, in the order of the proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prover.export.lean.blocks import Block, Link
from prover.export.lean.entailment import Eigenvariables
from prover.export.lean.expansion import Expansion
from prover.export.lean.rendering import Rendering
from prover.export.lean.scopes import Scope, scopes
from prover.export.lean.skolem import SkolemFunction, Skolemisation
from prover.export.lean.source import WIDTH, NotExportable, Source
from prover.export.lean.steps import step_proof
from prover.export.lean.terms import Name, ProofTerm
from prover.logic.printers import LeanTheory
from prover.logic.syntax import (
    FALSE,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FormulaTooDeep,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Sort,
    Symbol,
    Variable,
)
from prover.logic.walk import nodes, strip_universals
from prover.proof import Proof, Rule, Step

__all__ = ["StepWriter", "labels_wanted"]


def labels_wanted(proof: Proof) -> Iterable[str]:
    """What has to have a label before ``proof`` can be written."""
    yield from [step.name for step in proof.steps]
    yield from [_specification(symbol) for step in proof.steps for symbol in step.introduces]


_OBTAINED = (Rule.DEFINITION, Rule.CHOICE)
"""Steps that introduce what they state."""


@dataclass(slots=True)
class StepWriter:
    """Writes a proof of ``claim`` as the tactics after ``by``.

    Args:
        claim: what is to be proved.
        proof: a proof of it that the checker accepted.
        theory: the names of symbols and variables.
        labels: what each step is called; for premises any term that proves them.
        source: where to write.
        comments: words for steps by name.
        inductions: the induction principles of the sorts that have one.
        tactic: what is tried where no term is found for a step; nothing if empty.
    """

    claim: Formula
    proof: Proof
    theory: LeanTheory
    labels: Mapping[str, str]
    source: Source
    comments: Mapping[str, str] = field(default_factory=dict)
    inductions: Mapping[Sort, str] = field(default_factory=dict)
    tactic: str = ""
    _things: Eigenvariables = field(default_factory=Eigenvariables)
    _goal: Formula = field(init=False)
    _by_name: Mapping[str, Step] = field(init=False)

    def __post_init__(self) -> None:
        self._goal = self.claim
        self._by_name = self.proof.by_name

    def write(self) -> None:
        """Write every step, and that the last one is the claim.

        Raises:
            NotExportable: no term was found for a step, or the proof proves something else.
        """
        together = scopes(self.proof)
        for step in self.proof.steps:
            scope = together.get(step.name)
            try:
                if scope is None:
                    self._step(step)
                elif step is scope.steps[-1] and not self._block(scope):
                    for each in scope.steps:
                        self._step(each)
            except (FormulaTooDeep, RecursionError):
                raise NotExportable(step.name, "its term nests too deep") from None
        last = self.proof.conclusion
        if self._is_done(last):
            return
        if last.conclusion is self._goal:
            self.source.add(f"  exact {self.labels[last.name]}", last.name)
        elif last.conclusion is FALSE:
            self.source.add(f"  exact False.elim {self.labels[last.name]}", last.name)
        else:
            raise NotExportable(last.name, "it does not conclude what was claimed")

    def _is_done(self, step: Step) -> bool:
        """Whether ``step`` is the last one and proves the goal itself."""
        return (
            step is self.proof.conclusion
            and step.conclusion is self._goal
            and step.rule not in (Rule.PREMISE, Rule.NEGATED_CLAIM, *_OBTAINED)
        )

    def _step(self, step: Step) -> None:
        if step.rule is Rule.PREMISE:
            return
        parents = [self._by_name[parent] for parent in step.parents]
        self._say(step, "  ")
        match step.rule:
            case Rule.NEGATED_CLAIM:
                self._negated_claim(step)
            case Rule.DEFINITION:
                self._definition(step)
            case Rule.CHOICE:
                self._choice_axiom(step)
            case Rule.SKOLEMISE:
                self._skolemise(step, parents[0])
            case Rule.INDUCTION:
                self._induction(step)
            case _:
                self._inference(step, parents)

    def _say(self, step: Step, indent: str) -> None:
        words = f"{step.rule.value.replace('_', ' ')}"
        if step.parents:
            words += f": {', '.join(step.distinct_parents)}"
        self.source.comment(words, indent, step.name)
        if step.name in self.comments:
            self.source.comment(self.comments[step.name], indent, step.name)

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
        skolem = Skolemisation(functions, labels, self._things)
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

    def _choice_axiom(self, step: Step) -> None:
        """``∀x̄ (∃y φ → φ[f x̄])``, by Hilbert's ε."""
        arguments, body = strip_universals(step.conclusion)
        function = step.introduces[0]
        if not isinstance(body, Implies) or not isinstance(body.left, Exists):
            raise NotExportable(step.name, "it is no choice axiom")
        if not isinstance(function, FunctionSymbol):
            raise NotExportable(step.name, "it introduces no function")
        label = self.labels[_specification(function)]
        witness = Application(function, arguments)
        chosen = SkolemFunction(function, arguments, body.left, witness, Name(label))
        value, why = self._choice(chosen)
        self._obtain(step, function, self.labels[step.name], step.conclusion, value, why)

    def _induction(self, step: Step) -> None:
        conclusion = step.conclusion
        sort = conclusion.variable.sort if isinstance(conclusion, ForAll) else None
        if sort is None or sort not in self.inductions or not isinstance(conclusion, ForAll):
            raise NotExportable(step.name, "its sort has no induction principle")
        about = f"fun {self.theory.variable(conclusion.variable)} : "
        about += f"{self.theory.type_of_sort(sort)} => {self.theory.statement(conclusion.body)}"
        obligations = [self.labels[parent] for parent in step.parents]
        self._have(step, " ".join([self.inductions[sort], f"({about})", *obligations]))

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
        return Expansion(self._things).proof(parent.conclusion, step.conclusion, proof)

    def _inference(self, step: Step, parents: list[Step]) -> None:
        facts = [(parent.conclusion, Name(self.labels[parent.name])) for parent in parents]
        proof = self._expanded(step, parents)
        if proof is None:
            proof = step_proof(step.conclusion, facts, step.instances, self._things)
        if proof is not None:
            self._have(step, self._text(proof, step, parents))
        elif self.tactic:
            self._have(step, self._by_tactic(parents))
        else:
            raise NotExportable(step.name, "no short proof from its parents was found")

    def _by_tactic(self, parents: list[Step]) -> str:
        """A proof that Lean has to find; its kernel judges what it finds."""
        labels = dict.fromkeys(self.labels[parent.name] for parent in parents)
        given = [f"have := {label}" for label in labels]
        return f"by {'; '.join([*given, self.tactic])}"

    def _block(self, scope: Scope) -> bool:
        """Write the steps of a scope together; whether all of them have a proof."""
        parents = [self._by_name[parent] for step in scope.steps for parent in step.parents]
        facts = {p.name: (p.conclusion, Name(self.labels[p.name])) for p in parents}
        block = Block(scope, facts, self.labels, self._things)
        links = block.links()
        if links is None:
            return False
        last = scope.steps[-1]
        rendering = self._rendering([*scope.steps, *parents])
        indent = "  "
        if not self._is_done(last):
            stated = self.theory.statement(last.conclusion)
            self.source.add(f"  have {self.labels[last.name]} : {stated} := by", last.name)
            indent = "    "
        if block.opening.binders:
            names = " ".join([rendering.bind(each) for each in block.opening.binders])
            self.source.add(f"{indent}intro {names}", last.name)
        for link in links:
            self._link(link, rendering, indent, is_last=link is links[-1])
        return True

    def _link(self, link: Link, rendering: Rendering, indent: str, *, is_last: bool) -> None:
        """One step of a block, with those that it goes on from."""
        first, *others = chain = link.chain
        start = "exact"
        if not is_last:
            start = f"have {self.labels[link.step.name]} : {rendering.formula(link.stated)} :="
        if not others:
            self._say(link.step, indent)
            self._broken(f"{indent}{start}", rendering.term(link.proof), indent, link.step)
            return
        self.source.add(f"{indent}calc" if is_last else f"{indent}{start} calc", first.step.name)
        for each in chain:
            if each.step.name in self.comments:
                self.source.comment(self.comments[each.step.name], f"{indent}  ", each.step.name)
            said = rendering.formula(each.stated)
            if each is not first:
                assert isinstance(each.stated, Equality)
                said = f"_ = {rendering.element(each.stated.right)}"
            start = f"{indent}  {said} :="
            self._broken(start, rendering.term(each.proof), f"{indent}  ", each.step)

    def _broken(self, start: str, proof: str, indent: str, step: Step) -> None:
        """``start proof``, on two lines if it is long."""
        line = f"{start} {proof}"
        self.source.add(line if len(line) <= WIDTH else f"{start}\n{indent}  {proof}", step.name)

    def _rendering(self, steps: Iterable[Step]) -> Rendering:
        inner = {
            self.theory.variable(node.variable)
            for step in steps
            for node in nodes(strip_universals(step.conclusion)[1])
            if isinstance(node, ForAll | Exists)
        }
        taken = frozenset(self.labels.values())
        return Rendering(self.theory, taken, self._things.stands_for, frozenset(inner))

    def _text(self, proof: ProofTerm, step: Step, parents: list[Step]) -> str:
        return self._rendering([step, *parents]).term(proof)

    def _have(self, step: Step, proof: str) -> None:
        if self._is_done(step):
            self._broken("  exact", proof, "  ", step)
            return
        stated = self.theory.statement(step.conclusion)
        self._broken(f"  have {self.labels[step.name]} : {stated} :=", proof, "  ", step)


def _specification(symbol: Symbol) -> str:
    return f"{symbol.name}_spec"
