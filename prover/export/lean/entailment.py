"""From facts to a goal: a proof term for what follows, or nothing.

A tableau on ground formulas.  The goal is taken apart first; then, on every branch, facts
*fire* (unit propagation), universal facts are instantiated by matching, and only what is
left is split into cases.  The limits on instantiation grow (iterative deepening), and a
proof is first sought without, then with the denial of the goal.  Terms say no more than was
used: what a branch derived in vain never shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from prover.export.lean.branch import Branch
from prover.export.lean.combinators import cases, conjunction
from prover.export.lean.firing import conditions, fire, split
from prover.export.lean.instances import Reach, instantiate
from prover.export.lean.terms import (
    FALSE_ELIM,
    Function,
    Local,
    ProofTerm,
    apply,
    by_contradiction,
    function,
)
from prover.logic.syntax import (
    FALSE,
    And,
    Application,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Variable,
    Xor,
)
from prover.logic.walk import substitute

__all__ = ["Eigenvariables", "Entailment"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """Limits: how often instances are made on one branch, and how far is looked for them."""

    rounds: int
    reach: Reach


ATTEMPTS = (
    Attempt(0, Reach.FACTS),
    Attempt(1, Reach.FACTS),
    Attempt(2, Reach.FACTS),
    Attempt(4, Reach.FACTS),
    Attempt(2, Reach.CHOICES),
    Attempt(1, Reach.TERMS),
    Attempt(2, Reach.TERMS),
    Attempt(4, Reach.CHOICES),
    Attempt(3, Reach.TERMS),
    Attempt(5, Reach.TERMS),
)
"""From the cheapest to what is still affordable."""

BRANCHES = 2_000
"""Branches that all attempts on one goal may open."""

FACTS = 25
"""So many facts on a branch make it count as one more."""


@dataclass(slots=True)
class Eigenvariables:
    """Things about which nothing is assumed, one for each call.

    ``stands_for`` tells which variable each of them was introduced for.
    """

    stands_for: dict[FunctionSymbol, Variable] = field(default_factory=dict)

    def new(self, variable: Variable) -> FunctionSymbol:
        """A new thing of the sort of ``variable``."""
        symbol = FunctionSymbol(f"·{len(self.stands_for)}·", (), variable.sort)
        self.stands_for[symbol] = variable
        return symbol


class _Exhausted(Exception):
    """The limits do not suffice."""


@dataclass(slots=True)
class Entailment:
    """Proofs of goals from the same facts.

    Args:
        facts: closed formulas with their proofs.
        things: where eigenvariables come from.
    """

    facts: Sequence[tuple[Formula, ProofTerm]]
    things: Eigenvariables
    _left: int = BRANCHES

    def proof(self, goal: Formula) -> ProofTerm | None:
        """A term that proves ``goal`` from the facts, or ``None`` where none was found."""
        branch = Branch(fresh=self.things.new)
        for formula, proof in self.facts:
            branch.add(formula, proof)
        try:
            return self._prove(branch, goal)
        except _Exhausted:
            return None

    def _prove(self, branch: Branch, goal: Formula) -> ProofTerm | None:
        """Take the goal apart (without losing anything), then search."""
        seen = branch.proof(goal)
        if seen is not None:
            return branch.closing(seen)
        match goal:
            case ForAll(variable=variable, body=body):
                symbol = self.things.new(variable)
                about = substitute(body, {variable: Application(symbol, ())})
                inner = self._prove(branch, about)
                return None if inner is None else function(symbol, inner)
            case Implies(left=left, right=right):
                return self._assuming(branch, left, right)
            case Not(body=body):
                return self._assuming(branch, body, FALSE)
            case Xor(left=left, right=right):
                return self._assuming(branch, Iff(left, right), FALSE)
            case Iff(left=left, right=right):
                return self._both(branch, (Implies(left, right), Implies(right, left)))
            case And(parts=parts):
                return self._both(branch, parts)
            case _:
                return self._search(branch, goal)

    def _assuming(self, branch: Branch, condition: Formula, goal: Formula) -> ProofTerm | None:
        local = Local()
        branch.add(condition, local)
        inner = self._prove(branch, goal)
        return None if inner is None else function(local, inner)

    def _both(self, branch: Branch, goals: Sequence[Formula]) -> ProofTerm | None:
        proofs = []
        for goal in goals:
            proof = self._prove(branch.copy(), goal)
            if proof is None:
                return None
            proofs.append(proof)
        return branch.closing(conjunction(proofs))

    def _search(self, branch: Branch, goal: Formula) -> ProofTerm | None:
        """A proof of a goal that is no longer taken apart, within ever wider limits."""
        for attempt in ATTEMPTS:
            proof = self._close(branch.copy(), goal, attempt.rounds, attempt, goal is FALSE)
            if proof is None and goal is not FALSE:
                proof = self._refute_denial(branch.copy(), goal, attempt)
            if proof is not None:
                return branch.closing(proof)
        return None

    def _refute_denial(self, branch: Branch, goal: Formula, attempt: Attempt) -> ProofTerm | None:
        denied = Local()
        branch.add(Not(goal), denied)
        absurdity = self._close(branch, FALSE, attempt.rounds, attempt, True)
        return None if absurdity is None else by_contradiction(denied, absurdity)

    def _probe(self, branch: Branch) -> bool:
        """Add what holds because its denial is absurd at once, if there is such a thing."""
        for choice in tuple(branch.choices):
            for formula in conditions(branch, choice):
                self._spend(branch)
                other, local = branch.copy(), Local()
                other.add(Not(formula), local)
                fire(other)
                if other.absurdity is not None:
                    absurdity = other.closing(other.absurdity)
                    branch.add(formula, by_contradiction(local, absurdity))
                    return True
        return False

    def _spend(self, branch: Branch) -> None:
        self._left -= 1 + len(branch.facts) // FACTS
        if self._left < 0:
            raise _Exhausted

    def _close(
        self, branch: Branch, goal: Formula, rounds: int, attempt: Attempt, classical: bool
    ) -> ProofTerm | None:
        """A proof of ``goal`` on ``branch``, its facts instantiated ``rounds`` times."""
        self._spend(branch)
        while True:
            fire(branch)
            if branch.absurdity is not None:
                proof = branch.absurdity
                return branch.closing(proof if goal is FALSE else apply(FALSE_ELIM, proof))
            found = branch.proof(goal)
            if found is not None:
                return branch.closing(found)
            if rounds and instantiate(branch, attempt.reach):
                rounds -= 1
            elif not (classical and self._probe(branch)):
                break
        case = split(branch, classical=classical)
        if case is None:
            return None
        proofs: list[ProofTerm] = []
        for formula in case.parts:
            inner, local = branch.copy(), Local()
            inner.choices.pop(case.about, None)
            inner.add(formula, local)
            proof_of_case = self._close(inner, goal, rounds, attempt, classical)
            if proof_of_case is None:
                return None
            if local not in proof_of_case.free:
                return branch.closing(proof_of_case)
            proofs.append(Function(local, proof_of_case))
        return branch.closing(cases(case.proof, proofs))
