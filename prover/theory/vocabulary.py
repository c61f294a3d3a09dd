"""Where the sorts and symbols of a theory live in Lean: under which name, with which parameters.

Generated sorts, constructors and defined symbols are constants of the namespace ``Theory``;
open sorts and open symbols are variables.  A constant takes those variables as *parameters* that
it rests on: lists over an open sort ``a`` are ``Theory.List a``.

Nothing has to be believed about these names.  A certificate states all facts of the theory
about the constants, and these determine what the constants are up to isomorphism.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from prover.ancestry import grounds_first
from prover.logic.syntax import (
    Application,
    Atom,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Node,
    Sort,
    Symbol,
    Variable,
)
from prover.logic.walk import nodes_of
from prover.theory.spelling import distinct_names, spelt
from prover.theory.theory import Datatype, Definition, Theory

__all__ = ["NAMESPACE", "RESERVED", "Thing", "Vocabulary", "things_of"]

NAMESPACE = "Theory"

_WORDS = """
    And Classical Eq Exists False Fin HEq Iff Ne Nonempty Not Or PProd PUnit Prop SizeOf Sort True
    Type absurd certificate congr congrArg congrFun h id iff_of_eq iff_of_false iff_of_true if_neg
    if_pos inferInstance instSizeOf ite not_of_eq_false of_eq_true propext rfl sizeOf trivial
"""
RESERVED = frozenset(_WORDS.split())
"""What Lean files call by name outside of the theory, so nothing in it may be called so."""

_GENERATED_WORDS = """
    below binductionOn brecOn casesOn ctorElim ctorElimType ctorIdx ibelow noConfusion
    noConfusionType ofNat rec recOn toCtorIdx
"""
_GENERATED = frozenset(_GENERATED_WORDS.split())
"""What Lean itself puts into the namespace of a type."""

Thing = Sort | Symbol
Member = TypeVar("Member", Datatype, Definition)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names and parameters of everything that a theory speaks of.

    Attributes:
        theory: whose things they are.
        names: the name of each within the namespace, ``Nat.S`` for a constructor.
        rests_on: everything that each thing speaks of, directly or not, itself among it.
        parameters: the open sorts and symbols among it, in the theory's order.
        datatypes: the datatypes, mutually recursive ones together, in order.
        definitions: the same for definitions.
    """

    theory: Theory
    names: Mapping[Thing, str]
    rests_on: Mapping[Thing, frozenset[Thing]]
    parameters: Mapping[Thing, tuple[Thing, ...]]
    datatypes: tuple[tuple[Datatype, ...], ...]
    definitions: tuple[tuple[Definition, ...], ...]

    @staticmethod
    def of(theory: Theory) -> Vocabulary:
        """The vocabulary of ``theory``; the same theory always has the same one."""
        edges = _mentioned(theory)
        rests_on = {
            thing: frozenset(grounds_first([thing], lambda each: edges.get(each, ())))
            for thing in edges
        }
        variables = (*theory.sorts, *theory.open_symbols)
        return Vocabulary(
            theory,
            _names(theory),
            rests_on,
            {thing: tuple(v for v in variables if v in rests_on[thing]) for thing in edges},
            _groups(theory.datatypes, [d.sort for d in theory.datatypes], rests_on),
            _groups(theory.definitions, [d.symbol for d in theory.definitions], rests_on),
        )

    @property
    def variables(self) -> tuple[Thing, ...]:
        """The open sorts and the open symbols."""
        return (*self.theory.sorts, *self.theory.open_symbols)

    def is_constant(self, thing: Thing) -> bool:
        """Whether ``thing`` is a constant of the namespace; what proofs introduce is not."""
        return thing in self.names and thing not in self.variables

    def parameters_of(self, formulas: Iterable[Formula]) -> tuple[Thing, ...]:
        """The open sorts and symbols that ``formulas`` rest on."""
        found: set[Thing] = set()
        for thing in things_of(*formulas):
            found.update(self.parameters.get(thing, ()))
        return tuple(v for v in self.variables if v in found)


def things_of(*formulas: Node) -> Iterator[Thing]:
    """The symbols of ``formulas`` and the sorts of their variables."""
    for node in nodes_of(formulas):
        match node:
            case Atom(predicate=predicate):
                yield predicate
            case Application(function=function):
                yield function
            case Variable(sort=sort):
                yield sort
            case ForAll(variable=variable) | Exists(variable=variable):
                yield variable.sort


def _names(theory: Theory) -> dict[Thing, str]:
    symbols = [*theory.open_symbols, *[d.symbol for d in theory.definitions]]
    things: list[Thing] = [*theory.sorts, *[d.sort for d in theory.datatypes], *symbols]
    names = distinct_names(things, lambda thing: spelt(thing.name), RESERVED)
    for datatype in theory.datatypes:
        inner = distinct_names(datatype.constructors, lambda c: spelt(c.name), _GENERATED)
        for constructor, name in inner.items():
            names[constructor] = f"{names[datatype.sort]}.{name}"
    return names


def _mentioned(theory: Theory) -> dict[Thing, set[Thing]]:
    """What each thing speaks of directly, itself among it."""
    edges: dict[Thing, set[Thing]] = {sort: {sort} for sort in theory.sorts}
    for datatype in theory.datatypes:
        arguments = [s for c in datatype.constructors for s in c.argument_sorts]
        edges[datatype.sort] = {datatype.sort, *arguments}
    for symbol in theory.symbols:
        edges[symbol] = {symbol, *symbol.argument_sorts}
        if isinstance(symbol, FunctionSymbol):
            edges[symbol].add(symbol.sort)
    for definition in theory.definitions:
        for equation in definition.equations:
            for part in (equation.left, equation.right, equation.condition):
                edges[definition.symbol].update(things_of(part))
    return edges


def _groups(
    listed: Sequence[Member], things: Sequence[Thing], rests_on: Mapping[Thing, frozenset[Thing]]
) -> tuple[tuple[Member, ...], ...]:
    """Things that rest on each other together, each group where its first member stands."""
    groups: dict[Thing, list[Member]] = {}
    for each, thing in zip(listed, things, strict=True):
        mates = (m for m in groups if m in rests_on[thing] and thing in rests_on[m])
        groups.setdefault(next(mates, thing), []).append(each)
    return tuple(tuple(group) for group in groups.values())
