"""Proofs alone: what saturation proves of a claim, without a look at models.

Where premises are a selection of many, a countermodel says nothing, and looking for one costs
most of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic

from prover.ancestry import parents_first
from prover.clausify import Clausifier
from prover.logic.syntax import FALSE, Formula, FormulaTooDeep
from prover.logic.walk import complement, symbols
from prover.proof import Proof
from prover.watch import Pulse, Watch, ignore
from search.assembly import NEGATED_CLAIM, ProofAssembly
from search.saturation import refute

__all__ = ["prove"]


def prove(
    premises: Mapping[str, Formula],
    claim: Formula,
    deadline: float,
    watch: Watch = ignore,
    clock: Callable[[], float] = monotonic,
) -> Proof | None:
    """A proof of ``claim``, or of falsity where the premises contradict each other by themselves.

    Untrusted, like all of search.

    Args:
        premises: closed formulas by name.
        claim: a closed formula.
        deadline: value of ``clock`` at which to give up.
        watch: is told how the search goes.
        clock: what the deadline is told by.
    """
    formulas = (*premises.values(), claim)
    clausifier = Clausifier(frozenset(s.name for f in formulas for s in symbols(f)))
    try:
        denied = {**premises, NEGATED_CLAIM: complement(claim)}
        entries = [c for name, f in denied.items() for c in clausifier.clausify(f, name)]
        assembly = ProofAssembly(claim, premises, clausifier.steps)
        goals = assembly.assumption_sources
        _, empty = refute(entries, deadline=deadline, pulse=Pulse(watch), goals=goals, clock=clock)
        if empty is None:
            return None
        if not goals & {node.source for node in parents_first([empty])}:
            assembly = ProofAssembly(FALSE, premises, clausifier.steps)
        return assembly.from_refutation(empty)
    except FormulaTooDeep:  # normal forms and conclusions can outgrow their formulas
        return None
