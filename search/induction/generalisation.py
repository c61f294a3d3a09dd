"""Lemmas that would close a goal: generalised, so that an induction has something to hold on to.

A term that stands twice becomes a variable (Boyer and Moore 1979); occurrences of a variable
are told apart; a function that both sides have at the top is taken off.  What is too general
is sorted out by the refuter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from prover.logic.syntax import (
    Application,
    Equality,
    Formula,
    Iff,
    Implies,
    Node,
    Term,
    Variable,
)
from prover.logic.walk import conjunction, fresh_variable, nodes, universal_closure
from search.induction.fertilisation import replaced
from search.induction.rules import Constructors

__all__ = ["canonical", "generalisations", "implication"]

Allowed = Callable[[Formula], bool]


def implication(hypotheses: tuple[Formula, ...], goal: Formula) -> Formula:
    """The goal under the hypotheses, closed."""
    if not hypotheses:
        return universal_closure(goal)
    return universal_closure(Implies(conjunction(hypotheses), goal))


def generalisations(
    body: Formula, constructors: Constructors, allowed: Allowed
) -> Iterator[tuple[Formula, dict[Variable, Term]]]:
    """Generalised forms of ``body``, each with the terms that give ``body`` back.

    Args:
        body: a formula whose free variables stand for anything.
        constructors: terms that they make are not generalised alone.
        allowed: whether a formula may be true.
    """
    current, back = body, dict[Variable, Term]()
    refused: set[Term] = set()
    while True:
        term = _repeated(current, constructors, refused)
        if term is None:
            break
        variable = fresh_variable(_variable(term), current.free | body.free)
        new = replaced(current, term, variable)
        assert isinstance(new, Formula)
        if allowed(new):
            current, back = new, {**back, variable: term}
        else:
            refused.add(term)
    yield current, back


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
    """Equations of the arguments in which two sides with one function differ, if it is one."""
    if not isinstance(goal, Equality):
        return
    left, right = goal.left, goal.right
    if isinstance(left, Variable) or isinstance(right, Variable):
        return
    if left.function is right.function:
        pairs = zip(left.arguments, right.arguments, strict=True)
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
                made = type(body)(left, right)
                yield made, {new: variable}


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _one_replaced(node: Node, old: Node, new: Node) -> Iterator[Node]:
    if node is old:
        yield new
        return
    from search.induction.rewriting import with_children

    for n, child in enumerate(node.children):
        for other in _one_replaced(child, old, new):
            yield with_children(node, [*node.children[:n], other, *node.children[n + 1 :]])


def canonical(statement: Formula) -> Formula:
    """The closed statement with its outermost variables renamed by their order."""
    from prover.logic.walk import free_variables, strip_universals, substitute

    _, body = strip_universals(statement)
    renaming: dict[Variable, Term] = {
        v: Variable(f"v{n}", v.sort) for n, v in enumerate(free_variables(body))
    }
    return universal_closure(substitute(body, renaming))


def variables_of(formula: Formula) -> tuple[Variable, ...]:
    """The distinct variables anywhere in a formula."""
    return tuple(n for n in nodes(formula) if isinstance(n, Variable))
