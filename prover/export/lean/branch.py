"""One branch of a proof: what is known on it, and the choices that are open.

Adding a fact takes it apart as far as that needs no choice (the α and δ rules of a tableau).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from prover.export.lean.combinators import component, denied_disjunct
from prover.export.lean.known import Known
from prover.export.lean.terms import (
    EXISTS_ELIM,
    TRUE_INTRO,
    Apply,
    Function,
    Local,
    Name,
    ProofTerm,
    apply,
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
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import substitute

__all__ = ["Branch"]

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
class Branch(Known):
    """What is known, and the choices that are open.

    Attributes:
        fresh: a name for the witness of a variable.
        choices: the facts that were not taken apart since they leave a choice (β).
        absurdity: a proof of falsity as soon as there is one.
    """

    fresh: Callable[[Variable], FunctionSymbol] = field(kw_only=True)
    choices: dict[Formula, None] = field(default_factory=dict)
    absurdity: ProofTerm | None = None
    _derived: list[_Derived] = field(default_factory=list)

    def copy(self) -> Branch:
        """A branch that continues this one."""
        return Branch(
            dict(self.facts),
            dict(self.universals),
            {key: list(found) for key, found in self._literals.items()},
            self._equations.copy(),
            dict(self.choices),
            self.absurdity,
            fresh=self.fresh,
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
                self.absurdity = apply(why, TRUE_INTRO) if value else None
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
        self._note(fact, why)
        if isinstance(fact, Equality):
            self.absurdity = self._conflict()
