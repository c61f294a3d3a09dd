"""Patterns inside patterns, as matches inside matches.

``(match x (((S (S y)) t) (_ u)))`` becomes a match on ``x`` and, in its case for ``S``, another on
what ``S`` was applied to (Augustsson, "Compiling pattern matching", FPCA 1985).  Cases are tried
in the order that they are given in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import count

from translators.tip.sexpr import Atom, Sexpr, Tree, error_at
from translators.tip.syntax import Datatype

__all__ = ["flattened", "is_nested"]

_MOST_CASES = 500

Constructors = Mapping[str, Datatype]


@dataclass(frozen=True, slots=True)
class _Row:
    """Patterns for several subjects, and what stands behind them."""

    patterns: tuple[Sexpr, ...]
    body: Sexpr


def is_nested(cases: Sequence[Tree], constructors: Constructors) -> bool:
    """Whether a pattern has patterns inside, or is a variable."""
    patterns = [case.items[0] for case in cases]
    inside = (p for pattern in patterns if isinstance(pattern, Tree) for p in pattern.items[1:])
    return any(isinstance(p, Tree) or _is_made(p, constructors) for p in inside) or any(
        isinstance(p, Atom) and p.text != "_" and p.text not in constructors for p in patterns
    )


def flattened(node: Tree, cases: Sequence[Tree], constructors: Constructors) -> Sexpr:
    """The match ``node`` with patterns that are a constructor applied to variables.

    Raises:
        TipSyntaxError: a pattern is none, or the cases are too many.
    """
    for case in cases:
        _refuse_repeated(case.items[0], constructors, set())
    rows = [_Row((case.items[0],), case.items[1]) for case in cases]
    return _Flattening(node, constructors).rows((node.items[1],), rows)


class _Flattening:
    def __init__(self, node: Tree, constructors: Constructors) -> None:
        self._node = node
        self._constructors = constructors
        self._numbers = count(1)
        self._made = count(1)
        self._taken = _names(node)

    def rows(self, subjects: tuple[Sexpr, ...], rows: Sequence[_Row]) -> Sexpr:
        """The first of ``rows`` that fits."""
        first = rows[0]
        places = [n for n, p in enumerate(first.patterns) if not self._is_variable(p)]
        if not places:
            return self._bound(subjects, first)
        return self._match(places[0], subjects, rows)

    def _match(self, place: int, subjects: tuple[Sexpr, ...], rows: Sequence[_Row]) -> Tree:
        at = rows[0].patterns[place]
        datatype = self._constructors.get(_head(at).text)
        if datatype is None:
            raise error_at(at, f"{_head(at).text} is no constructor", "patterns are made of them")
        cases: list[Sexpr] = []
        for constructor in datatype.constructors:
            arity = len(constructor.fields)
            fitting = [r for r in rows if self._fits(r.patterns[place], constructor.name, arity)]
            if fitting:
                cases.append(self._case(constructor.name, arity, place, subjects, fitting))
        here = self._node.position
        return Tree((Atom("match", here), subjects[place], Tree(tuple(cases), here)), here)

    def _case(
        self,
        name: str,
        arity: int,
        place: int,
        subjects: tuple[Sexpr, ...],
        rows: Sequence[_Row],
    ) -> Tree:
        if next(self._made) > _MOST_CASES:
            raise error_at(self._node, f"a match with more than {_MOST_CASES} cases")
        fields = self._fields(arity, place, subjects, rows)
        inner = (*subjects[:place], *fields, *subjects[place + 1 :])
        body = self.rows(inner, [self._opened(r, place, arity, subjects[place]) for r in rows])
        head = Atom(name, self._node.position)
        pattern = Tree((head, *fields), self._node.position) if fields else head
        return Tree((pattern, body), self._node.position)

    def _fields(
        self, arity: int, place: int, subjects: Sequence[Sexpr], rows: Sequence[_Row]
    ) -> tuple[Atom, ...]:
        """Names for what a constructor was applied to: as the first row calls it, or new ones."""
        return tuple(self._name(n, place, subjects, rows) for n in range(arity))

    def _name(
        self, number: int, place: int, subjects: Sequence[Sexpr], rows: Sequence[_Row]
    ) -> Atom:
        first, *others = [_inside(row.patterns[place], number) for row in rows]
        if not isinstance(first, Atom) or first.text == "_" or not self._is_variable(first):
            return self._fresh()
        pairs = zip(others, rows[1:], strict=True)
        strange = [s for other, row in pairs if not _is_name(other, first) for s in _parts(row)]
        if any(first.text in _names(part) for part in (*subjects, *strange)):
            return self._fresh()
        return first

    def _opened(self, row: _Row, place: int, arity: int, subject: Sexpr) -> _Row:
        """``row`` with the patterns inside its pattern at ``place`` in that one's stead."""
        pattern = row.patterns[place]
        body = row.body
        if isinstance(pattern, Tree):
            inner = pattern.items[1:]
        else:
            inner = (Atom("_", pattern.position),) * arity
            if self._is_variable(pattern):
                body = self._let(pattern, subject, body)
        return _Row((*row.patterns[:place], *inner, *row.patterns[place + 1 :]), body)

    def _fits(self, pattern: Sexpr, name: str, arity: int) -> bool:
        if self._is_variable(pattern):
            return True
        inside = len(pattern.items) - 1 if isinstance(pattern, Tree) else 0
        if _head(pattern).text == name and inside != arity:
            raise error_at(pattern, f"{name} takes {arity} variables, not {inside}")
        return _head(pattern).text == name

    def _bound(self, subjects: Sequence[Sexpr], row: _Row) -> Sexpr:
        body = row.body
        for subject, pattern in zip(subjects, row.patterns, strict=True):
            if isinstance(pattern, Atom):
                body = self._let(pattern, subject, body)
        return body

    def _let(self, name: Atom, value: Sexpr, body: Sexpr) -> Sexpr:
        if name.text == "_" or (isinstance(value, Atom) and value.text == name.text):
            return body
        place = name.position
        binding = Tree((Tree((name, value), place),), place)
        return Tree((Atom("let", place), binding, body), place)

    def _is_variable(self, pattern: Sexpr) -> bool:
        return isinstance(pattern, Atom) and pattern.text not in self._constructors

    def _fresh(self) -> Atom:
        name = next(n for i in self._numbers if (n := f"part{i}") not in self._taken)
        return Atom(name, self._node.position)


def _inside(pattern: Sexpr, place: int) -> Sexpr | None:
    return pattern.items[place + 1] if isinstance(pattern, Tree) else None


def _is_name(pattern: Sexpr | None, name: Atom) -> bool:
    return isinstance(pattern, Atom) and pattern.text == name.text


def _parts(row: _Row) -> tuple[Sexpr, ...]:
    return (*row.patterns, row.body)


def _refuse_repeated(pattern: Sexpr, constructors: Constructors, seen: set[str]) -> None:
    """Refuse a pattern with one variable twice."""
    if isinstance(pattern, Tree):
        for part in pattern.items[1:]:
            _refuse_repeated(part, constructors, seen)
    elif pattern.text != "_" and pattern.text not in constructors:
        if pattern.text in seen:
            raise error_at(pattern, f"{pattern.text} is bound twice", "rename one of them")
        seen.add(pattern.text)


def _is_made(pattern: Sexpr, constructors: Constructors) -> bool:
    return isinstance(pattern, Atom) and pattern.text in constructors


def _head(pattern: Sexpr) -> Atom:
    head = pattern.items[0] if isinstance(pattern, Tree) and pattern.items else pattern
    if isinstance(head, Tree):
        raise error_at(pattern, "expected a constructor with its variables")
    return head


def _names(node: Sexpr) -> Set[str]:
    if isinstance(node, Atom):
        return {node.text}
    return {name for item in node.items for name in _names(item)}
