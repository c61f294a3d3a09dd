"""Unification and matching of terms.

A *triangular* substitution is built while unifying (Baader and Snyder, "Unification
Theory", Handbook of Automated Reasoning, 2001) and resolved once at the end.
"""

from __future__ import annotations

from collections.abc import Iterable

from prover.logic.syntax import Application, Atom, Equality, Term, Variable

__all__ = ["Bindings", "match_atoms", "match_terms", "resolved", "unify_atoms", "unify_terms"]

Bindings = dict[Variable, Term]


def unify_terms(
    pairs: Iterable[tuple[Term, Term]], bindings: Bindings | None = None
) -> Bindings | None:
    """A most general unifier of all ``pairs`` extending ``bindings`` (triangular), or ``None``."""
    result = dict(bindings) if bindings else {}
    stack = list(pairs)
    while stack:
        left, right = stack.pop()
        left, right = _walk(left, result), _walk(right, result)
        if left is right:
            continue
        if isinstance(left, Variable):
            if left.sort is not right.sort or _occurs(left, right, result):
                return None
            result[left] = right
        elif isinstance(right, Variable):
            if left.sort is not right.sort or _occurs(right, left, result):
                return None
            result[right] = left
        elif left.function is not right.function:
            return None
        else:
            stack.extend(zip(left.arguments, right.arguments, strict=True))
    return result


def unify_atoms(
    left: Atom | Equality, right: Atom | Equality, bindings: Bindings | None = None
) -> Bindings | None:
    """A most general unifier of two atoms; equations are unified in the order written."""
    pairs = _argument_pairs(left, right)
    return None if pairs is None else unify_terms(pairs, bindings)


def match_terms(
    pairs: Iterable[tuple[Term, Term]], bindings: Bindings | None = None
) -> Bindings | None:
    """Bindings of the left terms' variables that make each left term its right term.

    Variables of the right terms are treated as constants.
    """
    result = dict(bindings) if bindings else {}
    stack = list(pairs)
    while stack:
        pattern, target = stack.pop()
        if isinstance(pattern, Variable):
            bound = result.get(pattern)
            if bound is None:
                if pattern.sort is not target.sort:
                    return None
                result[pattern] = target
            elif bound is not target:
                return None
        elif pattern is target and not pattern.free:
            continue
        elif isinstance(target, Variable) or pattern.function is not target.function:
            return None
        else:
            stack.extend(zip(pattern.arguments, target.arguments, strict=True))
    return result


def match_atoms(
    pattern: Atom | Equality, target: Atom | Equality, bindings: Bindings | None = None
) -> Bindings | None:
    """Bindings that make ``pattern`` equal to ``target``; equations in the order written."""
    pairs = _argument_pairs(pattern, target)
    return None if pairs is None else match_terms(pairs, bindings)


def resolved(bindings: Bindings) -> Bindings:
    """The idempotent substitution of a triangular one."""
    done: Bindings = {}

    def resolve(term: Term) -> Term:
        if not term.free:
            return term
        if isinstance(term, Variable):
            if term not in bindings:
                return term
            if term not in done:
                done[term] = resolve(bindings[term])
            return done[term]
        return Application(term.function, tuple(resolve(a) for a in term.arguments))

    return {variable: resolve(variable) for variable in bindings}


def _argument_pairs(
    left: Atom | Equality, right: Atom | Equality
) -> list[tuple[Term, Term]] | None:
    if isinstance(left, Atom):
        if isinstance(right, Equality) or left.predicate is not right.predicate:
            return None
        return list(zip(left.arguments, right.arguments, strict=True))
    if isinstance(right, Atom):
        return None
    return [(left.left, right.left), (left.right, right.right)]


def _walk(term: Term, bindings: Bindings) -> Term:
    while isinstance(term, Variable) and term in bindings:
        term = bindings[term]
    return term


def _occurs(variable: Variable, term: Term, bindings: Bindings) -> bool:
    stack = [term]
    while stack:
        node = _walk(stack.pop(), bindings)
        if node is variable:
            return True
        if isinstance(node, Application) and node.free:
            stack.extend(node.arguments)
    return False
