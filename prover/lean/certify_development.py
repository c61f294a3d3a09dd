"""The Lean kernel asked about a development: one file for all theorems, one certificate each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from time import monotonic

from prover.certificate import Certificate, Checker
from prover.check.development_statement import development_statement
from prover.check.kernel import kernel_certificate
from prover.export.lean import LeanCertificate, NotExportable
from prover.export.lean.theory import LeanDevelopment, lean_development
from prover.lean.errors import LeanError
from prover.lean.verify import LeanKernel
from prover.lean.wire import Verified
from prover.theory.development import Development, Theorem
from prover.theory.errors import IllFormed
from prover.theory.matching import TooManyCases
from prover.theory.wellformed import check_theory

__all__ = ["OnFile", "certify_development_in_lean"]

OnFile = Callable[[LeanDevelopment], None]
"""Is told of a Lean file that the kernel has accepted."""

CLAIM = "Lean's kernel accepts the theorem"

STEPS = 1_000
"""Steps of theorems that are judged at once: some ten seconds of the embedded Lean."""

HEARTBEATS = 3_000
HEARTBEATS_OF_STEP = 200
HEARTBEATS_OF_THEOREM = 50
"""What a theorem may cost: at least, for each of its steps, and (the certificate, which states
all) for each theorem beside it.  Terms need a tenth of that; what Lean has to search for is given
up before it costs the others a minute, and the message says whose line it was."""


def certify_development_in_lean(
    development: Development,
    kernel: LeanKernel,
    deadline: float = inf,
    on_file: OnFile | None = None,
    on_asking: Callable[[], None] | None = None,
) -> Mapping[str, Certificate]:
    """The kernel's certificate for every theorem of ``development``, by name.

    The theorems are judged together, very many of them in several files.  Those at whose lines
    Lean finds fault are rejected, with what rests on them, and the rest is judged again; where
    nothing says which one is at fault (Lean ran out of time, say), the halves are judged apart.

    Args:
        development: what is to be judged, trusted in nothing.
        kernel: the Lean to ask.
        deadline: value of :func:`time.monotonic` after which Lean is not waited for.
        on_file: is told of every file that the kernel has accepted, as it comes.
        on_asking: is called whenever a file has been written, before Lean is waited for.
    """
    judging = _Judging(development, kernel, deadline, on_file, on_asking)
    judging.look_at_theory()
    for theorems in _runs(development.theorems):
        judging.judge([theorem.name for theorem in theorems])
    return {theorem.name: judging.certificates[theorem.name] for theorem in development.theorems}


def _runs(theorems: Sequence[Theorem]) -> Iterator[Sequence[Theorem]]:
    """``theorems`` in runs that are judged at once."""
    run: list[Theorem] = []
    steps = 0
    for theorem in theorems:
        if run and steps + len(theorem.proof.steps) > STEPS:
            yield run
            run, steps = [], 0
        run.append(theorem)
        steps += len(theorem.proof.steps)
    if run:
        yield run


class _Fault(Exception):
    """Why a file was not accepted; ``theorems`` says which are to blame, if that is known."""

    def __init__(self, reasons: Mapping[str, str], theorems: Sequence[str] = ()) -> None:
        self.reasons = reasons
        self.theorems = theorems


class _Hopeless(_Fault):
    """What is wrong is wrong with every theorem."""


@dataclass(slots=True)
class _Judging:
    development: Development
    kernel: LeanKernel
    deadline: float
    on_file: OnFile | None = None
    on_asking: Callable[[], None] | None = None
    certificates: dict[str, Certificate] = field(default_factory=dict)

    def look_at_theory(self) -> None:
        """Reject everything if the theory defines nothing: Lean is asked about good ones only."""
        try:
            check_theory(self.development.theory)
        except (IllFormed, TooManyCases) as error:
            for theorem in self.development.theorems:
                self._reject(theorem.name, {self.development.theory.name: error.message})

    def judge(self, names: Sequence[str]) -> None:
        """Give a certificate to each theorem called one of ``names``."""
        while wanted := self._unsettled(names):
            try:
                self._accept(self.development.with_lemmas(wanted), wanted)
            except _Hopeless as fault:
                for name in wanted:
                    self._reject(name, fault.reasons)
            except _Fault as fault:
                if fault.theorems:
                    for name in fault.theorems:
                        self._reject(name, {name: fault.reasons[name]})
                elif len(wanted) == 1:
                    self._reject(wanted[0], fault.reasons)
                else:
                    middle = len(wanted) // 2
                    self.judge(wanted[:middle])
                    self.judge(wanted[middle:])

    def _unsettled(self, names: Sequence[str]) -> list[str]:
        """Those of ``names`` without a certificate; what rests on a rejected one gets one."""
        for theorem in self.development.theorems:
            for premise in theorem.proof.premises_used:
                known = self.certificates.get(premise)
                if known is not None and not known.accepted:
                    reason = f"it rests on {premise}, which was not accepted"
                    self._reject(theorem.name, {theorem.name: reason})
                    break
        return [name for name in names if name not in self.certificates]

    def _accept(self, theorems: tuple[Theorem, ...], wanted: Sequence[str]) -> None:
        """Accept ``wanted`` if the kernel accepts the file of ``theorems``.

        Raises:
            _Fault: it does not.
        """
        file = self._written(theorems)
        written = file.certificate()
        if self.on_asking is not None:
            self.on_asking()
        reply = self._reply(written, _heartbeats(theorems))
        intended = development_statement(
            self.development.theory, [theorem.statement for theorem in theorems]
        )
        notes = self.kernel.notes
        judged = kernel_certificate(reply, intended, CLAIM, nodes=written.nodes, notes=notes)
        if not judged.accepted:
            raise _fault(reply, judged.rejections, theorems)
        if self.on_file is not None:
            self.on_file(file)
        share = replace(judged, milliseconds=judged.milliseconds / len(theorems))
        for name in wanted:
            self.certificates[name] = share

    def _written(self, theorems: tuple[Theorem, ...]) -> LeanDevelopment:
        try:
            file = lean_development(replace(self.development, theorems=theorems))
        except NotExportable as error:
            raise _Hopeless({error.step: error.message}) from None
        if file.failures:
            reasons = {name: str(NotExportable(name, why)) for name, why in file.failures.items()}
            raise _Fault(reasons, list(reasons))
        return file

    def _reply(self, written: LeanCertificate, heartbeats: int) -> Verified:
        seconds = self.deadline - monotonic()
        if seconds <= 0:
            raise _Hopeless({"kernel": "there was no time left to ask Lean"})
        try:
            return self.kernel.verify(
                written.source, written.theorem, seconds=seconds, heartbeats=heartbeats
            )
        except LeanError as error:
            raise _Fault({"kernel": error.message}) from None

    def _reject(self, name: str, reasons: Mapping[str, str]) -> None:
        self.certificates[name] = Certificate(
            Checker.LEAN_KERNEL, CLAIM, False, rejections=reasons, notes=self.kernel.notes
        )


def _heartbeats(theorems: Sequence[Theorem]) -> int:
    """What the costliest of ``theorems`` may cost."""
    steps = max(len(theorem.proof.steps) for theorem in theorems)
    return HEARTBEATS + HEARTBEATS_OF_STEP * steps + HEARTBEATS_OF_THEOREM * len(theorems)


def _fault(reply: Verified, rejections: Mapping[str, str], theorems: Sequence[Theorem]) -> _Fault:
    """Why Lean did not accept a file, as well as it tells."""
    blamed = [theorem.name for theorem in theorems if theorem.name in rejections]
    if blamed and not reply.accepted:
        return _Fault(rejections, blamed)
    found = reply.accepted or any(message.severity == "error" for message in reply.messages)
    return _Hopeless(rejections) if found else _Fault(rejections)
