"""The proof checker: short enough to be read in one sitting, and all that has to be trusted.

A proof is accepted when

1. its steps have distinct names and every parent comes before its child (so: no cycle);
2. every leaf is one of the problem's premises, word for word, or the negated claim;
3. every other step follows: a ``thm`` step is entailed by its parents (Z3 decides), a
   Skolem step, definition or choice axiom (``esa``) is what
   :mod:`prover.check.conservative` rebuilds,
   with symbols that are new, and equivalences written out are recognised by their form;
   an induction over one of the problem's datatypes has the obligations that
   :mod:`prover.check.induction` rebuilds;
4. the last step is the claim, reached without assuming its negation, or falsity.

The claim itself is compared with the question by the caller, through :func:`check_proof`'s
``claim`` argument.  Everything rejected is listed with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from prover.certificate import Certificate, Checker
from prover.check.conservative import (
    is_expansion,
    rejection_of_choice,
    rejection_of_definition,
    rejection_of_skolem_step,
)
from prover.check.generic import Generic
from prover.check.induction import rejection_of_induction
from prover.check.smt import Answer, Entailment, Z3Session
from prover.logic.arithmetic import is_interpreted
from prover.logic.syntax import FALSE, ForAll, Formula, Not, Symbol
from prover.logic.walk import complement, symbols
from prover.proof import Proof, Relation, Rule, Step
from prover.theory.theory import Datatype

__all__ = ["UNDECIDED", "check_proof"]

UNDECIDED = "Z3 could not decide whether it follows from its parents"
"""Why a step is rejected that may be right."""

_LEAF_REASONS = {
    Rule.PREMISE: "the premise as given",
    Rule.NEGATED_CLAIM: "the negation of the claim",
}


def check_proof(
    premises: Mapping[str, Formula],
    claim: Formula,
    proof: Proof,
    session: Z3Session,
    on_step: Callable[[int, int], None] | None = None,
    datatypes: Sequence[Datatype] = (),
) -> Certificate:
    """Check ``proof`` of ``claim`` from the named ``premises``.

    Args:
        premises: what may be assumed, by name.
        claim: the formula that the proof has to establish (falsity for inconsistency).
        proof: the proof, trusted in nothing.
        session: the Z3 context that discharges the ``thm`` steps.
        on_step: is told how many steps have been looked at, of how many.
        datatypes: the sorts that the problem says are freely generated, for inductions.

    Returns:
        An accepting certificate with a reason for every step, or a rejecting one that
        names every step that failed.
    """
    start = perf_counter()
    reasons: dict[str, str] = {}
    rejections = _structure(proof)
    steps = proof.by_name
    if not rejections:
        known: set[Symbol] = {s for f in (*premises.values(), claim) for s in symbols(f)}
        given = _Given(premises, claim, datatypes)
        for step in proof.steps:
            if reason := _reject_without_z3(step, steps, given, known):
                rejections[step.name] = reason
            elif reason := _reason_without_z3(step, steps):
                reasons[step.name] = reason
        rejections = _reject_ending(proof, claim) | rejections
        done = reasons.keys() | rejections.keys()
        asked = [step for step in proof.steps if step.name not in done]
        told = _Told(len(done), len(steps), on_step)
        reasons |= _entailed_steps(asked, steps, session, rejections, told)
    elapsed = (perf_counter() - start) * 1000
    words = f"{len(proof.steps)} steps prove the claim"
    accepted = not rejections and set(reasons) == set(steps)
    return Certificate(Checker.PROOF_CHECKER, words, accepted, reasons, rejections, elapsed)


@dataclass(frozen=True, slots=True)
class _Given:
    """What the problem says, whatever the proof says."""

    premises: Mapping[str, Formula]
    claim: Formula
    datatypes: Sequence[Datatype]


@dataclass(slots=True)
class _Told:
    """How many steps are settled, and who is told."""

    step: int
    steps: int
    on_step: Callable[[int, int], None] | None

    def entailed(self, answers: Sequence[Answer]) -> None:
        """Some of the quick questions were answered; the others will be asked again."""
        self.settled([answer for answer in answers if answer is Answer.ENTAILED])

    def settled(self, answers: Sequence[Answer]) -> None:
        self.step += len(answers)
        if self.on_step is not None:
            self.on_step(self.step, self.steps)


def _structure(proof: Proof) -> dict[str, str]:
    """Reasons to reject the graph itself."""
    if not proof.steps:
        return {"proof": "there is no step"}
    seen: set[str] = set()
    rejections: dict[str, str] = {}
    for step in proof.steps:
        if step.name in seen:
            rejections[step.name] = "two steps have this name"
        missing = [parent for parent in step.parents if parent not in seen]
        if missing:
            rejections[step.name] = f"parent {missing[0]} does not come before it"
        if step.conclusion.free:
            rejections[step.name] = "the conclusion has free variables"
        seen.add(step.name)
    return rejections


def _reject_without_z3(
    step: Step, steps: Mapping[str, Step], given: _Given, known: set[Symbol]
) -> str | None:
    """Why the step fails already before entailment is asked, if it does.

    ``known`` holds the symbols used so far; it grows by the step's own.
    """
    reason: str | None = None
    own = set(symbols(step.conclusion))
    match step.rule:
        case Rule.PREMISE:
            reason = _reject_premise(step, given.premises)
        case Rule.NEGATED_CLAIM:
            reason = _reject_negated_claim(step, given.claim)
        case Rule.SKOLEMISE | Rule.DEFINITION | Rule.CHOICE:
            reason = _reject_extension(step, steps, known)
        case Rule.INDUCTION:
            reason = rejection_of_induction(step, _parents(step, steps), given.datatypes)
        case _:
            if step.relation is not Relation.THM:
                reason = f"{step.rule} must be a theorem of its parents"
            elif step.introduces or any(not is_interpreted(symbol) for symbol in own - known):
                reason = "brings in a new symbol without being allowed to"
    known |= own
    return reason


def _reason_without_z3(step: Step, steps: Mapping[str, Step]) -> str | None:
    """Why a step that is not rejected is accepted without asking Z3, if it is."""
    if step.is_leaf:
        return _LEAF_REASONS[step.rule]
    if step.relation is Relation.ESA:
        return "conservative extension"
    if _is_expansion(step, steps):
        return "equivalences written out"
    if step.rule is Rule.INDUCTION and isinstance(step.conclusion, ForAll):
        return f"induction over {step.conclusion.variable.sort.name}"
    return None


def _reject_premise(step: Step, premises: Mapping[str, Formula]) -> str | None:
    if step.parents or step.introduces or step.relation is not Relation.THM:
        return "a premise has no parents and introduces nothing"
    if step.name not in premises:
        return "there is no premise of this name"
    return None if step.conclusion is premises[step.name] else "the premise says something else"


def _reject_negated_claim(step: Step, claim: Formula) -> str | None:
    if step.parents or step.introduces or step.relation is not Relation.CTH:
        return "the negated claim is a leaf in relation cth to the claim"
    if claim is FALSE:
        return "falsity has no claim to negate"
    if step.conclusion is Not(claim) or step.conclusion is complement(claim):
        return None
    return "this is not the negation of the claim"


def _reject_extension(step: Step, steps: Mapping[str, Step], known: set[Symbol]) -> str | None:
    if step.relation is not Relation.ESA:
        return f"{step.rule} preserves satisfiability only: esa, not {step.relation}"
    if any(is_interpreted(symbol) for symbol in step.introduces):
        return "an introduced symbol has a fixed meaning: it is arithmetic"
    if known.intersection(step.introduces) or len(set(step.introduces)) < len(step.introduces):
        return "an introduced symbol is not new"
    if step.rule is not Rule.SKOLEMISE:
        if step.parents:
            return f"a {step.rule.value.replace('_', ' ')} has no parents"
        is_choice = step.rule is Rule.CHOICE
        rejection = rejection_of_choice if is_choice else rejection_of_definition
        return rejection(step.conclusion, step.introduces)
    if len(step.parents) != 1:
        return "Skolemisation has one parent"
    parent = steps[step.parents[0]].conclusion
    return rejection_of_skolem_step(parent, step.conclusion, step.introduces)


def _reject_ending(proof: Proof, claim: Formula) -> dict[str, str]:
    last = proof.steps[-1]
    if proof.claim is not claim:
        return {last.name: "the proof is of another claim"}
    if last.conclusion is FALSE:
        return {}
    if last.conclusion is not claim:
        return {last.name: "the last step is neither the claim nor falsity"}
    if any(step.rule is Rule.NEGATED_CLAIM for step in proof.steps):
        return {last.name: "the claim rests on its own negation"}
    return {}


def _is_expansion(step: Step, steps: Mapping[str, Step]) -> bool:
    if step.rule is not Rule.EXPAND_EQUIVALENCES or len(step.parents) != 1:
        return False
    return is_expansion(steps[step.parents[0]].conclusion, step.conclusion)


def _entailed_steps(
    asked: Sequence[Step],
    steps: Mapping[str, Step],
    session: Z3Session,
    rejections: dict[str, str],
    told: _Told,
) -> dict[str, str]:
    """Ask Z3 about ``asked``: first what is quickly answered, in the end all that there is.

    Suggested instances alone with quantified parts unread, then read, then with full parents.
    """
    generic = Generic(symbol for step in steps.values() for symbol in symbols(step.conclusion))
    parents = {step.name: _parents(step, steps) for step in asked}
    suggested = {step.name: generic.question(step, parents[step.name]) for step in asked}
    unread = {name: generic.without_quantifiers(q) for name, q in suggested.items()}
    read = {name: q for name, q in suggested.items() if q != unread[name]}
    full = {
        name: Entailment((*question.assumptions, *parents[name]), question.conclusion)
        for name, question in suggested.items()
    }
    reasons: dict[str, str] = {}
    for questions in (unread, read, full):
        left = {name: q for name, q in questions.items() if name not in reasons}
        listen = told.settled if questions is full else told.entailed
        answers = session.decide(tuple(left.values()), listen)
        for name, answer in zip(left, answers, strict=True):
            if answer is Answer.ENTAILED:
                reasons[name] = "entailed by its parents (Z3)"
            elif questions is full and answer is Answer.NOT_ENTAILED:
                rejections[name] = "does not follow from its parents"
            elif questions is full:
                rejections[name] = UNDECIDED
    return reasons


def _parents(step: Step, steps: Mapping[str, Step]) -> tuple[Formula, ...]:
    return tuple(steps[parent].conclusion for parent in step.parents)
