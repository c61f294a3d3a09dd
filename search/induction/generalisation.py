"""Lemmas that would close a goal: generalised, so that an induction has something to hold on to.

A term that stands twice becomes a variable (Boyer and Moore 1979); occurrences of a variable
are told apart; a function that both sides have at the top is taken off.  What is too general
is sorted out by the refuter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from prover.logic.syntax import (
    Application,
    Equality,
    Formula,
    Iff,
    Node,
    Term,
    Variable,
)
from prover.logic.walk import (
    fresh_variable,
)
from search.induction.fertilisation import replaced
from search.induction.recursion import applied
from search.induction.rewriting import with_children
from search.induction.rules import Constructors

__all__ = ["General", "apart", "generalised", "peeled"]

Allowed = Callable[[Formula], bool]
Measures = Callable[[Term], Iterable[Equality]]


@dataclass(frozen=True, slots=True)
class General:
    """A generalised formula.

    Attributes:
        body: with variables for terms.
        back: the terms they stood for.
        facts: equations by which ``body``, with the terms put back, becomes what it was.
    """

    body: Formula
    back: Mapping[Variable, Term]
    facts: tuple[Equality, ...] = ()


def generalised(
    body: Formula, constructors: Constructors, allowed: Allowed, measures: Measures
) -> General:
    """``body`` with variables for the terms that stand twice.

    Args:
        body: a formula whose free variables stand for anything.
        constructors: terms that they make are not generalised alone.
        allowed: whether a formula may be true.
        measures: what is known of a term that would be lost: equations that have a function
            of the term on their left and what it comes to on their right.
    """
    current = General(body, {})
    refused: set[Term] = set()
    while True:
        term = _repeated(current.body, constructors, refused)
        if term is None:
            return current
        new = _without(term, current, measures, allowed)
        if new is None:
            refused.add(term)
        else:
            current = new


def _without(term: Term, general: General, measures: Measures, allowed: Allowed) -> General | None:
    """One term generalised, with what is known of it kept if that is of use."""
    variable = fresh_variable(_variable(term), general.body.free)
    simple = _formula(replaced(general.body, term, variable))
    kept, facts = simple, []
    for equation in measures(term):
        measured = replaced(equation.left, term, variable)
        new = _formula(replaced(kept, equation.right, measured))
        if new is not kept:
            kept = new
            facts.append(equation)
    back = {**general.back, variable: term}
    if facts and allowed(kept):
        return General(kept, back, (*general.facts, *facts))
    return General(simple, back, general.facts) if allowed(simple) else None


def _formula(node: Node) -> Formula:
    return cast(Formula, node)


def _variable(term: Term) -> Variable:
    letter = term.sort.name[:1].lower()
    return Variable(letter if letter.isalpha() else "x", term.sort)


def _repeated(body: Formula, constructors: Constructors, refused: set[Term]) -> Term | None:
    """The largest term that stands on both sides, or twice."""
    counts = Counter(_occurrences(body))
    found = [
        term
        for term, count in counts.items()
        if count > 1 and term not in refused and term.free and not constructors.makes(term)
    ]
    return max(found, key=_size, default=None)


def _occurrences(node: Node) -> Iterator[Term]:
    if isinstance(node, Application):
        yield node
    for child in node.children:
        yield from _occurrences(child)


def _size(node: Node) -> int:
    return 1 + sum(_size(child) for child in node.children)


def peeled(goal: Formula) -> Iterator[Formula]:
    """The equation of the arguments in which two sides with one symbol differ, if it is one."""
    if not isinstance(goal, Equality | Iff):
        return
    left, right = applied(goal.left), applied(goal.right)
    if left and right and left[0] is right[0]:
        pairs = zip(left[1], right[1], strict=True)
        different = [(one, other) for one, other in pairs if one is not other]
        if len(different) == 1:
            yield Equality(*different[0])


def apart(body: Formula) -> Iterator[tuple[Formula, dict[Variable, Term]]]:
    """``body`` with some occurrences of one variable made another variable."""
    if not isinstance(body, Equality | Iff):
        return
    for variable in sorted(body.free, key=lambda v: v.name):
        counts = [sum(1 for n in _all(side) if n is variable) for side in body.children]
        if min(counts) < 2:
            continue
        new = fresh_variable(variable, body.free)
        for left in _one_replaced(body.children[0], variable, new):
            for right in _one_replaced(body.children[1], variable, new):
                made = with_children(body, (left, right))
                yield _formula(made), {new: variable}


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _one_replaced(node: Node, old: Node, new: Node) -> Iterator[Node]:
    if node is old:
        yield new
        return
    for n, child in enumerate(node.children):
        for other in _one_replaced(child, old, new):
            yield with_children(node, [*node.children[:n], other, *node.children[n + 1 :]])
