"""TIP problems as values: sorts, well-sorted terms, declarations.

The language is the one of Claessen, Johansson, Rosén and Smallbone, "TIP: Tons of Inductive
Problems" (CICM 2015), in the concrete syntax that is close to SMT-LIB 2.6.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from prover.errors import Position

__all__ = [
    "BOOL",
    "INT",
    "Apply",
    "Arithmetic",
    "Arrow",
    "Binder",
    "BoolLiteral",
    "Case",
    "Comparison",
    "Connective",
    "Constructor",
    "Data",
    "Datatype",
    "Distinct",
    "Equal",
    "Formula",
    "Function",
    "If",
    "IntLiteral",
    "Invoke",
    "Lambda",
    "Let",
    "Match",
    "Meta",
    "Quantified",
    "Quantifier",
    "Sort",
    "SortVariable",
    "Term",
    "TipProblem",
    "Uninterpreted",
    "Variable",
]


@dataclass(frozen=True, slots=True)
class SortVariable:
    """A sort that ``par`` binds."""

    name: str


@dataclass(frozen=True, slots=True)
class Data:
    """A datatype, a declared sort, ``Bool`` or ``Int``, applied to sorts."""

    name: str
    arguments: tuple[Sort, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """Functions from ``domain`` to ``result``; ``(=> a b c)`` is ``a → (b → c)``."""

    domain: Sort
    result: Sort


@dataclass(frozen=True, slots=True)
class Meta:
    """A sort that is still to be found out; there are none in a finished problem."""

    number: int


Sort = SortVariable | Data | Arrow | Meta
BOOL = Data("Bool")
INT = Data("Int")


@dataclass(frozen=True, slots=True)
class Binder:
    """A variable with its sort, where it is bound."""

    name: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Variable:
    """A bound variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """A declared symbol, instantiated at ``sorts``, applied to all its arguments."""

    name: str
    sorts: tuple[Sort, ...]
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Invoke:
    """A function value applied: ``(@ f t …)``."""

    function: Term
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Lambda:
    """A function value."""

    binders: tuple[Binder, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Let:
    """``body`` with ``name`` standing for ``value``."""

    name: str
    value: Term
    body: Term


@dataclass(frozen=True, slots=True)
class Case:
    """A branch; ``constructor`` is None where it takes what is left."""

    constructor: str | None
    variables: tuple[str, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Match:
    """Case distinction by constructor of ``sort``; where no case fits, the value is open."""

    subject: Term
    sort: Data
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class If:
    """``ite``."""

    condition: Term
    then: Term
    otherwise: Term


class Quantifier(StrEnum):
    """∀ or ∃."""

    FORALL = "forall"
    EXISTS = "exists"


@dataclass(frozen=True, slots=True)
class Quantified:
    """A quantified formula."""

    quantifier: Quantifier
    binders: tuple[Binder, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Connective:
    """``and``, ``or``, ``xor``, ``=>`` (binary, nested to the right), or ``not`` (unary)."""

    operator: str
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Equal:
    """Two terms of one sort are equal."""

    left: Term
    right: Term
    sort: Sort


@dataclass(frozen=True, slots=True)
class Distinct:
    """Terms of one sort are pairwise different."""

    arguments: tuple[Term, ...]
    sort: Sort


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``+``, ``-`` (also unary), ``*``, ``div``, ``mod`` on integers."""

    operator: str
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``<``, ``<=``, ``>``, ``>=`` of two integers."""

    operator: str
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class IntLiteral:
    """A numeral."""

    value: int


@dataclass(frozen=True, slots=True)
class BoolLiteral:
    """``true`` or ``false``."""

    value: bool


Term = (
    Variable
    | Apply
    | Invoke
    | Lambda
    | Let
    | Match
    | If
    | Quantified
    | Connective
    | Equal
    | Distinct
    | Arithmetic
    | Comparison
    | IntLiteral
    | BoolLiteral
)


@dataclass(frozen=True, slots=True)
class Constructor:
    """A constructor; its ``fields`` are named after their selectors."""

    name: str
    fields: tuple[Binder, ...]


@dataclass(frozen=True, slots=True)
class Datatype:
    """A freely generated sort."""

    name: str
    parameters: tuple[str, ...]
    constructors: tuple[Constructor, ...]
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Function:
    """A defined function; polymorphic in ``parameters``."""

    name: str
    parameters: tuple[str, ...]
    binders: tuple[Binder, ...]
    result: Sort
    body: Term
    position: Position


@dataclass(frozen=True, slots=True)
class Uninterpreted:
    """A declared function; a constant has no ``domain``."""

    name: str
    parameters: tuple[str, ...]
    domain: tuple[Sort, ...]
    result: Sort


@dataclass(frozen=True, slots=True)
class Formula:
    """An assertion or a goal, for all sorts ``parameters``."""

    parameters: tuple[str, ...]
    body: Term
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class TipProblem:
    """A problem; ``sorts`` are the declared sorts with their arities.

    Datatypes and functions are in the order of the text; functions of one ``define-funs-rec``
    may use one another.
    """

    sorts: tuple[tuple[str, int], ...]
    datatypes: tuple[Datatype, ...]
    uninterpreted: tuple[Uninterpreted, ...]
    functions: tuple[Function, ...]
    assertions: tuple[Formula, ...]
    goals: tuple[Formula, ...]
