"""A development as JSON and back: ``book.json``, which ``prover check`` judges again.

The theory is written by its parts, definitions as the cases they were made of, so that whoever
reads it makes the facts afresh; theorems with their proofs follow.  ``SCHEMA.md`` describes every
field.  Reading establishes that the document is well formed, not that the theory is, nor that
anything in it is proved: that is for :func:`prover.check.development.check_development` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prover.certificate import Certificate
from prover.export.evidence import PartReader
from prover.export.node_reader import NodeReader
from prover.export.nodes import NodeTable
from prover.export.places import Place
from prover.export.rows import Document, Rows, certificate_row
from prover.logic.printers import to_unicode
from prover.logic.syntax import (
    Application,
    Atom,
    Formula,
    FormulaTooDeep,
    FunctionSymbol,
    Sort,
    Symbol,
    Term,
)
from prover.theory import (
    Axiom,
    Datatype,
    Definition,
    Development,
    Equation,
    Goal,
    Theorem,
    Theory,
)

__all__ = ["DEVELOPMENT_VERSION", "development_from_json", "development_to_json", "is_development"]

DEVELOPMENT_VERSION = 1
"""Version of the format; readers refuse others."""

_KIND = "development"
_MOST_DATATYPES, _MOST_CONSTRUCTORS = 100, 100
"""Facts grow with the square of the number of constructors."""


def development_to_json(
    development: Development, certificates: Mapping[str, Certificate] | None = None
) -> Document:
    """``development`` as a JSON document (made of dicts, lists, strings, numbers, booleans).

    Args:
        development: what is written.
        certificates: what checkers said of its theorems, by name; written for readers, and
            ignored by those who check.
    """
    rows = Rows(NodeTable())
    said = certificates or {}
    return {
        "version": DEVELOPMENT_VERSION,
        "kind": _KIND,
        "theory": _theory(development.theory, rows),
        "theorems": [_theorem(t, rows, said.get(t.name)) for t in development.theorems],
        "symbols": rows.table.symbols,
        "nodes": rows.table.nodes,
    }


def _theory(theory: Theory, rows: Rows) -> Document:
    return {
        "name": theory.name,
        "sorts": [sort.name for sort in theory.sorts],
        "datatypes": [
            {
                "sort": datatype.sort.name,
                "constructors": [rows.symbol(symbol) for symbol in datatype.constructors],
            }
            for datatype in theory.datatypes
        ],
        "open_symbols": [rows.symbol(symbol) for symbol in theory.open_symbols],
        "definitions": [
            {
                **rows.symbol(definition.symbol),
                "equations": [_equation(equation, rows) for equation in definition.equations],
            }
            for definition in theory.definitions
        ],
        "axioms": [{"name": a.name, **rows.formula(a.formula)} for a in theory.axioms],
        "goals": [{"name": g.name, **rows.formula(g.formula)} for g in theory.goals],
    }


def _equation(equation: Equation, rows: Rows) -> Document:
    return {
        "formula": to_unicode(equation.formula),
        "left": rows.table.node(equation.left),
        "right": rows.table.node(equation.right),
        "condition": rows.table.node(equation.condition),
    }


def _theorem(theorem: Theorem, rows: Rows, said: Certificate | None) -> Document:
    return {
        "name": theorem.name,
        **rows.formula(theorem.statement),
        "part_of": theorem.part_of,
        "proof": rows.proof(theorem.proof, {}, said.reasons if said else {}),
        "certificate": certificate_row(said) if said else None,
    }


# --- reading -----------------------------------------------------------------------------------


def is_development(document: object) -> bool:
    """Whether ``document`` says that it is a development."""
    return isinstance(document, dict) and document.get("kind") == _KIND


def development_from_json(document: Document) -> Development:
    """Read a document that :func:`development_to_json` made.

    Raises:
        DocumentError: (an ``InputError``) something is missing, of the wrong type, too
            large, or refers to nothing; the message starts with its path.
    """
    root = Place(document)
    version = root.field("version")
    if version.value != DEVELOPMENT_VERSION or isinstance(version.value, bool):
        version.fail(
            f"should be {DEVELOPMENT_VERSION}", "the document was written by another version"
        )
    if not is_development(document):
        root.field("kind").fail(f"should be {_KIND!r}")
    reader = _Reader(PartReader(NodeReader(root)))
    theory = reader.theory(root.field("theory"))
    return Development(theory, tuple(reader.theorems(root.field("theorems"))))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads a theory and theorems that refer to the tables of one document."""

    parts: PartReader

    def theory(self, place: Place) -> Theory:
        try:
            return Theory(
                name=place.field("name").text(),
                sorts=tuple(map(Sort, place.field("sorts").texts())),
                datatypes=tuple(
                    map(self._datatype, place.field("datatypes").items(_MOST_DATATYPES))
                ),
                open_symbols=tuple(map(self._symbol, place.field("open_symbols").items())),
                definitions=tuple(map(self._definition, place.field("definitions").items())),
                axioms=tuple(Axiom(*self._named(a)) for a in place.field("axioms").items()),
                goals=tuple(Goal(*self._named(g)) for g in place.field("goals").items()),
            )
        except FormulaTooDeep as error:
            place.fail(error.message)

    def theorems(self, place: Place) -> Iterator[Theorem]:
        for item in place.items():
            name, statement = self._named(item)
            yield Theorem(
                name, statement, self.parts.proof(item.field("proof")), item.field("part_of").text()
            )

    def _named(self, place: Place) -> tuple[str, Formula]:
        return place.field("name").text(), self.parts.stated(place)

    def _symbol(self, place: Place) -> Symbol:
        """A symbol, by its row and by its name."""
        symbol = self.parts.table.symbol(place.field("symbol"))
        name = place.field("name")
        if name.text() != symbol.name:
            name.fail(f"is not the name of the symbol, which is {symbol.name[:40]!r}")
        return symbol

    def _datatype(self, place: Place) -> Datatype:
        sort = Sort(place.field("sort").text())
        constructors = []
        for item in place.field("constructors").items(_MOST_CONSTRUCTORS):
            symbol = self._symbol(item)
            if not isinstance(symbol, FunctionSymbol) or symbol.sort is not sort:
                item.fail(f"{symbol.name[:40]!r} does not make a {sort.name[:40]!r}")
            constructors.append(symbol)
        return Datatype(sort, tuple(constructors))

    def _definition(self, place: Place) -> Definition:
        equations = map(self._equation, place.field("equations").items())
        return Definition(self._symbol(place), tuple(equations))

    def _equation(self, place: Place) -> Equation:
        table = self.parts.table
        condition = table.formula(place.field("condition"))
        left = table.node(place.field("left"))
        right: Term | Formula
        match left:
            case Application(sort=sort):
                right = table.term(place.field("right"))
                if right.sort is not sort:
                    place.field("right").fail("has another sort than the left side")
            case Atom():
                right = table.formula(place.field("right"))
            case _:
                place.field("left").fail("should be a function or a predicate of something")
        equation = Equation(left, right, condition)
        shown = place.field("formula")
        if shown.text() != to_unicode(equation.formula):
            shown.fail("does not say what the nodes of the equation say")
        return equation
