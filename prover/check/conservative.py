"""Steps that are recognised by their form: Skolem functions, definitions, expansions.

The first two are no consequences of their parents, but they only extend the language, so
whatever they help to prove about the old symbols was provable before.  Each is rebuilt from
its parent and compared; nothing is searched.

*Skolemisation* (Skolem 1920; Nonnengart and Weidenbach 2001): replace ``∃y φ`` at positive
polarity, and ``∀y φ`` at negative polarity, by ``φ[y := f(x̄)]`` where f is new and x̄ are
distinct and contain the free variables of the quantified formula; which they are, and in which
order, the Skolem form itself says.  Below ↔ and ⊕ a quantifier has no polarity.
*Definition*: ``∀x̄ (d(x̄) ↔ φ)`` where d is new, and x̄ are distinct and contain the free
variables of φ.
*Choice axiom* (Hilbert's ε; Leisenring 1969): ``∀x̄ (∃y φ → φ[y := f(x̄)])`` where f is new and x̄
are distinct and contain the free variables of ∃y φ; also ``∀x̄ (¬∀y φ → ¬φ[y := f(x̄)])``.  Every
model becomes one of the axiom when f(x̄) is read as some y with φ where there is one, and as
anything elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from prover.errors import ProverError
from prover.logic.syntax import (
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
    Symbol,
    TruthValue,
    Variable,
    Xor,
)
from prover.logic.walk import nodes, strip_universals, substitute, symbols

__all__ = [
    "is_expansion",
    "rejection_of_choice",
    "rejection_of_definition",
    "rejection_of_skolem_step",
]


def rejection_of_definition(formula: Formula, introduced: Sequence[Symbol]) -> str | None:
    """Why ``formula`` is not a definition of the one introduced predicate, or ``None``."""
    variables, body = strip_universals(formula)
    if not isinstance(body, Iff) or not isinstance(body.left, Atom):
        return "a definition has the form ∀x (d(x) ↔ φ)"
    if tuple(introduced) != (body.left.predicate,):
        return "the definition is of another predicate"
    arguments = body.left.arguments
    if len(set(arguments)) < len(arguments) or not set(arguments) <= set(variables):
        return "the arguments of a defined predicate are distinct variables"
    if not body.right.free <= body.left.free:
        return "the definition depends on a variable that is not an argument"
    if body.left.predicate in symbols(body.right):
        return "the definition is circular"
    return None


def rejection_of_choice(formula: Formula, introduced: Sequence[Symbol]) -> str | None:
    """Why ``formula`` is not a choice axiom for the one introduced function, or ``None``."""
    variables, axiom = strip_universals(formula)
    match axiom:
        case Implies(left=Exists(variable=chosen, body=body), right=right):
            positive = True
        case Implies(left=Not(body=ForAll(variable=chosen, body=body)), right=right):
            positive = False
        case _:
            return "a choice axiom has the form ∀x (∃y φ → φ[y := f(x)])"
    if len(introduced) != 1 or not isinstance(function := introduced[0], FunctionSymbol):
        return "a choice axiom introduces one function"
    if len(set(variables)) < len(variables) or not body.free <= {*variables, chosen}:
        return "the arguments of a chosen thing are distinct and all that it depends on"
    if function.argument_sorts != tuple(v.sort for v in variables):
        return f"{function.name} takes other arguments than it must"
    if function.sort is not chosen.sort:
        return f"{function.name} has another sort than its variable"
    if function in symbols(body):
        return "the choice is circular"
    instance = substitute(body, {chosen: Application(function, variables)})
    if right is not (instance if positive else Not(instance)):
        return "this is not what the chosen thing has to satisfy"
    return None


def is_expansion(parent: Formula, formula: Formula) -> bool:
    """Whether ``formula`` is ``parent`` with some equivalences written out.

    ``A ↔ B`` may be written ``(A → B) ∧ (B → A)``, and ``A ⊕ B`` may be written
    ``(A ∨ B) ∧ ¬(A ∧ B)``; bound variables may have other names; everything else is the same.
    """
    if parent is formula:
        return True
    match parent, formula:
        case Iff(left=a, right=b), And(
            parts=(Implies(left=a1, right=b1), Implies(left=b2, right=a2))
        ):
            pairs = [(a, a1), (b, b1), (b, b2), (a, a2)]
        case Xor(left=a, right=b), And(parts=(Or(parts=(a1, b1)), Not(body=And(parts=(a2, b2))))):
            pairs = [(a, a1), (b, b1), (a, a2), (b, b2)]
        case (ForAll(variable=v, body=a), ForAll(variable=w, body=a1)) | (
            Exists(variable=v, body=a),
            Exists(variable=w, body=a1),
        ):
            if v is not w and (w in a.free or v.sort is not w.sort):
                return False
            return is_expansion(substitute(a, {v: w}), a1)
        case (Not(body=a), Not(body=a1)):
            return is_expansion(a, a1)
        case (And(parts=old), And(parts=new)) | (Or(parts=old), Or(parts=new)):
            return len(old) == len(new) and all(map(is_expansion, old, new))
        case (
            (Implies(left=a, right=b), Implies(left=a1, right=b1))
            | (Iff(left=a, right=b), Iff(left=a1, right=b1))
            | (Xor(left=a, right=b), Xor(left=a1, right=b1))
        ):
            pairs = [(a, a1), (b, b1)]
        case _:
            return False
    return all(is_expansion(old, new) for old, new in pairs)


def rejection_of_skolem_step(
    parent: Formula, formula: Formula, introduced: Sequence[Symbol]
) -> str | None:
    """Why ``formula`` is not the Skolem form of ``parent``, or ``None``."""
    functions = [symbol for symbol in introduced if isinstance(symbol, FunctionSymbol)]
    if len(functions) < len(introduced):
        return "Skolemisation introduces functions only"
    terms = {n.function: n for n in nodes(formula) if isinstance(n, Application)}
    remaining = [terms.get(function, Application(function, ())) for function in functions]
    try:
        rebuilt = _skolem_form(parent, remaining, True)
    except _NotSkolemisable as error:
        return str(error)
    if remaining:
        return "more functions are introduced than there are quantifiers to replace"
    return None if rebuilt is formula else "this is not the Skolem form of its parent"


class _NotSkolemisable(ProverError):
    """The parent has no Skolem form with the given functions."""


def _skolem_form(formula: Formula, witnesses: list[Application], positive: bool) -> Formula:
    match formula:
        case Atom() | Equality() | TruthValue():
            return formula
        case Not(body=body):
            return Not(_skolem_form(body, witnesses, not positive))
        case And(parts=parts):
            return And(tuple(_skolem_form(part, witnesses, positive) for part in parts))
        case Or(parts=parts):
            return Or(tuple(_skolem_form(part, witnesses, positive) for part in parts))
        case Implies(left=left, right=right):
            condition = _skolem_form(left, witnesses, not positive)
            return Implies(condition, _skolem_form(right, witnesses, positive))
        case Iff() | Xor():
            if any(isinstance(node, ForAll | Exists) for node in nodes(formula)):
                raise _NotSkolemisable("a quantifier below an equivalence has no polarity")
            return formula
        case ForAll(variable=variable, body=body) | Exists(variable=variable, body=body):
            if isinstance(formula, ForAll) == positive:
                return type(formula)(variable, _skolem_form(body, witnesses, positive))
            witness = _witness(formula, witnesses)
            return _skolem_form(substitute(body, {variable: witness}), witnesses, positive)
        case _:
            assert_never(formula)


def _witness(formula: ForAll | Exists, witnesses: list[Application]) -> Application:
    if not witnesses:
        raise _NotSkolemisable("a quantifier is left without a Skolem function")
    witness = witnesses.pop(0)
    if formula.variable not in formula.body.free:
        return witness  # it is put nowhere
    function, arguments = witness.function, witness.arguments
    if not formula.free <= set(arguments) or len(set(arguments)) < len(arguments):
        raise _NotSkolemisable(f"{function.name} takes other arguments than it must")
    if not all(isinstance(argument, Variable) for argument in arguments):
        raise _NotSkolemisable(f"{function.name} takes arguments that are no variables")
    if function.argument_sorts != tuple(argument.sort for argument in arguments):
        raise _NotSkolemisable(f"{function.name} takes arguments of other sorts")
    if function.sort is not formula.variable.sort:
        raise _NotSkolemisable(f"{function.name} has another sort than its variable")
    return witness
