"""Matched variables said by their patterns.

Inside ``match x with | S z => …`` Lean's well-founded recursion compares arguments with ``S z``
and does not remember that this is ``x``.  So ``x`` is written as ``S z`` there, which is the
same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from translators.tip.syntax import (
    Apply,
    Case,
    Data,
    Lambda,
    Let,
    Match,
    Quantified,
    Term,
    Variable,
)
from translators.tip.walk import subterms

__all__ = ["say_matched"]

Patterns = Mapping[str, Term]


def say_matched(term: Term) -> Term:
    """``term`` with every variable that was matched replaced by its pattern."""
    return _said(term, {})


def _said(term: Term, patterns: Patterns) -> Term:
    match term:
        case Variable(name):
            return patterns.get(name, term)
        case Match(subject, sort, cases):
            said = tuple(_case(case, subject, sort, patterns) for case in cases)
            return Match(subject, sort, said)
        case Let(name, value, body):
            return Let(name, _said(value, patterns), _said(body, _without(patterns, (name,))))
        case Lambda(binders, body) | Quantified(_, binders, body):
            inner = _without(patterns, (binder.name for binder in binders))
            return replace(term, body=_said(body, inner))
        case _:
            parts = {part.name: getattr(term, part.name) for part in fields(term)}
            return replace(term, **{name: _part(value, patterns) for name, value in parts.items()})


def _part(value: Any, patterns: Patterns) -> Any:
    if isinstance(value, tuple):
        return tuple(_part(item, patterns) for item in value)
    return _said(value, patterns) if isinstance(value, Term) else value


def _case(case: Case, subject: Term, sort: Data, patterns: Patterns) -> Case:
    inner = _without(patterns, case.variables)
    if (
        isinstance(subject, Variable)
        and case.constructor is not None
        and subject.name not in case.variables
    ):
        arguments = tuple(Variable(name) for name in case.variables)
        pattern = Apply(case.constructor, sort.arguments, arguments)
        inner = {name: _said(known, {subject.name: pattern}) for name, known in inner.items()}
        inner = {**inner, subject.name: pattern}
    return replace(case, body=_said(case.body, inner))


def _without(patterns: Patterns, bound: Iterable[str]) -> dict[str, Term]:
    """The ``patterns`` that still hold where the names ``bound`` mean something new."""
    names = set(bound)
    return {
        name: pattern
        for name, pattern in patterns.items()
        if name not in names
        and not any(isinstance(part, Variable) and part.name in names for part in subterms(pattern))
    }
