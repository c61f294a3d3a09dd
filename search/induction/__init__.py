"""Proofs by induction, with the lemmas that they need."""

from search.induction.denial import denial
from search.induction.prover import Attempt, InductionProver
from search.induction.refutation import Counterexample, Refuter, refute

__all__ = ["Attempt", "Counterexample", "InductionProver", "Refuter", "denial", "refute"]
