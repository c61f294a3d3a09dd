"""From what the engines found to a :class:`Proof`: named steps, parents first.

Clauses of premises are not shown as steps of their own: a clause is a consequence of its
premise, so a step that uses the clause names the premise as its parent, and the checker
confirms that it follows.  Proofs come out as short as a person would write them.

A refutation of a claim's negation is *redirected* into a direct proof wherever the negation
amounts to a set of literals: a clause C that rests on the denied literals ¬L₁ … ¬Lₙ is
stated as C ∨ L₁ ∨ … ∨ Lₙ, without them as parents (compare Blanchette, "Redirecting Proofs
by Contradiction", 2013).  Skolem constants of the negation stand for arbitrary things and
become variables, so "all squares are shapes" is proved by a chain of general statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from prover.ancestry import parents_first
from prover.logic.clause import Clause, Literal
from prover.logic.syntax import (
    FALSE,
    Application,
    Atom,
    Equality,
    Formula,
    FunctionSymbol,
    Symbol,
    Term,
    Variable,
)
from prover.logic.unify import Bindings
from prover.logic.walk import (
    complement,
    strip_universals,
    substitute,
    substitute_term,
    universal_closure,
)
from prover.proof import Instance, Proof, Relation, Rule, Step
from search.derivation import Derivation

__all__ = ["NEGATED_CLAIM", "ProofAssembly"]

NEGATED_CLAIM = "$negated_claim"
"""Name, while a proof is assembled, of the step that denies the claim."""

_VARIABLE_NAMES = ("x", "y", "z", "u", "v", "w")


@dataclass(frozen=True, slots=True)
class _Stated:
    """The step that states a derivation's clause, and which of the clause's variables each
    outermost variable of the step's formula is."""

    step: str
    variables: Bindings = field(default_factory=dict)


@dataclass(slots=True)
class ProofAssembly:
    """Collects the steps of one proof of ``claim``.

    Args:
        claim: the goal, its complement, or falsity.
        premises: the formulas of the premises by name.
        preparation: the steps that clausification recorded.
    """

    claim: Formula
    premises: Mapping[str, Formula]
    preparation: Sequence[Step]
    _steps: dict[str, Step] = field(default_factory=dict)
    _stated: dict[Derivation, _Stated] = field(default_factory=dict)
    _eigen: Mapping[FunctionSymbol, Variable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        leaves = [Step(name, formula, Rule.PREMISE) for name, formula in self.premises.items()]
        denied = complement(self.claim)
        leaves.append(Step(NEGATED_CLAIM, denied, Rule.NEGATED_CLAIM, relation=Relation.CTH))
        self._steps = {step.name: step for step in (*leaves, *self.preparation)}

    def from_facts(self, support: Sequence[Derivation]) -> Proof:
        """A direct proof: the unit clauses of ``support`` together give the claim."""
        for node in parents_first(support):
            self._stated[node] = self._state(node, node.clause, range(len(node.parents)))
        return self._conclude(tuple(dict.fromkeys(self._stated[n].step for n in support)))

    def from_refutation(self, empty: Derivation) -> Proof:
        """A proof from a derivation of the empty clause, direct where that is possible."""
        assumed = self.assumption_sources
        nodes = tuple(parents_first([empty]))
        assumptions = [node for node in nodes if node.source in assumed]
        eigenvariables = self._eigenvariables(assumed)
        if eigenvariables is not None and all(_is_ground_unit(a.clause) for a in assumptions):
            self._eigen = eigenvariables
            return self._redirected(nodes, frozenset(assumptions))
        for node in nodes:
            self._stated[node] = self._state(node, node.clause, range(len(node.parents)))
        last = self._stated[empty].step
        if self._steps[last].conclusion is not FALSE:
            last = self._add(FALSE, Rule.CONTRADICTION, (last,))
        return self._finish(last)

    def _redirected(self, nodes: Sequence[Derivation], assumptions: frozenset[Derivation]) -> Proof:
        denied: dict[Derivation, tuple[Literal, ...]] = {}
        for node in nodes:
            if node in assumptions:
                denied[node] = (node.clause.literals[0].complement,)
                continue
            rests_on = dict.fromkeys(lit for p in node.parents for lit in denied[p])
            denied[node] = tuple(rests_on)
            clause = _map_terms(Clause.of((*node.clause.literals, *rests_on)), self._general)
            kept = [i for i, parent in enumerate(node.parents) if parent not in assumptions]
            if rests_on and len(kept) == 1:
                # The parent alone says this, or more.
                self._stated[node] = _Stated(self._stated[node.parents[kept[0]]].step)
            else:
                self._stated[node] = self._state(node, clause, kept)
        last = nodes[-1]
        return self._conclude((self._stated[last].step,) if last in self._stated else ())

    def _state(self, node: Derivation, clause: Clause, kept: Sequence[int]) -> _Stated:
        """The step that states ``clause`` from the parents ``kept``, made where it is new."""
        conclusion, readable = _readable(clause.formula)
        shown: Bindings = {new: old for old, new in readable.items()}
        if node.source:
            given = self._given(node)
            if given.variables.keys() >= node.instances[0].keys():
                return given
            # Some of the clause's variables are bound deeper inside the formula.
            instance = self._instance(given, {}, readable)
            step = self._add(conclusion, Rule.CLAUSIFY, (given.step,), (instance,))
            return _Stated(step, shown)
        parents = [self._stated[node.parents[index]] for index in kept]
        if len(parents) == 1 and self._steps[parents[0].step].conclusion is conclusion:
            return _Stated(parents[0].step)
        rule = node.rule
        if rule is Rule.CONTRADICTION and conclusion is not FALSE:
            rule = Rule.RESOLUTION  # redirected: what was left contradictory is now a clause
        instances = tuple(
            self._instance(parent, node.instances[index], readable)
            for parent, index in zip(parents, kept, strict=True)
            if node.instances
        )
        names = tuple(parent.step for parent in parents)
        return _Stated(self._add(conclusion, rule, names, instances), shown)

    def _given(self, node: Derivation) -> _Stated:
        """The step that an input clause comes from; variables it leaves out stay as they are.

        A variable that normal forms have renamed is known by its name without the number.
        """
        outermost, _ = strip_universals(self._steps[node.source].conclusion)
        own = node.instances[0]
        stems = {Variable(v.name.rstrip("0123456789"), v.sort): term for v, term in own.items()}
        found = {v: own.get(v, stems.get(v, v)) for v in outermost}
        return _Stated(node.source, found)

    def _instance(
        self, parent: _Stated, bindings: Bindings, readable: Mapping[Variable, Term]
    ) -> Instance:
        """Terms for the outermost variables of a parent's formula, as the new step names them."""
        chosen = {}
        for shown, variable in parent.variables.items():
            assert isinstance(variable, Variable)
            term = self._general(bindings.get(variable, variable))
            chosen[shown] = substitute_term(term, readable)
        return tuple(sorted(chosen.items(), key=lambda pair: pair[0].name))

    def _general(self, term: Term) -> Term:
        """The term with the Skolem constants of the negated claim as variables."""
        if isinstance(term, Variable) or not self._eigen:
            return term
        if term.function in self._eigen:
            return self._eigen[term.function]
        return Application(term.function, tuple(self._general(a) for a in term.arguments))

    def _conclude(self, names: tuple[str, ...]) -> Proof:
        if len(names) == 1 and self._steps[names[0]].conclusion is self.claim:
            return self._finish(names[0])
        return self._finish(self._add(self.claim, Rule.CONCLUSION, names))

    @property
    def assumption_sources(self) -> frozenset[str]:
        """Names of the negated claim and of the steps that clausification made of it."""
        found = {NEGATED_CLAIM}
        for step in self.preparation:
            if found.intersection(step.parents):
                found.add(step.name)
        return frozenset(found)

    def _eigenvariables(self, assumed: frozenset[str]) -> dict[FunctionSymbol, Variable] | None:
        """A variable for every Skolem constant of the negated claim.

        ``None`` when the negation brought in Skolem functions or definitions.
        """
        introduced: list[Symbol] = []
        for step in self.preparation:
            if step.name in assumed:
                introduced += step.introduces
                if step.rule is Rule.REPLACE_BY_DEFINITION:
                    return None
        variables: dict[FunctionSymbol, Variable] = {}
        for symbol in introduced:
            if not isinstance(symbol, FunctionSymbol) or symbol.arity:
                return None
            variables[symbol] = Variable(f"{symbol.name}·", symbol.sort)
        return variables

    def _add(
        self,
        conclusion: Formula,
        rule: Rule,
        parents: tuple[str, ...],
        instances: tuple[Instance, ...] = (),
    ) -> str:
        name = f"$s{len(self._steps) + 1}"
        self._steps[name] = Step(name, conclusion, rule, parents, instances=instances)
        return name

    def _finish(self, last: str) -> Proof:
        return _renumbered(Proof.ending_in(last, self._steps.values(), self.claim))


def _is_ground_unit(clause: Clause) -> bool:
    return len(clause.literals) == 1 and not clause.variables


def _map_terms(clause: Clause, change: Callable[[Term], Term]) -> Clause:
    """The clause with ``change`` applied to the arguments of its atoms."""

    def in_atom(atom: Atom | Equality) -> Atom | Equality:
        if isinstance(atom, Equality):
            return Equality(change(atom.left), change(atom.right))
        return Atom(atom.predicate, tuple(change(argument) for argument in atom.arguments))

    return Clause.of(Literal(lit.positive, in_atom(lit.atom)) for lit in clause.literals)


def _renumbered(proof: Proof) -> Proof:
    """The proof with its derived steps named s1, s2, … (skipping names of premises)."""
    taken = set(proof.premises_used)
    numbered = (f"s{n}" for n in range(1, len(proof.steps) + len(taken) + 1))
    free = iter([name for name in numbered if name not in taken])
    names = {
        step.name: step.name if step.rule is Rule.PREMISE else _new_name(step, free, taken)
        for step in proof.steps
    }
    steps = tuple(
        replace(step, name=names[step.name], parents=tuple(names[p] for p in step.parents))
        for step in proof.steps
    )
    return Proof(proof.claim, steps)


def _new_name(step: Step, free: Iterator[str], taken: set[str]) -> str:
    if step.rule is Rule.NEGATED_CLAIM and "negated_claim" not in taken:
        return "negated_claim"
    return next(free)


def _readable(formula: Formula) -> tuple[Formula, dict[Variable, Variable]]:
    """A closed universal formula with its variables renamed to x, y, z, …, and the renaming."""
    variables, body = strip_universals(formula)
    if len(variables) > len(_VARIABLE_NAMES):
        return formula, {variable: variable for variable in variables}
    renaming = {
        old: Variable(name, old.sort) for old, name in zip(variables, _VARIABLE_NAMES, strict=False)
    }
    if not renaming:
        return formula, {}
    return universal_closure(substitute(body, renaming)), renaming
