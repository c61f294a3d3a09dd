"""A development's Lean file in parts: the whole is judged, a theorem is shown with what it needs.

What somebody reads about one theorem is cut from the file that the kernel has seen: the same
text, less the parts that neither it nor what it rests on speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from prover.export.lean.source import LeanCertificate, NotExportable, Source
from prover.theory.vocabulary import NAMESPACE, Thing

__all__ = ["THEOREM", "Key", "Kind", "LeanDevelopment", "Part"]

THEOREM = "certificate"
"""What the theorem is called that states everything."""

Key = str | Thing
"""What a part is found by: the label of a lemma or theorem, or the first thing it declares."""


class Kind(Enum):
    """What a part declares."""

    TYPES = auto()
    INSTANCE = auto()
    FUNCTIONS = auto()
    FACT = auto()
    THEOREM = auto()


_DENSE = (Kind.INSTANCE, Kind.FACT)
"""Kinds whose parts stand below each other without a blank line."""


@dataclass(frozen=True, slots=True)
class Part:
    """Declarations that stand together.

    Attributes:
        kind: what they declare.
        source: their text.
        needs: the parts that the text speaks of; all of them stand before it.
        chooses: whether conditions are decided in it, which takes classical logic.
    """

    kind: Kind
    source: Source
    needs: frozenset[Key] = frozenset()
    chooses: bool = False


@dataclass(frozen=True, slots=True)
class LeanDevelopment:
    """A development as Lean reads it.

    Attributes:
        theorems: the names of its theorems.
        parts: what could be written, in order.
        closing: the theorem that states everything; ``None`` if something could not be written.
        failures: the theorems that could not be written, each with the reason.
    """

    theorems: tuple[str, ...]
    parts: Mapping[Key, Part]
    closing: Part | None
    failures: Mapping[str, str]

    def certificate(self) -> LeanCertificate:
        """All of it as one Lean theorem.

        It states induction, what holds of the datatypes, the cases of all definitions, and every
        theorem (see :mod:`prover.check.development_statement`), so it says itself what the types
        and functions are that it is about.

        Raises:
            NotExportable: a theorem could not be written; ``step`` names it.
        """
        if self.closing is None:
            name, why = next(iter(self.failures.items()))
            raise NotExportable(name, why)
        file = _file([*self.parts.values(), self.closing])
        return file.certificate(f"{NAMESPACE}.{THEOREM}")

    def excerpt(self, name: str) -> str:
        """The file about the theorem called ``name``: it, and only what it needs.

        Raises:
            NotExportable: the theorem, or one that it rests on, could not be written.
        """
        if name not in self.theorems or name not in self.parts:
            raise NotExportable(name, self.failures.get(name, "there is no theorem of that name"))
        needed: set[Key] = set()
        stack: list[Key] = [name]
        while stack:
            key = stack.pop()
            if key not in needed:
                needed.add(key)
                stack.extend(self.parts[key].needs)
        file = _file(part for key, part in self.parts.items() if key in needed)
        return file.text


def _file(parts: Iterable[Part]) -> Source:
    """The parts in a namespace of their own."""
    listed = list(parts)
    file = Source()
    if any(part.chooses for part in listed):
        file.add("open scoped Classical\n")
    file.add(f"namespace {NAMESPACE}")
    before = None
    for part in listed:
        if part.kind is not before or part.kind not in _DENSE:
            file.add("")
        file.append(part.source)
        before = part.kind
    file.add(f"\nend {NAMESPACE}")
    return file
