"""A book's development, checked again from scratch: for ``prover check BOOK.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from api.checkers import Checkers
from api.settings import Settings
from prover.certificate import Certificate, Checker
from prover.check.development import check_development
from prover.theory import Development, Theorem
from prover.theory.notation import Notation

if TYPE_CHECKING:
    from prover.export.lean.theory import LeanDevelopment

__all__ = [
    "CheckedDevelopment",
    "checked_by",
    "checked_document",
    "checked_view",
    "recheck_development",
    "theorem_view",
]


@dataclass(frozen=True, slots=True)
class CheckedDevelopment:
    """A development and what checkers say of each theorem.

    Attributes:
        development: as it was given.
        certificates: of each theorem, by its name.
        lean_files: what Lean's kernel has accepted.
    """

    development: Development
    certificates: Mapping[str, tuple[Certificate, ...]]
    lean_files: Sequence[LeanDevelopment] = ()

    @property
    def accepted(self) -> bool:
        """Whether there are theorems, and nothing is wrong with any of them."""
        return bool(self.certificates) and not self.rejected

    @property
    def rejected(self) -> tuple[str, ...]:
        """Names of theorems that a checker objects to."""
        found = self.certificates.items()
        return tuple(name for name, several in found if not all(c.accepted for c in several))

    @property
    def asked_lean(self) -> bool:
        """Whether Lean's kernel was asked, too."""
        every = (c for several in self.certificates.values() for c in several)
        return any(c.checker is Checker.LEAN_KERNEL for c in every)


def recheck_development(
    development: Development,
    settings: Settings,
    on_theorem: Callable[[Theorem, Certificate], None] | None = None,
) -> CheckedDevelopment:
    """Certificates for every theorem of a development that is trusted in nothing.

    Args:
        development: what somebody says is proved.
        settings: limits of the checks, and whether Lean's kernel is asked, too.
        on_theorem: is told what our own checker says of each theorem, as it comes.

    Raises:
        LeanError: the settings ask for Lean, and it cannot be asked.
    """
    with Checkers(settings) as checkers:
        return checked_by(checkers, development, on_theorem)


def checked_by(
    checkers: Checkers,
    development: Development,
    on_theorem: Callable[[Theorem, Certificate], None] | None = None,
    on_asking: Callable[[], None] | None = None,
) -> CheckedDevelopment:
    """As :func:`recheck_development`, by checkers that are open already.

    ``on_asking`` is called whenever Lean has been given a file, before it is waited for.
    """
    kernel = checkers.kernel if checkers.settings.ask_lean else None
    own = check_development(development, checkers.z3(), on_theorem)
    if kernel is None:
        return CheckedDevelopment(development, {name: (c,) for name, c in own.items()})
    from prover.lean.certify_development import certify_development_in_lean

    files: list[LeanDevelopment] = []
    lean = certify_development_in_lean(
        development, kernel, on_file=files.append, on_asking=on_asking
    )
    both = {name: (certificate, lean[name]) for name, certificate in own.items()}
    return CheckedDevelopment(development, both, files)


def checked_document(checked: CheckedDevelopment) -> dict[str, object]:
    """What was found, ready for JSON."""
    return {
        "accepted": checked.accepted,
        "theory": checked.development.theory.name,
        "theorems": [
            {
                "name": theorem.name,
                "part_of": theorem.part_of,
                "statement": Notation(checked.development.theory).statement(theorem.statement),
                "accepted": theorem.name not in checked.rejected,
                "certificates": [asdict(c) for c in checked.certificates[theorem.name]],
            }
            for theorem in checked.development.theorems
        ],
    }


def theorem_view(theorem: Theorem, certificate: Certificate, notation: Notation) -> RenderableType:
    """One line that says whether a theorem counts, and one for each thing that is wrong."""
    mark, colour = ("✓", "green") if certificate.accepted else ("✗", "red")
    indent = "  " if theorem.part_of else ""
    line = Text(f"{indent}{mark} ", style=f"bold {colour}").append(theorem.name, style="bold")
    line.append(f"  {notation.statement(theorem.statement)}", style="not bold default")
    return Group(line, *(Text(f"{indent}    {why}", style=colour) for why in _reasons(certificate)))


def checked_view(checked: CheckedDevelopment) -> RenderableType:
    """How many theorems count, on what they rest, and what Lean objects to."""
    found = checked.certificates
    if not found:
        return Text("✗ there is no theorem in it", style="bold red")
    total, rejected = len(found), len(checked.rejected)
    parts = [
        Text(f"  ✗ Lean on {name}: {why}", style="red")
        for name, several in found.items()
        for certificate in several[1:]
        for why in _reasons(certificate)
    ]
    whom = "the proof checker and Lean's kernel" if checked.asked_lean else "the proof checker"
    said = f"{rejected} of them rejected" if rejected else f"all accepted by {whom}"
    counted = f"{total} theorem{'' if total == 1 else 's'} of {checked.development.theory.name}"
    milliseconds = sum(c.milliseconds for several in found.values() for c in several)
    parts.append(Text(f"{counted}: {said}  ({milliseconds:.0f} ms)", style="bold"))
    parts.append(Text(f"assumed besides definitions: {', '.join(_assumed(checked)) or 'nothing'}"))
    return Group(*parts)


def _assumed(checked: CheckedDevelopment) -> Iterator[str]:
    """The axioms that some theorem rests on."""
    development = checked.development
    cited = {name for theorem in development.theorems for name in theorem.proof.premises_used}
    return (axiom.name for axiom in development.theory.axioms if axiom.name in cited)


def _reasons(certificate: Certificate) -> Iterator[str]:
    """What is wrong, each time with the step or the part that it is wrong with."""
    return (f"{part}: {why}" for part, why in certificate.rejections.items())
