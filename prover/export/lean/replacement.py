"""Equals for equals inside quantified facts: from ``∀m P(n, m)`` and ``n = 0``, ``∀m P(0, m)``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prover.export.lean.equality import Equations
from prover.export.lean.terms import Abstraction, Name, ProofTerm, apply
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Node,
    Term,
    Variable,
)
from prover.logic.walk import rebuild

__all__ = ["by_replacement"]

_HOLE = "·place·"


def by_replacement(
    wanted: ForAll,
    universals: Iterable[Formula],
    proofs: Mapping[Formula, ProofTerm],
    equations: Equations,
) -> ProofTerm | None:
    """``wanted`` from one of the facts ``universals`` that has other names for some things."""
    if equations.is_trivial:
        return None
    for fact in universals:
        if isinstance(fact, ForAll) and fact.variable is wanted.variable:
            proof = _renamed(fact, wanted, proofs[fact], equations)
            if proof is not None:
                return proof
    return None


def _renamed(
    fact: Formula, wanted: Formula, proof: ProofTerm, equations: Equations
) -> ProofTerm | None:
    pairs = _differences(fact, wanted, equations)
    if pairs is None:
        return None
    for old, new in pairs:
        equation = equations.proof(old, new)
        assert equation is not None
        hole = FunctionSymbol(_HOLE, (), old.sort)
        place = Application(hole, ())
        motive = _replaced(fact, old, place)
        proof = apply(Name("Eq.subst"), Abstraction(hole, motive), equation, proof)
        fact = _replaced(motive, place, new)
    return proof if fact is wanted else None


def _differences(
    left: Formula, right: Formula, equations: Equations
) -> dict[tuple[Term, Term], None] | None:
    """Where the formulas differ, if only in closed terms that are equal."""
    found: dict[tuple[Term, Term], None] = {}
    stack: list[tuple[Node, Node]] = [(left, right)]
    while stack:
        a, b = stack.pop()
        if a is b:
            continue
        if isinstance(a, Application) and isinstance(b, Application):
            if a.function is not b.function or not _arguments_agree(a, b, equations):
                if a.free or b.free or not equations.equal(a, b):
                    return None
                found[a, b] = None
                continue
        elif not _same_kind(a, b):
            return None
        stack.extend(zip(a.children, b.children, strict=True))
    return found


def _arguments_agree(left: Application, right: Application, equations: Equations) -> bool:
    """Whether those arguments that are closed are equal."""
    pairs = zip(left.arguments, right.arguments, strict=True)
    return all(a.free or b.free or equations.equal(a, b) for a, b in pairs)


def _same_kind(left: Node, right: Node) -> bool:
    if isinstance(left, Atom) and isinstance(right, Atom):
        return left.predicate is right.predicate
    if isinstance(left, ForAll | Exists) and isinstance(right, ForAll | Exists):
        return type(left) is type(right) and left.variable is right.variable
    return type(left) is type(right) and len(left.children) == len(right.children) > 0


def _replaced(formula: Formula, old: Term, new: Term) -> Formula:
    """``formula`` with ``new`` wherever the closed term ``old`` stands."""

    def in_term(term: Term) -> Term:
        if term is old:
            return new
        if isinstance(term, Variable):
            return term
        return Application(term.function, tuple(in_term(a) for a in term.arguments))

    match formula:
        case Atom(predicate=predicate, arguments=arguments):
            return Atom(predicate, tuple(in_term(a) for a in arguments))
        case Equality(left=left, right=right):
            return Equality(in_term(left), in_term(right))
        case _:
            return rebuild(formula, lambda part: _replaced(part, old, new))
