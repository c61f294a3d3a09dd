"""Relations that are functions, written as functions.

Where the rules say that f(x, y) holds for some y and for no other, ``f(x, y)`` is ``f(x) = y``;
and a variable that an equation determines is replaced by what it equals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from prover.logic.syntax import (
    TRUE,
    And,
    Application,
    Atom,
    Equality,
    Exists,
    ForAll,
    Formula,
    FunctionSymbol,
    PredicateSymbol,
    Term,
    Variable,
)
from prover.logic.walk import conjunction, free_variables, rebuild, substitute
from translators.mpl.rules import Rule

__all__ = ["functional", "with_functions"]

Functions = Mapping[PredicateSymbol, FunctionSymbol]


def functional(rules: Sequence[Rule], relations: Iterable[PredicateSymbol]) -> Functions:
    """Those of ``relations`` that ``rules`` say are functions of all arguments but the last."""
    return {
        relation: FunctionSymbol(
            relation.name, relation.argument_sorts[:-1], relation.argument_sorts[-1]
        )
        for relation in relations
        if relation.arity > 1 and _is_functional(relation, rules)
    }


def _is_functional(relation: PredicateSymbol, rules: Sequence[Rule]) -> bool:
    is_total = any(_is_totality(rule, relation) for rule in rules)
    is_unique = any(_is_uniqueness(rule, relation) for rule in rules)
    return (is_total and is_unique) or _is_explicit(relation, rules)


def _is_totality(rule: Rule, relation: PredicateSymbol) -> bool:
    """``∃y f(x, y)``."""
    match rule.conclusion:
        case Exists(variable, Atom(predicate, (*arguments, last))) if not rule.premises:
            is_last = predicate is relation and last is variable
            return is_last and _are_different_variables((*arguments, last))
        case _:
            return False


def _is_uniqueness(rule: Rule, relation: PredicateSymbol) -> bool:
    """``f(x, y) ∧ f(x, z) → y = z``."""
    match rule.premises, rule.conclusion:
        case (Atom(first, (*xs, y)), Atom(second, (*us, z))), Equality(left, right):
            same = first is second is relation and xs == us and {y, z} == {left, right}
            return same and _are_different_variables((*xs, y, z))
        case _:
            return False


def _is_explicit(relation: PredicateSymbol, rules: Sequence[Rule]) -> bool:
    """``f(x, y) → y = t`` and ``y = t → f(x, y)``."""
    there, back = set(), set()
    for rule in rules:
        match rule.premises, rule.conclusion:
            case (Atom(predicate, arguments),), Equality(left, right) if predicate is relation:
                there.add(_explained(arguments, left, right))
            case (Equality(left, right),), Atom(predicate, arguments) if predicate is relation:
                back.add(_explained(arguments, left, right))
            case _:
                pass
    return bool(there & back - {None})


def _explained(arguments: Sequence[Term], left: Term, right: Term) -> tuple[object, ...] | None:
    """What the last of ``arguments`` equals, in terms of the places of the others."""
    *others, last = arguments
    if not _are_different_variables(arguments):
        return None
    value = right if left is last else left if right is last else None
    if value is None or not isinstance(value, Variable):
        return None
    return (others.index(value),) if value in others else None


def _are_different_variables(terms: Sequence[Term]) -> bool:
    return all(isinstance(term, Variable) for term in terms) and len(set(terms)) == len(terms)


def with_functions(rules: Iterable[Rule], functions: Functions) -> Iterator[Rule]:
    """``rules`` with ``functions`` for relations; those that say nothing any more, or again, go."""
    seen: set[Rule] = set()
    for rule in rules:
        changed = Rule(
            tuple(_applied(premise, functions) for premise in rule.premises),
            _applied(rule.conclusion, functions),
        )
        changed = _canonical(_determined(changed))
        if changed.conclusion is not TRUE and changed not in seen:
            seen.add(changed)
            yield changed


def _applied(formula: Formula, functions: Functions) -> Formula:
    """``f(x) = y`` for ``f(x, y)``, and ∃ gone where an equation says what there is."""
    match formula:
        case Atom(predicate, (*arguments, last)) if predicate in functions:
            return _equation(Application(functions[predicate], tuple(arguments)), last)
        case Equality(left, right):
            return _equation(left, right)
        case Exists(variable, body):
            inner = _applied(body, functions)
            parts = inner.parts if isinstance(inner, And) else (inner,)
            value = next((v for part in parts if (v := _value_of(variable, part))), None)
            return Exists(variable, inner) if value is None else _known(inner, variable, value)
        case ForAll(variable, body):
            return ForAll(variable, _applied(body, functions))
        case _:
            return rebuild(formula, lambda part: _applied(part, functions))


def _known(formula: Formula, variable: Variable, value: Term) -> Formula:
    """``formula`` for ``value``, without the equations that hold there."""
    found = substitute(formula, {variable: value})
    parts = found.parts if isinstance(found, And) else (found,)
    return conjunction(part for part in map(_evident, parts) if part is not TRUE)


def _evident(formula: Formula) -> Formula:
    if isinstance(formula, Equality) and formula.left is formula.right:
        return TRUE
    return formula


def _equation(left: Term, right: Term) -> Formula:
    return TRUE if left is right else Equality(left, right)


def _value_of(variable: Variable, formula: Formula) -> Term | None:
    """What ``formula``, if it is an equation for ``variable``, says that this is."""
    if isinstance(formula, Equality):
        for one, other in ((formula.left, formula.right), (formula.right, formula.left)):
            if one is variable and variable not in other.free:
                return other
    return None


def _determined(rule: Rule) -> Rule:
    """``rule`` with the variables that premises determine replaced by what they are."""
    premises = [premise for premise in rule.premises if premise is not TRUE]
    conclusion = rule.conclusion
    while (found := _determining(premises)) is not None:
        premise, variable, value = found
        premises.remove(premise)
        values = {variable: value}
        premises = [_evident(substitute(other, values)) for other in premises]
        premises = [other for other in premises if other is not TRUE]
        conclusion = _evident(substitute(conclusion, values))
    if conclusion in premises:
        return Rule((), TRUE)
    return Rule(tuple(premises), conclusion)


def _determining(premises: Sequence[Formula]) -> tuple[Formula, Variable, Term] | None:
    for premise in premises:
        if isinstance(premise, Equality):
            for variable in (premise.right, premise.left):
                if isinstance(variable, Variable):
                    value = _value_of(variable, premise)
                    if value is not None:
                        return premise, variable, value
    return None


def _canonical(rule: Rule) -> Rule:
    """``rule`` with its variables called x, y, z, … in the order in which they occur.

    Equations are turned the same way wherever they come from: larger sides stand left.
    """
    turned = Rule(tuple(map(_turned, rule.premises)), _turned(rule.conclusion))
    order = free_variables(turned.formula)
    letters = ["x", "y", "z", "u", "v", "w", *(f"x{n}" for n in range(1, len(order) + 1))]
    names: dict[Variable, Term] = {
        variable: Variable(letter, variable.sort)
        for variable, letter in zip(order, letters, strict=False)
    }
    premises = tuple(substitute(premise, names) for premise in turned.premises)
    return Rule(premises, substitute(turned.conclusion, names))


def _turned(formula: Formula) -> Formula:
    if isinstance(formula, Equality) and _weight(formula.right) > _weight(formula.left):
        return Equality(formula.right, formula.left)
    return formula


def _weight(term: Term) -> tuple[int, tuple[str, ...]]:
    """Larger terms weigh more; of two that are as large, one does unless they are alike."""
    symbols = tuple(_symbols(term))
    return len(symbols), symbols


def _symbols(term: Term) -> Iterator[str]:
    if isinstance(term, Variable):
        yield ""
        return
    yield term.function.name
    for argument in term.arguments:
        yield from _symbols(argument)
