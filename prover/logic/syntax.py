"""The language: immutable, hash-consed, many-sorted first-order logic with equality.

Two structurally equal nodes are *the same object*, so equality, hashing and memo
tables cost one pointer comparison.  The table that guarantees this holds its nodes
weakly: what nobody uses is forgotten, which a long-running service needs.

The depth of every node is bounded by :data:`MAX_DEPTH`, checked at the single place
where nodes are made.  Recursion over a formula is therefore safe everywhere, and an
input nested 20,000 deep meets :class:`FormulaTooDeep` instead of a stack overflow.
"""

from __future__ import annotations

import threading
import weakref
from dataclasses import dataclass, field
from typing import Any, ClassVar

from prover.errors import ProverError

__all__ = [
    "FALSE",
    "INDIVIDUAL",
    "MAX_DEPTH",
    "TRUE",
    "And",
    "Application",
    "Atom",
    "Equality",
    "Exists",
    "ForAll",
    "Formula",
    "FormulaTooDeep",
    "FunctionSymbol",
    "Iff",
    "Implies",
    "Node",
    "Not",
    "Or",
    "PredicateSymbol",
    "Sort",
    "Symbol",
    "Term",
    "TruthValue",
    "Variable",
    "Xor",
    "constant",
    "predicate",
]

MAX_DEPTH = 200
"""Greatest number of nested nodes in one formula (conjunctions and disjunctions are n-ary)."""


class FormulaTooDeep(ProverError):
    """A formula nests more than :data:`MAX_DEPTH` levels."""

    code = "formula-too-deep"

    def __init__(self, depth: int) -> None:
        super().__init__(
            f"formula nested deeper than {MAX_DEPTH} levels",
            hint="write long chains with one connective (a & b & c), or name parts by definitions",
        )
        self.depth = depth


_Table = weakref.WeakValueDictionary[tuple[Any, ...], Any]


class _HashConsed(type):
    """Metaclass whose instances are unique: calling a class twice alike returns one object."""

    _table: ClassVar[_Table] = weakref.WeakValueDictionary()
    _lock = threading.Lock()

    def __call__(cls, *fields: Any) -> Any:
        key = (cls, *fields)
        node = _HashConsed._table.get(key)
        if node is None:
            made = super().__call__(*fields)
            with _HashConsed._lock:
                node = _HashConsed._table.setdefault(key, made)
        return node


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Sort(metaclass=_HashConsed):
    """A non-empty set of things that variables range over."""

    name: str

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name,)


INDIVIDUAL = Sort("$i")
"""The sort of everything, when a problem has one sort only (TPTP's ``$i``)."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class FunctionSymbol(metaclass=_HashConsed):
    """A function with its argument sorts and result sort; a constant takes no argument."""

    name: str
    argument_sorts: tuple[Sort, ...]
    sort: Sort

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.argument_sorts, self.sort)

    @property
    def arity(self) -> int:
        """Number of arguments."""
        return len(self.argument_sorts)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class PredicateSymbol(metaclass=_HashConsed):
    """A relation with its argument sorts; a proposition takes no argument."""

    name: str
    argument_sorts: tuple[Sort, ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.argument_sorts)

    @property
    def arity(self) -> int:
        """Number of arguments."""
        return len(self.argument_sorts)


Symbol = FunctionSymbol | PredicateSymbol


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Node(metaclass=_HashConsed):
    """A term or a formula.

    ``depth`` counts nested nodes (1 for a leaf); ``free`` holds the free variables.
    """

    depth: int = field(init=False)
    free: frozenset[Variable] = field(init=False)

    @property
    def children(self) -> tuple[Node, ...]:
        """The immediate sub-nodes, left to right."""
        return ()

    def __post_init__(self) -> None:
        children = self.children
        depth = 1
        free: frozenset[Variable] = frozenset()
        for child in children:
            depth = max(depth, child.depth + 1)
            if child.free:
                free = free | child.free if free else child.free
        if depth > MAX_DEPTH:
            raise FormulaTooDeep(depth)
        object.__setattr__(self, "depth", depth)
        object.__setattr__(self, "free", free)

    def __reduce__(self) -> tuple[Any, ...]:
        names: tuple[str, ...] = self.__match_args__
        return type(self), tuple(getattr(self, name) for name in names)


@dataclass(frozen=True, slots=True, eq=False)
class Variable(Node):
    """A variable of a sort; two variables are one when name and sort agree."""

    name: str
    sort: Sort

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", 1)
        object.__setattr__(self, "free", frozenset((self,)))


@dataclass(frozen=True, slots=True, eq=False)
class Application(Node):
    """A function applied to terms; a constant is an application to nothing."""

    function: FunctionSymbol
    arguments: tuple[Term, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments

    @property
    def sort(self) -> Sort:
        """The result sort of the function."""
        return self.function.sort


Term = Variable | Application


@dataclass(frozen=True, slots=True, eq=False)
class Atom(Node):
    """A predicate applied to terms."""

    predicate: PredicateSymbol
    arguments: tuple[Term, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments


@dataclass(frozen=True, slots=True, eq=False)
class Equality(Node):
    """Two terms denote the same thing."""

    left: Term
    right: Term

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class TruthValue(Node):
    """The true or the false proposition."""

    value: bool


TRUE = TruthValue(True)
FALSE = TruthValue(False)


@dataclass(frozen=True, slots=True, eq=False)
class Not(Node):
    """Negation."""

    body: Formula

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.body,)


@dataclass(frozen=True, slots=True, eq=False)
class And(Node):
    """Conjunction of two or more formulas, in the order they were written."""

    parts: tuple[Formula, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts


@dataclass(frozen=True, slots=True, eq=False)
class Or(Node):
    """Disjunction of two or more formulas, in the order they were written."""

    parts: tuple[Formula, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts


@dataclass(frozen=True, slots=True, eq=False)
class Implies(Node):
    """``left`` implies ``right``."""

    left: Formula
    right: Formula

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class Iff(Node):
    """``left`` and ``right`` have the same truth value."""

    left: Formula
    right: Formula

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class Xor(Node):
    """Exactly one of ``left`` and ``right`` holds."""

    left: Formula
    right: Formula

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True, eq=False)
class ForAll(Node):
    """``body`` holds for every value of ``variable``."""

    variable: Variable
    body: Formula

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.body,)

    def __post_init__(self) -> None:
        _bind(self, self.variable, self.body)


@dataclass(frozen=True, slots=True, eq=False)
class Exists(Node):
    """``body`` holds for some value of ``variable``."""

    variable: Variable
    body: Formula

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.body,)

    def __post_init__(self) -> None:
        _bind(self, self.variable, self.body)


Formula = Atom | Equality | TruthValue | Not | And | Or | Implies | Iff | Xor | ForAll | Exists


def _bind(quantified: Node, variable: Variable, body: Formula) -> None:
    if body.depth >= MAX_DEPTH:
        raise FormulaTooDeep(body.depth + 1)
    object.__setattr__(quantified, "depth", body.depth + 1)
    object.__setattr__(quantified, "free", body.free - {variable})


def constant(name: str, sort: Sort = INDIVIDUAL) -> Application:
    """The constant ``name`` as a term."""
    return Application(FunctionSymbol(name, (), sort), ())


def predicate(name: str, *arguments: Term) -> Atom:
    """The atom ``name(arguments)``, its argument sorts taken from the arguments."""
    return Atom(PredicateSymbol(name, tuple(a.sort for a in arguments)), arguments)
