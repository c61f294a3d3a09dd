"""The language of constraints: many finite sorts, functions between them, and integers.

The elements of a sort are whole numbers with names, in the order of their declaration, so
that *Tuesday* is ``Monday + 1`` and ``order(a) < order(b)`` needs nothing special.  A function
applied to something outside its sort has no value, and an atom that contains it is false
(negative free logic): on Saturday, *the same is toured on the next day* does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from prover.problem import Sentence

__all__ = [
    "BOOLEAN",
    "INTEGER",
    "Application",
    "Claim",
    "Constraint",
    "Domain",
    "Enumeration",
    "Expression",
    "Function",
    "Number",
    "Operation",
    "Operator",
    "Option",
    "OptionProblem",
    "Primitive",
    "Quantified",
    "Quantifier",
    "Standing",
    "Truth",
    "Variable",
]


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A finite sort: names and, for each, the number that stands for it."""

    name: str
    elements: tuple[str, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Primitive:
    """Truth values or whole numbers."""

    name: str


BOOLEAN = Primitive("bool")
INTEGER = Primitive("int")

Domain = Enumeration | Primitive


@dataclass(frozen=True, slots=True)
class Function:
    """A total function; a predicate has :data:`BOOLEAN` values, a constant no arguments."""

    name: str
    arguments: tuple[Domain, ...]
    result: Domain


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number or, as its number, an element of a sort."""

    value: int


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable over a finite sort."""

    name: str
    domain: Enumeration


@dataclass(frozen=True, slots=True)
class Application:
    """A function applied to expressions."""

    function: Function
    arguments: tuple[Expression, ...]


class Operator(StrEnum):
    """What joins expressions; each is named as in SMT-LIB."""

    NOT = "not"
    AND = "and"
    OR = "or"
    IMPLIES = "=>"
    XOR = "xor"
    IFF = "iff"
    EQUAL = "="
    LESS = "<"
    AT_MOST = "<="
    DISTINCT = "distinct"
    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    MODULO = "mod"
    ABSOLUTE = "abs"
    IF = "ite"
    """The second expression where the first, a formula, holds, else the third."""

    @property
    def compares(self) -> bool:
        """Whether it makes an atom of numbers."""
        return self in (Operator.EQUAL, Operator.LESS, Operator.AT_MOST, Operator.DISTINCT)

    @property
    def connects(self) -> bool:
        """Whether it makes a formula of formulas."""
        return self in _CONNECTIVES


_CONNECTIVES = frozenset(
    {Operator.NOT, Operator.AND, Operator.OR, Operator.IMPLIES, Operator.XOR, Operator.IFF}
)


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator applied to expressions."""

    operator: Operator
    arguments: tuple[Expression, ...]


class Quantifier(StrEnum):
    """What is said of all values of some variables."""

    FOR_ALL = "for all"
    EXISTS = "exists"
    COUNT = "count"
    """How many of them make the formula true."""
    SUM = "sum"
    DISTINCT = "distinct"
    """Whether the number differs for every two of them."""


@dataclass(frozen=True, slots=True)
class Quantified:
    """A quantifier, its variables, and what it ranges over."""

    quantifier: Quantifier
    variables: tuple[Variable, ...]
    body: Expression


Expression = Number | Truth | Variable | Application | Operation | Quantified


@dataclass(frozen=True, slots=True)
class Constraint:
    """A formula with its name and the piece of the program it was read from."""

    name: str
    formula: Expression
    sentence: Sentence


class Standing(StrEnum):
    """What the constraints make of a formula."""

    MUST = "must be true"
    COULD = "could be true"
    CANNOT = "cannot be true"
    COULD_FAIL = "could be false"
    SETTLES = "leaves one possibility"
    """Together with the constraints it leaves exactly one assignment."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That a formula has a standing."""

    formula: Expression
    standing: Standing


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from: it is right when all its claims hold.

    ``excepted`` options are right when not all of them do.
    """

    name: str
    claims: tuple[Claim, ...]
    sentence: Sentence
    excepted: bool = False


@dataclass(frozen=True, slots=True)
class OptionProblem:
    """Constraints and the options to judge under them; ``notes`` say what was decided."""

    constraints: tuple[Constraint, ...]
    options: tuple[Option, ...]
    text: str = ""
    notes: tuple[str, ...] = ()
