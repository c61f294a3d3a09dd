"""Putting terms in place of variables, without capture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import fields, replace
from itertools import count
from typing import Any

from translators.tip.fresh import fresh_name
from translators.tip.syntax import (
    Arrow,
    Binder,
    Case,
    Data,
    Lambda,
    Let,
    Match,
    Meta,
    Quantified,
    Sort,
    SortVariable,
    Term,
    Variable,
)
from translators.tip.walk import children

__all__ = ["canonical", "free_names", "rebuild", "substitute"]

Choose = Callable[[str, Set[str]], str]
"""A name for a bound variable: its old one, and the names that it must not have."""


def rebuild(
    term: Term, change: Callable[[Term], Term], change_sort: Callable[[Sort], Sort] | None = None
) -> Term:
    """``term`` with the terms right below it, and perhaps its sorts, replaced."""
    parts = {part.name: getattr(term, part.name) for part in fields(term)}
    changed = {name: _changed(part, change, change_sort) for name, part in parts.items()}
    return replace(term, **changed)


def _changed(
    value: Any, change: Callable[[Term], Term], change_sort: Callable[[Sort], Sort] | None
) -> Any:
    match value:
        case tuple():
            return tuple(_changed(item, change, change_sort) for item in value)
        case SortVariable() | Data() | Arrow() | Meta():
            return value if change_sort is None else change_sort(value)
        case Binder(name, sort):
            return value if change_sort is None else Binder(name, change_sort(sort))
        case Case():
            return replace(value, body=change(value.body))
        case _:
            return change(value) if isinstance(value, Term) else value


def free_names(term: Term) -> tuple[str, ...]:
    """The free variables of ``term``, each once, in the order they occur."""
    return tuple(dict.fromkeys(_free(term)))


def _free(term: Term) -> Iterable[str]:
    match term:
        case Variable(name):
            yield name
        case Lambda(binders, body) | Quantified(_, binders, body):
            bound = {binder.name for binder in binders}
            yield from (name for name in _free(body) if name not in bound)
        case Let(name, value, body):
            yield from _free(value)
            yield from (other for other in _free(body) if other != name)
        case Match(subject, _, cases):
            yield from _free(subject)
            for case in cases:
                yield from (name for name in _free(case.body) if name not in case.variables)
        case _:
            for child in children(term):
                yield from _free(child)


def substitute(term: Term, values: Mapping[str, Term]) -> Term:
    """``term`` with ``values`` in place of its free variables; bound ones give way."""
    return _substituted(term, values, fresh_name) if values else term


def canonical(term: Term) -> Term:
    """``term`` with its bound variables numbered: equal for terms that differ in names only."""
    numbers = count()
    return _substituted(term, {}, lambda _name, _taken: f"#{next(numbers)}")


def _substituted(term: Term, values: Mapping[str, Term], choose: Choose) -> Term:
    match term:
        case Variable(name):
            return values.get(name, term)
        case Lambda(binders, body) | Quantified(_, binders, body):
            names, inner = _under([binder.name for binder in binders], body, values, choose)
            bound = tuple(
                Binder(name, binder.sort) for name, binder in zip(names, binders, strict=True)
            )
            return replace(term, binders=bound, body=_substituted(body, inner, choose))
        case Let(name, value, body):
            (chosen,), inner = _under([name], body, values, choose)
            there = _substituted(value, values, choose)
            return Let(chosen, there, _substituted(body, inner, choose))
        case Match(subject, sort, cases):
            there = _substituted(subject, values, choose)
            return Match(there, sort, tuple(_case(case, values, choose) for case in cases))
        case _:
            return rebuild(term, lambda child: _substituted(child, values, choose))


def _case(case: Case, values: Mapping[str, Term], choose: Choose) -> Case:
    names, inner = _under(case.variables, case.body, values, choose)
    return Case(case.constructor, tuple(names), _substituted(case.body, inner, choose))


def _under(
    bound: Iterable[str], body: Term, values: Mapping[str, Term], choose: Choose
) -> tuple[list[str], dict[str, Term]]:
    """What the variables ``bound`` are called below their binder, and what is put in there."""
    old = list(bound)
    left = free_names(body)
    inner = {name: values[name] for name in left if name in values and name not in old}
    coming = {name for value in inner.values() for name in free_names(value)}
    staying = {name for name in left if name not in old and name not in inner}
    names: list[str] = []
    for name in old:
        clashes = name in coming
        chosen = choose(name, coming | staying | set(names) if clashes else frozenset())
        names.append(chosen)
        if chosen != name:
            inner[name] = Variable(chosen)
    return names, inner
