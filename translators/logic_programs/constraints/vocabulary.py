"""What a constraint program declares: sorts with their elements, and functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prover.constraints.theory import (
    BOOLEAN,
    INTEGER,
    Domain,
    Enumeration,
    Function,
    Primitive,
)

__all__ = ["Vocabulary", "enumerations", "fits", "key"]

_SEPARATOR = re.compile(r"[\W_]+")
_PRIMITIVES = {
    "bool": BOOLEAN,
    "boolean": BOOLEAN,
    "int": INTEGER,
    "integer": INTEGER,
    "real": INTEGER,
    "float": INTEGER,
}


def key(name: str) -> str:
    """What two spellings of one name have in common: letters and digits, whatever their case."""
    return _SEPARATOR.sub("", name).lower()


def enumerations(declared: Mapping[str, Sequence[str]]) -> list[Enumeration]:
    """Sorts with numbers for their elements, larger ones first.

    Elements that are numerals stand for themselves.  A sort all of whose elements belong to a
    larger one shares its numbers, so that a girl is a child; other elements count from 1.
    """
    found: list[Enumeration] = []
    for name, elements in sorted(declared.items(), key=lambda item: -len(item[1])):
        unique = tuple({key(element): element for element in elements}.values())
        found.append(Enumeration(name, unique, _values(unique, found)))
    return found


def _values(elements: Sequence[str], others: Iterable[Enumeration]) -> tuple[int, ...]:
    if all(element.isdecimal() for element in elements):
        return tuple(int(element) for element in elements)
    for other in others:
        numbers = _numbers(other)
        if all(key(element) in numbers for element in elements):
            return tuple(numbers[key(element)] for element in elements)
    return tuple(range(1, len(elements) + 1))


def _numbers(domain: Enumeration) -> dict[str, int]:
    keys = [key(element) for element in domain.elements]
    return dict(zip(keys, domain.values, strict=True))


@dataclass(slots=True)
class Vocabulary:
    """Looks names up, whatever their case; functions may be declared while reading.

    Args:
        sorts: the program's sorts.
    """

    sorts: Sequence[Enumeration]
    notes: list[str] = field(default_factory=list)
    _functions: dict[tuple[str, int], list[Function]] = field(default_factory=dict)

    def domain(self, name: str) -> Domain | None:
        """The sort called ``name``, singular or plural, or a primitive one."""
        wanted = key(name)
        if wanted in _PRIMITIVES:
            return _PRIMITIVES[wanted]
        exact = [sort for sort in self.sorts if key(sort.name) == wanted]
        near = [sort for sort in self.sorts if key(sort.name).rstrip("s") == wanted.rstrip("s")]
        return next(iter([*exact, *near]), None)

    def element(self, name: str, expected: Domain | None) -> tuple[int, Enumeration] | None:
        """The number and sort of an element; of the ``expected`` sort if it is there."""
        wanted = key(name)
        preferred = [expected] if isinstance(expected, Enumeration) else []
        for sort in (*preferred, *self.sorts):
            number = _numbers(sort).get(wanted)
            if number is not None:
                return number, sort
        return None

    def declare(self, function: Function, note: str = "") -> Function:
        """Add ``function``; a note if the program did not declare it."""
        self._functions.setdefault((key(function.name), len(function.arguments)), []).append(
            function
        )
        if note:
            self.notes.append(note)
        return function

    def functions(self, name: str, arity: int) -> Sequence[Function]:
        """The functions called ``name`` with so many arguments, declared ones first."""
        return self._functions.get((key(name), arity), ())


def fits(actual: Domain, wanted: Domain) -> bool:
    """Whether what is in ``actual`` can stand where ``wanted`` is declared."""
    if actual == wanted:
        return True
    if isinstance(actual, Primitive) or isinstance(wanted, Primitive):
        return BOOLEAN not in (actual, wanted)
    known = set(zip(map(key, wanted.elements), wanted.values, strict=True))
    here = set(zip(map(key, actual.elements), actual.values, strict=True))
    return bool(known & here)
