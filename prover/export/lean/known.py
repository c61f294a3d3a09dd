"""What is known, and what can be seen to follow from it.

Nothing is taken apart here, and nothing is assumed: facts are put together, equations followed,
and witnesses found among the things that facts speak of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from prover.export.lean.combinators import (
    Refutation,
    conjunction,
    injection,
    refuting_application,
    refuting_component,
    refuting_denial,
    refuting_direction,
    refuting_either,
)
from prover.export.lean.equality import Equations, symmetric
from prover.export.lean.matching import witnesses
from prover.export.lean.replacement import by_replacement
from prover.export.lean.terms import (
    FALSE_ELIM,
    IFF_OF_FALSE,
    IFF_OF_TRUE,
    TRUE_INTRO,
    Element,
    Function,
    Local,
    Name,
    Pair,
    ProofTerm,
    apply,
    assume,
)
from prover.logic.syntax import (
    And,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    Iff,
    Implies,
    Not,
    Or,
    PredicateSymbol,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import substitute

__all__ = ["Known"]

_RFL = Name("rfl")


@dataclass(slots=True)
class Known:
    """Facts: closed formulas with their proofs.

    Attributes:
        facts: all of them.
        universals: those that hold of everything (γ).
    """

    facts: dict[Formula, ProofTerm] = field(default_factory=dict)
    universals: dict[Formula, None] = field(default_factory=dict)
    _literals: dict[PredicateSymbol | None, list[Formula]] = field(default_factory=dict)
    _equations: Equations = field(default_factory=Equations)

    @property
    def literals(self) -> Iterator[Formula]:
        """All atoms, equations and their negations that are facts."""
        for found in self._literals.values():
            yield from found

    def _note(self, literal: Formula, why: ProofTerm) -> None:
        """Find ``literal`` again by what it is about."""
        atom = literal.body if isinstance(literal, Not) else literal
        key = atom.predicate if isinstance(atom, Atom) else None
        self._literals.setdefault(key, []).append(literal)
        if isinstance(literal, Equality):
            self._equations.add(literal.left, literal.right, why)

    def _conflict(self) -> ProofTerm | None:
        """After a new equation: falsity, if two literals contradict each other now."""
        for fact in self.literals:
            if isinstance(fact, Not):
                proof = self._by_equations(fact.body)
                if proof is not None:
                    return apply(self.facts[fact], proof)
        return None

    def proof(self, formula: Formula) -> ProofTerm | None:
        """A proof of ``formula`` from facts as they are."""
        if formula in self.facts:
            return self.facts[formula]
        match formula:
            case TruthValue(value=value):
                return TRUE_INTRO if value else None
            case Atom() | Equality():
                return self._by_equations(formula)
            case Not(body=body):
                refuted = self.refutation(body)
                return None if refuted is None else assume(refuted)
            case And(parts=parts):
                return self._conjunction(parts)
            case Or(parts=parts):
                for index, each in enumerate(parts):
                    if (proof := self.proof(each)) is not None:
                        return injection(proof, index, len(parts))
                return None
            case Implies() | Iff() | Xor():
                return self._proof_of_condition(formula)
            case Exists(variable=variable, body=body):
                for term in witnesses(variable, body, self._literals):
                    if (proof := self.proof(substitute(body, {variable: term}))) is not None:
                        return Pair(Element(term), proof)
                return None
            case ForAll():
                return by_replacement(formula, self.universals, self.facts, self._equations)
            case _:
                return None

    def _conjunction(self, parts: tuple[Formula, ...]) -> ProofTerm | None:
        proofs = []
        for each in parts:
            proof = self.proof(each)
            if proof is None:
                return None
            proofs.append(proof)
        return conjunction(proofs)

    def _proof_of_condition(self, formula: Implies | Iff | Xor) -> ProofTerm | None:
        left, right = formula.left, formula.right
        if isinstance(formula, Implies):
            if (proof := self.proof(right)) is not None:
                return Function(Local(), proof)
            refuted = self.refutation(left)
            return None if refuted is None else assume(lambda h: apply(FALSE_ELIM, refuted(h)))
        if isinstance(formula, Xor):
            different = self.refutation(Iff(left, right))
            return None if different is None else assume(different)
        first, second = self.proof(left), self.proof(right)
        if first is not None and second is not None:
            return apply(IFF_OF_TRUE, first, second)
        no_left, no_right = self.refutation(left), self.refutation(right)
        if no_left is not None and no_right is not None:
            return apply(IFF_OF_FALSE, assume(no_left), assume(no_right))
        return None

    def refutation(self, formula: Formula) -> Refutation | None:
        """How ``formula`` contradicts the facts as they are."""
        denial = self.facts.get(Not(formula))
        if denial is not None:
            return lambda h: apply(denial, h)
        match formula:
            case TruthValue(value=value):
                return None if value else lambda h: h
            case Atom(predicate=predicate):
                return self._atom_refutation(formula, predicate)
            case Equality():
                return self._equation_refutation(formula)
            case Not(body=body):
                proof = self.proof(body)
                return None if proof is None else refuting_denial(proof)
            case And(parts=parts):
                for index, each in enumerate(parts):
                    if (refuted := self.refutation(each)) is not None:
                        return refuting_component(refuted, index, len(parts))
                return None
            case Or(parts=parts):
                return self._disjunction_refutation(parts)
            case Implies(left=left, right=right):
                proof, refuted = self.proof(left), self.refutation(right)
                return refuting_application(refuted, proof) if refuted and proof else None
            case Iff() | Xor():
                return self._equivalence_refutation(formula)
            case ForAll(variable=variable, body=body):
                return self._instance_refutation(variable, body)
            case _:
                return None

    def _disjunction_refutation(self, parts: tuple[Formula, ...]) -> Refutation | None:
        refutations = []
        for each in parts:
            refuted = self.refutation(each)
            if refuted is None:
                return None
            refutations.append(refuted)
        result = refutations.pop()
        while refutations:
            result = refuting_either(refutations.pop(), result)
        return result

    def _equivalence_refutation(self, formula: Iff | Xor) -> Refutation | None:
        left, right = formula.left, formula.right
        if isinstance(formula, Xor):
            same = self.proof(Iff(left, right))
            return None if same is None else lambda h: apply(h, same)
        for holds, fails, way in ((left, right, "mp"), (right, left, "mpr")):
            proof, refuted = self.proof(holds), self.refutation(fails)
            if proof is not None and refuted is not None:
                return refuting_direction(refuted, proof, way)
        return None

    def _instance_refutation(self, variable: Variable, body: Formula) -> Refutation | None:
        for term in witnesses(variable, body, self._literals):
            refuted = self.refutation(substitute(body, {variable: term}))
            if refuted is not None:
                return refuting_application(refuted, Element(term))
        return None

    def _by_equations(self, atom: Formula) -> ProofTerm | None:
        if isinstance(atom, Equality):
            if not self._equations.equal(atom.left, atom.right):
                return None
            return self._equations.proof(atom.left, atom.right) or _RFL
        if isinstance(atom, Atom) and not self._equations.is_trivial:
            for fact in self._literals.get(atom.predicate, ()):
                if isinstance(fact, Atom) and self._same_arguments(fact, atom):
                    return self._equations.rewritten(fact, atom, self.facts[fact])
        return None

    def _atom_refutation(self, atom: Atom, predicate: PredicateSymbol) -> Refutation | None:
        if self._equations.is_trivial:
            return None
        for fact in self._literals.get(predicate, ()):
            if isinstance(fact, Not) and isinstance(fact.body, Atom):
                other, denial = fact.body, self.facts[fact]
                if self._same_arguments(atom, other):
                    return lambda h: apply(denial, self._equations.rewritten(atom, other, h))
        return None

    def _equation_refutation(self, formula: Equality) -> Refutation | None:
        left, right = formula.left, formula.right
        for fact in self._literals.get(None, ()):
            if isinstance(fact, Not) and isinstance(fact.body, Equality):
                a, b, denial = fact.body.left, fact.body.right, self.facts[fact]
                if self._equations.equal(a, left) and self._equations.equal(b, right):
                    return self._linking(a, left, right, b, denial, turned=False)
                if self._equations.equal(a, right) and self._equations.equal(b, left):
                    return self._linking(a, right, left, b, denial, turned=True)
        return None

    def _linking(
        self, a: Term, first: Term, second: Term, b: Term, denial: ProofTerm, turned: bool
    ) -> Refutation:
        """``a = first = second = b`` contradicts ``denial``; the middle one is assumed."""
        before, after = self._equations.proof(a, first), self._equations.proof(second, b)

        def refuted(h: ProofTerm) -> ProofTerm:
            proof = symmetric(h) if turned else h
            if before is not None:
                proof = apply(Name("Eq.trans"), before, proof)
            if after is not None:
                proof = apply(Name("Eq.trans"), proof, after)
            return apply(denial, proof)

        return refuted

    def _same_arguments(self, left: Atom, right: Atom) -> bool:
        pairs = zip(left.arguments, right.arguments, strict=True)
        return all(self._equations.equal(a, b) for a, b in pairs)
