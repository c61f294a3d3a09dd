"""Conditional rewriting to normal forms, remembered, with every step kept.

Innermost: the parts of a term first, then the term itself.  Variables of what is rewritten
are constants.  A condition has to rewrite to truth by the same rules (and hypotheses).
What becomes of definitions need not decrease, so steps and nesting are limited, and every step
is kept for the proof; :mod:`search.exploration.rewriting` can do without both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

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
    FormulaTooDeep,
    Node,
    Not,
    Or,
    Term,
    TruthValue,
    Variable,
)
from prover.logic.unify import Bindings
from prover.logic.walk import substitute, substitute_term
from search.induction.rules import Constructors, RewriteRule, Rules
from search.induction.tidy import tidied
from search.rewriting.path_order import LexicographicPathOrder
from search.rewriting.rules import Redex, match_redex
from search.work import Work

__all__ = ["Applied", "Rewriter", "with_children"]

MAX_STEPS = 2_000
"""Replacements for one goal."""

MAX_NESTING = 50
"""How deep replacements may nest before what is left stays as it is."""

MAX_CONDITIONS = 4
"""How deep conditions of conditions are looked at."""

Kind = TypeVar("Kind", bound=Node)


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A rule as it was used."""

    rule: RewriteRule
    bindings: Bindings
    condition: Formula


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """``inner`` has its parts in normal form; ``applied`` makes ``after`` of it."""

    inner: Node
    normal: Node
    applied: Applied | None = None
    after: Node | None = None


class Rewriter:
    """Normal forms under some hypotheses.

    Args:
        rules: of definitions and lemmas.
        constructors: of the theory.
        order: by which equations that are not oriented decrease.
        work: counts the entries that are made.
        hypotheses: rules that hold for the goal at hand.
    """

    def __init__(
        self,
        rules: Rules,
        constructors: Constructors,
        order: LexicographicPathOrder,
        work: Work,
        hypotheses: Iterable[RewriteRule] = (),
    ) -> None:
        self._rules = rules
        self._local = Rules(hypotheses)
        self._constructors = constructors
        self._order = order
        self._work = work
        self._entries: dict[Node, _Entry] = {}
        self._left = MAX_STEPS
        self._under_way: set[Node] = set()
        self._conditions = 0

    def normal(self, node: Kind) -> Kind:
        """The normal form; of a formula, without truth values inside."""
        if not self._under_way:
            self._left = MAX_STEPS
        result = self._normal(node)
        if isinstance(result, Variable | Application):
            return cast(Kind, result)
        return cast(Kind, tidied(cast(Formula, result)))

    def steps(self, node: Node) -> Iterator[tuple[Node, Applied]]:
        """After :meth:`normal`: what ``node`` becomes, one replacement after the other."""
        current: Node | None = node
        while current is not None:
            entry = self._entries.get(current)
            if entry is None:
                return
            children = list(current.children)
            for place, (child, new) in enumerate(
                zip(current.children, entry.inner.children, strict=True)
            ):
                if child is not new:
                    for between, applied in self.steps(child):
                        children[place] = between
                        yield with_children(current, children), applied
            if entry.applied is not None and entry.after is not None:
                yield entry.after, entry.applied
            current = entry.after

    def undecided(self, node: Redex) -> Iterator[Formula]:
        """What the conditions of definitions that match ``node`` come to, if not to truth."""
        for rule in self._rules.about(node):
            if rule.is_definitional and rule.condition is not TRUE:
                bindings = match_redex(rule.left, node)
                if bindings is not None:
                    yield self.normal(substitute(rule.condition, bindings))

    def _normal(self, node: Node) -> Node:
        if isinstance(node, Variable | TruthValue | ForAll | Exists):
            return node
        entry = self._entries.get(node)
        if entry is not None:
            return entry.normal
        if len(self._under_way) > MAX_NESTING or node in self._under_way:
            return node
        self._work.steps += 1
        self._under_way.add(node)
        try:
            entry = self._entry(node)
        except FormulaTooDeep:
            entry = _Entry(node, node)
        finally:
            self._under_way.discard(node)
        if entry.normal is node:
            entry = _Entry(node, node)
        self._entries[node] = entry
        return entry.normal

    def _entry(self, node: Node) -> _Entry:
        inner = self._with_normal_parts(node)
        if isinstance(inner, Application | Atom | Equality) and self._left > 0:
            applied = self._applicable(inner)
            if applied is not None:
                self._left -= 1
                after = _replaced(applied)
                return _Entry(inner, self._normal(after), applied, after)
        return _Entry(inner, inner)

    def _with_normal_parts(self, node: Node) -> Node:
        children = node.children
        absorbing = {And: FALSE, Or: TRUE}.get(type(node))
        new: list[Node] = []
        for n, child in enumerate(children):
            new.append(self._normal(child))
            if absorbing is not None and tidied(cast(Formula, new[-1])) is absorbing:
                new.extend(children[n + 1 :])
                break
        if all(one is other for one, other in zip(children, new, strict=True)):
            return node
        return with_children(node, new)

    def _applicable(self, node: Redex) -> Applied | None:
        if isinstance(node, Equality):
            if node.left is node.right:
                return None
            rule = self._constructors.rule(node)
            if rule is not None:
                return Applied(rule, {}, TRUE)
        for rules in (self._local, self._rules):
            for rule in rules.about(node):
                applied = self._applied(rule, node, ground=rules is self._local)
                if applied is not None:
                    return applied
        return None

    def _applied(self, rule: RewriteRule, node: Redex, ground: bool) -> Applied | None:
        if ground:
            return Applied(rule, {}, TRUE) if rule.left is node else None
        bindings = match_redex(rule.left, node)
        if bindings is None:
            return None
        if not rule.is_oriented and not self._decreases(rule, node, bindings):
            return None
        condition = substitute(rule.condition, bindings)
        return Applied(rule, bindings, condition) if self._holds(condition) else None

    def _decreases(self, rule: RewriteRule, node: Redex, bindings: Bindings) -> bool:
        if isinstance(node, Application) and isinstance(rule.right, Variable | Application):
            return self._order.is_smaller(substitute_term(rule.right, bindings), node)
        return True

    def _holds(self, condition: Formula) -> bool:
        if condition is TRUE:
            return True
        if self._conditions >= MAX_CONDITIONS:
            return False
        self._conditions += 1
        try:
            return self.normal(condition) is TRUE
        finally:
            self._conditions -= 1


def _replaced(applied: Applied) -> Node:
    right = applied.rule.right
    if isinstance(right, Variable | Application):
        return substitute_term(right, applied.bindings)
    return substitute(right, applied.bindings)


def with_children(node: Node, children: Sequence[Node]) -> Node:
    """The node with other children, in their order."""
    match node:
        case Application(function=function):
            return Application(function, cast(tuple[Term, ...], tuple(children)))
        case Atom(predicate=predicate):
            return Atom(predicate, cast(tuple[Term, ...], tuple(children)))
        case And() | Or():
            return type(node)(cast(tuple[Formula, ...], tuple(children)))
        case Not():
            return Not(cast(Formula, children[0]))
        case ForAll(variable=variable) | Exists(variable=variable):
            return type(node)(variable, cast(Formula, children[0]))
        case _:
            kind = cast(type[Equality], type(node))
            return kind(cast(Term, children[0]), cast(Term, children[1]))
