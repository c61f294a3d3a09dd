"""Small problems for other provers, and what has to come of their answers."""

from __future__ import annotations

from dataclasses import dataclass

from prover.check import Z3Session, check_proof
from prover.clausify import Clausifier, InputClause
from prover.logic.reader import parse_formula
from prover.logic.syntax import Formula
from prover.logic.walk import complement, symbols
from search.assembly import NEGATED_CLAIM, ProofAssembly
from search.derivation import Derivation


@dataclass(frozen=True, slots=True)
class Question:
    """Clauses that deny a goal, and the way from a refutation to a checked proof."""

    premises: dict[str, Formula]
    goal: Formula
    entries: tuple[InputClause, ...]
    assembly: ProofAssembly

    def is_proved_by(self, refutation: object) -> bool:
        assert isinstance(refutation, Derivation)
        proof = self.assembly.from_refutation(refutation)
        certificate = check_proof(self.premises, proof.claim, proof, Z3Session())
        return certificate.accepted


def question(goal: str, *premises: str) -> Question:
    formulas = {f"p{n}": parse_formula(text) for n, text in enumerate(premises, 1)}
    claim = parse_formula(goal)
    names = frozenset(s.name for f in (*formulas.values(), claim) for s in symbols(f))
    clausifier = Clausifier(names)
    entries = [entry for name, f in formulas.items() for entry in clausifier.clausify(f, name)]
    entries += clausifier.clausify(complement(claim), NEGATED_CLAIM)
    assembly = ProofAssembly(claim, formulas, tuple(clausifier.steps))
    return Question(formulas, claim, tuple(entries), assembly)


CHAIN = question("∃x r(x)", "∀x (p(x) → q(f(x)))", "∀x (q(x) → r(x))", "p(a)")
FIXED = question("f(f(f(a))) = a", "∀x (p(x) → f(x) = x)", "∀x (q(x) → p(x))", "q(a) ∧ r(b)")
GROUP = question(
    "∀x m(x, i(x)) = e",
    "∀x ∀y ∀z m(m(x, y), z) = m(x, m(y, z))",
    "∀x m(e, x) = x",
    "∀x m(i(x), x) = e",
)
OPEN = question("∀x p(f(x))", "∀x (p(x) → p(f(x)))", "p(a)")
"""Not a theorem; small models show it."""
