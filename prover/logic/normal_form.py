"""Normal forms: negation normal form, prenex form, Skolem form, clauses.

The transformations follow Nonnengart and Weidenbach, "Computing Small Clause Normal
Forms" (Handbook of Automated Reasoning, 2001): quantifiers are first moved inwards
(miniscoping), so that Skolem functions take few arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import assert_never

from prover.logic.clause import Clause, Literal
from prover.logic.syntax import (
    FALSE,
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    Iff,
    Implies,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import fresh_variable, nodes, rebuild, substitute

__all__ = [
    "clause_count",
    "clauses_of",
    "expand_equivalences",
    "has_quantified_equivalence",
    "matrix_of",
    "negation_normal_form",
    "prenex",
    "skolemise",
]

_COMPARED = 64
"""So many clauses of one formula are compared with each other, not more."""


def negation_normal_form(formula: Formula) -> Formula:
    """An equivalent formula of literals, ∧, ∨ and quantifiers only.

    Quantifiers stand as far inside as they can, and no two bind the same variable.
    """
    return _rename_apart(_nnf(formula, True), set())


def _nnf(formula: Formula, positive: bool) -> Formula:
    match formula:
        case Atom() | Equality():
            return formula if positive else Not(formula)
        case TruthValue(value=value):
            return TRUE if value == positive else FALSE
        case Not(body=body):
            return _nnf(body, not positive)
        case And(parts=parts):
            return _join([_nnf(part, positive) for part in parts], conjunctive=positive)
        case Or(parts=parts):
            return _join([_nnf(part, positive) for part in parts], conjunctive=not positive)
        case Implies(left=left, right=right):
            return _join([_nnf(left, not positive), _nnf(right, positive)], not positive)
        case Iff(left=left, right=right):
            return _equivalence(left, right, positive)
        case Xor(left=left, right=right):
            return _equivalence(left, right, not positive)
        case ForAll(variable=variable, body=body):
            return _quantify(ForAll if positive else Exists, variable, _nnf(body, positive))
        case Exists(variable=variable, body=body):
            return _quantify(Exists if positive else ForAll, variable, _nnf(body, positive))
        case _:
            assert_never(formula)


def _equivalence(left: Formula, right: Formula, same: bool) -> Formula:
    """``left ↔ right`` when ``same``, else ``left ⊕ right``, as a conjunction of disjunctions."""
    first = _join([_nnf(left, False), _nnf(right, same)], conjunctive=False)
    second = _join([_nnf(left, True), _nnf(right, not same)], conjunctive=False)
    return _join([first, second], conjunctive=True)


def _join(parts: Iterable[Formula], conjunctive: bool) -> Formula:
    """Conjunction or disjunction, flattened, truth values and repetitions removed."""
    connective, unit, zero = (And, TRUE, FALSE) if conjunctive else (Or, FALSE, TRUE)
    flat: dict[Formula, None] = {}
    for part in parts:
        for piece in part.parts if isinstance(part, connective) else (part,):
            if piece is zero:
                return zero
            if piece is not unit:
                flat[piece] = None
    listed = tuple(flat)
    if not listed:
        return unit
    return listed[0] if len(listed) == 1 else connective(listed)


def _quantify(
    quantifier: type[ForAll] | type[Exists], variable: Variable, body: Formula
) -> Formula:
    """``quantifier variable. body`` with the quantifier pushed inwards (miniscoping)."""
    if variable not in body.free:
        return body
    universal = quantifier is ForAll
    match body:
        case And(parts=parts) if universal:
            return _join([_quantify(quantifier, variable, part) for part in parts], True)
        case Or(parts=parts) if not universal:
            return _join([_quantify(quantifier, variable, part) for part in parts], False)
        case And(parts=parts) | Or(parts=parts):
            inside = [part for part in parts if variable in part.free]
            outside = [part for part in parts if variable not in part.free]
            if not outside:
                return quantifier(variable, body)
            conjunctive = isinstance(body, And)
            narrowed = _quantify(quantifier, variable, _join(inside, conjunctive))
            return _join([*outside, narrowed], conjunctive)
        case _:
            return quantifier(variable, body)


def _rename_apart(formula: Formula, taken: set[Variable]) -> Formula:
    """Give every quantifier of an NNF formula a variable of its own."""
    match formula:
        case And(parts=parts):
            return And(tuple(_rename_apart(part, taken) for part in parts))
        case Or(parts=parts):
            return Or(tuple(_rename_apart(part, taken) for part in parts))
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            fresh = fresh_variable(variable, taken)
            taken.add(fresh)
            if fresh is not variable:
                body = substitute(body, {variable: fresh})
            return type(formula)(fresh, _rename_apart(body, taken))
        case _:
            return formula


def prenex(formula: Formula) -> Formula:
    """An equivalent formula with all quantifiers in front, of a formula in NNF."""
    prefix, matrix = _pull(formula)
    for quantifier, variable in reversed(prefix):
        matrix = quantifier(variable, matrix)
    return matrix


def matrix_of(formula: Formula) -> Formula:
    """The quantifier-free part of a formula in NNF."""
    return _pull(formula)[1]


_Prefix = list[tuple[type[ForAll] | type[Exists], Variable]]


def _pull(formula: Formula) -> tuple[_Prefix, Formula]:
    match formula:
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            prefix, matrix = _pull(body)
            return [(type(formula), variable), *prefix], matrix
        case And(parts=parts) | Or(parts=parts):
            pulled = [_pull(part) for part in parts]
            prefix = [binder for inner, _ in pulled for binder in inner]
            return prefix, _join([matrix for _, matrix in pulled], isinstance(formula, And))
        case _:
            return [], formula


def skolemise(
    formula: Formula, fresh_name: Callable[[str], str]
) -> tuple[Formula, tuple[FunctionSymbol, ...]]:
    """Replace every quantifier that says "there is" by a fresh Skolem function.

    These are ∃ at positive and ∀ at negative polarity.  The rest of the formula stays as it
    is written, which keeps it readable.

    Args:
        formula: any formula in which no quantifier stands below ↔ or ⊕.
        fresh_name: makes a name that occurs nowhere else of a word that describes the thing.

    Returns:
        The Skolem form, and the functions introduced, left to right, outermost first.
        Each takes the variables that are free in the subformula it comes from.
    """
    introduced: list[FunctionSymbol] = []

    def walk(node: Formula, positive: bool) -> Formula:
        match node:
            case Not(body=body):
                return Not(walk(body, not positive))
            case And(parts=parts):
                return And(tuple(walk(part, positive) for part in parts))
            case Or(parts=parts):
                return Or(tuple(walk(part, positive) for part in parts))
            case Implies(left=left, right=right):
                return Implies(walk(left, not positive), walk(right, positive))
            case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
                if isinstance(node, ForAll) == positive:
                    return type(node)(variable, walk(body, positive))
                arguments = tuple(sorted(node.free, key=lambda v: v.name))
                sorts = tuple(argument.sort for argument in arguments)
                name = fresh_name(_description(variable, body))
                function = FunctionSymbol(name, sorts, variable.sort)
                introduced.append(function)
                witness: Term = Application(function, arguments)
                return walk(substitute(body, {variable: witness}), positive)
            case _:
                return node

    return walk(formula, True), tuple(introduced)


def _description(variable: Variable, body: Formula) -> str:
    """A word for the thing that exists: what the formula first says that it is, or ``sk``."""
    for node in nodes(body):
        if isinstance(node, Atom) and node.arguments == (variable,):
            word = node.predicate.name
            if word.isidentifier():
                return word[0].lower() + word[1:]
    return "sk"


def expand_equivalences(formula: Formula) -> Formula:
    """Write ↔ and ⊕ out wherever a quantifier stands below.

    ``A ↔ B`` becomes ``(A → B) ∧ (B → A)``, and ``A ⊕ B`` becomes ``(A ∨ B) ∧ ¬(A ∧ B)``.
    """
    if isinstance(formula, Iff | Xor) and has_quantified_equivalence(formula):
        left, right = expand_equivalences(formula.left), expand_equivalences(formula.right)
        if isinstance(formula, Iff):
            return And((Implies(left, right), Implies(right, left)))
        return And((Or((left, right)), Not(And((left, right)))))
    return rebuild(formula, expand_equivalences)


def has_quantified_equivalence(formula: Formula) -> bool:
    """True when a quantifier stands below ↔ or ⊕, where it has no polarity."""
    return any(
        isinstance(part, ForAll | Exists)
        for node in nodes(formula)
        if isinstance(node, Iff | Xor)
        for part in nodes(node)
    )


def clause_count(matrix: Formula) -> int:
    """How many clauses distributing ∨ over ∧ gives, before any simplification."""
    match matrix:
        case And(parts=parts):
            return sum(clause_count(part) for part in parts)
        case Or(parts=parts):
            count = 1
            for part in parts:
                count *= clause_count(part)
            return count
        case _:
            return 1


def clauses_of(matrix: Formula) -> tuple[Clause, ...]:
    """The clauses of a quantifier-free formula in NNF, by distribution.

    Tautologies are left out, and clauses that contain another one when there are not too
    many to compare.
    """
    candidates = dict.fromkeys(Clause.of(literals) for literals in _distribute(matrix))
    clauses = [clause for clause in candidates if not clause.is_tautology]
    if len(clauses) > _COMPARED:
        return tuple(clauses)
    kept: list[Clause] = []
    sets: list[frozenset[Literal]] = []
    for clause in sorted(clauses, key=lambda c: len(c.literals)):
        literals = frozenset(clause.literals)
        if not any(smaller <= literals for smaller in sets):
            kept.append(clause)
            sets.append(literals)
    return tuple(kept)


def _distribute(matrix: Formula) -> list[tuple[Literal, ...]]:
    match matrix:
        case And(parts=parts):
            return [literals for part in parts for literals in _distribute(part)]
        case Or(parts=parts):
            choices = product(*(_distribute(part) for part in parts))
            return [tuple(lit for literals in choice for lit in literals) for choice in choices]
        case TruthValue(value=value):
            return [] if value else [()]
        case _:
            literal = Literal.of(matrix)
            assert literal is not None, "the matrix is in negation normal form"
            return [(literal,)]
