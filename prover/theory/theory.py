"""A theory: what it speaks of (sorts, constructors, functions) and what is given about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from prover.logic.syntax import (
    TRUE,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    PredicateSymbol,
    Sort,
    Symbol,
    Term,
    TruthValue,
    Variable,
)
from prover.logic.walk import conjunction, disjunction, universal_closure

__all__ = ["Axiom", "Datatype", "Definition", "Equation", "Goal", "Theory"]


@dataclass(frozen=True, slots=True)
class Datatype:
    """A freely generated sort: its elements are built by its constructors, each in one way.

    A constructor whose arguments have the sort itself is recursive; at least one is not.
    """

    sort: Sort
    constructors: tuple[FunctionSymbol, ...]

    def facts(self) -> Iterator[tuple[str, Formula]]:
        """What holds of every freely generated sort, except induction, which is a rule.

        Constructors are injective (``Nat.injective.S``), their images are disjoint
        (``Nat.distinct.0.S``) and together they cover the sort (``Nat.cases``).
        """
        name = self.sort.name
        for constructor in self.constructors:
            if constructor.arity:
                yield f"{name}.injective.{constructor.name}", _injective(constructor)
        for first, second in combinations(self.constructors, 2):
            fact = universal_closure(Not(Equality(_made(first, "x"), _made(second, "y"))))
            yield f"{name}.distinct.{first.name}.{second.name}", fact
        variable = Variable("x", self.sort)
        made = [_existing(variable, constructor) for constructor in self.constructors]
        yield f"{name}.cases", ForAll(variable, disjunction(made))


@dataclass(frozen=True, slots=True)
class Equation:
    """One case of a definition: ``condition → left = right``, or ``condition → (left ↔ right)``.

    Attributes:
        left: the symbol applied to patterns: variables and constructors, no variable twice.
        right: a term, or a formula without quantifiers where ``left`` is an atom.
        condition: a formula without quantifiers about the variables of ``left``; truth where
            there is none.  Of the cases with one pattern exactly one condition holds.
    """

    left: Application | Atom
    right: Term | Formula
    condition: Formula = TRUE

    @property
    def formula(self) -> Formula:
        """The closed formula that is given; ``P ↔ ⊤`` is stated as ``P``, ``P ↔ ⊥`` as ``¬P``."""
        body = _equation(self.left, self.right)
        if self.condition is not TRUE:
            body = Implies(self.condition, body)
        return universal_closure(body)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a symbol means, by recursion: its cases in the order they were written.

    The patterns of different cases do not overlap, together they cover every argument, and
    recursion ends.
    """

    symbol: Symbol
    equations: tuple[Equation, ...]

    def facts(self) -> Iterator[tuple[str, Formula]]:
        """The cases as formulas, named ``symbol.1``, ``symbol.2``, …."""
        for number, equation in enumerate(self.equations, start=1):
            yield f"{self.symbol.name}.{number}", equation.formula


@dataclass(frozen=True, slots=True)
class Axiom:
    """What is assumed beside the definitions; closed."""

    name: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class Goal:
    """What somebody asked to have proved; closed."""

    name: str
    formula: Formula


@dataclass(frozen=True, slots=True)
class Theory:
    """Sorts, symbols, definitions, axioms; names are unique over equations and axioms.

    Attributes:
        name: how the theory is called.
        sorts: sorts about which nothing is known but that they are not empty.
        datatypes: generated sorts, each after those that its constructors mention; mutually
            recursive ones stand together.
        open_symbols: functions and predicates that only axioms speak of.
        definitions: each after those that it uses; mutually recursive ones stand together.
        axioms: assumptions.
        goals: statements to be proved or refuted.
    """

    name: str
    sorts: tuple[Sort, ...] = ()
    datatypes: tuple[Datatype, ...] = ()
    open_symbols: tuple[Symbol, ...] = ()
    definitions: tuple[Definition, ...] = ()
    axioms: tuple[Axiom, ...] = ()
    goals: tuple[Goal, ...] = ()
    _facts: dict[str, Formula] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        facts = {axiom.name: axiom.formula for axiom in self.axioms}
        for datatype in self.datatypes:
            facts.update(datatype.facts())
        for definition in self.definitions:
            facts.update(definition.facts())
        object.__setattr__(self, "_facts", facts)

    @property
    def facts(self) -> Mapping[str, Formula]:
        """Everything that may be used without proof, by name.

        First the axioms, then what holds of the datatypes, then the cases of definitions.
        """
        return self._facts

    @property
    def constructors(self) -> Mapping[Sort, tuple[FunctionSymbol, ...]]:
        """The constructors of each generated sort."""
        return {datatype.sort: datatype.constructors for datatype in self.datatypes}

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """Constructors, open symbols and defined symbols, in this order."""
        constructors = [c for datatype in self.datatypes for c in datatype.constructors]
        defined = [definition.symbol for definition in self.definitions]
        return (*constructors, *self.open_symbols, *defined)

    @property
    def predicates(self) -> tuple[PredicateSymbol, ...]:
        """Those of the symbols that are predicates."""
        return tuple(s for s in self.symbols if isinstance(s, PredicateSymbol))


def _made(constructor: FunctionSymbol, letter: str) -> Application:
    """The constructor applied to variables ``letter1``, ``letter2``, …."""
    sorts = enumerate(constructor.argument_sorts, start=1)
    arguments = tuple(Variable(f"{letter}{number}", sort) for number, sort in sorts)
    return Application(constructor, arguments)


def _injective(constructor: FunctionSymbol) -> Formula:
    left, right = _made(constructor, "x"), _made(constructor, "y")
    pairs = zip(left.arguments, right.arguments, strict=True)
    equal = conjunction(Equality(one, other) for one, other in pairs)
    return universal_closure(Implies(Equality(left, right), equal))


def _existing(variable: Variable, constructor: FunctionSymbol) -> Formula:
    made = _made(constructor, "y")
    formula: Formula = Equality(variable, made)
    for argument in reversed(made.arguments):
        assert isinstance(argument, Variable)
        formula = Exists(argument, formula)
    return formula


def _equation(left: Application | Atom, right: Term | Formula) -> Formula:
    if isinstance(left, Application):
        if not isinstance(right, Variable | Application):
            raise TypeError("a term equals a term")
        return Equality(left, right)
    if isinstance(right, Variable | Application):
        raise TypeError("an atom is equivalent to a formula")
    if isinstance(right, TruthValue):
        return left if right.value else Not(left)
    return Iff(left, right)
