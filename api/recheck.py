"""Checking evidence again, from scratch: for ``prover check``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from math import inf
from time import monotonic

from rich.console import Group, RenderableType
from rich.text import Text

from api.checkers import Checkers
from api.settings import Settings
from prover.answer import Answer
from prover.certificate import Certificate
from prover.check import certify
from prover.errors import InputError, Position
from prover.export import from_document
from prover.export.document import Document
from prover.verdict import Verdict
from prover.watch import Checking, Pulse, Watch

__all__ = [
    "certificates_for",
    "document_in",
    "or_rejected",
    "recheck",
    "recheck_document",
    "recheck_view",
    "telling",
]


def recheck(document: Document, settings: Settings) -> tuple[Certificate, ...]:
    """Certificates for the evidence in an exported JSON answer.

    Raises:
        InputError: it is no exported answer, or one that claims nothing checkable.
        LeanError: the settings ask for Lean, and it cannot be asked.
    """
    with Checkers(settings) as checkers:
        return certificates_for(document, checkers, lean=settings.ask_lean)


def document_in(text: str) -> Document:
    """The JSON document that ``text`` is; whether it is an answer is for others to say.

    Raises:
        InputError: it is no JSON.
    """
    try:
        document: Document = json.loads(text)
    except json.JSONDecodeError as error:
        position = Position(error.lineno, error.colno, error.pos)
        raise InputError(
            f"not JSON: {error.msg}", position=position, hint="export with prover solve --json"
        ) from None
    except RecursionError:
        raise InputError("the JSON is nested too deeply") from None
    return document


def certificates_for(
    document: Document, checkers: Checkers, *, lean: bool, until: float = inf
) -> tuple[Certificate, ...]:
    """Certificates for the evidence in the document of an answer.

    Args:
        document: an answer as ``prover solve --json`` prints it, trusted in nothing.
        checkers: who is asked.
        lean: whether Lean's kernel is asked, too.
        until: value of :func:`time.monotonic` after which nobody is waited for; steps that were
            not looked at by then are rejected.

    Raises:
        InputError: it is no answer, or one that claims nothing checkable.
        LeanError: Lean cannot be asked.
    """
    evidence = from_document(document)
    if evidence.goal is None:
        raise InputError(
            f"the verdict is {evidence.verdict}", hint="there is nothing to check in it"
        )
    certificates = certify(evidence, checkers.z3(until - monotonic()))
    if not lean:
        return certificates
    from prover.lean.certify import certify_in_lean

    return (*certificates, *certify_in_lean(evidence, checkers.kernel, {}, until))


def telling(watch: Watch) -> Callable[[int, int], None]:
    """Tells ``watch`` now and then how far a check is."""
    pulse = Pulse(watch)

    def on_step(step: int, steps: int) -> None:
        now = monotonic()
        if now >= pulse.due:
            pulse.tell(now, Checking(step, steps))

    return on_step


def or_rejected(answer: Answer, what: str) -> Answer:
    """The answer itself where its evidence was accepted, else ``unknown``, with what was wrong.

    Args:
        answer: with the certificates of all that it rests on.
        what: the evidence as a reader calls it: "the derivation is", "the models are".
    """
    if answer.is_certified:
        return answer
    rejected = [f"{name}: {why}" for c in answer.certificates for name, why in c.rejections.items()]
    reason = f"{what} rejected ({'; '.join(rejected[:2])})"
    return replace(answer, verdict=Verdict.UNKNOWN, reason=reason)


def recheck_document(certificates: tuple[Certificate, ...]) -> dict[str, object]:
    """The certificates, ready for JSON."""
    return {
        "accepted": bool(certificates) and all(c.accepted for c in certificates),
        "certificates": [asdict(certificate) for certificate in certificates],
    }


def recheck_view(certificates: tuple[Certificate, ...]) -> RenderableType:
    """Each certificate with what was accepted and what was not."""
    parts: list[RenderableType] = []
    for certificate in certificates:
        mark, colour = ("✓ accepted", "green") if certificate.accepted else ("✗ rejected", "red")
        parts.append(Text(mark, style=f"bold {colour}").append(f"  {certificate.claim}"))
        parts += [
            Text(f"  ✗ {name}: {why}", style="red") for name, why in certificate.rejections.items()
        ]
        parts += [Text(f"  ✓ {name}: {why}") for name, why in certificate.reasons.items()]
    if not certificates:
        parts.append(Text("✗ there is nothing that supports the verdict", style="bold red"))
    return Group(*parts)
