"""Deciding a problem: models first, then proofs, one answer with its evidence.

1. Look for two finite models of the premises, one with the goal and one without it, as far as
   they are found at once.  Both found: the goal is *uncertain*.
2. Whatever has no model is proved: by forward chaining from the facts (a direct proof),
   by chaining from the negated claim, by saturation from a core that is known, and then by the
   whole portfolio, which goes on looking for models, too.
3. Premises without any model are *inconsistent*; a minimal core is shown.
4. A countermodel alone makes the goal *countersatisfiable*, and a model of the premises
   *satisfiable* where there is no goal.  Otherwise the answer is *unknown*, with the reason.

Everything here is untrusted: proofs and models are checked afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from prover.ancestry import parents_first
from prover.clausify import Clausifier, InputClause
from prover.errors import ProverError
from prover.logic.arithmetic import uses_arithmetic
from prover.logic.syntax import FALSE, Formula, FormulaTooDeep
from prover.logic.walk import complement, symbols
from prover.model import FiniteModel
from prover.proof import Proof
from prover.verdict import Verdict
from prover.watch import Consistency, Pulse, Watch, ignore
from search.assembly import NEGATED_CLAIM, ProofAssembly
from search.chaining import ForwardChaining
from search.decision import Decision
from search.derivation import Derivation
from search.goals import support
from search.models import Core, Finding, ModelFinder

__all__ = ["decide"]

_GOAL, _DENIED = "$goal", "$negated_goal"
"""Names of the clause groups that assume the goal, or deny it."""


_OUT_OF_TIME = "time: no proof and no model within the limit (give more with --timeout)"

_QUICK_SHARE = 0.02
"""The part of the time in which models are looked for before anything is proved, unless that
decides the question."""

_CHAINING_SHARE = 0.01
"""The part of the remaining time for forward chaining, where it need not come to an end."""

_CORE_SHARE = 0.5
"""The part of the remaining time for a proof from a core that is known to be contradictory."""

_MINIMISING_SHARE = 0.3
"""The part of the remaining time that may be spent on making a core minimal …"""

_MINIMISING_SECONDS = 0.3
"""… but no more than the proof has taken, or than so many seconds."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """The goal or its complement, to be proved by refuting the group of clauses ``denied``."""

    verdict: Verdict
    formula: Formula
    denied: str


def decide(
    premises: Mapping[str, Formula],
    goal: Formula,
    seconds: float = 10.0,
    watch: Watch = ignore,
    *,
    engines: Sequence[str] = ("auto",),
    asks_consequence: bool = False,
) -> Decision:
    """Decide whether ``goal`` follows from ``premises``, in classical logic.

    Args:
        premises: closed formulas by name.
        goal: a closed formula; ⊥ asks whether the premises contradict each other.
        seconds: wall-clock time after which the answer is ``unknown``.
        watch: is told how the search goes.
        engines: names of other provers that may race beside ours on hard claims; ``auto``
            stands for all that are installed.
        asks_consequence: only whether the goal follows is asked, not whether its opposite does.
    """
    if uses_arithmetic([*premises.values(), goal]):
        from search.arithmetic import decide_with_numbers

        return decide_with_numbers(premises, goal, seconds, watch)
    try:
        run = _Run(premises, goal, monotonic() + seconds, Pulse(watch), engines)
        try:
            return run.decide(asks_consequence or goal is FALSE)
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
        self,
        premises: Mapping[str, Formula],
        goal: Formula,
        deadline: float,
        pulse: Pulse,
        engines: Sequence[str],
    ) -> None:
        self.begun = monotonic()
        self.deadline = deadline
        self.pulse = pulse
        self.engines = engines
        self.premises = premises
        self.goal = goal
        self.notes: list[str] = []
        formulas = (*self.premises.values(), self.goal)
        self.vocabulary = tuple(dict.fromkeys(s for formula in formulas for s in symbols(formula)))
        clausifier = Clausifier(frozenset(symbol.name for symbol in self.vocabulary))
        self.clauses: dict[str, tuple[InputClause, ...]] = {}
        for name, formula in self.premises.items():
            self._look_at_the_clock()
            self.clauses[name] = clausifier.clausify(formula, name)
        refutation = complement(self.goal)
        self.proving = _Claim(Verdict.PROVED, self.goal, _DENIED)
        self.refuting = _Claim(Verdict.REFUTED, refutation, _GOAL)
        self.assumed = {
            _GOAL: clausifier.clausify(complement(refutation), NEGATED_CLAIM),
            _DENIED: clausifier.clausify(refutation, NEGATED_CLAIM),
        }
        self.preparation = tuple(clausifier.steps)
        groups = self.clauses | self.assumed
        self.models: dict[str, Finding] = {}
        self.finder = ModelFinder(
            {name: [entry.clause for entry in entries] for name, entries in groups.items()},
            self.vocabulary,
            deadline,
            pulse=pulse,
        )

    def decide(self, asks_consequence: bool) -> Decision:
        until = self.deadline if self.finder.is_decisive else self._share(_QUICK_SHARE)
        for group in (_DENIED,) if asks_consequence else (_GOAL, _DENIED):
            self.models[group] = self._find(group, until)
        if asks_consequence and isinstance(self.models[_DENIED], FiniteModel):
            return self._by_models()
        premises = None if self._has_model else self.finder.find(list(self.premises), until)
        consistent = self._has_model or isinstance(premises, FiniteModel)
        self.pulse.watch(Consistency(consistent))
        if isinstance(premises, Core):
            core = self.finder.minimal_core(premises.groups)
            proof = self._contradiction(core, self.deadline)
            if proof is not None:
                return self._inconsistent(proof)
        if len(self.models) == 2 and all(isinstance(m, FiniteModel) for m in self.models.values()):
            return self._by_models()
        claims = (self.proving,) if asks_consequence else (self.proving, self.refuting)
        return self._by_proof(claims, consistent)

    @property
    def _has_model(self) -> bool:
        return any(isinstance(found, FiniteModel) for found in self.models.values())

    def _find(self, group: str, until: float) -> Finding:
        return self.finder.find([*self.premises, group], until)

    def _by_proof(self, claims: Iterable[_Claim], consistent: bool) -> Decision:
        self._look_at_the_clock()
        chain = self._chain(self._entries(self.premises))
        if chain.conflict is not None:
            return self._inconsistent(self._assembly(FALSE).from_refutation(chain.conflict))
        open_claims = [
            claim for claim in claims if not isinstance(self.models.get(claim.denied), FiniteModel)
        ]
        for claim in open_claims:
            proof = self._by_chaining(claim, chain)
            if proof is not None:
                return self._answer(claim, proof, consistent)
        for number, claim in enumerate(open_claims):
            proof = self._by_search(claim, self._share(1 / (len(open_claims) - number)))
            if proof is not None:
                return self._answer(claim, proof, consistent)
        return self._by_models()

    def _answer(self, claim: _Claim, proof: Proof, consistent: bool) -> Decision:
        if proof.claim is FALSE:
            return self._inconsistent(proof)
        if not (consistent or self._has_model):
            return Decision(
                claim.verdict, proof, warnings=("no finite model of the premises was found",)
            )
        return Decision(claim.verdict, proof)

    def _by_models(self) -> Decision:
        """What the models that were found say, when nothing was proved."""
        with_goal, without = self.models.get(_GOAL), self.models.get(_DENIED)
        if not isinstance(without, FiniteModel):
            return Decision(Verdict.UNKNOWN, reason=self._why_unknown())
        if self.goal is FALSE:
            return Decision(Verdict.SATISFIABLE, model_without_goal=without)
        if isinstance(with_goal, FiniteModel):
            return Decision(Verdict.UNCERTAIN, None, with_goal, without)
        return Decision(Verdict.COUNTERSATISFIABLE, model_without_goal=without)

    def _why_unknown(self) -> str:
        if monotonic() > self.deadline:
            reason = _OUT_OF_TIME
        else:
            reason = "incomplete: no proof and no finite model of moderate size was found"
        return "; ".join(dict.fromkeys((reason, *self.notes)))

    # --- proofs ------------------------------------------------------------------------

    def _entries(self, names: Iterable[str]) -> list[InputClause]:
        """The clauses of the named premises."""
        return [entry for name in names for entry in self.clauses[name]]

    def _look_at_the_clock(self) -> None:
        """Begin nothing that takes long after the deadline."""
        if monotonic() > self.deadline:
            raise _TimeIsUp("no answer within the limit")

    def _chain(self, entries: Iterable[InputClause]) -> ForwardChaining:
        until = self.deadline if self.finder.is_decisive else self._share(_CHAINING_SHARE)
        chain = ForwardChaining(deadline=until, pulse=self.pulse)
        chain.add(entries)
        chain.run()
        return chain

    def _assembly(self, claim: Formula) -> ProofAssembly:
        return ProofAssembly(claim, self.premises, self.preparation)

    def _by_chaining(self, claim: _Claim, chain: ForwardChaining) -> Proof | None:
        self._look_at_the_clock()
        facts = support(claim.formula, chain)
        if facts is not None:
            return self._assembly(claim.formula).from_facts([fact.derivation for fact in facts])
        conflict = self._chain([*self._entries(self.premises), *self.assumed[claim.denied]])
        return None if conflict.conflict is None else self._proof_from(claim, conflict.conflict)

    def _by_search(self, claim: _Claim, until: float) -> Proof | None:
        """Refute what denies the claim: from a core, if there is one, then from everything.

        A model that is found instead is kept in :attr:`models`.
        """
        self._look_at_the_clock()
        empty = self._from_core(claim, until)
        if empty is None:
            from search.portfolio import Portfolio  # which easy questions do not need

            portfolio = Portfolio(
                [*self._entries(self.premises), *self.assumed[claim.denied]],
                lambda limit: self._find(claim.denied, limit),
                self.engines,
                until,
                self._assembly(claim.formula).assumption_sources,
                self.vocabulary,
                self.pulse,
            )
            settled = portfolio.settle()
            self.notes += portfolio.notes
            if isinstance(settled, FiniteModel):
                self.models[claim.denied] = settled
                return None
            empty = settled
        return None if empty is None else self._proof_from(claim, empty)

    def _from_core(self, claim: _Claim, until: float) -> Derivation | None:
        """A refutation from the premises of a core, where one is known."""
        from search.saturation import refute

        core = self.models.get(claim.denied)
        if not isinstance(core, Core):
            return None
        names = [name for name in self.premises if name in core.groups]
        if len(names) == len(self.premises):
            return None
        entries = [*self._entries(names), *self.assumed[claim.denied]]
        now = monotonic()
        _, empty = refute(
            entries,
            deadline=now + (until - now) * _CORE_SHARE,
            pulse=self.pulse,
            goals=self._assembly(claim.formula).assumption_sources,
        )
        return empty

    def _proof_from(self, claim: _Claim, empty: Derivation) -> Proof:
        """The proof of the claim, or of falsity when its negation was not even needed."""
        sources = {node.source for node in parents_first([empty])}
        formula = claim.formula
        if not sources & self._assembly(formula).assumption_sources:
            formula = FALSE
        return self._assembly(formula).from_refutation(empty)

    # --- inconsistency -----------------------------------------------------------------

    def _inconsistent(self, proof: Proof) -> Decision:
        """Drop premises as long as the others contradict each other without them."""
        needed: set[str] = set()
        now = monotonic()
        spent = max(_MINIMISING_SECONDS, now - self.begun)
        until = min(self._share(_MINIMISING_SHARE), now + spent)
        for name in proof.premises_used:
            if monotonic() > until:
                break
            rest = [other for other in proof.premises_used if other != name]
            if isinstance(self.finder.find(rest, until), FiniteModel):
                needed.add(name)
            elif name in proof.premises_used:
                proof = self._contradiction(rest, until) or proof
        return Decision(
            Verdict.INCONSISTENT,
            proof,
            core=proof.premises_used,
            core_is_minimal=needed.issuperset(proof.premises_used),
        )

    def _contradiction(self, names: Iterable[str], until: float) -> Proof | None:
        """A proof of falsity from the named premises."""
        from search.saturation import refute

        entries = self._entries(names)
        conflict = self._chain(entries).conflict
        if conflict is None:
            now = monotonic()
            deadline = now + (until - now) * _MINIMISING_SHARE
            _, conflict = refute(entries, deadline=deadline, pulse=self.pulse)
        return None if conflict is None else self._assembly(FALSE).from_refutation(conflict)

    def _share(self, part: float) -> float:
        """When the given part of the remaining time will be over."""
        now = monotonic()
        return now + (self.deadline - now) * part
