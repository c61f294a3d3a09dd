"""Whether a statement follows in a few small steps from what is known, so that nobody misses it.

The statement is denied, its variables being constants, and units are resolved with the known
clauses, rewriting with the known equations and with those assumed.  Incomplete, and no proof: what
follows is left out of a book, or proved again by those who prove.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from prover.clausify import Clausifier
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import (
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Term,
    Variable,
)
from prover.logic.unify import Bindings, match_terms, resolved, unify_atoms
from prover.logic.walk import nodes, strip_universals
from search.exploration.known import KnownEquations
from search.rewriting.knuth_bendix import KnuthBendixOrder

__all__ = ["Consequences"]

_MOST_FACTS = 60
_LARGEST_FACT = 11


class Consequences:
    """The clauses known so far.

    Args:
        equations: those known; they are used for rewriting only.
    """

    def __init__(self, equations: KnownEquations) -> None:
        self._equations = equations
        self._clauses: list[Clause] = []
        self._units: list[Literal] = []

    def learn(self, statement: Formula) -> None:
        """Use ``statement``, which is closed, from now on."""
        for clause in _clauses(statement):
            if len(clause.literals) == 1:
                self._units.append(_apart(clause.literals[0]))
            self._clauses.append(clause)

    def implies(self, statement: Formula) -> bool:
        """Whether the closed ``statement`` follows in a few steps."""
        _, body = strip_universals(statement)
        if isinstance(body, Equality) and self._equations.implies(body.left, body.right):
            return True
        clauses = _clauses(statement)
        return bool(clauses) and all(self._follows(clause) for clause in clauses)

    def is_instance(self, statement: Formula) -> bool:
        """Whether one known clause alone says this, or more, or a known equation inside a term."""
        if self._is_inside(strip_universals(statement)[1]):
            return True
        clauses = _clauses(statement)
        return bool(clauses) and all(
            any(_subsumes(known, clause) for known in self._clauses) for clause in clauses
        )

    def _is_inside(self, body: Formula) -> bool:
        """Whether an equation differs in one argument only, by a known equation."""
        if not isinstance(body, Equality):
            return False
        left, right = body.left, body.right
        if not isinstance(left, Application) or not isinstance(right, Application):
            return False
        if left.function is not right.function:
            return False
        pairs = zip(left.arguments, right.arguments, strict=True)
        different = [pair for pair in pairs if pair[0] is not pair[1]]
        return len(different) == 1 and self._equations.implies(*different[0])

    def _follows(self, clause: Clause) -> bool:
        order = self._equations.order
        if any(_subsumes(known, clause) for known in self._clauses):
            return True
        state = _State(self._equations, order, self._units)
        denied = _constant(clause)
        return state.assume(lit.complement for lit in denied.literals) or state.run(self._clauses)


@dataclass(slots=True)
class _State:
    """Ground units that are assumed or follow."""

    equations: KnownEquations
    order: KnuthBendixOrder
    units: Sequence[Literal]
    facts: dict[Literal, None] = field(default_factory=dict)
    smaller: dict[Term, Term] = field(default_factory=dict)
    agenda: deque[Literal] = field(default_factory=deque)

    def assume(self, literals: Iterable[Literal]) -> bool:
        """Add units; true if they contradict each other."""
        return any(self._add(literal) for literal in literals)

    def run(self, clauses: Sequence[Clause]) -> bool:
        """Resolve with ``clauses`` until there is a contradiction, or nothing new and small."""
        while self.agenda:
            fact = self.agenda.popleft()
            for clause in clauses:
                for index, literal in enumerate(clause.literals):
                    for bindings in _matches(literal.complement, fact, {}):
                        rest = clause.literals[:index] + clause.literals[index + 1 :]
                        if any(self._add(unit) for unit in self._left(rest, bindings)):
                            return True
            if len(self.facts) > _MOST_FACTS:
                return False
        return False

    def _left(self, literals: Sequence[Literal], bindings: Bindings) -> Iterator[Literal]:
        """What is left of a clause when all other literals are false."""
        if not literals:
            return
        if len(literals) == 1:
            literal = literals[0].substitute(bindings)
            if literals[0].atom.free <= bindings.keys():
                yield literal
            return
        for index, literal in enumerate(literals):
            rest = (*literals[:index], *literals[index + 1 :])
            for fact in tuple(self.facts):
                for extended in _matches(literal.complement, fact, bindings):
                    yield from self._left(rest, extended)
            if len(literals) == 2 and any(v in bindings for v in literal.atom.free):
                for extended in self._by_units(literal.complement, bindings):
                    yield from self._left(rest, extended)

    def _by_units(self, literal: Literal, bindings: Bindings) -> Iterator[Bindings]:
        """Bindings under which a known unit clause says ``literal``, leaving nothing open."""
        wanted = literal.substitute(bindings)
        for unit in self.units:
            if unit.positive == wanted.positive:
                found = unify_atoms(unit.atom, wanted.atom)
                if found is not None:
                    terms = resolved(found)
                    if not any(terms[v].free for v in wanted.atom.free if v in terms):
                        yield {**bindings, **{v: terms[v] for v in wanted.atom.free if v in terms}}

    def _add(self, literal: Literal) -> bool:
        """Take up a unit; true if that is contradictory."""
        atom = self._normal_atom(literal.atom)
        literal = Literal(literal.positive, atom)
        if literal in self.facts or self.order.atom_key(atom)[0] > _LARGEST_FACT:
            return False
        if isinstance(atom, Equality) and atom.left is atom.right:
            return not literal.positive
        if literal.complement in self.facts or self._is_refuted(literal):
            return True
        self.facts[literal] = None
        self.agenda.append(literal)
        if isinstance(atom, Equality) and literal.positive:
            self.smaller[atom.left] = atom.right
            return self._renew()
        return False

    def _renew(self) -> bool:
        """Rewrite all units with an equation that has just been assumed."""
        for fact in tuple(self.facts):
            atom = self._normal_atom(fact.atom)
            if atom is not fact.atom and self._add(Literal(fact.positive, atom)):
                return True
        return False

    def _is_refuted(self, literal: Literal) -> bool:
        denied = literal.complement
        return any(next(_matches(unit, denied, {}), None) is not None for unit in self.units)

    def _normal_atom(self, atom: Atom | Equality) -> Atom | Equality:
        if isinstance(atom, Atom):
            return Atom(atom.predicate, tuple(self._normal(part) for part in atom.arguments))
        return self.order.equation(self._normal(atom.left), self._normal(atom.right))

    def _normal(self, term: Term) -> Term:
        if isinstance(term, Application):
            arguments = tuple(self._normal(argument) for argument in term.arguments)
            term = self.equations.shrinking.normal(Application(term.function, arguments))
        found = self.smaller.get(term)
        return term if found is None else self._normal(found)


def _clauses(statement: Formula) -> tuple[Clause, ...]:
    """The clauses of a closed statement; none where it has quantifiers inside."""
    _, body = strip_universals(statement)
    if any(isinstance(node, Exists | ForAll) for node in nodes(body)):
        return ()
    entries = Clausifier(frozenset()).clausify(statement, "")
    return tuple(entry.clause for entry in entries if not entry.clause.is_tautology)


def _apart(literal: Literal) -> Literal:
    """The literal with variables that nothing else has."""
    return literal.substitute({v: Variable(f"{v.name}′", v.sort) for v in literal.atom.free})


def _constant(clause: Clause) -> Clause:
    """The clause with a constant for every variable."""
    return clause.substitute(
        {v: Application(FunctionSymbol(f"{v.name}°", (), v.sort), ()) for v in clause.variables}
    )


def _matches(pattern: Literal, fact: Literal, bindings: Bindings) -> Iterator[Bindings]:
    """The ways in which ``pattern`` is the unit ``fact``; equations can be turned."""
    one, other = pattern.atom, fact.atom
    if pattern.positive != fact.positive or type(one) is not type(other):
        return
    if isinstance(one, Atom) and isinstance(other, Atom):
        if one.predicate is other.predicate:
            pairs = zip(one.arguments, other.arguments, strict=True)
            found = match_terms(pairs, bindings)
            if found is not None:
                yield found
    elif isinstance(one, Equality) and isinstance(other, Equality):
        for left, right in ((other.left, other.right), (other.right, other.left)):
            found = match_terms([(one.left, left), (one.right, right)], bindings)
            if found is not None:
                yield found


def _subsumes(general: Clause, special: Clause) -> bool:
    """Whether an instance of ``general`` is part of ``special``."""
    stack: list[tuple[tuple[Literal, ...], Bindings]] = [(general.literals, {})]
    while stack:
        left, bindings = stack.pop()
        if not left:
            return True
        for literal in special.literals:
            stack.extend((left[1:], found) for found in _matches(left[0], literal, bindings))
    return False
