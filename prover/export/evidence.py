"""What a JSON answer claims, read back for checking, and trusted in nothing.

Reading establishes only that the document is well formed: every formula is built from its
node table, sorts and arities agree, names refer to what exists, texts shown beside a
formula say that formula.  Whether the proof is one, and whether the models are models, is
for :mod:`prover.check` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prover.answer import Semantics, Witness
from prover.evidence import Evidence
from prover.export.document import VERSION, Document
from prover.export.node_reader import NodeReader
from prover.export.places import Place
from prover.logic.clause import Literal
from prover.logic.printers import to_unicode
from prover.logic.syntax import Formula, FunctionSymbol, PredicateSymbol, Sort
from prover.model import FiniteModel
from prover.proof import Instance, Proof, Relation, Rule, Step
from prover.verdict import Verdict

__all__ = ["PartReader", "evidence_at", "from_document", "root_of"]

Elements = Mapping[Sort, tuple[str, ...]]


def from_document(document: Document) -> Evidence:
    """Read a document that :func:`~prover.export.document.to_document` made.

    Raises:
        DocumentError: (an ``InputError``) something is missing, of the wrong type, too
            large, or refers to nothing; the message starts with its path.
    """
    root = root_of(document)
    return evidence_at(root, PartReader(NodeReader(root)))


def root_of(document: Document) -> Place:
    """The document as a place, if it is of our version.

    Raises:
        DocumentError: it is not.
    """
    root = Place(document)
    version = root.field("version")
    if version.value != VERSION or isinstance(version.value, bool):
        version.fail(f"should be {VERSION}", "the document was written by another version")
    return root


def evidence_at(root: Place, reader: PartReader) -> Evidence:
    """What the document at ``root`` claims, and what it offers in support.

    Raises:
        DocumentError: as :func:`from_document`.
    """
    premises = reader.premises(root.field("premises"))
    goal, proof = root.optional("goal"), root.optional("proof")
    core = root.field("core")
    for name in core.items():
        if name.text() not in premises:
            name.fail("is not the name of a premise")
    return Evidence(
        verdict=root.field("verdict").choice(Verdict),
        semantics=root.field("semantics").choice(Semantics),
        premises=premises,
        goal=None if goal is None else reader.stated(goal),
        proof=None if proof is None else reader.proof(proof),
        witnesses=tuple(reader.witness(item) for item in root.field("models").items(100)),
        core=core.texts(),
        fixpoint=tuple(reader.literal(item) for item in root.field("fixpoint").items()),
    )


@dataclass(frozen=True, slots=True)
class PartReader:
    """Reads the parts of a document that refer to its tables."""

    table: NodeReader

    def stated(self, place: Place, text: str = "formula") -> Formula:
        """A closed formula, given as a row and said again in the field ``text``."""
        formula = self.table.formula(place.field("node"))
        if formula.free:
            place.field("node").fail("refers to a formula with free variables")
        shown = place.field(text)
        if shown.text() != to_unicode(formula):
            shown.fail(
                f"does not say what its node says, which is {to_unicode(formula)[:200]}",
                "people read the text and checkers read the node: they must agree",
            )
        return formula

    def premises(self, place: Place) -> dict[str, Formula]:
        """The formulas of the premises by their names."""
        found: dict[str, Formula] = {}
        for item in place.items():
            name = item.field("id")
            if name.text() in found:
                name.fail(f"is the second premise named {name.text()!r}")
            found[name.text()] = self.stated(item)
        return found

    # --- proofs ------------------------------------------------------------------------

    def proof(self, place: Place) -> Proof:
        """A proof whose steps have distinct names and follow their parents."""
        claim = self.stated(place.field("claim"))
        steps: list[Step] = []
        known: set[str] = set()
        for item in place.field("steps").items():
            step = self._step(item, known)
            known.add(step.name)
            steps.append(step)
        if not steps:
            place.field("steps").fail("is empty")
        return Proof(claim, tuple(steps))

    def _step(self, place: Place, known: set[str]) -> Step:
        name, parents = place.field("name"), place.field("parents")
        if name.text() in known:
            name.fail(f"is the second step named {name.text()!r}")
        for parent in parents.items():
            if parent.text() not in known:
                parents.fail(f"{parent.text()[:40]!r} is not an earlier step")
        return Step(
            name=name.text(),
            conclusion=self.stated(place, "conclusion"),
            rule=place.field("rule").choice(Rule),
            parents=parents.texts(),
            relation=place.field("relation").choice(Relation),
            instances=self._instances(place.field("instances"), len(parents.items())),
            introduces=tuple(
                self.table.symbol(item.field("symbol"))
                for item in place.field("introduces").items()
            ),
        )

    def _instances(self, place: Place, parents: int) -> tuple[Instance, ...]:
        listed = place.items()
        if listed and len(listed) != parents:
            place.fail(f"has {len(listed)} entries for {parents} parents")
        return tuple(self._instance(item) for item in listed)

    def _instance(self, place: Place) -> Instance:
        pairs = []
        for item in place.items():
            nodes = item.field("nodes")
            if len(nodes.items()) != 2:
                nodes.fail("should be a variable and a term")
            variable, term = nodes.items()
            pairs.append((self.table.variable(variable), self.table.term(term)))
        return tuple(pairs)

    # --- models and fixpoints ----------------------------------------------------------

    def literal(self, place: Place) -> Literal:
        """A formula that is a literal."""
        literal = Literal.of(self.stated(place))
        if literal is None:
            place.fail("is not a literal")
        return literal

    def witness(self, place: Place) -> Witness:
        """A model whose rows are of its elements, and what it is said to show."""
        domains = {
            Sort(name): tuple(dict.fromkeys(elements.texts()))
            for name, elements in place.field("domains").entries()
        }
        functions: dict[FunctionSymbol, dict[tuple[str, ...], str]] = {}
        for item in place.field("constants").items():
            function = self._function(item, functions)
            functions[function] = {(): _element(item.field("value"), function.sort, domains)}
        for item in place.field("functions").items():
            function = self._function(item, functions)
            functions[function] = _rows(item.field("rows"), function, domains)
        predicates: dict[PredicateSymbol, frozenset[tuple[str, ...]]] = {}
        for item in place.field("predicates").items():
            symbol = self.table.symbol(item.field("symbol"))
            if not isinstance(symbol, PredicateSymbol) or symbol in predicates:
                item.fail("should name a predicate, each one once")
            rows = item.field("holds_of").items()
            predicates[symbol] = frozenset(
                _elements(row, symbol.argument_sorts, domains) for row in rows
            )
        model = FiniteModel(domains, functions, predicates)
        return Witness(place.field("goal_holds").boolean(), model)

    def _function(self, place: Place, known: Mapping[FunctionSymbol, object]) -> FunctionSymbol:
        symbol = self.table.symbol(place.field("symbol"))
        if not isinstance(symbol, FunctionSymbol) or symbol in known:
            place.fail("should name a function, each one once")
        return symbol


def _element(place: Place, sort: Sort, domains: Elements) -> str:
    if place.text() not in domains.get(sort, ()):
        place.fail(f"{place.text()[:40]!r} is not an element of {sort.name!r}")
    return place.text()


def _elements(place: Place, sorts: tuple[Sort, ...], domains: Elements) -> tuple[str, ...]:
    items = place.items()
    if len(items) != len(sorts):
        place.fail(f"has {len(items)} elements where {len(sorts)} belong")
    return tuple(_element(item, sort, domains) for item, sort in zip(items, sorts, strict=True))


def _rows(place: Place, function: FunctionSymbol, domains: Elements) -> dict[tuple[str, ...], str]:
    rows: dict[tuple[str, ...], str] = {}
    for item in place.items():
        if len(item.items()) != 2:
            item.fail("should be a list of arguments and a value")
        arguments, value = item.items()
        key = _elements(arguments, function.argument_sorts, domains)
        if key in rows:
            arguments.fail("has a value already")
        rows[key] = _element(value, function.sort, domains)
    return rows
