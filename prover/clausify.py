"""From premises to clauses, every change recorded as a proof step.

A premise that needs no Skolem function and no definition gives its clauses directly, as
logical consequences.  Otherwise the steps are: equivalences written out or negation normal
form (both equivalent), Skolemisation (equisatisfiable), definitions for large subformulas (a
conservative extension), and the clauses (consequences).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count

from prover.logic.clause import Clause
from prover.logic.normal_form import (
    clause_count,
    clauses_of,
    expand_equivalences,
    has_quantified_equivalence,
    matrix_of,
    negation_normal_form,
    skolemise,
)
from prover.logic.syntax import (
    And,
    Atom,
    Exists,
    ForAll,
    Formula,
    Iff,
    Node,
    Not,
    Or,
    PredicateSymbol,
    Symbol,
    Variable,
    Xor,
)
from prover.logic.walk import free_variables, nodes, rebuild, universal_closure
from prover.proof import Relation, Rule, Step

__all__ = ["Clausifier", "InputClause"]

EXPANSION_LIMIT = 2_000
"""A formula whose negation normal form would be larger has nested equivalences named."""

CLAUSE_LIMIT = 24
"""A formula that would give more clauses than this has its parts named by definitions."""


@dataclass(frozen=True, slots=True)
class InputClause:
    """A clause, the step that states it, and the last step with the formula it is part of.

    ``source`` names a premise or a Skolemised form of one: the clause is a consequence of it,
    and shares its outermost universal variables.
    """

    clause: Clause
    source: str


@dataclass(slots=True)
class Clausifier:
    """Turns formulas into clauses with names that are fresh for one problem.

    Args:
        taken: every symbol name of the problem.
    """

    taken: frozenset[str]
    steps: list[Step] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def _fresh_name(self, stem: str) -> str:
        """A name that neither the problem nor an earlier step uses: the stem and a number."""
        numbered = (f"{stem}{number}" for number in count(1))
        name = next(n for n in numbered if n not in self.taken and n not in self._names)
        self._names.add(name)
        return name

    def clausify(self, formula: Formula, source: str) -> tuple[InputClause, ...]:
        """The clauses of ``formula``, which the step or premise ``source`` states.

        Steps that had to be taken on the way are appended to :attr:`steps`.
        """
        definitions: list[InputClause] = []
        if _expanded_size(formula) > EXPANSION_LIMIT:
            formula, source, definitions = self._without_nested_equivalences(formula, source)
        return (*self._clausify(formula, source), *definitions)

    def _clausify(self, formula: Formula, source: str) -> tuple[InputClause, ...]:
        normal = negation_normal_form(formula)
        if any(isinstance(node, Exists) for node in nodes(normal)):
            if has_quantified_equivalence(formula):
                formula = expand_equivalences(formula)
                source = self._record(formula, Rule.EXPAND_EQUIVALENCES, source)
            if _skolem_cost(normal) < _skolem_cost(formula):
                # Miniscoping saves Skolem functions or arguments.
                source = self._record(normal, Rule.NEGATION_NORMAL_FORM, source)
                formula = normal
            skolem_form, functions = skolemise(formula, self._fresh_name)
            source = self._record(
                skolem_form, Rule.SKOLEMISE, source, Relation.ESA, introduces=functions
            )
            normal = negation_normal_form(skolem_form)
        matrix = matrix_of(normal)
        if clause_count(matrix) <= CLAUSE_LIMIT:
            return tuple(InputClause(clause, source) for clause in clauses_of(matrix))
        return self._with_definitions(matrix, source)

    def _without_nested_equivalences(
        self, formula: Formula, source: str
    ) -> tuple[Formula, str, list[InputClause]]:
        """Name every ↔ and ⊕ that stands inside another, before they multiply out."""
        names: dict[Formula, tuple[Atom, str]] = {}

        def walk(node: Formula, inside: bool) -> Formula:
            equivalence = isinstance(node, Iff | Xor)
            rebuilt = rebuild(node, lambda child: walk(child, inside or equivalence))
            if not (equivalence and inside):
                return rebuilt
            if rebuilt not in names:
                names[rebuilt] = self._define(rebuilt)
            return names[rebuilt][0]

        replaced = walk(formula, False)
        steps = tuple(name for _, name in names.values())
        clauses = [
            clause
            for part, (atom, name) in names.items()
            for clause in self._clausify(universal_closure(Iff(atom, part)), name)
        ]
        rule = Rule.REPLACE_BY_DEFINITION
        return replaced, self._record(replaced, rule, source, more_parents=steps), clauses

    def _define(self, part: Formula) -> tuple[Atom, str]:
        """A fresh predicate that is true exactly when ``part`` is, and the step that says so."""
        variables = free_variables(part)
        symbol = PredicateSymbol(self._fresh_name("def"), tuple(v.sort for v in variables))
        atom = Atom(symbol, variables)
        closed = universal_closure(Iff(atom, part))
        name = self._record(closed, Rule.DEFINITION, None, Relation.ESA, introduces=(symbol,))
        return atom, name

    def _with_definitions(self, matrix: Formula, source: str) -> tuple[InputClause, ...]:
        """Name the conjunctions below disjunctions, so that distribution stays linear."""
        definitions: dict[Formula, tuple[Atom, str]] = {}
        named = self._name_parts(matrix, _occurrences(matrix), definitions)
        names = tuple(name for _, name in definitions.values())
        replaced = self._record(
            universal_closure(named), Rule.REPLACE_BY_DEFINITION, source, more_parents=names
        )
        result = [InputClause(clause, replaced) for clause in clauses_of(named)]
        for part, (atom, name) in definitions.items():
            # Parts occur positively only, so one direction is enough (Plaisted and
            # Greenbaum 1986); the other one would multiply out.
            used = Or((Not(atom), matrix_of(part)))
            result += [InputClause(clause, name) for clause in clauses_of(used)]
        return tuple(result)

    def _name_parts(
        self,
        formula: Formula,
        occurrences: Mapping[Variable, int],
        definitions: dict[Formula, tuple[Atom, str]],
    ) -> Formula:
        match formula:
            case And(parts=parts):
                return And(
                    tuple(self._name_parts(part, occurrences, definitions) for part in parts)
                )
            case Or(parts=parts):
                return Or(
                    tuple(self._name_conjunction(part, occurrences, definitions) for part in parts)
                )
            case _:
                return formula

    def _name_conjunction(
        self,
        formula: Formula,
        occurrences: Mapping[Variable, int],
        definitions: dict[Formula, tuple[Atom, str]],
    ) -> Formula:
        inner = self._name_parts(formula, occurrences, definitions)
        if not isinstance(inner, And):
            return inner
        # What is said of all things here and nowhere else needs no argument of the name.
        private = [v for v, n in _occurrences(formula).items() if n == occurrences[v]]
        for variable in private:
            inner = ForAll(variable, inner)
        if inner not in definitions:
            definitions[inner] = self._define(inner)
        return definitions[inner][0]

    def _record(
        self,
        conclusion: Formula,
        rule: Rule,
        parent: str | None,
        relation: Relation = Relation.THM,
        *,
        introduces: tuple[Symbol, ...] = (),
        more_parents: tuple[str, ...] = (),
    ) -> str:
        name = f"$n{len(self.steps) + 1}"
        parents = ((parent,) if parent else ()) + more_parents
        step = Step(name, conclusion, rule, parents, relation, introduces=introduces)
        self.steps.append(step)
        return name


def _expanded_size(formula: Formula) -> int:
    """Number of nodes of the negation normal form; each ↔ and ⊕ doubles its sides."""
    sizes: dict[Node, int] = {}

    def size(node: Node) -> int:
        if node not in sizes:
            inner = sum(size(child) for child in node.children)
            sizes[node] = 1 + inner * (2 if isinstance(node, Iff | Xor) else 1)
        return sizes[node]

    return size(formula)


def _occurrences(formula: Formula) -> Counter[Variable]:
    """How often each variable occurs in a formula without quantifiers."""
    counts: Counter[Variable] = Counter()
    stack: list[Node] = [formula]
    while stack:
        node = stack.pop()
        if isinstance(node, Variable):
            counts[node] += 1
        elif node.free:
            stack.extend(node.children)
    return counts


def _skolem_cost(formula: Formula) -> int:
    _, functions = skolemise(formula, lambda word: word)
    return sum(1 + function.arity for function in functions)
