"""The refutations of E and Vampire, made derivations of ours.

What they print in the TSTP format is read by :mod:`prover.tstp`.  Their leaves are our own
clauses, by name.  What does not lead to the empty clause is left out, as are steps that merely
rename, reorder or orient their parent; every other step gets the instances of its parents that
it follows from (see :mod:`search.engines.steps`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from prover.ancestry import grounds_first
from prover.clausify import InputClause
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import (
    FALSE,
    Application,
    Atom,
    Equality,
    Formula,
    Or,
    Sort,
    Term,
    Variable,
)
from prover.logic.walk import strip_universals
from prover.proof import Rule
from prover.tstp import File, Inference, TstpStep, read_derivation
from prover.tstp.order import parents_of
from search.derivation import Derivation, input_derivation
from search.engines.cnf import clause_name
from search.engines.errors import UnusableAnswer
from search.engines.matching import is_instance
from search.engines.naming import Naming
from search.engines.steps import replayed

__all__ = ["read_refutation"]

_RULES = {
    "er": Rule.EQUALITY_RESOLUTION,
    "equality_resolution": Rule.EQUALITY_RESOLUTION,
    "trivial_inequality_removal": Rule.EQUALITY_RESOLUTION,
    "ef": Rule.EQUALITY_FACTORING,
    "equality_factoring": Rule.EQUALITY_FACTORING,
    "factoring": Rule.FACTORING,
    "duplicate_literal_removal": Rule.FACTORING,
    "rw": Rule.DEMODULATION,
    "forward_demodulation": Rule.DEMODULATION,
    "backward_demodulation": Rule.DEMODULATION,
    "demodulation": Rule.DEMODULATION,
    "definition_unfolding": Rule.DEMODULATION,
}
"""Our names for the rules of E and Vampire; the others resolve, or superpose if by an equation."""

_MOST_SECONDS = 1.5
"""Time for finding instances; steps that are left over are checked without, which takes longer."""


def read_refutation(
    text: str, entries: Sequence[InputClause], naming: Naming, deadline: float
) -> Derivation:
    """The derivation of the empty clause that ``text`` states.

    Args:
        text: the output of a prover.
        entries: the clauses it was given.
        naming: the names of their symbols.
        deadline: value of :func:`time.monotonic` after which no instances are looked for.

    Raises:
        UnusableAnswer: there is no refutation in it, or one with steps beyond clauses.
        InputError: it is not TSTP.
    """
    derivation = read_derivation(text)
    steps = derivation.by_name
    last = next((step for step in derivation.steps if step.formula is FALSE), None)
    if last is None:
        raise UnusableAnswer("there is no derivation of the empty clause in the answer")
    leaves = {clause_name(number): entry for number, entry in enumerate(entries)}
    until = min(deadline, monotonic() + _MOST_SECONDS)
    return _Translation(steps, leaves, naming, until).derivation(last.name)


@dataclass(slots=True)
class _Translation:
    """Steps of an answer as derivations, each made once."""

    steps: Mapping[str, TstpStep]
    leaves: Mapping[str, InputClause]
    naming: Naming
    deadline: float
    _done: dict[str, Derivation] = field(default_factory=dict)

    def derivation(self, last: str) -> Derivation:
        for name in grounds_first([last], self._parents):
            self._done[name] = self._translated(self.steps[name])
        return self._done[last]

    def _parents(self, name: str) -> Sequence[str]:
        if name not in self.steps:
            raise UnusableAnswer(f"the answer refers to a step {name} that it does not have")
        return parents_of(self.steps[name])

    def _translated(self, step: TstpStep) -> Derivation:
        match step.source:
            case File(name=name) if name in self.leaves:
                return input_derivation(self.leaves[name])
            case Inference(rule=rule, parents=parents) if parents:
                if not self._done.keys() >= set(parents):
                    raise UnusableAnswer("steps of the answer rest on each other")
                clause = _clause(step.formula, self.naming)
                return self._inferred(clause, rule, [self._done[parent] for parent in parents])
            case _:
                raise UnusableAnswer(f"step {step.name} comes from neither a clause nor a step")

    def _inferred(self, clause: Clause, rule: str, parents: Sequence[Derivation]) -> Derivation:
        for parent in parents:
            if is_instance(clause, of=parent.clause):
                return parent
        ours = _RULES.get(rule) or _by_parents(parents)
        if not any(parent.clause.variables for parent in parents):
            return Derivation(clause, ours, tuple(parents), tuple({} for _ in parents))
        found = replayed(clause, [parent.clause for parent in parents], self.deadline)
        if found is None:
            return Derivation(clause, ours, tuple(parents))
        used = tuple(parents[int(use.source)] for use in found)
        return Derivation(clause, ours, used, tuple(use.bindings for use in found))


def _by_parents(parents: Sequence[Derivation]) -> Rule:
    superposed = any(
        literal.positive and isinstance(literal.atom, Equality)
        for parent in parents
        for literal in parent.clause.literals
    )
    return Rule.SUPERPOSITION if superposed else Rule.RESOLUTION


# --- formulas ------------------------------------------------------------------------------


def _clause(formula: Formula, naming: Naming) -> Clause:
    """A foreign clause over our symbols, in the one sort there is."""
    (sort,) = naming.sorts.values() or (Sort("$i"),)
    _, body = strip_universals(formula)
    parts = body.parts if isinstance(body, Or) else (body,)
    literals = [_literal(part, naming, sort) for part in parts if part is not FALSE]
    return Clause.of(literals)


def _literal(formula: Formula, naming: Naming, sort: Sort) -> Literal:
    literal = Literal.of(formula)
    if literal is None:
        raise UnusableAnswer("a step of the answer is no clause")
    match literal.atom:
        case Equality(left=left, right=right):
            sides = _term(left, naming, sort), _term(right, naming, sort)
            return Literal(literal.positive, Equality(*sides))
        case Atom(predicate=predicate, arguments=arguments):
            ours = naming.predicates.get(predicate.name)
            if ours is None or ours.arity != len(arguments):
                raise UnusableAnswer(f"the answer brings in a predicate {predicate.name[:40]}")
            return Literal(
                literal.positive, Atom(ours, tuple(_term(a, naming, sort) for a in arguments))
            )


def _term(term: Term, naming: Naming, sort: Sort) -> Term:
    if isinstance(term, Variable):
        return Variable(term.name, sort)
    ours = naming.functions.get(term.function.name)
    if ours is None or ours.arity != len(term.arguments):
        raise UnusableAnswer(f"the answer brings in a function {term.function.name[:40]}")
    return Application(ours, tuple(_term(argument, naming, sort) for argument in term.arguments))
