"""Finding sorts out: first-order unification (Robinson 1965) with a trail of bindings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from translators.tip.syntax import Arrow, Data, Meta, Sort, SortVariable

__all__ = ["Unifier", "instantiate", "show_sort"]

Value = TypeVar("Value")


class Unifier:
    """The sorts found out so far while one declaration is read."""

    def __init__(self) -> None:
        self._bindings: list[Sort | None] = []

    def fresh(self) -> Meta:
        """A sort of which nothing is known."""
        self._bindings.append(None)
        return Meta(len(self._bindings) - 1)

    def unify(self, left: Sort, right: Sort) -> bool:
        """Make two sorts one; False if they cannot be."""
        left, right = self._head(left), self._head(right)
        match left, right:
            case _ if left == right:
                return True
            case Meta(number), other:
                return self._bind(number, other)
            case other, Meta(number):
                return self._bind(number, other)
            case Arrow(), Arrow():
                return self.unify(left.domain, right.domain) and self.unify(
                    left.result, right.result
                )
            case Data(), Data() if left.name == right.name:
                pairs = zip(left.arguments, right.arguments, strict=True)
                return all(self.unify(one, other) for one, other in pairs)
            case _:
                return False

    def resolve(self, sort: Sort) -> Sort:
        """What is known of ``sort``; what is not stays a :class:`Meta`."""
        match self._head(sort):
            case Data(name, arguments):
                return Data(name, tuple(self.resolve(argument) for argument in arguments))
            case Arrow(domain, result):
                return Arrow(self.resolve(domain), self.resolve(result))
            case other:
                return other

    def finish(self, value: Value) -> Value:
        """``value``, a term or a part of one, with every sort in it resolved."""
        return self._finish(value)  # type: ignore[no-any-return]

    def _finish(self, value: Any) -> Any:
        if isinstance(value, SortVariable | Data | Arrow | Meta):
            return self.resolve(value)
        if isinstance(value, tuple):
            return tuple(self._finish(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            parts = {field.name: getattr(value, field.name) for field in fields(value)}
            return replace(value, **{name: self._finish(part) for name, part in parts.items()})
        return value

    def _head(self, sort: Sort) -> Sort:
        while isinstance(sort, Meta) and (bound := self._bindings[sort.number]) is not None:
            sort = bound
        return sort

    def _bind(self, number: int, sort: Sort) -> bool:
        if self._occurs(number, sort):
            return False
        self._bindings[number] = sort
        return True

    def _occurs(self, number: int, sort: Sort) -> bool:
        match self._head(sort):
            case Meta(other):
                return number == other
            case Data(_, arguments):
                return any(self._occurs(number, argument) for argument in arguments)
            case Arrow(domain, result):
                return self._occurs(number, domain) or self._occurs(number, result)
            case SortVariable():
                return False


def instantiate(sort: Sort, values: Mapping[str, Sort]) -> Sort:
    """``sort`` with its variables replaced."""
    match sort:
        case SortVariable(name):
            return values.get(name, sort)
        case Data(name, arguments):
            return Data(name, tuple(instantiate(argument, values) for argument in arguments))
        case Arrow(domain, result):
            return Arrow(instantiate(domain, values), instantiate(result, values))
        case Meta():
            return sort


def show_sort(sort: Sort) -> str:
    """``sort`` as TIP writes it; ``?`` where it is unknown."""
    match sort:
        case SortVariable(name) | Data(name, ()):
            return name
        case Data(name, arguments):
            return f"({name} {' '.join(map(show_sort, arguments))})"
        case Arrow(domain, result):
            return f"(=> {show_sort(domain)} {show_sort(result)})"
        case Meta():
            return "?"
