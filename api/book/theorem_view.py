"""The page of a theorem, or of a refuted statement, as plain values."""

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
from api.book.words import quantified
from prover.certificate import Certificate, Checker
from prover.export.drawing import Drawing
from prover.proof import Rule

__all__ = ["Mark", "TheoremView", "Used", "marks_of", "theorem_view"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a checker says of a theorem: in a word for a small sign, and in a sentence."""

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
    witness: str
    marks: tuple[Mark, ...]
    proof: ProofView
    graph: Drawing
    uses: tuple[Used, ...]
    used_by: tuple[Used, ...]
    lean: str
    figures: tuple[tuple[str, str], ...]
    rules: Counter[Rule]


def theorem_view(entry: Entry, setting: Setting) -> TheoremView:
    """The page of an ``entry`` that a theorem settles: it says so, or that it does not hold."""
    book, references, uses = setting.book, setting.references, setting.uses
    name, html = entry.theorem, setting.typesetter.html
    theorem = book.development.by_name[name]
    outline = outline_of(theorem, {part.name: part for part in uses.parts[name]})
    proof = proof_view(theorem, outline, setting)
    return TheoremView(
        reference=references[name],
        status=entry.status.value,
        math=html(entry.statement),
        quantified=quantified(entry.statement),
        words=setting.speaker.sentence(entry.statement),
        witness=entry.witness,
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


def marks_of(book: Book, name: str) -> tuple[Mark, ...]:
    """The certificates of a theorem, each in a word and in a sentence."""
    return tuple(_mark(certificate) for certificate in book.certificates.get(name, ()))


def _mark(certificate: Certificate) -> Mark:
    by_lean = certificate.checker is Checker.LEAN_KERNEL
    name = "Lean" if by_lean else "checked"
    text = "every step is accepted by the proof checker"
    if by_lean:
        text = f"accepted by the kernel of {certificate.notes.get('toolchain', 'Lean 4')}"
    return Mark(name, text if certificate.accepted else _why(certificate), certificate.accepted)


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
    if book.development.theory.axioms:
        yield "rests on axioms", _assumed(entry.theorem, book)
    if entry.seconds:
        yield "found in", _seconds(entry.seconds)
    for certificate in book.certificates.get(entry.theorem, ()):
        if certificate.milliseconds:
            lean = certificate.checker is Checker.LEAN_KERNEL
            yield (
                "judged by Lean in" if lean else "checked in",
                _seconds(certificate.milliseconds / 1000),
            )


def _assumed(name: str, book: Book) -> str:
    """The axioms that a theorem rests on, through whatever other theorems."""
    said = (each.notes.get("assumes", "") for each in book.certificates.get(name, ()))
    return next((axioms for axioms in said if axioms), "not known")


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
