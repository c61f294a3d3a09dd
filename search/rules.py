"""Deciding under the *rules* semantics: forward chaining with explicit negation.

A goal is proved when the rules derive it, refuted when they derive its complement, and
uncertain otherwise; the evidence is then the whole fixpoint, which can be checked to be
closed under the rules.  Nothing is concluded by contraposition or by cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic

from prover.clausify import InputClause
from prover.logic.clause import Clause
from prover.logic.printers import to_unicode
from prover.logic.rules import NotARule, rules_of
from prover.logic.syntax import FALSE, Formula
from prover.logic.walk import complement
from prover.verdict import Verdict
from prover.watch import Pulse, Watch, ignore
from search.assembly import ProofAssembly
from search.chaining import ForwardChaining
from search.decision import Decision
from search.derivation import Derivation
from search.goals import support

__all__ = ["decide_by_rules"]


def decide_by_rules(
    premises: Mapping[str, Formula], goal: Formula, seconds: float = 10.0, watch: Watch = ignore
) -> Decision:
    """Decide ``goal`` by applying the rules among ``premises`` forwards to the end.

    A premise that is neither a fact nor a rule gives ``unknown`` with the reason.

    Args:
        premises: closed formulas by name.
        goal: a closed formula.
        seconds: wall-clock time after which the answer is ``unknown``.
        watch: is told how the search goes.
    """
    deadline = monotonic() + seconds
    chain = ForwardChaining(max_facts=100_000, deadline=deadline, pulse=Pulse(watch))
    for name, formula in premises.items():
        try:
            rules = rules_of(formula)
        except NotARule as error:
            return Decision(Verdict.UNKNOWN, reason=f"{name}: {error}")
        for rule in rules:
            literals = (*(literal.complement for literal in rule.body), rule.head)
            chain.add([InputClause(Clause(literals), name)], head=len(literals) - 1)
    chain.run(through_conflicts=True)
    if not chain.complete:
        return Decision(Verdict.UNKNOWN, reason="time: the rules were not applied to the end")
    return _decision(premises, goal, chain)


def _decision(premises: Mapping[str, Formula], goal: Formula, chain: ForwardChaining) -> Decision:
    found: dict[Verdict, tuple[Formula, list[Derivation]]] = {}
    for verdict, claim in (
        (Verdict.PROVED, goal),
        (Verdict.REFUTED, complement(goal)),
    ):
        facts = support(claim, chain)
        if facts is not None:
            found[verdict] = claim, [fact.derivation for fact in facts]
    fixpoint = tuple(chain.facts)
    if len(found) == 2:
        both = [derivation for _, derivations in found.values() for derivation in derivations]
        proof = ProofAssembly(FALSE, premises, ()).from_facts(both)
        return Decision(Verdict.INCONSISTENT, proof, core=proof.premises_used, fixpoint=fixpoint)
    warnings = () if chain.conflict is None else (_contradiction(chain.conflict),)
    for verdict, (claim, derivations) in found.items():
        proof = ProofAssembly(claim, premises, ()).from_facts(derivations)
        return Decision(verdict, proof, fixpoint=fixpoint, warnings=warnings)
    return Decision(Verdict.UNCERTAIN, fixpoint=fixpoint, warnings=warnings)


def _contradiction(conflict: Derivation) -> str:
    literal = conflict.parents[0].clause.literals[0]
    return f"the rules derive both {to_unicode(literal.atom)} and its opposite"
