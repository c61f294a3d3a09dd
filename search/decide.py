"""Deciding a problem: models first, then proofs, one answer with its evidence.

1. Look for two finite models of the premises, one with the goal and one without it.
   Both found: the goal is *uncertain*.
2. Whatever has no model is proved: by forward chaining from the facts (a direct proof),
   by chaining from the negated claim, or by saturation.
3. Premises without any model are *inconsistent*; a minimal core is shown.
4. Otherwise the answer is *unknown*, with the reason.

Everything here is untrusted: proofs and models are checked afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import monotonic

from prover.check import Z3Session
from prover.clausify import Clausifier, InputClause
from prover.errors import ProverError
from prover.logic.arithmetic import uses_arithmetic
from prover.logic.syntax import FALSE, TRUE, Formula, FormulaTooDeep
from prover.logic.walk import complement, symbols
from prover.model import FiniteModel
from prover.proof import Proof
from prover.verdict import Verdict
from prover.watch import Consistency, Pulse, Watch, ignore
from search.arithmetic import decide_with_numbers
from search.assembly import NEGATED_CLAIM, ProofAssembly
from search.chaining import ForwardChaining
from search.decision import Decision
from search.derivation import Derivation, in_order
from search.goals import support
from search.models import Core, Finding, ModelFinder
from search.saturation import Outcome, Saturation

__all__ = ["decide"]

_GOAL, _DENIED = "$goal", "$negated_goal"
"""Names of the clause groups that assume the goal, or deny it."""


_OUT_OF_TIME = "time: no proof and no model within the limit (give more with --timeout)"

_ORACLE_RLIMIT = 20_000_000
_CORE_SHARE = 0.3
"""The part of the remaining time that one attempt to contradict premises may take."""

_ORACLE_SHARE = 0.2
"""The part of the remaining time that Z3 may take to suggest which premises matter."""


def decide(
    premises: Mapping[str, Formula], goal: Formula, seconds: float = 10.0, watch: Watch = ignore
) -> Decision:
    """Decide whether ``goal`` follows from ``premises``, in classical logic.

    Args:
        premises: closed formulas by name.
        goal: a closed formula.
        seconds: wall-clock time after which the answer is ``unknown``.
        watch: is told how the search goes.
    """
    if uses_arithmetic([*premises.values(), goal]):
        return decide_with_numbers(premises, goal, seconds, watch)
    try:
        run = _Run(premises, goal, monotonic() + seconds, Pulse(watch))
        try:
            return run.decide()
        finally:
            run.finder.close()
    except _TimeIsUp:
        return Decision(Verdict.UNKNOWN, reason=_OUT_OF_TIME)
    except FormulaTooDeep as error:  # normal forms and conclusions can outgrow their formulas
        return Decision(Verdict.UNKNOWN, reason=f"size: {error.message}")


class _TimeIsUp(ProverError):
    """The deadline has passed before there was an answer."""

    code = "time"


class _Run:
    """One problem on its way to a decision."""

    def __init__(
        self, premises: Mapping[str, Formula], goal: Formula, deadline: float, pulse: Pulse
    ) -> None:
        self.deadline = deadline
        self.pulse = pulse
        self.premises = premises
        self.goal = goal
        formulas = (*self.premises.values(), self.goal)
        vocabulary = tuple(dict.fromkeys(s for formula in formulas for s in symbols(formula)))
        clausifier = Clausifier(frozenset(symbol.name for symbol in vocabulary))
        self.clauses: dict[str, tuple[InputClause, ...]] = {}
        for name, formula in self.premises.items():
            self._look_at_the_clock()
            self.clauses[name] = clausifier.clausify(formula, name)
        self.refutation = complement(self.goal)
        self.assumed = {
            _GOAL: clausifier.clausify(complement(self.refutation), NEGATED_CLAIM),
            _DENIED: clausifier.clausify(complement(self.goal), NEGATED_CLAIM),
        }
        self.preparation = tuple(clausifier.steps)
        groups = self.clauses | self.assumed
        self.finder = ModelFinder(
            {name: [entry.clause for entry in entries] for name, entries in groups.items()},
            vocabulary,
            deadline,
            pulse=pulse,
        )

    def decide(self) -> Decision:
        names = list(self.premises)
        with_goal = self.finder.find([*names, _GOAL])
        without = self.finder.find([*names, _DENIED])
        model = with_goal if isinstance(with_goal, FiniteModel) else without
        if not isinstance(model, FiniteModel):
            model = self.finder.find(names)
        consistent = isinstance(model, FiniteModel)
        self.pulse.watch(Consistency(consistent))
        if isinstance(with_goal, FiniteModel) and isinstance(without, FiniteModel):
            return Decision(Verdict.UNCERTAIN, None, with_goal, without)
        if isinstance(model, Core):
            proof = self._contradiction(self.finder.minimal_core(model.groups))
            if proof is not None:
                return self._inconsistent(proof)
        return self._by_proof(with_goal, without, consistent)

    def _by_proof(self, with_goal: Finding, without: Finding, consistent: bool) -> Decision:
        self._look_at_the_clock()
        chain = self._chain(self._entries(self.premises))
        if chain.conflict is not None:
            return self._inconsistent(self._assembly(FALSE).from_refutation(chain.conflict))
        open_claims = [
            (verdict, claim, group, finding)
            for verdict, claim, group, finding in (
                (Verdict.PROVED, self.goal, _DENIED, without),
                (Verdict.REFUTED, self.refutation, _GOAL, with_goal),
            )
            if not isinstance(finding, FiniteModel) and (consistent or claim is not TRUE)
        ]
        for verdict, claim, group, _ in open_claims:
            proof = self._by_chaining(claim, group, chain)
            if proof is not None:
                return self._answer(verdict, proof, consistent)
        for share, (verdict, claim, group, finding) in zip((2, 1), open_claims, strict=False):
            parts = min(share, len(open_claims))
            proof = self._by_saturation(claim, group, finding, parts)
            if proof is not None:
                return self._answer(verdict, proof, consistent)
        return Decision(Verdict.UNKNOWN, reason=self._why_unknown())

    def _answer(self, verdict: Verdict, proof: Proof, consistent: bool) -> Decision:
        if proof.claim is FALSE:
            return self._inconsistent(proof)
        warnings = () if consistent else ("no finite model of the premises was found",)
        return Decision(verdict, proof, warnings=warnings)

    def _why_unknown(self) -> str:
        if monotonic() > self.deadline:
            return _OUT_OF_TIME
        return "incomplete: no proof and no finite model of moderate size was found"

    # --- proofs ------------------------------------------------------------------------

    def _entries(self, names: Iterable[str]) -> list[InputClause]:
        """The clauses of the named premises."""
        return [entry for name in names for entry in self.clauses[name]]

    def _look_at_the_clock(self) -> None:
        """Begin nothing that takes long after the deadline."""
        if monotonic() > self.deadline:
            raise _TimeIsUp("no answer within the limit")

    def _chain(self, entries: Iterable[InputClause]) -> ForwardChaining:
        chain = ForwardChaining(deadline=self.deadline, pulse=self.pulse)
        chain.add(entries)
        chain.run()
        return chain

    def _assembly(self, claim: Formula) -> ProofAssembly:
        return ProofAssembly(claim, self.premises, self.preparation)

    def _by_chaining(self, claim: Formula, group: str, chain: ForwardChaining) -> Proof | None:
        self._look_at_the_clock()
        facts = support(claim, chain)
        if facts is not None:
            return self._assembly(claim).from_facts([fact.derivation for fact in facts])
        conflict = self._chain([*self._entries(self.premises), *self.assumed[group]]).conflict
        return None if conflict is None else self._proof_from(claim, conflict)

    def _by_saturation(
        self, claim: Formula, group: str, finding: Finding, share: int
    ) -> Proof | None:
        """Saturate: from the premises of a core where one is known, then from all."""
        self._look_at_the_clock()
        core = finding.groups if isinstance(finding, Core) else self._core_by_oracle(claim)
        attempts = [[name for name in self.premises if name in core], list(self.premises)]
        if not core or len(attempts[0]) == len(attempts[1]):
            attempts = attempts[1:]
        remaining = (self.deadline - monotonic()) / share
        for attempts_left, names in zip(range(len(attempts), 0, -1), attempts, strict=True):
            self._look_at_the_clock()
            entries = [*self._entries(names), *self.assumed[group]]
            deadline = monotonic() + remaining / attempts_left
            outcome, empty = Saturation(deadline=deadline, pulse=self.pulse).refute(entries)
            if outcome is Outcome.REFUTED and empty is not None:
                return self._proof_from(claim, empty)
        return None

    def _proof_from(self, claim: Formula, empty: Derivation) -> Proof:
        """The proof of ``claim``, or of falsity when its negation was not even needed."""
        sources = {node.source for node in in_order([empty])}
        if not sources & self._assembly(claim).assumption_sources:
            claim = FALSE
        return self._assembly(claim).from_refutation(empty)

    def _core_by_oracle(self, claim: Formula) -> tuple[str, ...]:
        """Premises that Z3 needs to refute the negated claim: a hint, not a proof."""
        seconds = max(0.0, self.deadline - monotonic())
        oracle = Z3Session(_ORACLE_RLIMIT, int(seconds * _ORACLE_SHARE * 1000) + 1)
        core = oracle.unsatisfiable_core({**self.premises, NEGATED_CLAIM: complement(claim)})
        return core or ()

    # --- inconsistency -----------------------------------------------------------------

    def _inconsistent(self, proof: Proof) -> Decision:
        """Drop premises as long as the others contradict each other without them."""
        needed: set[str] = set()
        for name in proof.premises_used:
            rest = [other for other in proof.premises_used if other != name]
            if isinstance(self.finder.find(rest), FiniteModel):
                needed.add(name)
            elif name in proof.premises_used:
                proof = self._contradiction(rest) or proof
        return Decision(
            Verdict.INCONSISTENT,
            proof,
            core=proof.premises_used,
            core_is_minimal=needed.issuperset(proof.premises_used),
        )

    def _contradiction(self, names: Iterable[str]) -> Proof | None:
        """A proof of falsity from the named premises."""
        entries = self._entries(names)
        conflict = self._chain(entries).conflict
        if conflict is None:
            deadline = self._share(_CORE_SHARE)
            _, conflict = Saturation(deadline=deadline, pulse=self.pulse).refute(entries)
        return None if conflict is None else self._assembly(FALSE).from_refutation(conflict)

    def _share(self, part: float) -> float:
        """When the given part of the remaining time will be over."""
        now = monotonic()
        return now + (self.deadline - now) * part
