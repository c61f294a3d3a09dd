"""Proving by connection tableaux under any search strategy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from prover.ancestry import parents_first
from prover.clausify import Clausifier
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import complement, symbols
from prover.proof import Proof
from search.assembly import NEGATED_CLAIM, ProofAssembly
from search.derivation import Derivation
from search.strategy import Budget, SearchTree, Status, Strategy
from search.strategy.keeping import Watch, search_kept
from search.tableau.codec import TableauCodec
from search.tableau.matrix import Matrix
from search.tableau.replay import refutation
from search.tableau.space import Action, ConnectionSpace
from search.tableau.tableau import Tableau

__all__ = ["TableauResult", "prove"]

_UNWATCHED = Watch()


@dataclass(frozen=True, slots=True)
class TableauResult:
    """How the search for a proof ended.

    Attributes:
        proof: of the goal, or of falsity where the premises alone are contradictory.
        tree: everything that was tried, and why.
        matrix: the clauses that actions speak of by number.
        status: of the root; ``failed`` says that nothing is left to try, which refutes nothing.
        reason: why the search ended without an end.
        inferences: how many were made.
        seconds: of wall clock, clauses and proof included.
    """

    proof: Proof | None
    tree: SearchTree[Tableau, Action]
    matrix: Matrix
    status: Status
    reason: str
    inferences: int
    seconds: float


def prove(
    premises: Mapping[str, Formula],
    goal: Formula,
    strategy: Strategy,
    budget: Budget,
    watch: Watch = _UNWATCHED,
) -> TableauResult:
    """Search a proof of ``goal``.

    Args:
        premises: closed formulas by name.
        goal: a closed formula; falsity asks whether the premises contradict each other.
        strategy: says which inference is tried next.
        budget: of inferences (``calls``), steps or seconds.
        watch: is told after every inference, may end the search, and where it is kept.

    Raises:
        CheckpointError: the checkpoint is damaged, or belongs to another search.
        FormulaTooDeep: a normal form or the proof outgrows what formulas may be.
    """
    start = monotonic()
    vocabulary = {symbol.name for f in (*premises.values(), goal) for symbol in symbols(f)}
    clausifier = Clausifier(frozenset(vocabulary))
    entries = [e for name, f in premises.items() for e in clausifier.clausify(f, name)]
    entries += clausifier.clausify(complement(goal), NEGATED_CLAIM)
    assembly = ProofAssembly(goal, premises, tuple(clausifier.steps))
    matrix = Matrix.of(entries, assembly.assumption_sources)
    space = ConnectionSpace(matrix)
    codec = TableauCodec.of(matrix)
    tree, result = search_kept(space, space.root, strategy, budget, codec, watch)
    proof = None
    if result.status is Status.PROVED:
        proof = _proof(assembly, refutation(space, tree))
    spent = monotonic() - start
    return TableauResult(proof, tree, matrix, result.status, result.reason, tree.cost.calls, spent)


def _proof(assembly: ProofAssembly, empty: Derivation) -> Proof:
    """The proof of the claim, or of falsity where its denial was not needed."""
    if not assembly.assumption_sources & {node.source for node in parents_first([empty])}:
        assembly = ProofAssembly(FALSE, assembly.premises, assembly.preparation)
    return assembly.from_refutation(empty)
