"""A development: theorems of a theory, each proved from what stands before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prover.ancestry import grounds_first
from prover.logic.syntax import Formula
from prover.proof import Proof
from prover.theory.theory import Theory

__all__ = ["Development", "Theorem"]


@dataclass(frozen=True, slots=True)
class Theorem:
    """A statement with its proof.

    Attributes:
        name: unique within a development, and no name of a fact of the theory.
        statement: a closed formula.
        proof: its premises are facts of the theory and statements of earlier theorems.
        part_of: for an obligation (the base case of an induction, say): the theorem that it
            was proved for.  Empty for a theorem in its own right.
    """

    name: str
    statement: Formula
    proof: Proof
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Development:
    """A theory and its theorems, earlier ones first."""

    theory: Theory
    theorems: tuple[Theorem, ...] = ()

    @property
    def by_name(self) -> Mapping[str, Theorem]:
        """The theorems by their names."""
        return {theorem.name: theorem for theorem in self.theorems}

    def with_lemmas(self, names: Iterable[str]) -> tuple[Theorem, ...]:
        """The theorems called one of ``names``, after those that they rest on."""
        premises = {theorem.name: theorem.proof.premises_used for theorem in self.theorems}
        needed = set(grounds_first(names, lambda name: premises.get(name, ())))
        return tuple(theorem for theorem in self.theorems if theorem.name in needed)
