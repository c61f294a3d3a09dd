"""What is known on one branch of a proof, and what can be seen to follow from it.

A *fact* is a closed formula with its proof.  Adding a fact takes it apart as far as that needs
no choice (the α and δ rules of a tableau).  ``proof`` and ``refutation`` only look: they put
facts together, follow equations, and find witnesses among the things that facts speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from prover.export.lean.combinators import (
    Refutation,
    component,
    conjunction,
    denied_disjunct,
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
    EXISTS_ELIM,
    FALSE_ELIM,
    IFF_OF_FALSE,
    IFF_OF_TRUE,
    Apply,
    Element,
    Function,
    Local,
    Name,
    Pair,
    ProofTerm,
    apply,
    assume,
    have,
    part,
)
from prover.logic.syntax import (
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
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

__all__ = ["Branch"]

_TRUE = Name("True.intro")
_RFL = Name("rfl")
_NOT_NOT = Name("Classical.not_not.mp")
_NOT_IMPLIES = Name("Classical.not_imp.mp")
_NOT_FORALL = Name("Classical.not_forall.mp")


@dataclass(frozen=True, slots=True)
class _Derived:
    """A fact that was given a name, or a witness with what is known of it."""

    local: Local
    formula: Formula
    proof: ProofTerm
    witness: FunctionSymbol | None = None


@dataclass(slots=True)
class Branch:
    """Facts, and the choices that are open.

    ``choices`` and ``universals`` are the facts that were not taken apart (β and γ).
    ``absurdity`` is a proof of falsity as soon as there is one.
    """

    fresh: Callable[[Variable], FunctionSymbol]
    facts: dict[Formula, ProofTerm] = field(default_factory=dict)
    choices: dict[Formula, None] = field(default_factory=dict)
    universals: dict[Formula, None] = field(default_factory=dict)
    absurdity: ProofTerm | None = None
    _literals: dict[PredicateSymbol | None, list[Formula]] = field(default_factory=dict)
    _equations: Equations = field(default_factory=Equations)
    _derived: list[_Derived] = field(default_factory=list)

    def copy(self) -> Branch:
        """A branch that continues this one."""
        return Branch(
            self.fresh,
            dict(self.facts),
            dict(self.choices),
            dict(self.universals),
            self.absurdity,
            {key: list(found) for key, found in self._literals.items()},
            self._equations.copy(),
        )

    def closing(self, conclusion: ProofTerm) -> ProofTerm:
        """``conclusion`` with everything it uses of what this branch derived."""
        for derived in reversed(self._derived):
            if derived.witness is None:
                conclusion = have(derived.local, derived.formula, derived.proof, conclusion)
            elif not conclusion.free.isdisjoint((derived.local, derived.witness)):
                body = Function(derived.witness, Function(derived.local, conclusion))
                conclusion = Apply(EXISTS_ELIM, (derived.proof, body))
        return conclusion

    @property
    def literals(self) -> Iterator[Formula]:
        """All atoms, equations and their negations that are facts."""
        for found in self._literals.values():
            yield from found

    def add(self, formula: Formula, proof: ProofTerm) -> None:
        """Add a fact and everything it says without a choice."""
        stack = [(formula, proof)]
        while stack and self.absurdity is None:
            fact, why = stack.pop()
            if fact in self.facts:
                continue
            denial = self.facts.get(Not(fact))
            if denial is not None:
                self.absurdity = apply(denial, why)
            elif isinstance(fact, Not) and fact.body in self.facts:
                self.absurdity = apply(why, self.facts[fact.body])
            else:
                why = self._named(fact, why)
                self.facts[fact] = why
                stack += reversed(self._parts(fact, why))

    def _named(self, formula: Formula, proof: ProofTerm) -> ProofTerm:
        if isinstance(proof, Name | Local):
            return proof
        local = Local()
        self._derived.append(_Derived(local, formula, proof))
        return local

    def _parts(self, fact: Formula, why: ProofTerm) -> list[tuple[Formula, ProofTerm]]:
        match fact:
            case Atom() | Equality():
                self._literal(fact, why)
            case TruthValue(value=value):
                self.absurdity = None if value else why
            case And(parts=parts):
                return [(p, component(why, i, len(parts))) for i, p in enumerate(parts)]
            case Exists(variable=variable, body=body):
                return [self._witness(variable, body, why)]
            case ForAll():
                self.universals[fact] = None
            case Xor():
                self.choices[fact] = None
            case Not(body=body):
                return self._negated_parts(fact, body, why)
            case _:
                self.choices[fact] = None
        return []

    def _negated_parts(
        self, fact: Not, body: Formula, why: ProofTerm
    ) -> list[tuple[Formula, ProofTerm]]:
        match body:
            case Atom() | Equality():
                self._literal(fact, why)
            case TruthValue(value=value):
                self.absurdity = apply(why, _TRUE) if value else None
            case Not(body=inner):
                return [(inner, apply(_NOT_NOT, why))]
            case Xor(left=left, right=right):
                return [(Iff(left, right), apply(_NOT_NOT, why))]
            case Or(parts=parts):
                size = len(parts)
                return [(Not(p), denied_disjunct(why, i, size)) for i, p in enumerate(parts)]
            case Implies(left=left, right=right):
                both = apply(_NOT_IMPLIES, why)
                return [(left, part(both, "1")), (Not(right), part(both, "2"))]
            case ForAll(variable=variable, body=inner):
                return [self._witness(variable, Not(inner), apply(_NOT_FORALL, why))]
            case Exists():
                self.universals[fact] = None
            case _:
                self.choices[fact] = None
        return []

    def _witness(
        self, variable: Variable, body: Formula, why: ProofTerm
    ) -> tuple[Formula, ProofTerm]:
        symbol, local = self.fresh(variable), Local()
        about = substitute(body, {variable: Application(symbol, ())})
        self._derived.append(_Derived(local, about, why, symbol))
        return about, local

    def _literal(self, fact: Formula, why: ProofTerm) -> None:
        refuted = self.refutation(fact)
        if refuted is not None:
            self.absurdity = refuted(why)
            return
        atom = fact.body if isinstance(fact, Not) else fact
        key = atom.predicate if isinstance(atom, Atom) else None
        self._literals.setdefault(key, []).append(fact)
        if isinstance(fact, Equality):
            self._equations.add(fact.left, fact.right, why)
            self._look_for_conflict()

    def _look_for_conflict(self) -> None:
        """After a new equation: whether two literals contradict each other now."""
        for fact in list(self.literals):
            if isinstance(fact, Not):
                proof = self._by_equations(fact.body)
                if proof is not None:
                    self.absurdity = apply(self.facts[fact], proof)
                    return

    def proof(self, formula: Formula) -> ProofTerm | None:
        """A proof of ``formula`` from facts as they are."""
        if formula in self.facts:
            return self.facts[formula]
        match formula:
            case TruthValue(value=value):
                return _TRUE if value else None
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
