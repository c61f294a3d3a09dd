"""A proof as a Lean theorem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from prover.export.lean.source import NO_COMMENTS, LeanCertificate, Source
from prover.export.lean.writer import StepWriter, labels_wanted
from prover.logic.printers import LeanTheory
from prover.logic.syntax import Formula
from prover.proof import Proof

__all__ = ["proof_certificate"]

THEOREM = "certificate"


def proof_certificate(
    premises: Mapping[str, Formula],
    claim: Formula,
    proof: Proof,
    comments: Mapping[str, str] = NO_COMMENTS,
) -> LeanCertificate:
    """``proof`` as one Lean theorem that needs only Lean's core library.

    Args:
        premises: the premises of the problem by name; those used become hypotheses.
        claim: the formula that the proof establishes.
        proof: a proof that the checker accepted.
        comments: words for premises and steps by name.

    Raises:
        NotExportable: no term was found for a step.
    """
    used = {name: premises[name] for name in premises if name in set(proof.premises_used)}
    return _Writer(used, claim, proof, comments).certificate()


@dataclass(slots=True)
class _Writer:
    premises: Mapping[str, Formula]
    claim: Formula
    proof: Proof
    comments: Mapping[str, str]
    source: Source = field(default_factory=Source)
    theory: LeanTheory = field(init=False)
    labels: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        steps = self.proof.steps
        introduced = [symbol for step in steps for symbol in step.introduces]
        stated = (*self.premises.values(), self.claim)
        self.theory = LeanTheory(stated, [step.conclusion for step in steps], introduced)
        self.labels = self.theory.labels([*self.premises, *labels_wanted(self.proof)])

    def certificate(self) -> LeanCertificate:
        """The whole file."""
        self._header()
        steps = StepWriter(
            self.claim, self.proof, self.theory, self.labels, self.source, self.comments
        )
        steps.write()
        return self.source.certificate(THEOREM)

    def _header(self) -> None:
        add = self.source.add
        said = {name: self.comments[name] for name in self.premises if name in self.comments}
        self.source.documentation("The last line follows from the premises.", said)
        for index, binder in enumerate(self.theory.binders):
            add(f"    {binder}" if index else f"theorem {THEOREM}\n    {binder}")
        if not self.theory.binders:
            add(f"theorem {THEOREM}")
        for name, formula in self.premises.items():
            if name in self.comments:
                self.source.comment(self.comments[name], "    ", name)
            add(f"    ({self.labels[name]} : {self.theory.statement(formula)})", name)
        add(f"    : {self.theory.statement(self.claim)} := by")
