"""The matrix: the clauses of a problem with their connections.

A *connection* is a goal and a literal of a clause that can be made complementary; the matrix
finds them.  What is asked at the very top is the literal ``$start``, which every start clause
denies, so that beginning is an extension like any other (Otten and Bibel, "leanCoP: lean
connection-based theorem proving", 2003).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from prover.clausify import InputClause
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import Application, Atom, Equality, PredicateSymbol, Sort, Variable
from prover.logic.unify import Bindings, unify_atoms
from search.tableau.equality import equality_axioms

__all__ = ["START", "Connection", "Kind", "Matrix", "MatrixClause", "flipped", "kind_of"]

START = Literal(True, Atom(PredicateSymbol("$start", ()), ()))
"""The goal of the tableau that has just been begun."""

Kind = tuple[bool, PredicateSymbol | Sort]
"""Sign and predicate of a literal; equations are told apart by their sort."""


def kind_of(literal: Literal) -> Kind:
    """The kind of a literal: only literals of opposite kinds can be complementary."""
    atom = literal.atom
    return literal.positive, atom.predicate if isinstance(atom, Atom) else atom.left.sort


def flipped(literal: Literal) -> Literal:
    """The equation with its sides exchanged; any other literal as it is."""
    if isinstance(literal.atom, Atom):
        return literal
    return Literal(literal.positive, Equality(literal.atom.right, literal.atom.left))


@dataclass(frozen=True, slots=True, eq=False)
class MatrixClause:
    """A clause with variables that no tableau has.

    Attributes:
        literals: of the clause; a start clause has the denial of ``$start`` besides.
        given: where the clause came from; ``None`` for axioms of equality.
        original: what its variables were called where it came from.
        is_claimed: whether it comes from the negated claim.
        size: how many symbols it has.
    """

    literals: tuple[Literal, ...]
    given: InputClause | None
    original: Mapping[Variable, Variable]
    is_claimed: bool
    size: int

    def others(self, index: int) -> tuple[Literal, ...]:
        """What is left to be refuted when literal ``index`` is: the start has begun long ago."""
        others = self.literals[:index] + self.literals[index + 1 :]
        return tuple(literal for literal in others if literal.atom is not START.atom)


@dataclass(frozen=True, slots=True, eq=False)
class Connection:
    """The literal number ``index`` of ``clause``, made complementary to a goal.

    Attributes:
        clause: the clause, number ``number`` of the matrix.
        is_flipped: whether the literal is an equation met from the other side.
        bindings: of the goal's and the clause's variables (triangular).
        binds: whether variables of the goal are bound.
    """

    clause: MatrixClause
    number: int
    index: int
    is_flipped: bool
    bindings: Bindings
    binds: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A literal of a clause, an equation once from either side."""

    number: int
    index: int
    is_flipped: bool
    literal: Literal


@dataclass(slots=True)
class Matrix:
    """The clauses, the literals of each kind, and which kinds of goals come of which."""

    clauses: tuple[MatrixClause, ...]
    _places: dict[Kind, list[_Place]] = field(default_factory=dict)
    _reach: dict[Kind, frozenset[Kind]] = field(default_factory=dict)
    _connections: dict[Literal, tuple[Connection, ...]] = field(default_factory=dict)

    @staticmethod
    def of(entries: Iterable[InputClause], claimed: Set[str]) -> Matrix:
        """The matrix of a problem.

        A refutation can begin with a clause of the negated claim, or, where the premises
        contradict each other, with a negative clause: both are start clauses.

        Args:
            entries: all clauses, tautologies are left out.
            claimed: names of the steps that state the negated claim.
        """
        given = [entry for entry in entries if not entry.clause.is_tautology]
        axioms = equality_axioms(entry.clause for entry in given)
        clauses = [_start(entry, entry.source in claimed) for entry in given]
        clauses += [_clause(axiom.literals, None, axiom, False) for axiom in axioms]
        return Matrix(tuple(clauses))

    def __post_init__(self) -> None:
        for number, clause in enumerate(self.clauses):
            for index, literal in enumerate(clause.literals):
                places = self._places.setdefault(kind_of(literal), [])
                for turned in dict.fromkeys((literal, flipped(literal))):
                    places.append(_Place(number, index, turned is not literal, turned))

    def connections(self, goal: Literal) -> tuple[Connection, ...]:
        """The clauses that ``goal`` can be extended by, in the order of the matrix."""
        if goal not in self._connections:
            self._connections[goal] = tuple(self._found(goal))
        return self._connections[goal]

    def _found(self, goal: Literal) -> Iterator[Connection]:
        for place in self._places.get(kind_of(goal.complement), ()):
            bindings = unify_atoms(place.literal.atom, goal.atom)
            if bindings is not None:
                binds = not goal.atom.free.isdisjoint(bindings)
                clause = self.clauses[place.number]
                where = place.number, place.index, place.is_flipped
                yield Connection(clause, *where, bindings, binds)

    def reach(self, kind: Kind) -> frozenset[Kind]:
        """The kinds of goals that may come up below a goal of this kind, its own included."""
        if kind not in self._reach:
            found = {kind}
            waiting = [kind]
            while waiting:
                sign, predicate = waiting.pop()
                for place in self._places.get((not sign, predicate), ()):
                    others = self.clauses[place.number].others(place.index)
                    below = {kind_of(other) for other in others}
                    waiting += below - found
                    found |= below
            self._reach[kind] = frozenset(found)
        return self._reach[kind]


def _start(entry: InputClause, is_claimed: bool) -> MatrixClause:
    literals = entry.clause.literals
    if is_claimed or not any(literal.positive for literal in literals):
        literals = (START.complement, *literals)
    return _clause(literals, entry, entry.clause, is_claimed)


def _clause(
    literals: tuple[Literal, ...], given: InputClause | None, clause: Clause, is_claimed: bool
) -> MatrixClause:
    ordered = sorted(clause.variables, key=lambda v: (v.name, v.sort.name))
    names = {old: Variable(f"\N{PRIME}{n}", old.sort) for n, old in enumerate(ordered)}
    renamed = tuple(literal.substitute(names) for literal in literals)
    original = {new: old for old, new in names.items()}
    size = sum(_size(literal) for literal in clause.literals)
    return MatrixClause(renamed, given, original, is_claimed, size)


def _size(literal: Literal) -> int:
    """Number of symbols, each occurrence counted."""
    waiting = list(literal.atom.children)
    size = 1
    while waiting:
        node = waiting.pop()
        size += isinstance(node, Application)
        waiting += node.children
    return size
