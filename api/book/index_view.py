"""The first page as plain values: what is given, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from api.book.contents import Book, Entry, Status
from api.book.setting import Setting
from api.book.theorem_view import Mark, marks_of
from api.book.words import listed
from prover.logic.syntax import FunctionSymbol, Sort, Symbol
from prover.theory import Datatype
from prover.theory.operators import Fixity, fixity

__all__ = ["FactView", "FindingView", "Group", "IndexView", "index_view"]

_LABELS: Mapping[Status, str] = {
    Status.ESSENTIAL: "Essential",
    Status.COROLLARY: "Corollaries",
    Status.OPEN: "Open",
    Status.REFUTED: "Refuted",
}

_FIGURES: Mapping[str, str] = {
    "enumerated": "statements looked at",
    "refuted": "refuted",
    "proved": "proved",
    "kernel_accepted": "accepted by Lean's kernel",
    "seconds": "seconds",
}
"""What the numbers of an exploration are called."""


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact of the theory, and where links to it lead."""

    name: str
    anchor: str
    math: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that belong together: a datatype, a definition, the axioms."""

    title: str
    signature: str
    facts: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A statement in the list."""

    name: str
    number: int
    address: str
    title: str
    status: str
    math: Markup
    words: str
    witness: str
    reason: str
    marks: tuple[Mark, ...]
    used_by: int


@dataclass(frozen=True, slots=True)
class IndexView:
    """Everything on the first page."""

    summary: str
    figures: tuple[tuple[str, str], ...]
    cap: str
    groups: tuple[Group, ...]
    counts: tuple[tuple[str, str, int], ...]
    findings: tuple[FindingView, ...]


def index_view(setting: Setting) -> IndexView:
    """The first page of a book."""
    book = setting.book
    findings = [_finding(entry, setting) for entry in book.entries]
    order = {status.value: n for n, status in enumerate((Status.OPEN, Status.REFUTED), start=1)}
    findings.sort(key=lambda finding: (order.get(finding.status, 0), finding.number))
    return IndexView(
        summary=_summary(book),
        figures=tuple(_figures(book)),
        cap=_cap(book),
        groups=tuple(_groups(setting)),
        counts=tuple((s.value, _LABELS[s], book.count(s)) for s in Status if book.count(s)),
        findings=tuple(findings),
    )


def _figures(book: Book) -> Iterator[tuple[str, str]]:
    for name, label in _FIGURES.items():
        if name in book.figures:
            yield label, _figure(book.figures[name])
    steps = sum(len(theorem.proof.steps) for theorem in book.development.theorems)
    yield "steps in all proofs", _figure(steps)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _summary(book: Book) -> str:
    """``17 essential theorems and 24 corollaries; 9 statements are open and 300 refuted.``"""
    essential, corollary = book.count(Status.ESSENTIAL), book.count(Status.COROLLARY)
    still, refuted = book.count(Status.OPEN), book.count(Status.REFUTED)
    parts = [_count(essential, "essential theorem")]
    parts += [_count(corollary, "corollary", "corollaries")] if corollary else []
    rest = [f"{_count(still, 'statement')} left open"] if still else []
    rest += [f"{_count(refuted, 'statement')} refuted"] if refuted else []
    return f"{listed(parts)}{'; ' if rest else ''}{listed(rest) if rest else ''}."


def _cap(book: Book) -> str:
    """How many of the refuted statements are shown, and how many of these have a theorem."""
    shown, found = book.count(Status.REFUTED), int(book.figures.get("refuted", 0))
    if not shown:
        return ""
    denied = sum(bool(entry.denial) for entry in book.entries)
    if found > shown:
        listing = (
            f"Of {found:,} refuted statements, the {shown:,} first that seemed likely are shown"
        )
    else:
        listing = "All refuted statements are shown"
    return f"{listing}; {denied:,} of them are refuted by a theorem."


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


# --- what is given -----------------------------------------------------------------------


def _groups(setting: Setting) -> Iterator[Group]:
    theory = setting.book.development.theory
    for sort in theory.sorts:
        yield Group(sort.name, "any sort that is not empty", ())
    for symbol in theory.open_symbols:
        yield Group(symbol.name, _signature(symbol), ())
    if theory.axioms:
        names = [axiom.name for axiom in theory.axioms]
        yield Group("Axioms", "", _facts(names, setting))
    for datatype in theory.datatypes:
        names = [name for name, _ in datatype.facts()]
        facts = _facts(names, setting)
        yield Group(datatype.sort.name, _generated(datatype), facts)
    for definition in theory.definitions:
        names = [name for name, _ in definition.facts()]
        facts = _facts(names, setting)
        yield Group(definition.symbol.name, _signature(definition.symbol), facts)


def _facts(names: Sequence[str], setting: Setting) -> tuple[FactView, ...]:
    found = [setting.references[name] for name in names]
    return tuple(
        FactView(each.name, each.address.partition("#")[2], setting.typesetter.html(each.formula))
        for each in found
    )


def _generated(datatype: Datatype) -> str:
    """``::= nil | A :: List``"""
    made = " | ".join(map(_made, datatype.constructors))
    return f"::= {made}, freely generated"


def _made(constructor: FunctionSymbol) -> str:
    sorts = [sort.name for sort in constructor.argument_sorts]
    if fixity(constructor) is Fixity.BETWEEN:
        return f"{sorts[0]} {constructor.name} {sorts[1]}"
    return f"{constructor.name}({', '.join(sorts)})" if sorts else constructor.name


def _signature(symbol: Symbol) -> str:
    """``: Nat × Nat → Nat``"""
    sorts: tuple[Sort, ...] = symbol.argument_sorts
    taken = " × ".join(sort.name for sort in sorts)
    if isinstance(symbol, FunctionSymbol):
        return f": {taken} → {symbol.sort.name}" if taken else f": {symbol.sort.name}"
    return f"⊆ {taken}" if taken else "a proposition"


# --- what was found ----------------------------------------------------------------------


def _finding(entry: Entry, setting: Setting) -> FindingView:
    book, uses = setting.book, setting.uses
    reference = setting.references.by_name.get(entry.theorem)
    return FindingView(
        name=entry.name,
        number=reference.number if reference else 0,
        address=reference.address if reference else "",
        title=reference.title if reference and reference.is_law else "",
        status=entry.status.value,
        math=setting.typesetter.html(entry.statement),
        words=setting.speaker.sentence(entry.statement),
        witness=entry.witness,
        reason=entry.reason,
        marks=marks_of(book, entry.theorem),
        used_by=len(uses.used_by.get(entry.name, ())),
    )
