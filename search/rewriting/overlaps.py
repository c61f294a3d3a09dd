"""Critical pairs: both results of rewriting a term at its root by one rule, inside by another.

Knuth and Bendix, "Simple Word Problems in Universal Algebras", 1970; with rules that are not
oriented, Bachmair, Dershowitz and Plaisted, "Completion Without Failure", 1989.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prover.logic.syntax import Application, Term, Variable
from prover.logic.unify import resolved, unify_terms
from prover.logic.walk import substitute_term
from search.rewriting.rules import TermRule

__all__ = ["critical_pairs"]


def critical_pairs(outer: TermRule, inner: TermRule) -> Iterator[tuple[Term, Term]]:
    """The equations that follow from two rules whose left sides overlap."""
    renaming: dict[Variable, Term] = {v: Variable(f"{v.name}′", v.sort) for v in inner.left.free}
    left = substitute_term(inner.left, renaming)
    right = substitute_term(inner.right, renaming)
    for path, part in _positions(outer.left):
        if not path and outer is inner:
            continue
        bindings = unify_terms([(part, left)])
        if bindings is not None:
            substitution = resolved(bindings)
            replaced = _replaced(outer.left, path, right)
            yield (
                substitute_term(replaced, substitution),
                substitute_term(outer.right, substitution),
            )


def _positions(term: Application) -> Iterator[tuple[tuple[int, ...], Application]]:
    """The parts of ``term`` that are no variables, with the way to each."""
    stack: list[tuple[tuple[int, ...], Application]] = [((), term)]
    while stack:
        path, part = stack.pop()
        yield path, part
        for index, argument in enumerate(part.arguments):
            if isinstance(argument, Application):
                stack.append(((*path, index), argument))


def _replaced(term: Term, path: Sequence[int], part: Term) -> Term:
    if not path:
        return part
    assert isinstance(term, Application)
    arguments = list(term.arguments)
    arguments[path[0]] = _replaced(arguments[path[0]], path[1:], part)
    return Application(term.function, tuple(arguments))
