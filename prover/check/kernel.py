"""The Lean kernel's verdict on a certificate, and what had to be compared for it to count.

Nothing that reports no error counts for that alone.  A certificate is accepted when the
kernel replayed the finished proof into an untouched environment, and the statement that it
proved, reported as a kernel expression, is the one built here from the formulas.
"""

from __future__ import annotations

from collections.abc import Mapping

from prover.certificate import Certificate, Checker
from prover.lean.wire import Verified

__all__ = ["STANDARD_AXIOMS", "kernel_certificate"]

STANDARD_AXIOMS = frozenset({"propext", "Classical.choice", "Quot.sound"})
"""The axioms of Lean's logic."""


def kernel_certificate(
    reply: Verified,
    intended: str,
    claim: str,
    *,
    nodes: Mapping[int, str] | None = None,
    notes: Mapping[str, str] | None = None,
) -> Certificate:
    """The certificate for what Lean said about one theorem.

    Args:
        reply: the server's judgement of the file.
        intended: the statement that was to be proved (see
            :mod:`prover.check.lean_statement`).
        claim: what is certified, in words.
        nodes: which step of the proof each line of the file belongs to.
        notes: what else the certificate has to say (toolchain, sandbox, limits).
    """
    rejections: dict[str, str] = {}
    if not reply.accepted:
        rejections |= _errors(reply, nodes or {})
    elif reply.type != intended:
        rejections["statement"] = "Lean proved another statement than the one that was asked"
    elif not STANDARD_AXIOMS.issuperset(reply.axioms):
        rejections["axioms"] = f"the proof uses {', '.join(reply.axioms)}"
    reasons: dict[str, str] = {}
    if not rejections:
        reasons["kernel"] = "replayed into an untouched environment"
        reasons["statement"] = "equal to the question as a kernel expression"
    axioms = ", ".join(sorted(reply.axioms)) or "none"
    told = {"axioms": f"{axioms}; library theorems trusted: {reply.trusted}", **(notes or {})}
    milliseconds = float(reply.ms)
    return Certificate(
        Checker.LEAN_KERNEL, claim, not rejections, reasons, rejections, milliseconds, told
    )


def _errors(reply: Verified, nodes: Mapping[int, str]) -> dict[str, str]:
    """Why Lean refused, by the step whose line the message points at."""
    found: dict[str, str] = {}
    for message in reply.messages:
        if message.severity == "error":
            where = nodes.get(message.line, f"line {message.line}")
            found.setdefault(where, message.text.splitlines()[0])
    return found or {"kernel": reply.reason or "not accepted"}
