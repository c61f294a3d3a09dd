"""What an answer says, in plain words: the same words on every page.

Nothing here is more certain than the answer: what no checker accepted is called
"not certified", and the reason stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from prover.answer import Answer, Semantics
from prover.certificate import Certificate, Checker
from prover.logic.printers import to_unicode
from prover.proof import Relation
from prover.verdict import Verdict

__all__ = ["Finding", "Tone", "findings", "gloss", "headline", "sequent", "sign"]

_HEADLINES: Mapping[Verdict, str] = {
    Verdict.PROVED: "Proved",
    Verdict.REFUTED: "Refuted",
    Verdict.UNCERTAIN: "Uncertain",
    Verdict.COUNTERSATISFIABLE: "Does not follow",
    Verdict.SATISFIABLE: "Satisfiable",
    Verdict.INCONSISTENT: "Inconsistent",
    Verdict.UNKNOWN: "Unknown",
    Verdict.UNTRANSLATED: "Not understood",
    Verdict.AMBIGUOUS: "Ambiguous",
}

_GLOSSES: Mapping[Verdict, str] = {
    Verdict.PROVED: "It follows from the sentences: whenever they hold, it holds.",
    Verdict.REFUTED: "Its opposite follows from the sentences: whenever they hold, it fails.",
    Verdict.UNCERTAIN: (
        "The sentences leave it open. In both situations below they all hold; "
        "in one it is true, in the other it is false."
    ),
    Verdict.COUNTERSATISFIABLE: (
        "It does not follow: in the situation below all the sentences hold, and it is false. "
        "Whether its opposite follows was not found out."
    ),
    Verdict.SATISFIABLE: "The sentences do not contradict each other: below they all hold.",
    Verdict.INCONSISTENT: (
        "The sentences contradict each other. Anything would follow from them, "
        "so the question has no meaningful answer."
    ),
    Verdict.UNKNOWN: "No answer was found. That says nothing about the statement itself.",
    Verdict.UNTRANSLATED: (
        "Part of the text could not be read as logic, and nothing is answered by guessing."
    ),
    Verdict.AMBIGUOUS: (
        "The text can be read in more than one way, and the readings lead to different answers."
    ),
}

_SIGNS: Mapping[Verdict, str] = {
    Verdict.PROVED: "⊢",
    Verdict.REFUTED: "⊢¬",
    Verdict.UNCERTAIN: "⊬",
    Verdict.COUNTERSATISFIABLE: "⊬",
    Verdict.SATISFIABLE: "⊬⊥",
    Verdict.INCONSISTENT: "⊥",
    Verdict.UNKNOWN: "?",
    Verdict.UNTRANSLATED: "⋯",
    Verdict.AMBIGUOUS: "≟",
}

_SEQUENT_LIMIT = 120
_ENGINE = re.compile(r"\(([^()]+)\)$")


class Tone(StrEnum):
    """How a finding is meant."""

    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about the answer for its summary."""

    tone: Tone
    text: str


def headline(answer: Answer) -> str:
    """The verdict in one or two words."""
    return _HEADLINES[answer.verdict]


def sign(answer: Answer) -> str:
    """The verdict as logicians write it."""
    return _SIGNS[answer.verdict]


def gloss(answer: Answer) -> str:
    """What the verdict means, in a sentence or two."""
    if answer.semantics is Semantics.RULES and answer.verdict is Verdict.UNCERTAIN:
        return (
            "The rules derive neither the statement nor its opposite. "
            "Everything that they do derive is listed below."
        )
    if answer.verdict is Verdict.UNCERTAIN and len(answer.witnesses) < 2:
        return "The sentences leave it open."
    if answer.verdict.is_decided and not answer.is_certified:
        return f"The search says so, but no checker has confirmed it. {_GLOSSES[answer.verdict]}"
    taken = [p for p in answer.problem.premises if p.presupposed]
    if taken and answer.proof and set(answer.proof.premises_used) & {p.name for p in taken}:
        aside = "It rests on something that they only take for granted: see below."
        return f"{_GLOSSES[answer.verdict]} {aside}"
    return _GLOSSES[answer.verdict]


def sequent(answer: Answer) -> str:
    """What was proved as a sequent, ``p1, p3 ⊢ R(a)``; empty without a checked proof."""
    proof = answer.proof
    if proof is None or not answer.is_certified:
        return ""
    whole = f"{', '.join(proof.premises_used)} ⊢ {to_unicode(proof.claim)}".strip()
    return whole if len(whole) <= _SEQUENT_LIMIT else ""


def findings(answer: Answer) -> tuple[Finding, ...]:
    """The summary: what was checked, by whom, and what the answer rests on."""
    own = [c for c in answer.certificates if c.checker is not Checker.LEAN_KERNEL]
    found = [_checked(answer, certificate) for certificate in own]
    models = [c for c in answer.certificates if c.checker is Checker.MODEL_EVALUATOR]
    if len(models) > 1 and all(c.accepted for c in models):
        checked = len(models[0].reasons)
        found = [f for f, c in zip(found, own, strict=True) if c not in models]
        words = f"{len(models)} models, {checked} formulas evaluated true in each"
        found.insert(0, Finding(Tone.GOOD, words))
    found += _from_lean(answer)
    if not answer.is_certified:
        answered = answer.verdict.is_decided
        why = (
            "no checker vouches for this answer" if answered else "there is no answer to vouch for"
        )
        found.append(Finding(Tone.PLAIN, f"not certified: {why}"))
    return (*found, *_extent(answer))


def _extent(answer: Answer) -> tuple[Finding, ...]:
    found = []
    if answer.proof is not None:
        used, total = len(answer.proof.premises_used), len(answer.problem.premises)
        found.append(Finding(Tone.PLAIN, f"rests on {used} of {total} premises"))
        if answer.verdict is not Verdict.INCONSISTENT:
            how = "direct proof" if answer.proof.is_direct else "proof by contradiction"
            found.append(Finding(Tone.PLAIN, how))
    if answer.core:
        kind = "minimal core of" if answer.core_is_minimal else "contradiction among"
        found.append(Finding(Tone.PLAIN, f"{kind} {_count(len(answer.core), 'premise')}"))
    if answer.semantics is Semantics.RULES:
        found.append(Finding(Tone.PLAIN, "rules applied forwards only"))
    return tuple(found)


def _checked(answer: Answer, certificate: Certificate) -> Finding:
    if not certificate.accepted:
        part, reason = next(iter(certificate.rejections.items()), ("", "it could not be checked"))
        what = certificate.checker.value.replace("_", " ")
        return Finding(Tone.BAD, f"{what} objects{f' to {part}' if part else ''}: {reason}")
    match certificate.checker:
        case Checker.PROOF_CHECKER:
            return Finding(Tone.GOOD, _proof_words(answer, certificate))
        case Checker.MODEL_EVALUATOR:
            checked = _count(len(certificate.reasons), "formula")
            return Finding(Tone.GOOD, f"1 model, {checked} evaluated true in it")
        case Checker.FIXPOINT_CHECKER:
            checked = _count(len(certificate.reasons), "premise")
            return Finding(Tone.GOOD, f"list of derivable facts closed under {checked}")
        case Checker.LEAN_KERNEL:
            return Finding(Tone.GOOD, certificate.claim)


def _from_lean(answer: Answer) -> list[Finding]:
    """What Lean's kernel said, in one line where it accepted everything."""
    asked = [c for c in answer.certificates if c.checker is Checker.LEAN_KERNEL]
    refused = [_checked(answer, certificate) for certificate in asked if not certificate.accepted]
    if refused or not asked:
        return refused
    what = "proof" if answer.proof is not None else _count(len(asked), "model")
    toolchain = asked[0].notes.get("toolchain", "Lean 4")
    return [Finding(Tone.GOOD, f"{what} accepted by the kernel of {toolchain}")]


def _proof_words(answer: Answer, certificate: Certificate) -> str:
    """``7 steps, each checked: 4 by Z3, 3 against the input``."""
    if answer.proof is None:
        return certificate.claim
    steps = answer.proof.steps
    leaves = sum(step.is_leaf for step in steps)
    rebuilt = sum(step.relation is Relation.ESA for step in steps)
    engines = {
        match[1]
        for step in steps
        if (match := _ENGINE.search(certificate.reasons.get(step.name, "")))
    }
    derived = len(steps) - leaves - rebuilt
    parts = [f"{derived} by {' and '.join(sorted(engines)) or 'the checker'}"] if derived else []
    parts += [f"{rebuilt} rebuilt"] if rebuilt else []
    parts += [f"{leaves} against the input"] if leaves else []
    return f"{_count(len(steps), 'step')}, each checked: {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
