"""The page of a theorem as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from api.book.contents import Book, Entry
from api.book.graph import proof_graph
from api.book.outline import Outline, outline_of
from api.book.proof_view import ProofView, proof_view
from api.book.references import Reference
from api.book.setting import Setting
from prover.certificate import Certificate, Checker
from prover.export.drawing import Drawing
from prover.logic.syntax import Formula
from prover.logic.walk import strip_universals
from prover.proof import Rule

__all__ = ["Mark", "TheoremView", "Used", "marks_of", "quantified", "theorem_view"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a checker says of a theorem, for a small sign beside it."""

    name: str
    text: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Used:
    """A fact or theorem that the proof rests on, and its number in the graph."""

    number: int
    reference: Reference
    math: Markup


@dataclass(frozen=True, slots=True)
class TheoremView:
    """Everything on the page of a theorem."""

    reference: Reference
    status: str
    math: Markup
    quantified: str
    words: str
    marks: tuple[Mark, ...]
    proof: ProofView
    graph: Drawing
    uses: tuple[Used, ...]
    used_by: tuple[Used, ...]
    lean: str
    figures: tuple[tuple[str, str], ...]
    rules: Counter[Rule]


def theorem_view(entry: Entry, setting: Setting) -> TheoremView:
    """The page of the theorem of a proved ``entry``."""
    book, references, uses = setting.book, setting.references, setting.uses
    name, html = entry.name, setting.typesetter.html
    theorem = book.development.by_name[name]
    outline = outline_of(theorem, {part.name: part for part in uses.parts[name]})
    proof = proof_view(theorem, outline, setting)
    return TheoremView(
        reference=references[name],
        status=entry.status.value,
        math=html(theorem.statement),
        quantified=quantified(theorem.statement),
        words=setting.speaker.sentence(theorem.statement),
        marks=marks_of(book, name),
        proof=proof,
        graph=proof_graph(name, outline, setting),
        uses=_leaves(outline, setting),
        used_by=tuple(
            Used(0, each, html(each.formula)) for each in references.of(uses.used_by.get(name, ()))
        ),
        lean=book.sources.get(name, ""),
        figures=tuple(_figures(entry, proof, outline, book)),
        rules=Counter(placed.rule for placed in outline.placed),
    )


def quantified(statement: Formula) -> str:
    """``for all x, y : Nat``; what the statement itself leaves out."""
    variables, _ = strip_universals(statement)
    sorts: dict[str, list[str]] = {}
    for variable in variables:
        sorts.setdefault(variable.sort.name, []).append(variable.name)
    groups = [f"{', '.join(names)} : {sort}" for sort, names in sorts.items()]
    return f"for all {'; '.join(groups)}" if groups else ""


def marks_of(book: Book, name: str) -> tuple[Mark, ...]:
    """The certificates of a theorem, each in a word and in a sentence."""
    return tuple(_mark(certificate) for certificate in book.certificates.get(name, ()))


def _mark(certificate: Certificate) -> Mark:
    if certificate.checker is Checker.LEAN_KERNEL:
        toolchain = certificate.notes.get("toolchain", "Lean 4")
        text = f"accepted by the kernel of {toolchain}"
        return Mark(
            "Lean kernel", text if certificate.accepted else _why(certificate), certificate.accepted
        )
    text = "every step checked" if certificate.accepted else _why(certificate)
    return Mark("proof checker", text, certificate.accepted)


def _why(certificate: Certificate) -> str:
    return next(iter(certificate.rejections.values()), "not accepted")


def _leaves(outline: Outline, setting: Setting) -> tuple[Used, ...]:
    found = []
    for placed in outline.leaves():
        name = placed.step.name if placed.step else ""
        if name in setting.references.by_name:
            math = setting.typesetter.html(placed.formula)
            found.append(Used(placed.number, setting.references[name], math))
    return tuple(found)


def _figures(
    entry: Entry, proof: ProofView, outline: Outline, book: Book
) -> Iterable[tuple[str, str]]:
    lemmas = sum(
        placed.step is not None and placed.step.name in book.development.by_name
        for placed in outline.leaves()
    )
    yield "steps", f"{len(outline.placed) - sum(1 for _ in outline.leaves()):,}"
    yield "inductions", str(proof.inductions)
    yield "definitions unfolded", str(proof.unfoldings)
    yield "hypotheses used", str(proof.hypothesis_uses)
    yield "theorems used", str(lemmas)
    if entry.seconds:
        yield "found in", _seconds(entry.seconds)
    for certificate in book.certificates.get(entry.name, ()):
        if certificate.milliseconds:
            who = "Lean" if certificate.checker is Checker.LEAN_KERNEL else "us"
            yield f"checked by {who} in", _seconds(certificate.milliseconds / 1000)


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
