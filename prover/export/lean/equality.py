"""Congruence closure that can say why: ground equations with Lean proofs.

Classes of equal terms are kept by a union-find structure beside a *proof forest* (Nieuwenhuis
and Oliveras, "Proof-Producing Congruence Closure", 2005): every edge of the forest is an
equation that was given, or says that two applications have equal arguments.  The path
between two terms is the proof that they are equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from prover.export.lean.terms import Abstraction, Name, ProofTerm, apply
from prover.logic.syntax import Application, Atom, FunctionSymbol, Term, Variable

__all__ = ["Equations", "symmetric"]

Edge = tuple[Term, ProofTerm | None, bool]
"""Another term, the proof of the equation (``None``: congruence), and whether the equation
is to be read from this term to the other one."""

_HOLE = "·hole·"
_SYMM = Name("Eq.symm")
_TRANS = Name("Eq.trans")
_CONG = Name("congrArg")
_SUBST = Name("Eq.subst")


@dataclass(slots=True)
class Equations:
    """What follows from some equations between ground terms.

    Every method that returns an equation's proof returns ``None`` for ``a = a``.
    """

    _root: dict[Term, Term] = field(default_factory=dict)
    _members: dict[Term, list[Term]] = field(default_factory=dict)
    _edges: dict[Term, Edge] = field(default_factory=dict)
    _table: dict[tuple[FunctionSymbol, tuple[Term, ...]], Term] = field(default_factory=dict)
    is_trivial: bool = True

    def copy(self) -> Equations:
        """Equations that can be added to without changing these."""
        members = {root: list(terms) for root, terms in self._members.items()}
        return Equations(
            dict(self._root), members, dict(self._edges), dict(self._table), self.is_trivial
        )

    def add(self, left: Term, right: Term, proof: ProofTerm) -> None:
        """Add ``left = right``, which ``proof`` proves."""
        self.mention(left)
        self.mention(right)
        self._merge(left, right, proof)

    def mention(self, term: Term) -> None:
        """Take note of ``term`` and its parts."""
        if term in self._root:
            return
        assert not isinstance(term, Variable), "equations are ground"
        for argument in term.arguments:
            self.mention(argument)
        self._root[term] = term
        self._members[term] = [term]
        if term.arguments:
            same = self._table.setdefault(self._key(term), term)
            if same is not term:
                self._merge(term, same, None)

    def equal(self, left: Term, right: Term) -> bool:
        """Whether the equations say that both are the same."""
        if left is right or self.is_trivial:
            return left is right
        self.mention(left)
        self.mention(right)
        return self._root[left] is self._root[right]

    def proof(self, left: Term, right: Term) -> ProofTerm | None:
        """Why ``left = right``, which must be so."""
        if left is right:
            return None
        down = self._path(left)
        up = self._path(right)
        common = next(term for term in down if term in up)
        proof: ProofTerm | None = None
        for term in down[: down.index(common)]:
            other, reason, forwards = self._edges[term]
            proof = _transitive(proof, self._edge_proof(term, other, reason, forwards))
        for term in reversed(up[: up.index(common)]):
            other, reason, forwards = self._edges[term]
            proof = _transitive(proof, self._edge_proof(other, term, reason, not forwards))
        return proof

    def rewritten(self, atom: Atom, wanted: Atom, proof: ProofTerm) -> ProofTerm:
        """``wanted`` from a ``proof`` of ``atom``, argument by argument."""
        arguments = list(atom.arguments)
        for index, new in enumerate(wanted.arguments):
            equation = self.proof(arguments[index], new)
            if equation is None:
                continue
            hole = FunctionSymbol(_HOLE, (), new.sort)
            arguments[index] = Application(hole, ())
            motive = Abstraction(hole, Atom(atom.predicate, tuple(arguments)))
            proof = apply(_SUBST, motive, equation, proof)
            arguments[index] = new
        return proof

    def _key(self, term: Application) -> tuple[FunctionSymbol, tuple[Term, ...]]:
        return term.function, tuple([self._root[a] for a in term.arguments])

    def _merge(self, left: Term, right: Term, proof: ProofTerm | None) -> None:
        pending: list[tuple[Term, Term, ProofTerm | None]] = [(left, right, proof)]
        while pending:
            a, b, reason = pending.pop()
            old, new = self._root[a], self._root[b]
            if old is new:
                continue
            self.is_trivial = False
            self._connect(a, b, reason)
            for term in self._members.pop(old):
                self._root[term] = new
                self._members[new].append(term)
            pending += self._congruent()

    def _congruent(self) -> list[tuple[Term, Term, ProofTerm | None]]:
        """Applications that have become equal because their arguments have."""
        self._table = {}
        found: list[tuple[Term, Term, ProofTerm | None]] = []
        for term in self._root:
            if isinstance(term, Application) and term.arguments:
                same = self._table.setdefault(self._key(term), term)
                if self._root[same] is not self._root[term]:
                    found.append((term, same, None))
        return found

    def _connect(self, left: Term, right: Term, reason: ProofTerm | None) -> None:
        """Make ``left`` the root of its tree, and hang it below ``right``."""
        path = self._path(left)
        for child, parent in reversed(list(pairwise(path))):
            _, why, forwards = self._edges.pop(child)
            self._edges[parent] = (child, why, not forwards)
        self._edges[left] = (right, reason, True)

    def _path(self, term: Term) -> list[Term]:
        path = [term]
        while path[-1] in self._edges:
            path.append(self._edges[path[-1]][0])
        return path

    def _edge_proof(
        self, left: Term, right: Term, reason: ProofTerm | None, forwards: bool
    ) -> ProofTerm | None:
        if reason is not None:
            return reason if forwards else symmetric(reason)
        assert isinstance(left, Application)
        assert isinstance(right, Application)
        return self._congruence(left, right)

    def _congruence(self, left: Application, right: Application) -> ProofTerm | None:
        """``f a = f b`` from the proofs that the arguments are equal, one after the other."""
        proof: ProofTerm | None = None
        arguments = list(left.arguments)
        for index, new in enumerate(right.arguments):
            equation = self.proof(arguments[index], new)
            if equation is not None:
                hole = FunctionSymbol(_HOLE, (), new.sort)
                arguments[index] = Application(hole, ())
                context = Abstraction(hole, Application(left.function, tuple(arguments)))
                proof = _transitive(proof, apply(_CONG, context, equation))
                arguments[index] = new
        return proof


def symmetric(proof: ProofTerm) -> ProofTerm:
    """``b = a`` from a ``proof`` of ``a = b``."""
    return apply(_SYMM, proof)


def _transitive(first: ProofTerm | None, second: ProofTerm | None) -> ProofTerm | None:
    if first is None or second is None:
        return first or second
    return apply(_TRANS, first, second)
