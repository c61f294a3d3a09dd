"""How a page speaks of a fact or a theorem: its short name, and where it is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from api.book.contents import Book
from api.book.laws import law
from api.book.mathematics import Typesetter
from api.book.naming import file_names
from api.book.uses import whole
from prover.logic.syntax import Formula
from prover.theory import Datatype, Theorem, Theory

__all__ = ["Kind", "Reference", "References", "fact_names", "references_of"]

Kind = str
"""``definition``, ``axiom``, ``datatype``, ``theorem``, ``denial`` of a refuted statement, or
``part`` of one of the two."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What is referred to.

    Attributes:
        name: as proofs have it.
        said: in words: ``definition of +``, ``commutativity of +``, ``theorem 3``.
        title: with a capital, for headings.
        kind: what it is.
        number: of a theorem, counted from 1.
        address: of its page or place, from the folder of the book.
        formula: what it states.
        text: the same in a line of text.
        is_law: whether it is a theorem with a name of its own.
    """

    name: str
    said: str
    title: str
    kind: Kind
    number: int
    address: str
    formula: Formula
    text: str
    is_law: bool = False


@dataclass(frozen=True, slots=True)
class References:
    """Everything that can be referred to, by name: facts, then theorems in their own right."""

    by_name: Mapping[str, Reference]

    def __getitem__(self, name: str) -> Reference:
        return self.by_name[name]

    def of(self, names: tuple[str, ...]) -> tuple[Reference, ...]:
        """The references of several names."""
        return tuple(self.by_name[name] for name in names if name in self.by_name)

    @property
    def theorems(self) -> tuple[Reference, ...]:
        """Those that are theorems, in the order of the book."""
        return tuple(each for each in self.by_name.values() if each.kind == "theorem")


def references_of(book: Book, typesetter: Typesetter) -> References:
    """What the pages of ``book`` can refer to."""
    found = {each.name: each for each in _facts(book.development.theory, typesetter)}
    theorems = [each for each in book.development.theorems if not each.part_of]
    files = file_names(theorem.name for theorem in theorems)
    denied = {entry.denial: entry.statement for entry in book.entries if entry.denial}
    number = 0
    for theorem in theorems:
        address = f"theorems/{files[theorem.name]}"
        if theorem.name in denied:
            found[theorem.name] = _denial(theorem, denied[theorem.name], address, typesetter)
        else:
            number += 1
            found[theorem.name] = _theorem(theorem, number, address, typesetter)
    above = {theorem.name: theorem.part_of for theorem in book.development.theorems}
    for part in book.development.theorems:
        owner = found.get(whole(part.name, above))
        if part.part_of and owner is not None:
            said, text = f"part of {owner.said}", typesetter.text(part.statement)
            found[part.name] = replace(
                owner,
                name=part.name,
                said=said,
                title=f"Part of {owner.said}",
                kind="part",
                number=0,
                formula=part.statement,
                text=text,
                is_law=False,
            )
    return References(found)


def _theorem(theorem: Theorem, number: int, address: str, typesetter: Typesetter) -> Reference:
    name = law(theorem.statement, typesetter.counting)
    return Reference(
        name=theorem.name,
        said=_inside(name) if name else f"theorem {number}",
        title=name or f"Theorem {number}",
        kind="theorem",
        number=number,
        address=address,
        formula=theorem.statement,
        text=typesetter.text(theorem.statement),
        is_law=bool(name),
    )


def _denial(theorem: Theorem, denied: Formula, address: str, typesetter: Typesetter) -> Reference:
    """How to refer to the theorem that ``denied`` does not hold."""
    text = typesetter.text(denied)
    name = law(denied, typesetter.counting)
    return Reference(
        name=theorem.name,
        said=f"refutation of {_inside(name) if name else text}",
        title=name or "A refuted statement",
        kind="denial",
        number=0,
        address=address,
        formula=theorem.statement,
        text=text,
        is_law=bool(name),
    )


def _facts(theory: Theory, typesetter: Typesetter) -> Iterator[Reference]:
    said = fact_names(theory)
    for number, (name, formula) in enumerate(theory.facts.items(), start=1):
        kind, words = said[name]
        title = f"{words[:1].upper()}{words[1:]}"
        address, text = f"index.html#fact-{number}", typesetter.text(formula)
        yield Reference(name, words, title, kind, 0, address, formula, text)


def fact_names(theory: Theory) -> Mapping[str, tuple[Kind, str]]:
    """What kind of fact each is, and what it is called in words."""
    said = {axiom.name: ("axiom", f"axiom {axiom.name}") for axiom in theory.axioms}
    for datatype in theory.datatypes:
        said |= {name: ("datatype", words) for name, words in _of_datatype(datatype)}
    for definition in theory.definitions:
        for name, _ in definition.facts():
            said[name] = ("definition", f"definition of {definition.symbol.name}")
    return said


def _of_datatype(datatype: Datatype) -> Iterator[tuple[str, str]]:
    """The names of its facts, told apart as it makes them: injective, distinct, cases."""
    injective = [c.name for c in datatype.constructors if c.arity]
    for number, (name, _) in enumerate(datatype.facts()):
        if number < len(injective):
            yield name, f"{injective[number]} is injective"
        elif name == f"{datatype.sort.name}.cases":
            yield name, f"cases of {datatype.sort.name}"
        else:
            yield name, "constructors differ"


def _inside(title: str) -> str:
    """A title as it stands within a sentence: names of laws lose their capital."""
    first, _, rest = title.partition(" ")
    is_word = len(first) > 2 and first[1:].islower() and first.isalpha()
    return f"{first.lower()} {rest}" if is_word and rest else title
