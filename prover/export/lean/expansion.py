"""Equivalences written out: ``A ↔ B`` as two implications, ``A ⊕ B`` as ∨ and ¬∧."""

from __future__ import annotations

from collections.abc import Callable

from prover.export.lean.changes import Change, changed, through, under_quantifier
from prover.export.lean.combinators import cases, injection
from prover.export.lean.entailment import Eigenvariables
from prover.export.lean.terms import (
    IFF_OF_FALSE,
    IFF_OF_TRUE,
    Function,
    Local,
    Pair,
    ProofTerm,
    apply,
    assume,
    by_contradiction,
    part,
)
from prover.logic.syntax import And, Exists, ForAll, Formula, Iff, Implies, Not, Or, Xor

__all__ = ["Expansion"]


class _NotWrittenOut(Exception):
    """The second formula is another one."""


class Expansion:
    """Turns proofs of a formula into proofs of the same one with equivalences written out.

    Args:
        things: where eigenvariables come from.
    """

    def __init__(self, things: Eigenvariables) -> None:
        self._things = things

    def proof(self, old: Formula, new: Formula, proof: ProofTerm) -> ProofTerm | None:
        """``new`` from a ``proof`` of ``old``; ``None`` if it is not ``old`` written out."""
        try:
            return changed(self.change(old, new), proof)
        except _NotWrittenOut:
            return None

    def change(self, old: Formula, new: Formula, *, forwards: bool = True) -> Change:
        """From ``old`` to ``new``, or back."""
        if old is new:
            return None
        match old, new:
            case Not(body=a), Not(body=a1):
                return through(old, [self.change(a, a1, forwards=not forwards)])
            case Implies(left=a, right=b), Implies(left=a1, right=b1):
                condition = self.change(a, a1, forwards=not forwards)
                return through(old, [condition, self.change(b, b1, forwards=forwards)])
            case (And(parts=parts), And(parts=others)) | (Or(parts=parts), Or(parts=others)):
                if len(parts) != len(others):
                    raise _NotWrittenOut
                pairs = zip(parts, others, strict=True)
                inner = [self.change(a, b, forwards=forwards) for a, b in pairs]
                return through(And(parts) if isinstance(old, And) else Or(parts), inner)
            case (ForAll(variable=v, body=a), ForAll(variable=w, body=a1)) | (
                Exists(variable=v, body=a),
                Exists(variable=w, body=a1),
            ):
                if v is not w:
                    raise _NotWrittenOut
                change = self.change(a, a1, forwards=forwards)
                universal = isinstance(old, ForAll)
                return under_quantifier(self._things.new(v), change, universal=universal)
            case Iff(), Iff():
                return self._equivalence(old, new, forwards)
            case Xor(), Xor():
                same = self._equivalence(old, new, not forwards)
                return lambda proof: assume(lambda h: apply(proof, same(h)))
            case Iff(), And(parts=(Implies(left=a, right=b) as first, second)):
                if second is not Implies(b, a):
                    raise _NotWrittenOut
                return self._equivalence(old, first, forwards)
            case Xor(), And(parts=(Or(parts=(a, b)) as either, second)):
                if second is not Not(And((a, b))):
                    raise _NotWrittenOut
                return self._exclusion(old, either) if forwards else self._no_exclusion(old, either)
            case _:
                raise _NotWrittenOut

    def _equivalence(
        self, old: Iff | Xor, new: Iff | Xor | Implies, forwards: bool
    ) -> Callable[[ProofTerm], ProofTerm]:
        """``A ↔ B`` with other sides; ``new`` is the first of two implications if it is one."""
        sides = ((old.left, new.left), (old.right, new.right))
        left, right = [self.change(a, b, forwards=forwards) for a, b in sides]
        left_back, right_back = [self.change(a, b, forwards=not forwards) for a, b in sides]
        written_out = isinstance(new, Implies) and not forwards
        there, back = ("1", "2") if written_out else ("mp", "mpr")

        def both(proof: ProofTerm) -> ProofTerm:
            return Pair(
                assume(lambda h: changed(right, apply(part(proof, there), changed(left_back, h)))),
                assume(lambda h: changed(left, apply(part(proof, back), changed(right_back, h)))),
            )

        return both

    def _exclusion(self, old: Xor, new: Or) -> Callable[[ProofTerm], ProofTerm]:
        """``(A ∨ B) ∧ ¬(A ∧ B)`` from ``¬(A ↔ B)``."""
        sides = list(zip((old.left, old.right), new.parts, strict=True))
        there = [self.change(a, b) for a, b in sides]
        back = [self.change(a, b, forwards=False) for a, b in sides]

        def both(proof: ProofTerm) -> ProofTerm:
            denied, conjunction = Local(), Local()
            denials = [
                assume(lambda h, i=i: apply(denied, injection(changed(there[i], h), i, 2)))  # type: ignore[misc]
                for i in range(2)
            ]
            neither = apply(proof, apply(IFF_OF_FALSE, *denials))
            first = changed(back[0], part(conjunction, "1"))
            second = changed(back[1], part(conjunction, "2"))
            not_both = Function(conjunction, apply(proof, apply(IFF_OF_TRUE, first, second)))
            return Pair(by_contradiction(denied, neither), not_both)

        return both

    def _no_exclusion(self, old: Xor, new: Or) -> Callable[[ProofTerm], ProofTerm]:
        """``¬(A ↔ B)`` from ``(A ∨ B) ∧ ¬(A ∧ B)``."""
        sides = list(zip((old.left, old.right), new.parts, strict=True))
        there = [self.change(a, b) for a, b in sides]
        back = [self.change(a, b, forwards=False) for a, b in sides]

        def excluded(proof: ProofTerm, same: ProofTerm) -> ProofTerm:
            left, right = Local(), Local()
            also_right = changed(there[1], apply(part(same, "mp"), changed(back[0], left)))
            also_left = changed(there[0], apply(part(same, "mpr"), changed(back[1], right)))
            branches = [
                Function(left, apply(part(proof, "2"), Pair(left, also_right))),
                Function(right, apply(part(proof, "2"), Pair(also_left, right))),
            ]
            return cases(part(proof, "1"), branches)

        return lambda proof: assume(lambda same: excluded(proof, same))
